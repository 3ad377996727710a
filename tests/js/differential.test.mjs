/**
 * The core against parsers that know nothing of ours. XML against saxes and libxml2, JSON against JSON.parse: lint refuses exactly what they refuse,
 * in the document and in the fragment inside the parameters, and reads the text of every field as they do. `YCT_RUNS=2500` makes a hundred thousand of XML.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, suite, test } from "node:test";
import fc from "fast-check";
import { document, filledEnvelope, fragmentEnvelope } from "./documents.mjs";
import { envelopeIn, judged, judges, read } from "./judging.mjs";
import { methods } from "./model.mjs";
import { mutatedFrom, mutatedJson, mutatedJsonFrom, mutatedXml } from "./mutations.mjs";
import { errorsOf } from "./reports.mjs";
import { law } from "./running.mjs";
import { lint } from "./watched.mjs";

const tally = {};
const count = (kind, what) => {
  tally[kind] ??= {};
  tally[kind][what] = (tally[kind][what] ?? 0) + 1;
};
after(() => {
  const total = { xml: 0, json: 0 };
  for (const [kind, found] of Object.entries(tally)) for (const count of Object.values(found)) total[kind.includes("JSON") ? "json" : "xml"] += count;
  if (process.env.YCT_COUNTS !== undefined) writeFileSync(process.env.YCT_COUNTS, JSON.stringify(total));
});
after(() => console.log(`${Object.entries(tally).map(([kind, found]) => `${kind}: ${JSON.stringify(found)}`).join("; ")}`));

// Verdicts ----------------------------------------------------------------------------------------------------------

/** What lint may refuse although a parser takes it. */
const policies = [
  { rule: "xml/doctype", where: () => true, reason: "a DTD is never read" },
  { rule: "xml/full-width-markup", where: () => true, reason: "what looks like markup is taken for markup that an input method wrote" },
  { rule: "xml/unclosed", where: (text) => /[＜＞]/.test(text), reason: "a tag of full-width marks opens an element that is then to be closed" },
  { rule: "xml/invalid-character", where: (text) => /<(?:[^<>"']|"[^"]*"|'[^']*')*?[\u200C\u200D\uFEFF]/.test(text), reason: "XML has U+200C, U+200D and U+FEFF for letters of names; in a text whose shape is in doubt, one in a tag is taken for one that a web page put there" },
];

/** Parameters may be escaped: the tags in them, too. */
const unescaped = (text) => text.replace(/&#60;|&lt;/g, "<").replace(/&#62;|&gt;/g, ">");

function assertVerdict(kind, { text, options }, expected) {
  count(kind, expected ?? "open");
  const { format, diagnostics } = lint(text, options);
  const rules = errorsOf(diagnostics).map(({ rule }) => rule);
  const found = rules.filter((rule) => rule.startsWith("xml/"));
  if (expected === "taken") assert.deepEqual(found.filter((rule) => !policies.some((one) => one.rule === rule && one.where(unescaped(text)))), []);
  if (expected !== "refused" || found.length > 0) return;
  // A text under the escapes of a string is no XML before they are undone, and that is what it is told.
  assert.ok(rules.includes("envelope/escaped") || format !== "xml", `the judges refuse it, lint says ${rules.join(", ") || "nothing"}`);
}

suite("lint and the judges of XML agree", () => {
  const agrees = (kind, arbitrary, times, isAlone) => law(`on ${kind}`, arbitrary, (one) => assertVerdict(kind, one, judged(one.text, isAlone ? undefined : one.options)), { times });

  agrees("mutated envelopes", mutatedXml, 10);
  agrees("documents", document, 5, true);
  agrees("mutated documents", mutatedFrom(document), 5, true);
  agrees("mutated fragments", mutatedFrom(fragmentEnvelope), 5);

  law("on documents that are generated: all of them are taken", document, ({ text }) => assert.equal(judged(text), "taken"));

  test("of mutated XML they refuse the most, take much, and leave little open", () => {
    const verdicts = fc.sample(mutatedXml, { numRuns: 500, seed: 1 }).map(({ text, options }) => judged(text, options));
    const share = (verdict) => verdicts.filter((one) => one === verdict).length / verdicts.length;
    assert.ok(share("refused") > 0.5 && share("taken") > 0.1 && share(null) < 0.05, `${share("refused")} ${share("taken")} ${share(null)}`);
  });
});

// Texts -------------------------------------------------------------------------------------------------------------

const known = new Set(methods.flatMap(({ params, events = [], result }) => [params, result.fields, ...events.map((event) => event.params)]).flat().map(({ name }) => name).concat("responseType", "methodCode", "resultCode", "resultDesc"));
const trimmed = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

/** Every leaf of a checked value, `[name, text]`. */
function leavesOfValue(value) {
  return Object.entries(value).flatMap(([name, inner]) => {
    if (Array.isArray(inner)) return typeof inner[0] === "string" ? [[name, inner.join()]] : inner.flatMap(leavesOfValue);
    return typeof inner === "object" ? leavesOfValue(inner) : [[name, String(inner)]];
  });
}

const fragmentOf = (content, judge) => read(judge, `<fragment>${content}</fragment>`);

/** Whether a judge reads the parameters, too. libxml2 gives none of a fragment with a prefix that nothing declares. */
function readsAll(nodes, judge) {
  return nodes.every(([name, content]) => (typeof content !== "string" ? readsAll(content, judge) : name !== "methodParams" || fragmentOf(content, judge) !== null));
}

/** Every leaf below these nodes, the fragment of the parameters read as they read the document. */
function leavesOfNodes(nodes, judge) {
  return nodes.flatMap(([name, content]) => {
    if (typeof content !== "string") return leavesOfNodes(content, judge);
    return name === "methodParams" ? leavesOfNodes([fragmentOf(content, judge)], judge) : [[name, content]];
  });
}

/** The texts under each name of the protocol, in their order; an empty field is none. */
function byName(leaves) {
  const found = {};
  for (const [name, text] of leaves.map(([name, text]) => [name, trimmed(text)])) if (known.has(name) && text !== "") (found[name] ??= []).push(text);
  return found;
}

/** A field that lint says it drops is none of the value. */
const isWhole = ({ value, diagnostics }) => value !== null && !diagnostics.some(({ rule }) => rule === "field/unknown");

function assertTexts(kind, { text, options }) {
  const report = lint(text, options);
  count(kind, isWhole(report) ? "compared" : report.value ? "with fields dropped" : "with errors");
  if (!isWhole(report)) return;
  const ours = leavesOfValue(report.value);
  const envelope = (root) => (options.kind === "request" ? envelopeIn(root) : [root]);
  for (const [name, judge] of Object.entries(judges)) {
    const root = read(judge, text);
    const nodes = root && (envelope(root) ?? [root]);
    // Whether it must take the text is the verdicts' matter.
    if (nodes && readsAll(nodes, judge)) assert.deepEqual(byName(ours), byName(leavesOfNodes(nodes, judge)), name);
  }
}

suite("every field's text is read as the judges of XML read it", () => {
  law("in fields that hold any content", filledEnvelope, (one) => assertTexts("texts of filled envelopes", one), { times: 5 });
  law("in mutated ones", mutatedFrom(filledEnvelope), (one) => assertTexts("texts of mutated filled envelopes", one), { times: 5 });
  law("in mutated envelopes", mutatedXml, (one) => assertTexts("texts of mutated envelopes", one), { times: 5 });

  test("most fields that hold any content are compared", () => {
    const reports = fc.sample(filledEnvelope, { numRuns: 300, seed: 1 }).map(({ text, options }) => lint(text, options));
    assert.ok(reports.filter(isWhole).length > 150, `${reports.filter(isWhole).length} of 300`);
  });
});

// JSON --------------------------------------------------------------------------------------------------------------

function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** What differs from JSON.parse by decision, and why. */
const jsonPolicies = [
  { ours: "taken", where: (text) => text.startsWith("\uFEFF"), reason: "one leading U+FEFF is ignored" },
  { ours: "taken", where: (_, refusals) => refusals.includes("xml/invalid-character"), reason: "a control character in a string is refused by the rule for characters" },
];

function assertJson(kind, { text, options }) {
  const { format, diagnostics } = lint(text, options);
  // Where its braces are mutated away, a text may be XML.
  if (format === "xml") return;
  const refusals = errorsOf(diagnostics).map(({ rule }) => rule);
  const isRefused = refusals.some((rule) => rule === "json/malformed" || rule === "envelope/escaped" || /^xml\/(?!invalid-character)/.test(rule));
  const [ours, theirs] = [isRefused ? "refused" : "taken", parsed(text) ? "taken" : "refused"];
  count(kind, theirs);
  if (ours !== theirs) assert.ok(jsonPolicies.some((one) => one.ours === ours && one.where(text, refusals)), `lint: ${ours} (${refusals}), JSON.parse: ${theirs}`);
}

/** The same JSON with its numbers as strings: a number keeps its digits. */
const digitForDigit = (text) => text.replace(/^\uFEFF/, "").replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"${token}"`));
const jsonLeaves = (value, name) => {
  if (typeof value === "string") return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((item) => jsonLeaves(item, name));
  return value === null || typeof value !== "object" ? [] : Object.entries(value).flatMap(([key, inner]) => jsonLeaves(inner, key));
};

function assertJsonTexts(kind, { text, options }) {
  const report = lint(text, options);
  const theirs = parsed(digitForDigit(text));
  const isCompared = isWhole(report) && theirs !== null;
  count(kind, isCompared ? "compared" : "not compared");
  if (isCompared) assert.deepEqual(byName(leavesOfValue(report.value)), byName(jsonLeaves(theirs.value)));
}

suite("lint and JSON.parse agree", () => {
  const strings = fc.array(fc.constantFrom("a", "医", "😀", "𠮷", '\\"', "\\\\", "\\/", "\\n", "\\r", "\\t", "\\b", "\\f", "\\u0041", "\\u533b", "\\ud83d\\ude00", "<", "&amp;", "{", "]", ",", ":", "'", "\u2028", "\u007F", "0"), { maxLength: 6 }).map((list) => `"${list.join("")}"`);
  const numbers = fc.constantFrom("0", "-0", "1", "-12", "9007199254740993", "1.5", "1e5", "1E+5", "0.0e-1", "123456789012345678901234567890");
  const blank = fc.constantFrom("", "", " ", "\n", "\r\n\t");
  const listed = (arbitrary) => fc.array(arbitrary, { maxLength: 4 }).map((list) => list.join(","));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, strings, numbers, fc.constantFrom("true", "false", "null"), tie("object"), tie("array")),
    object: fc.tuple(blank, listed(fc.tuple(blank, strings, blank, tie("value"), blank).map(([a, key, b, inner, c]) => `${a}${key}${b}:${inner}${c}`))).map(([gap, members]) => `{${gap}${members}}`),
    array: listed(fc.tuple(blank, tie("value"), blank).map((parts) => parts.join(""))).map((items) => `[${items}]`),
  }));
  const json = fc.tuple(blank, listed(fc.tuple(strings, blank, value).map(([key, gap, inner]) => `${key}:${gap}${inner}`)), blank).map(([a, members, b]) => ({ text: `${a}{${members}}${b}`, options: { kind: "response" } }));
  const filled = fc.tuple(strings, strings).map(([one, other]) => ({ text: `{"resultCode":"0","result":{"refundOrderNo":${one.replace('"', '"x')},"agtRefundOrderNo":${other.replace('"', '"x')}},"resultDesc":${one}}`, options: { kind: "response", method: "refundGeneral" } }));

  law("on JSON", json, (one) => assertJson("JSON", one), { times: 5 });
  law("on mutated JSON", mutatedJsonFrom(json), (one) => assertJson("mutated JSON", one), { times: 5 });
  law("on mutated answers", mutatedJson, (one) => assertJson("mutated JSON answers", one), { times: 5 });
  law("on the texts of answers", filled, (one) => assertJsonTexts("texts of JSON answers", one), { times: 5 });
  law("on the texts of mutated answers", fc.oneof(mutatedJson, mutatedJsonFrom(filled)), (one) => assertJsonTexts("texts of mutated JSON answers", one), { times: 5 });
});
