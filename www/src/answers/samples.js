/** Answers to look at, of the package's own invented records: varied, so that there is something to sort, sum and find. */
import { buildResponse, sampleResponse } from "yct-envelope/slim";

/** Numbers that look drawn and are the same every time. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const two = (n) => String(n).padStart(2, "0");

/** The platforms by how often they are used. */
const platforms = ["3", "3", "3", "4", "4", "2", "1", "5"];

function varied(records, days) {
  const draw = dice(20160827);
  const given = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    const [payment, refund] = [records[at], records[at + 1]];
    const day = 1 + Math.floor((at * days) / records.length);
    const paid = (1 + draw(400)) * 50;
    const kind = draw(3);
    const shared = {
      tradeMode: platforms[draw(platforms.length)],
      payTotalFee: paid,
      ...("orderMode" in payment ? { orderMode: String(1 + draw(3)) } : { regType: String(1 + draw(2)), bookDate: `2016-09-${two(day)}` }),
    };
    const time = `2016-08-${two(day)} ${two(8 + draw(9))}:${two(draw(60))}:${two(draw(60))}`;
    given.push({ ...payment, ...shared, tradeTime: time });
    if (kind === 0) {
      const part = draw(2) ? paid : paid / 2;
      given.push({ ...refund, ...shared, tradeTime: time.replace(/ .*/, ` ${two(17 + draw(5))}:${two(draw(60))}:${two(draw(60))}`), refundTotalFee: part });
    }
  }
  return given;
}

/** What a statement should be looked through for: a refund without its payment, one above it, and a record that is refused. */
function troubled(records) {
  const refunds = records.flatMap((record, at) => (record.tradeType === "2" ? [at] : []));
  const [alone, over] = refunds;
  return records
    .map((record, at) => (at === over ? { ...record, refundTotalFee: record.payTotalFee + 100 } : record))
    .filter((_, at) => at !== alone - 1);
}

const kinds = {
  small: { method: "ordersQuery", records: 48, days: 7, change: troubled },
  reg: { method: "regOrdersQuery", records: 36, days: 5, change: (records) => records },
  large: { method: "ordersQuery", records: 15_000, days: 30, change: (records) => records },
};

const LARGE = 10_000;

/** A sample's text and the name of a file that it could stand in. */
export function sample(kind) {
  const { method, records, days, change } = kinds[kind];
  const response = sampleResponse(method, { records });
  const result = change(varied(response.result, days)).slice(0, LARGE);
  const text = buildResponse(method, { ...response, result });
  // One amount in yuan, as hospitals' systems write it by mistake.
  const damaged = kind === "small" ? text.replace(/(.*<payTotalFee>)(\d+)(\d\d)</s, "$1$2.$3<") : text;
  return { text: damaged, name: `sample-${method}.xml`, method };
}
