/** Numbers at every edge, in each kind of field that has one. */
import { ANSWER, REQUEST, answer, family, json, refund } from "./cases.mjs";
import { requestTextWith } from "../js/samples.mjs";

const PUSH = (eventCode, fields) => requestTextWith("msgPush", fields, eventCode);

/** `[written, an amount in fen, a count]`: what is found in each. */
const wholes = [
  ["0", "amount/zero", "nothing"],
  ["1", "nothing", "nothing"],
  ["-0", "amount/not-fen", "count/not-whole"],
  ["+0", "amount/not-fen", "count/not-whole"],
  ["+1", "amount/not-fen", "count/not-whole"],
  ["-1", "amount/not-fen", "count/not-whole"],
  ["−1", "amount/not-fen", "count/not-whole"],
  ["00", "amount/not-fen", "count/not-whole"],
  ["01", "amount/not-fen", "count/not-whole"],
  ["0000000000000000000001", "amount/not-fen", "count/not-whole"],
  ["1.", "amount/not-fen", "count/not-whole"],
  [".5", "amount/not-fen", "count/not-whole"],
  ["1.0", "amount/not-fen", "count/not-whole"],
  ["1.00", "amount/not-fen", "count/not-whole"],
  ["1.5", "amount/not-fen", "count/not-whole"],
  ["1,000", "amount/not-fen", "count/not-whole"],
  ["1 000", "amount/not-fen", "count/not-whole"],
  ["1_000", "amount/not-fen", "count/not-whole"],
  ["1'000", "amount/not-fen", "count/not-whole"],
  ["1e3", "amount/not-fen", "count/not-whole"],
  ["1E3", "amount/not-fen", "count/not-whole"],
  ["1e0", "amount/not-fen", "count/not-whole"],
  ["1e-3", "amount/not-fen", "count/not-whole"],
  ["1e999999999", "amount/not-fen", "count/not-whole"],
  ["0x10", "amount/not-fen", "count/not-whole"],
  ["0b1", "amount/not-fen", "count/not-whole"],
  ["010", "amount/not-fen", "count/not-whole"],
  ["1n", "amount/not-fen", "count/not-whole"],
  ["1f", "amount/not-fen", "count/not-whole"],
  ["NaN", "amount/not-fen", "count/not-whole"],
  ["Infinity", "amount/not-fen", "count/not-whole"],
  ["-Infinity", "amount/not-fen", "count/not-whole"],
  ["null", "amount/not-fen", "count/not-whole"],
  ["true", "amount/not-fen", "count/not-whole"],
  ["１２", "amount/not-fen", "count/not-whole"],
  ["1２", "amount/not-fen", "count/not-whole"],
  ["٣", "amount/not-fen", "count/not-whole"],
  ["३", "amount/not-fen", "count/not-whole"],
  ["𝟙", "amount/not-fen", "count/not-whole"],
  ["²", "amount/not-fen", "count/not-whole"],
  ["①", "amount/not-fen", "count/not-whole"],
  ["½", "amount/not-fen", "count/not-whole"],
  ["一百", "amount/not-fen", "count/not-whole"],
  ["壹佰圆整", "amount/not-fen", "count/not-whole"],
  ["Ⅻ", "amount/not-fen", "count/not-whole"],
  ["1\u0301", "amount/not-fen", "count/not-whole"],
  ["1\u200B2", "amount/not-fen", "count/not-whole"],
  ["1\u202E2", "amount/not-fen", "count/not-whole"],
  ["1\u00A02", "amount/not-fen", "count/not-whole"],
  ["1元", "amount/not-fen", "count/not-whole"],
  ["100分", "amount/not-fen", "count/not-whole"],
  ["¥1", "amount/not-fen", "count/not-whole"],
  ["$1", "amount/not-fen", "count/not-whole"],
  ["1%", "amount/not-fen", "count/not-whole"],
  ["2147483647", "nothing", "nothing"],
  ["2147483648", "nothing", "nothing"],
  ["4294967296", "nothing", "nothing"],
  ["9007199254740990", "nothing", "nothing"],
  ["9007199254740991", "nothing", "nothing"],
  ["9007199254740992", "amount/out-of-range", "count/not-whole"],
  ["9007199254740993", "amount/out-of-range", "count/not-whole"],
  ["9223372036854775807", "amount/out-of-range", "count/not-whole"],
  ["9223372036854775808", "amount/out-of-range", "count/not-whole"],
  ["18446744073709551615", "amount/out-of-range", "count/not-whole"],
  ["18446744073709551616", "amount/out-of-range", "count/not-whole"],
  ["18446744073709551617", "amount/out-of-range", "count/not-whole"],
  ["340282366920938463463374607431768211457", "amount/out-of-range", "count/not-whole"],
  [`1${"0".repeat(15)}`, "nothing", "nothing"],
  [`1${"0".repeat(16)}`, "amount/out-of-range", "count/not-whole"],
  [`1${"0".repeat(308)}`, "amount/out-of-range", "count/not-whole"],
  [`1${"0".repeat(5000)}`, "amount/out-of-range", "count/not-whole"],
  ["9".repeat(5000), "amount/out-of-range", "count/not-whole"],
];

const shown = (written) => (written.length > 40 ? `${written.slice(0, 4)}… of ${written.length} digits` : JSON.stringify(written).replace(/[\u0080-\uFFFF]/g, (c) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(c) || c > "\uD7FF" ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)));
const each = (what, column, write) => Object.fromEntries(wholes.map((row) => [`${shown(row[0])} for ${what}`, [write(row[0]), row[column]]]));

export const amounts = family(REQUEST, each("an amount", 1, (written) => refund({ refundAmout: written })));
export const counts = family(REQUEST, each("a count", 2, (written) => PUSH("16", { currentNum: written })));

/** `[written, what is found]` of an amount in yuan. */
const yuan = [
  ["0", "nothing"], ["0.0", "nothing"], ["0.00", "nothing"], ["0.01", "nothing"], ["236", "nothing"], ["236.5", "nothing"], ["236.50", "nothing"],
  ["236.500", "amount/not-yuan"], ["236.", "amount/not-yuan"], [".5", "amount/not-yuan"], ["00.50", "amount/not-yuan"], ["01", "amount/not-yuan"],
  ["-1.00", "amount/not-yuan"], ["+1.00", "amount/not-yuan"], ["1e3", "amount/not-yuan"], ["1,000.00", "amount/not-yuan"], ["1.0.0", "amount/not-yuan"], ["1..0", "amount/not-yuan"],
  ["２３６", "amount/not-yuan"], ["236．50", "amount/not-yuan"], ["236。50", "amount/not-yuan"], ["٣.٥", "amount/not-yuan"], ["236.50元", "amount/not-yuan"], ["¥236.50", "amount/not-yuan"], ["NaN", "amount/not-yuan"],
  ["90071992547409.91", "nothing"], ["90071992547409.92", "amount/not-yuan"], ["90071992547410", "amount/not-yuan"], ["184467440737095516.17", "amount/not-yuan"], [`${"9".repeat(400)}.99`, "amount/not-yuan"],
];
export const yuans = family(REQUEST, Object.fromEntries(yuan.map(([written, expect]) => [`${shown(written)} for an amount in yuan`, [PUSH("26", { payAmout: written }), expect]])));

/** `[written, what is found]` of a code that may be 1 to 3. */
const codes = [
  ["1", "nothing"], ["3", "nothing"], ["0", "code/unknown"], ["4", "code/unknown"], ["-1", "code/unknown"], ["01", "code/unknown"], ["+1", "code/unknown"], ["1.0", "code/unknown"], ["1e0", "code/unknown"], ["11", "code/unknown"],
  ["１", "code/unknown"], ["١", "code/unknown"], ["①", "code/unknown"], ["一", "code/unknown"], ["l", "code/unknown"], ["I", "code/unknown"], ["257", "code/unknown"], ["4294967297", "code/unknown"], ["toString", "code/unknown"], ["__proto__", "code/unknown"],
];
export const codesOf = family(REQUEST, Object.fromEntries(codes.map(([written, expect]) => [`${shown(written)} for a code`, [refund({ refundType: written }), expect]])));

/** `[JSON, what is found where an amount belongs, where a text belongs]`. */
const literals = [
  ["100", "nothing", "nothing"], ["0", "nothing", "nothing"], ["-0", "amount/not-fen", "nothing"], ["-1", "amount/not-fen", "nothing"], ["1.0", "amount/not-fen", "json/type"], ["1.5", "amount/not-fen", "json/type"], ["1e2", "amount/not-fen", "json/type"],
  ["1E+2", "amount/not-fen", "json/type"], ["9007199254740991", "nothing", "nothing"], ["9007199254740992", "amount/out-of-range", "nothing"], ["9007199254740993", "amount/out-of-range", "nothing"], ["1e400", "amount/not-fen", "json/type"],
  [`1${"0".repeat(400)}`, "amount/out-of-range", "nothing"], ["01", "json/malformed", "json/malformed"], ["+1", "json/malformed", "json/malformed"], [".5", "json/malformed", "json/malformed"], ["1.", "json/malformed", "json/malformed"], ["0x10", "json/malformed, amount/not-fen", "json/malformed"], ["NaN", "json/malformed", "json/malformed"], ["-Infinity", "json/malformed, amount/not-fen", "json/malformed"],
  ["true", "json/type", "json/type"], ["null", "field/missing", "field/missing"], ["[100]", "json/type", "json/type"], ['{"a":1}', "json/type", "json/type"], ['"100"', "nothing", "nothing"], ['"1.00"', "amount/not-fen", "nothing"], ['"１００"', "amount/not-fen", "nothing"], ['""', "field/empty", "field/empty"], ['" 100"', "field/whitespace", "field/whitespace"], ['"\\u0031"', "nothing", "nothing"],
];
const literalCases = (what, column, field) => family(ANSWER, Object.fromEntries(literals.map((row) => [`${shown(row[0])} for ${what}`, [json({ [field]: row[0] }), row[column]]])));
export const jsonAmounts = literalCases("an amount in JSON", 1, "payTotalFee");
export const jsonTexts = literalCases("a text in JSON", 2, "orderNo");

export const against = family(ANSWER, {
  "a refund of more than was paid": [answer({ payTotalFee: "9007199254740990", refundTotalFee: "9007199254740991" }), "amount/exceeds-payment"],
  "a refund of just what was paid": [answer({ payTotalFee: "9007199254740991", refundTotalFee: "9007199254740991" }), "nothing"],
  "a payment that is out of range": [answer({ payTotalFee: "9007199254740992", refundTotalFee: "1" }), "amount/out-of-range"],
});
