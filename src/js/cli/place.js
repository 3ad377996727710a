/** Where a finding is, in the file. */

/**
 * A whole line of an archive is a part of the file as it stands; an envelope inside a JSON string is not, so that of it only the line of the file is known.
 *
 * @returns {{ line: number, column?: number, endLine?: number, endColumn?: number }}
 */
export function placeOf({ line: lineOfArchive, isWhole }, { span, end }) {
  if (lineOfArchive === undefined) return { line: span.line, column: span.column, endLine: end.line, endColumn: end.column };
  if (!isWhole || end.line > 1) return { line: lineOfArchive };
  return { line: lineOfArchive, column: span.column, endLine: lineOfArchive, endColumn: end.column };
}

/** Which envelope of an archive: its part and its id, and where in it. */
export function withinOf({ line, part, id, isWhole }, { span }, say) {
  if (line === undefined || isWhole) return "";
  const which = [id === undefined ? "" : say(`编号 ${id}`, `id ${id}`), part ?? "", say(`第 ${span.line} 行第 ${span.column} 列`, `line ${span.line}, column ${span.column}`)];
  return which.filter((word) => word !== "").join(say("，", ", "));
}
