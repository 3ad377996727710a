/** The core against the W3C's suite: nothing ill-formed is taken, nothing well-formed is refused but for a DTD, and how many documents say so. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { judges, refusals, verdict } from "./judges.mjs";
import { sets, wrong, wrongDocuments } from "./suite.mjs";
import { assertRecorded } from "../hardening/figures.mjs";
import { probeDocuments, rows } from "./table.mjs";

const counts = {
  illFormed: 926,
  illFormedFree: 228,
  illFormedText: 183,
  wellFormedText: 55,
  wellFormedUtf16: 2,
  wellFormedMentioned: 3,
  wellFormedWithDtd: 690,
};

/** In another encoding than they declare, of which lint warns: what it reads is well-formed. */
const warned = ["hst-lhs-007", "hst-lhs-008", "rmt-e2e-61"];

const idsOf = (documents) => documents.map(({ id }) => id).sort();
const said = (documents, word) => documents.filter(({ bytes }) => verdict(bytes) === word);

test("the suite has as many documents of each kind as the figures speak of", (context) => {
  const found = Object.fromEntries(Object.entries(sets).map(([name, { length }]) => [name, length]));
  assert.deepEqual(found, counts);
  for (const [name, count] of Object.entries(found)) context.diagnostic(`${name}: ${count}`);
});

suite("of the ill-formed documents", () => {
  test("none is taken", (context) => {
    assert.deepEqual(idsOf(said(sets.illFormed, "taken")), []);
    assert.deepEqual(idsOf(said(sets.illFormed, "warned")), warned);
    context.diagnostic(`${said(sets.illFormed, "refused").length} refused, ${warned.length} told as a warning (${warned.join(", ")})`);
  });

  test("none is taken as a text either", () => {
    assert.deepEqual(idsOf(sets.illFormedText.filter(({ bytes }) => verdict(new TextDecoder().decode(bytes)) !== "refused")), []);
  });

  test("those without a DTD are refused for what is wrong with them, not for a DTD", () => {
    const forDtd = sets.illFormedFree.filter(({ bytes }) => refusals(bytes).join() === "xml/doctype");
    // `<!DOCtYPE`, which the bytes do not say as it must be written.
    assert.deepEqual(idsOf(forDtd), ["ibm-not-wf-P28-ibm28n05.xml"]);
  });

  test("of those with a DTD, how many are refused for it alone", (context) => {
    const rules = sets.illFormed.filter(({ saysDoctype }) => saysDoctype).map(({ bytes }) => refusals(bytes));
    const alone = rules.filter((found) => found.join() === "xml/doctype").length;
    assert.equal(rules.length, counts.illFormed - counts.illFormedFree);
    assert.ok(alone < rules.length);
    context.diagnostic(`${rules.length} with a DTD: ${alone} refused for it alone, ${rules.length - alone} for more`);
  });
});

test("no probe of a single rule is taken, and what it breaks is all that makes it one: the judges that know every rule refuse each", () => {
  assert.equal(new Set(probeDocuments.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).size, probeDocuments.length);
  assert.ok(probeDocuments.length >= 162, `${probeDocuments.length}`);
  for (const takes of [judges["yct-envelope"], judges["libxml2-wasm"], judges.saxes]) assert.deepEqual(idsOf(probeDocuments.filter(({ bytes }) => takes(bytes))), []);
});

suite("of the well-formed documents", () => {
  for (const name of ["wellFormedText", "wellFormedUtf16", "wellFormedMentioned"]) {
    test(`none is refused: ${name}`, () => assert.deepEqual(idsOf(said(sets[name], "taken")), idsOf(sets[name])));
  }

  test("those with a DTD are refused by the rule for it and by no other", () => {
    assert.deepEqual(idsOf(sets.wellFormedWithDtd.filter(({ bytes }) => refusals(bytes).join() !== "xml/doctype")), []);
  });
});

test("the tests that the packagers call wrong are apart", (context) => {
  assert.deepEqual(idsOf(wrongDocuments), Object.keys(wrong).sort());
  const counted = new Set(Object.values(sets).flat().map(({ id }) => id));
  for (const { id, type, bytes } of wrongDocuments) {
    assert.ok(!counted.has(id), id);
    context.diagnostic(`${id} (${type}): ${wrong[id]}; lint says ${refusals(bytes).join(", ")}`);
  }
});

test("the table beside other parsers says of the core what holds, and of the others what was measured", () => {
  const measured = rows();
  const byName = Object.fromEntries(measured.map(({ of, found }) => [of, found]));
  const ours = Object.fromEntries(Object.entries(byName).map(([of, found]) => [of, found["yct-envelope"]]));
  assert.deepEqual(ours, { illFormed: 0, illFormedFree: 0, illFormedText: 0, wellFormedText: 0, wellFormedWithDtd: counts.wellFormedWithDtd, probes: 0 });
  assert.deepEqual(byName.illFormedText, { "yct-envelope": 0, "libxml2-wasm": 0, saxes: 0, "fast-xml-parser": 77, "quick-xml": 149 });
  assertRecorded("conformance", Object.fromEntries(measured.map(({ of, total, found }) => [of, { total, found }])));
});
