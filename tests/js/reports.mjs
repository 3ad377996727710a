/** What holds of every lint report, and short names for what tests ask of one. */
import assert from "node:assert/strict";
import { rules } from "./model.mjs";

export const errorsOf = (diagnostics) => diagnostics.filter(({ severity }) => severity === "error");
export const rulesOf = (diagnostics) => diagnostics.map(({ rule }) => rule);
export const placesOf = (diagnostics) => diagnostics.map(({ rule, path }) => `${rule} ${path.join("/")}`).sort();
export const hasSafeFix = ({ fixes }) => fixes.some(({ safe }) => safe);

const severities = new Map(rules.map(({ id, severity }) => [id, severity]));

/** Holds each diagnostic to its declared shape; with a text, to positions that stand in it. */
export function assertDiagnostics(diagnostics, text) {
  const lineStarts = text === undefined ? [] : [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  for (const { rule, severity, message, path, span, related, fixes } of diagnostics) {
    assert.ok(severities.has(rule), `the catalog lists no ${rule}`);
    assert.equal(severity, severities.get(rule), rule);
    assert.ok(typeof message === "string" && message.length > 0, rule);
    assert.ok(path.every((step) => typeof step === "string" || Number.isInteger(step)), rule);
    if (text === undefined) continue;
    assert.ok(span, `${rule} has no span`);
    for (const place of [span, ...(related ?? []).flatMap((other) => other.span ?? [])]) assertSpan(rule, place);
    for (const edit of fixes.flatMap(({ edits }) => edits)) assert.ok(0 <= edit.start && edit.start <= edit.end && edit.end <= text.length, `${rule}'s edit`);
  }

  function assertSpan(rule, { start, end, line, column }) {
    assert.ok(0 <= start && start <= end && end <= text.length, `${rule} at ${start}-${end} of ${text.length}`);
    const expected = lineStarts.findLastIndex((lineStart) => lineStart <= start);
    assert.deepEqual({ line, column }, { line: expected + 1, column: start - lineStarts[expected] + 1 }, `${rule} at ${start}`);
  }
}

/** Holds a report to what every report of this text keeps to. */
export function assertReport(report, text) {
  assertDiagnostics(report.diagnostics, text);
  const starts = report.diagnostics.map(({ span }) => span.start);
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b), "diagnostics stand in text order");
  // Beyond the limit of findings the verdict still counts those that are not told.
  const hasError = errorsOf(report.diagnostics).length > 0;
  if (hasError || !rulesOf(report.diagnostics).includes("limit/findings")) assert.equal(report.value === null, hasError, "the value is null exactly when there is an error");
}
