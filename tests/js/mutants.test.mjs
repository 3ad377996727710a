/** The broken envelopes: one a rule, and nothing else is wrong with it. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { rules } from "./model.mjs";
import { assertReport } from "./reports.mjs";
import { lint, sampleMutant } from "./watched.mjs";

const textOf = (source) => (typeof source === "string" ? source : new TextDecoder().decode(source));

describe("sampleMutant gives for every rule", () => {
  for (const { id, severity, good, bad } of rules) {
    test(id, () => {
      const { source, options } = sampleMutant(id);
      assert.equal(textOf(source), bad);
      const report = lint(source, options);
      assertReport(report, report.source?.text ?? source);
      const found = report.diagnostics.map((finding) => `${finding.severity} ${finding.rule}`);
      // Past the limit of findings, what is not listed is as wrong as what is.
      if (id === "limit/findings") found.splice(0, options.limits.findings);
      assert.deepEqual(found, [`${severity} ${id}`]);

      const { limits, ...others } = options;
      assert.ok(limits !== undefined || good !== bad);
      assert.deepEqual(lint(typeof source === "string" ? good : new TextEncoder().encode(good), others).diagnostics, []);
    });
  }
});

test("a mutant is bytes where its rule is about bytes", () => {
  const ofBytes = rules.filter(({ id }) => sampleMutant(id).source instanceof Uint8Array);
  assert.deepEqual(ofBytes, rules.filter(({ read }) => read?.bytes));
  assert.ok(ofBytes.some(({ id }) => id === "xml/encoding"));
});

test("every mutant is the caller's own", () => {
  for (const { id } of rules) {
    const before = sampleMutant(id);
    const { source, options } = sampleMutant(id);
    if (typeof source !== "string") source.fill(0);
    for (const key of Object.keys(options)) options[key] = null;
    assert.deepEqual(sampleMutant(id), before);
  }
});

test("a name that no rule has is refused", () => {
  for (const rule of ["", "amount", "toString", "__proto__"]) assert.throws(() => sampleMutant(rule), RangeError);
  for (const rule of [undefined, null, 42, ["amount/zero"]]) assert.throws(() => sampleMutant(rule), TypeError);
});
