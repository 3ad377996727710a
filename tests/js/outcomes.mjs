/** What a call comes to: a value, or an EnvelopeError. */
import assert from "node:assert/strict";
import { assertReport, errorsOf } from "./reports.mjs";
import * as watched from "./watched.mjs";

/** What a call returns, or the EnvelopeError that it throws. */
export function outcome(call) {
  try {
    return { value: call() };
  } catch (error) {
    if (!(error instanceof watched.EnvelopeError)) throw error;
    return { error };
  }
}

/** The text, parsed as what these options say that it is. */
export const parse = (text, options, yct = watched) => (options.method ? yct.parseResponse(options.method, text, options) : yct.parseRequest(text, options));

/** Law 1 of one text. */
export function assertAgreed(text, options, yct = watched) {
  const report = yct.lint(text, options);
  assertReport(report, text);
  const { value, error } = outcome(() => parse(text, options, yct));
  assert.deepEqual(value ?? null, report.value);
  if (error) assert.deepEqual(error.diagnostics, errorsOf(report.diagnostics));
}
