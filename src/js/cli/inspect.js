/** One envelope: what lint finds, made ready to be told anywhere. It runs in the program's own thread and in its workers. */
import { lint } from "yct-envelope";
import { frameOf } from "./frame.js";
import { placesOf } from "./regions.js";
import { veil, veiledFixes } from "./veil.js";

const RANK = { error: 0, warning: 1, info: 2 };

/**
 * @param {string | Uint8Array} source
 * @param {object} reading what lint is told
 * @param {{ severity: string, frames: boolean }} showing
 */
export function inspect(source, reading, { severity, frames }) {
  const report = lint(source, reading);
  const tally = { error: 0, warning: 0, info: 0 };
  if (report.diagnostics.length === 0) return { tally, findings: [] };
  for (const diagnostic of report.diagnostics) tally[diagnostic.severity]++;
  const shown = report.diagnostics.filter((diagnostic) => RANK[diagnostic.severity] <= RANK[severity]);
  if (shown.length === 0) return { tally, findings: [] };
  if (source.length > reading.limits.size) return { tally, findings: shown.map((diagnostic) => ({ ...diagnostic, fixes: [], end: diagnostic.span })) };
  const text = typeof source === "string" ? source : report.source.text;
  let covered;
  // To cover a text takes longer than to lint it.
  const veiled = () => (covered ??= veil(text));
  const place = placesOf(text);
  const findings = shown.map((diagnostic) => {
    const fixes = diagnostic.fixes.length > 0 ? veiledFixes(veiled(), diagnostic.fixes).map((fix) => (fix.edits ? { ...fix, regions: fix.edits.map((edit) => region(edit, place)) } : fix)) : [];
    const frame = frames ? frameOf(veiled(), diagnostic.span) : null;
    return { ...diagnostic, fixes, end: place(diagnostic.span.end), ...(frame && { frame }) };
  });
  return { tally, findings };
}

function region({ start, end, text }, place) {
  const [begins, ends] = [place(start), place(end)];
  return { line: begins.line, column: begins.column, endLine: ends.line, endColumn: ends.column, text };
}
