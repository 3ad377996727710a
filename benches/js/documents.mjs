/** What is read: requests and answers with invented values, the same at every run. */
import { buildRequest } from "yct-envelope";
import { random } from "./random.mjs";

const SEED = 20160827;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const HEAD = "<return><resultCode>0</resultCode><resultDesc></resultDesc>";
const FOOT = "</return>";

const two = (number) => String(number).padStart(2, "0");
const date = ({ between }) => `2016-${two(between(1, 12))}-${two(between(1, 28))}`;
const timestamp = (dice) => `${date(dice)} ${two(dice.between(7, 22))}:${two(dice.between(0, 59))}:${two(dice.between(0, 59))}`;

/** What all records have, by its name in an ordersQuery. Every third trade is a refund; empty is what does not apply. */
function trade(dice, at, chinese) {
  const refunded = at % 3 === 2;
  const unionPay = at % 5 === 0;
  const fee = dice.between(100, 99_999);
  const only = (holds, text) => (holds ? text() : "");
  return {
    tradeTime: timestamp(dice),
    orderMode: String(dice.between(1, 3)),
    tradeMode: unionPay ? "2" : dice.one(["1", "3", "4", "5"]),
    orderNo: `YCT${dice.digits(29)}`,
    refundOrderNo: only(refunded, () => `YCT${dice.digits(29)}`),
    hisOrderNo: `${chinese ? dice.one(["门诊收费", "住院押金", "预约挂号"]) : "HIS-"}${dice.digits(20)}`,
    hisRefundOrderNo: only(refunded, () => `HIS-R-${dice.digits(18)}`),
    agtOrderNo: dice.digits(28),
    agtRefundOrderNo: only(refunded, () => dice.digits(28)),
    agtTraceNo: only(unionPay, () => dice.digits(6)),
    agtRefundTraceNo: only(unionPay && refunded, () => dice.digits(6)),
    payTotalFee: String(fee),
    refundTotalFee: only(refunded, () => String(dice.between(1, fee))),
    tradeType: refunded ? "2" : "1",
  };
}

function registration(dice, at, chinese) {
  const { tradeTime, tradeMode, orderNo, refundOrderNo, hisOrderNo, hisRefundOrderNo, agtOrderNo, agtRefundOrderNo, ...rest } = trade(dice, at, chinese);
  return {
    branchCode: `B${dice.digits(3)}`,
    branchName: chinese ? "示例分院" : "SAMPLE-BRANCH",
    bookDate: date(dice),
    tradeTime,
    regType: String(dice.between(1, 2)),
    tradeMode,
    orderNo,
    agtRefundOrderNo: refundOrderNo,
    hisOrderNo,
    hisRefundOrderNo,
    agtOrderNo,
    agtRefundPayOrderNo: agtRefundOrderNo,
    payTotalFee: rest.payTotalFee,
    refundTotalFee: rest.refundTotalFee,
    tradeType: rest.tradeType,
  };
}

const makers = { ordersQuery: trade, regOrdersQuery: registration };

/** One bad value each: the record is well-formed and refused. */
const damages = [
  (record) => ({ ...record, payTotalFee: `${record.payTotalFee}.00` }),
  (record) => ({ ...record, tradeTime: record.tradeTime.replace(/^.{10}/, "2016-02-30") }),
  (record) => ({ ...record, tradeMode: "9" }),
  (record) => ({ ...record, orderNo: "" }),
  (record) => ({ ...record, tradeTime: record.tradeTime.replaceAll("-", "/") }),
  (record) => ({ ...record, payTotalFee: `￥${record.payTotalFee}` }),
];

/** The values of `count` records; `damagedEvery`: each n-th has a bad value; `change` makes another record of one. */
export function records(method, count, { chinese = false, damagedEvery = 0, change = (record) => record } = {}) {
  const dice = random(SEED);
  return Array.from({ length: count }, (_, at) => {
    const record = makers[method](dice, at, chinese);
    const damaged = damagedEvery > 0 && at % damagedEvery === damagedEvery - 1;
    return change(damaged ? damages[Math.floor(at / damagedEvery) % damages.length](record) : record, at);
  });
}

const elements = (record, before) =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${before}<${name}>${value}</${name}>`)
    .join("");

/** How a record is laid out: `comment` is what the fast path does not take for plain and what no rule objects to. */
const layouts = {
  compact: { head: DECLARATION + HEAD, record: (record) => `<result>${elements(record, "")}</result>`, foot: FOOT },
  pretty: {
    head: `${DECLARATION}\n${HEAD.replace(/(?<=>)(?=<[^/])/g, "\n  ")}`,
    record: (record) => `\n  <result>${elements(record, "\n    ")}\n  </result>`,
    foot: `\n${FOOT}`,
  },
  comment: { head: DECLARATION + HEAD, record: (record) => `<result><!-- -->${elements(record, "")}</result>`, foot: FOOT },
};

/** An answer as XML. */
export function answer(method, count, { layout = "compact", ...variant } = {}) {
  const { head, record, foot } = layouts[layout];
  return [head, ...records(method, count, variant).map(record), foot].join("");
}

/** The same as JSON. */
export const answerJson = (method, count, variant) => JSON.stringify({ resultCode: "0", resultDesc: "", result: records(method, count, variant) });

/** The pieces of an answer of at least this many bytes, as a stream brings them. */
export function* chunks(method, bytes, size = 65_536) {
  const { head, record, foot } = layouts.compact;
  const encoder = new TextEncoder();
  const block = encoder.encode(records(method, 1_000).map(record).join(""));
  yield encoder.encode(head);
  for (let sent = 0; sent < bytes; ) {
    for (let at = 0; at < block.length; at += size) {
      const chunk = block.subarray(at, at + size);
      sent += chunk.length;
      yield chunk;
    }
  }
  yield encoder.encode(foot);
}

/** Requests for a refund. */
export function requests(count) {
  const dice = random(SEED);
  return Array.from({ length: count }, () => ({
    methodCode: "refundGeneral",
    responseType: "0",
    methodParams: {
      secret: "SAMPLE-SECRET-NOT-REAL",
      refundType: String(dice.between(1, 3)),
      orderNo: `YCT-${dice.digits(12)}`,
      hisRefundOrderNo: `HIS-R-${dice.digits(11)}`,
      refundAmout: dice.between(100, 99_999),
      refundTime: timestamp(dice),
      refundReason: `示例：${dice.one(["患者取消预约", "医生临时停诊", "重复缴费退款"])}`,
      partialOrAllrefund: "1",
      pushMsg: "1",
    },
  }));
}

export const requestTexts = (count) => requests(count).map((request) => buildRequest(request));

/** An answer with a mistake of another kind in each of its records. */
export function brokenAnswer(count) {
  const mistakes = [
    ["</orderNo>", "</orderno>"],
    ["</hisOrderNo>", "&</hisOrderNo>"],
    ["<tradeType>", "< tradeType>"],
    ["</payTotalFee>", ""],
    ["<agtOrderNo>", "<agtOrderNum>"],
    ["<orderMode>", "<orderMode>0"],
    ["<tradeTime>2016-", "<tradeTime>2016/"],
    ["</payTotalFee>", ".00元</payTotalFee>"],
    ["<tradeMode>", "＜tradeMode＞"],
    ["<orderNo>", '<orderNo id="1" id="2">'],
  ];
  const broken = records("ordersQuery", count).map((record, at) => layouts.compact.record(record).replace(...mistakes[at % mistakes.length]));
  return [layouts.compact.head, ...broken, layouts.compact.foot].join("");
}
