/**
 * A file for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8.
 *
 * A text that a spreadsheet would run as a formula (OWASP, "CSV injection"), or would take for a number or a date and so change (long numbers, leading
 * zeros), gets an apostrophe before it, and so does one that begins with an apostrophe: taking one off always gives back what was there. `="…"` would be a formula
 * itself, and a tab would be lost or invisible.
 */
const unsafe = [
  /^[=+\-@＝＋－＠\t\r\n']/,
  /^0\d+$/,
  /^\d{16,}$/,
  /^\d+(\.\d*)?e[+-]?\d+$/i,
  /^\d+([-/:]\d+)+$/,
];

export const guarded = (text) => (unsafe.some((pattern) => pattern.test(text)) ? `'${text}` : text);

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Lines are put together by this many: one long text would be held twice. */
const AT_ONCE = 2000;

/** A file of `columns`, each `{ head, cell }` where `cell(row)` is a text or undefined, over `rows`. */
export function csv(columns, rows) {
  const line = (cells) => `${cells.map((cell) => quoted(cell ?? "")).join(",")}\r\n`;
  const parts = ["\uFEFF", line(columns.map(({ head }) => head))];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    let part = "";
    for (const row of rows.slice(at, at + AT_ONCE)) part += line(columns.map(({ cell }) => cell(row)));
    parts.push(part);
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
