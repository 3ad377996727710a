/**
 * The rival that most people would write for speed: one sticky regular expression for a whole record, made for exactly one form of it. It checks and
 * leaves out what `scanner.mjs` does.
 */
import { paramFields, recordFields, refundNumber } from "../../fields.mjs";
import { hasDay } from "../checks.mjs";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?><return><resultCode>0</resultCode><resultDesc></resultDesc>';
const FOOT = "</return>";

const patterns = {
  text: () => "([^\\x00-\\x20<>&\\ufffe\\uffff](?:[^\\x00-\\x1f<>&\\ufffe\\uffff]*[^\\x00-\\x20<>&\\ufffe\\uffff])?)",
  code: ({ codes }) => `([${codes.join("")}])`,
  fen: () => "(0|[1-9][0-9]{0,15})",
  date: () => "([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))",
  timestamp: () => "([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])",
};

/** Days after the 28th, and year 0, are what the pattern does not settle. */
const isDay = (text) => text.charCodeAt(8) < 50 ? !text.startsWith("0000") : hasDay(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10));

const element = (field) => `<${field.name}>${patterns[field.kind](field)}${field.required ? "" : "?"}</${field.name}>`;

function reader(method, objects) {
  const fields = recordFields(method);
  const record = new RegExp(`<result>${fields.map(element).join("")}</result>`, "y");
  const group = (name) => 1 + fields.findIndex((field) => field.name === name);
  const times = fields.filter(({ kind }) => kind === "date" || kind === "timestamp").map(({ name }) => group(name));
  const [paid, refunded, tradeType, number] = ["payTotalFee", "refundTotalFee", "tradeType", refundNumber[method]].map(group);
  const value = ({ kind, required }, at) => (kind !== "fen" ? `found[${at + 1}]` : required ? "paid" : "refunded");
  const make = new Function("found", "paid", "refunded", `return { ${fields.map((field, at) => `${field.name}: ${value(field, at)}`).join(", ")} };`);
  return (text, result) => {
    if (!text.startsWith(HEAD) || !text.endsWith(FOOT) || !text.isWellFormed()) return false;
    const end = text.length - FOOT.length;
    record.lastIndex = HEAD.length;
    while (record.lastIndex < end) {
      const found = record.exec(text);
      if (found === null || !times.every((at) => isDay(found[at]))) return false;
      const fee = Number(found[paid]);
      const back = found[refunded] === undefined ? undefined : Number(found[refunded]);
      if (fee > Number.MAX_SAFE_INTEGER || back > fee) return false;
      if (found[tradeType] === "2" && (back === undefined || found[number] === undefined)) return false;
      if (objects) result.push(make(found, fee, back));
    }
    return record.lastIndex === end;
  };
}

export function pattern(method) {
  const collect = reader(method, true);
  return {
    name: "hand-written pattern",
    misses: [],
    objects: (text) => {
      const result = [];
      return collect(text, result) ? { resultCode: "0", result } : null;
    },
    findings: reader(method, false),
  };
}

const params = paramFields("refundGeneral").map((field) => ({ ...field, required: true, kind: field.kind === "secret" ? "text" : field.kind }));
const request = new RegExp(
  `^<\\?xml version="1\\.0" encoding="UTF-8"\\?><arg0><responseType>0</responseType><methodCode>refundGeneral</methodCode><methodParams><!\\[CDATA\\[${params.map(element).join("")}\\]\\]></methodParams></arg0>$`,
);

/** Reads a refundGeneral request as builders write it, both optional parameters there; null where it is another. */
export function matchRequest(text) {
  const found = request.exec(text);
  if (found === null || !text.isWellFormed()) return null;
  const [, secret, refundType, orderNo, hisRefundOrderNo, amount, refundTime, refundReason, partialOrAllrefund, pushMsg] = found;
  const refundAmout = Number(amount);
  if (refundAmout === 0 || refundAmout > Number.MAX_SAFE_INTEGER || !isDay(refundTime)) return null;
  return {
    methodCode: "refundGeneral",
    responseType: "0",
    methodParams: { secret, refundType, orderNo, hisRefundOrderNo, refundAmout, refundTime, refundReason, partialOrAllrefund, pushMsg },
  };
}

const escaped = (text) => text.replace(/[&<]/g, (mark) => (mark === "&" ? "&amp;" : "&lt;")).replaceAll("]]>", "]]&gt;");

/** Writes a request without a look at it: a template with escapes. */
export function writeRequest({ methodParams: p, responseType = "0" }) {
  return `<?xml version="1.0" encoding="UTF-8"?><arg0><responseType>${responseType}</responseType><methodCode>refundGeneral</methodCode><methodParams><![CDATA[<secret>${escaped(p.secret)}</secret><refundType>${p.refundType}</refundType><orderNo>${escaped(p.orderNo)}</orderNo><hisRefundOrderNo>${escaped(p.hisRefundOrderNo)}</hisRefundOrderNo><refundAmout>${p.refundAmout}</refundAmout><refundTime>${p.refundTime}</refundTime><refundReason>${escaped(p.refundReason)}</refundReason><partialOrAllrefund>${p.partialOrAllrefund}</partialOrAllrefund><pushMsg>${p.pushMsg}</pushMsg>]]></methodParams></arg0>`;
}
