/** Checks by hand, for the peers that only parse: from the texts of a record's fields to the object that our package gives, or a `Refused`. */
import { paramFields, recordFields, refundNumber } from "../fields.mjs";

/** What a peer throws, or lets pass from its library, where it takes a text for bad. */
export class Refused extends Error {}

export const refuse = (why) => {
  throw new Refused(why);
};

const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const hasDay = (year, month, day) => year > 0 && month > 0 && month < 13 && day > 0 && day <= (month === 2 && isLeap(year) ? 29 : DAYS[month]);

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const FEN = /^(?:0|[1-9]\d{0,15})$/;
/** What XML forbids. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

const isTime = (pattern) => (text) => {
  const found = pattern.exec(text);
  return found !== null && hasDay(+found[1], +found[2], +found[3]);
};
export const isDate = isTime(DATE);
export const isTimestamp = isTime(TIMESTAMP);
export const isFen = (text) => FEN.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER;
export const isCount = isFen;
export const isYuan = (text) => /^(?:0|[1-9]\d{0,13})(?:\.\d{1,2})?$/.test(text);
export const isText = (text) => text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32 && !FORBIDDEN.test(text);

const tests = { text: isText, secret: isText, date: isDate, timestamp: isTimestamp, fen: isFen };
const checkOf = ({ kind, codes }) => {
  if (kind !== "code") return tests[kind];
  const known = new Set(codes);
  return (text) => known.has(text);
};

/** Checks one object of texts by these fields; what is empty is absent. A function made of the fields, as it would be written by hand. */
function checker(fields) {
  const checks = fields.map((field) => checkOf(field));
  const lines = fields.map(({ name, required, kind }, at) => `
    const ${name} = texts.${name};
    if (${name} === undefined || ${name} === "") { ${required ? `refuse("${name}");` : ""} }
    else {
      if (!checks[${at}](${name})) refuse("${name}");
      checked.${name} = ${kind === "fen" ? `Number(${name})` : name};
    }`);
  return new Function("checks", "refuse", `return (texts) => { const checked = {}; ${lines.join("")} return checked; };`)(checks, refuse);
}

/** Checks a record, what depends on several of its fields included. */
export function recordChecker(method) {
  const check = checker(recordFields(method));
  return (texts) => {
    const record = check(texts);
    if (!isConsistent(method, record)) refuse("refund");
    return record;
  };
}

/** What a refund must have, and that it is no more than what was paid. */
export const isConsistent = (method, { tradeType, payTotalFee, refundTotalFee, [refundNumber[method]]: number }) =>
  !(Number(refundTotalFee) > Number(payTotalFee)) && !(tradeType === "2" && (!number || refundTotalFee === undefined || refundTotalFee === ""));

/** Checks the parameters of a request. A refund of 0 is a warning, and no clean request. */
export function paramsChecker(method) {
  const check = checker(paramFields(method));
  return (texts) => {
    const params = check(texts);
    if (params.refundAmout === 0) refuse("refundAmout");
    return params;
  };
}
