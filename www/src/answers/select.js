/** Which records are wanted, and in which order. */
import { oddities } from "./joined.js";

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** A test of records for a word: it stands in a text, or is an amount in yuan. */
function wordTest(table, word) {
  const pattern = new RegExp(escaped(word), "iu");
  const texts = table.fields.filter(({ kind }) => kind === "text").map(({ name }) => table.columns[name]);
  const [, whole, cents] = /^(\d{1,14})\.(\d\d)$/.exec(word) ?? [];
  const fen = whole === undefined ? null : Number(whole + cents);
  const amounts = fen === null ? [] : table.fields.filter(({ kind }) => kind === "fen").map(({ name }) => table.columns[name]);
  return (row) => texts.some((column) => column[row] !== undefined && pattern.test(column[row])) || amounts.some((column) => column[row] === fen);
}

/**
 * The rows of the records that `wanted` asks for: every word of `search`, a code of each of `codes` (`{ tradeMode: "3" }`), a day of trade from
 * `from` to `to`, and an order with the oddity `odd` (or `any`).
 */
export function select(table, { orders, orderOf }, { search = "", codes = {}, from = "", to = "", odd = "" }) {
  const tests = search.split(/\s+/).filter(Boolean).map((word) => wordTest(table, word));
  for (const [name, code] of Object.entries(codes)) if (code) tests.push((row) => table.columns[name][row] === code);
  const { tradeTime } = table.columns;
  if (from) tests.push((row) => tradeTime[row] >= from);
  // A blank and a time follow the day; "~" is behind them all.
  if (to) tests.push((row) => tradeTime[row] <= `${to}~`);
  if (odd) {
    const mask = odd === "any" ? -1 : oddities[odd];
    tests.push((row) => (orders[orderOf[row]].odd & mask) !== 0);
  }
  const found = [];
  for (let row = 0; row < table.count; row += 1) if (tests.every((test) => test(row))) found.push(row);
  return Uint32Array.from(found);
}

/** Sorts rows by what `valueOf` gives for each; what is missing comes last, and equals stay as they were. */
export function sortBy(rows, valueOf, descending) {
  const values = new Map();
  for (const row of rows) values.set(row, valueOf(row));
  const sign = descending ? -1 : 1;
  return rows.sort((left, right) => {
    const a = values.get(left);
    const b = values.get(right);
    if (a === b) return left - right;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    return a < b ? -sign : sign;
  });
}
