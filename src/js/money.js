/** Amounts by their digits, without the module. The core reads the same texts as amounts in yuan; `tests/js/values.test.mjs` holds the two together. */
import { text } from "./guards.js";

const YUAN = /^(0|[1-9][0-9]*)(?:\.([0-9]{1,2}))?$/;

export function yuanToFen(yuan) {
  const [, whole, decimals = ""] = YUAN.exec(text(yuan, "yuan")) ?? [];
  const fen = Number(whole + decimals.padEnd(2, "0"));
  if (!Number.isSafeInteger(fen)) throw new RangeError('yuan must be digits with at most two decimals, such as "12.34", up to "90071992547409.91"');
  return fen;
}

export function fenToYuan(fen) {
  if (typeof fen !== "number") throw new TypeError("fen must be a number");
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError("fen must be a whole number, 0 to Number.MAX_SAFE_INTEGER");
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
