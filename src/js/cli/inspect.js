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
  const unchecked = isUnchecked(report);
  if (report.diagnostics.length === 0) return { tally, unchecked, findings: [] };
  for (const diagnostic of report.diagnostics) tally[diagnostic.severity]++;
  const shown = report.diagnostics.filter((diagnostic) => RANK[diagnostic.severity] <= RANK[severity]).map(inFlags);
  if (shown.length === 0) return { tally, unchecked, findings: [] };
  if (source.length > reading.limits.size) return { tally, unchecked, findings: shown.map((diagnostic) => ({ ...diagnostic, fixes: [], end: diagnostic.span })) };
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
  return { tally, unchecked, findings };
}

/** Whether this is an answer whose fields could be compared with nothing, since no one knows what it answers. A failure has none. */
const isUnchecked = ({ kind, methodCode, value }) => kind === "response" && methodCode === null && !(value !== null && value.resultCode !== "0" && value.result === undefined);

const FLAGS = { "limits.size": "--max-size", "limits.findings": "--max-findings" };

/** A finding about a limit, which names the flag that sets it. */
function inFlags(diagnostic) {
  const { rule, message, help } = diagnostic;
  if (!rule.startsWith("limit/")) return diagnostic;
  const named = (text) => Object.entries(FLAGS).reduce((told, [option, flag]) => told.replaceAll(option, flag), text);
  return { ...diagnostic, message: named(message), ...(help && { help: named(help) }) };
}

function region({ start, end, text }, place) {
  const [begins, ends] = [place(start), place(end)];
  return { line: begins.line, column: begins.column, endLine: ends.line, endColumn: ends.column, text };
}
