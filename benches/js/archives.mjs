/** An archive as a gateway would keep it: requests and answers of every method, from the package's samples, varied, the same at every run. */
import { buildRequest, buildResponse, catalog, sampleRequest, sampleResponse } from "yct-envelope";
import { random } from "./random.mjs";

const SEED = 20161128;
/** One envelope in so many has a mistake; one line in so many is none of the forms of a line. */
const BROKEN = 50;
const ROTTEN = 1_000;

const { methods } = catalog();
const MOST_RECORDS = 4;

/** The texts of one request and its answer, in XML or JSON as the request asks; queries answer with one record to four. */
function exchangesOf({ methodCode, events, result }) {
  const requests = (events ?? [{}]).map(({ eventCode }) => sampleRequest(methodCode, { eventCode }));
  const counts = result.cardinality === "many" ? Array.from({ length: MOST_RECORDS }, (_, at) => at + 1) : [undefined];
  return requests.flatMap((request) =>
    ["xml", "json"].flatMap((format) =>
      counts.map((records) => ({
        methodCode,
        request: buildRequest({ ...request, responseType: format === "xml" ? "0" : "1" }),
        response: buildResponse(methodCode, sampleResponse(methodCode, { records }), { format }),
      })),
    ),
  );
}

/** What differs from one exchange to the next: numbers, days and amounts, in request and answer alike. */
const VARIED = /2016-08-2([78])|-000(\d)\b|\b(?:1990|30000)\b|\b236(?=\.50\b)/g;

function varied(text, { month, day, number, fen }) {
  return text.replace(VARIED, (found, ofAugust, serial) => {
    if (ofAugust !== undefined) return `2016-${month}-${String(day + Number(ofAugust) - 7).padStart(2, "0")}`;
    if (serial !== undefined) return `-${number}${serial}`;
    return fen;
  });
}

/** One mistake each, of those that people make. Where the text has not what it is made of, the next is taken. */
const MISTAKES = [
  [/<(refundAmout|payTotalFee)>\d+/, "$&.00"],
  [/"payTotalFee":"\d+/, "$&.00"],
  ["</hisOrderNo>", "</hisorderNo>"],
  [/<(startTime|tradeTime|refundTime)>2016-/, "<$1>2016/"],
  [/"tradeTime":"2016-../, '"tradeTime":"2016-13'],
  [/<orderNo>[^<]*<\/orderNo>/, ""],
  [/"orderNo":"[^"]*",/, ""],
  ["SAMPLE-SECRET", "SAMPLE&SECRET"],
  [/<(tradeMode|resultCode|voucherType)>./, "<$1>9"],
  ['"resultCode":"0"', '"resultCode":"9"'],
  [/<\/arg0>$|<\/return>$/, ""],
  [/.{12}$/, ""],
];

function mistaken(text, from) {
  for (let at = 0; ; at++) {
    const broken = text.replace(...MISTAKES[(from + at) % MISTAKES.length]);
    if (broken !== text) return broken;
  }
}

/** What stands in archives that disks and people have had in their hands: no envelope, half a line, another encoding. `示例` is in GBK there. */
const ROTS = [
  () => "-- MARK --",
  ({ line }) => line.slice(0, line.length >> 1),
  ({ request }) => Buffer.from(request.replaceAll(/[^\0-\x7f]+/g, "\xca\xbe\xc0\xfd"), "latin1"),
];

/** How a line holds an exchange, and how many envelopes it holds; a pair is what gateways mostly write. */
const pair = { envelopes: 2, write: ({ id, methodCode, request, response }) => JSON.stringify({ id, method: methodCode, request, response }) };
const answer = { envelopes: 1, write: ({ id, methodCode, response }) => JSON.stringify({ id, method: methodCode, response }) };
const plain = { envelopes: 1, write: ({ request }) => request };
const text = { envelopes: 1, write: ({ request }) => JSON.stringify(request) };
const FORMS = [pair, plain, pair, answer, pair, text, pair, answer, pair, pair];

/**
 * The lines of an archive of so many envelopes, with their ends: text, or bytes where they are no UTF-8. A rotten line counts as one envelope, as it does in what the command
 * line tells.
 */
export function* archiveLines(envelopes) {
  const dice = random(SEED);
  const exchanges = methods.map(exchangesOf);
  for (let made = 0, at = 0, mistakes = 0; made < envelopes; at++) {
    const { methodCode, request, response } = dice.one(dice.one(exchanges));
    const values = { month: String(dice.between(1, 12)).padStart(2, "0"), day: dice.between(1, 27), number: dice.digits(9), fen: String(dice.between(100, 99_999)) };
    const form = made + 2 > envelopes ? plain : FORMS[at % FORMS.length];
    const exchange = { id: `X-${at}`, methodCode, request: varied(request, values), response: varied(response, values) };
    if (at % ROTTEN === ROTTEN - 1) {
      const line = form.write(exchange);
      const rotten = ROTS[Math.floor(at / ROTTEN) % ROTS.length]({ line, ...exchange });
      made += 1;
      yield typeof rotten === "string" ? `${rotten}\n` : Buffer.concat([rotten, Buffer.from("\n")]);
      continue;
    }
    const next = made + form.envelopes;
    if (Math.floor(next / BROKEN) > Math.floor(made / BROKEN)) {
      const part = form === answer || (form === pair && mistakes % 2 === 1) ? "response" : "request";
      exchange[part] = mistaken(exchange[part], mistakes++);
    }
    made = next;
    yield `${form.write(exchange)}\n`;
  }
}
