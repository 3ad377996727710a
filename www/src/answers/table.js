/** The records of an answer in columns: each field's values in the order of the answer, `undefined` where a record has none. */

/** A table without records yet. */
export const emptyTable = (method, fields) => ({
  method,
  fields,
  count: 0,
  columns: Object.fromEntries(fields.map(({ name }) => [name, []])),
});

/** Puts records behind the others. */
export function append(table, records) {
  for (const { name } of table.fields) {
    const column = table.columns[name];
    for (const record of records) column.push(record[name]);
  }
  table.count += records.length;
}

/** The numbers of the records in the answer, which counts those that were refused as well. */
export function numbersOf(table, refused) {
  const numbers = new Uint32Array(table.count);
  let next = 0;
  for (let row = 0; row < table.count; row += 1) {
    while (refused.has(next)) next += 1;
    numbers[row] = next;
    next += 1;
  }
  return numbers;
}

/** A record's fields, without those that it lacks. */
export const recordAt = (table, row) =>
  Object.fromEntries(table.fields.map(({ name }) => [name, table.columns[name][row]]).filter(([, value]) => value !== undefined));

/** Whether a record is a refund, as the package counts them: by its tradeType, else by its having an amount refunded. */
export function isRefund({ columns: { tradeType, refundTotalFee } }, row) {
  return tradeType[row] === undefined ? refundTotalFee[row] !== undefined : tradeType[row] === "2";
}

/** How wide a text stands in a font of fixed width: Chinese takes two. */
function widthOf(text) {
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2e7f) width += 1;
  return width;
}

/** Of each field, how many records have it, and how wide its widest text is. */
export function measured({ fields, columns }) {
  const found = {};
  for (const { name, kind } of fields) {
    let filled = 0;
    let widest = 0;
    for (const value of columns[name]) {
      if (value === undefined) continue;
      filled += 1;
      if (kind === "text") widest = Math.max(widest, widthOf(value));
    }
    found[name] = { filled, widest };
  }
  return found;
}
