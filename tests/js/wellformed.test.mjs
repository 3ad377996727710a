/**
 * Well-formedness over mutated envelopes: lint reports an error of the xml group exactly where a parser that knows nothing of ours refuses the
 * document or, where it takes the document, the fragment inside the parameters. saxes is the first judge, libxml2 the second.
 */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { lint } from "yct-envelope";
import { mutatedXml } from "./mutations.mjs";
import { readByLibxml, readBySaxes } from "./readers.mjs";
import { errorsOf } from "./reports.mjs";
import { law } from "./running.mjs";

const judges = { saxes: readBySaxes, libxml2: readByLibxml };

/** The root as this judge reads it; null where it refuses the text. */
function read(judge, text) {
  try {
    return judge(text);
  } catch {
    return null;
  }
}

/** The members of the envelope, alone, in a SOAP body or under its operation; null where there is none. */
function envelopeIn([name, content], depth = 0) {
  if (["arg0", "request"].includes(name)) return typeof content === "string" ? [] : content;
  const inner = { 0: name === "Envelope" && "Body", 1: name === "Body" && "any", 2: "any" }[depth];
  if (!inner || typeof content === "string") return null;
  const next = content.filter(([child]) => inner === "any" || child === inner);
  return next.length === 1 ? envelopeIn(next[0], depth + 1) : null;
}

/** "taken", "refused", or null where it is no judge's to say, for what the envelope is has become unclear. */
function verdict(judge, text, { kind }) {
  const root = read(judge, text);
  if (!root) return "refused";
  const members = kind === "request" ? envelopeIn(root) : null;
  const params = members?.filter(([name]) => name === "methodParams") ?? [];
  const isRead = ([, content]) => typeof content !== "string" || read(judge, `<fragment>${content}</fragment>`);
  if (params.length === 1 && !isRead(params[0])) return "refused";
  return texts([root]).every((content) => isRead([, content])) ? "taken" : null;
}

const texts = (nodes) => nodes.flatMap(([, content]) => (typeof content === "string" ? [content] : texts(content)));

/** Where the judges may differ: whom to believe, and why. */
const differences = [
  { saxes: "taken", libxml2: "refused", where: (text) => /xmlns|[\w-]:[\w-]|<:|:>|\s:/.test(text), believe: "saxes", reason: "libxml2 refuses prefixes that are not declared, which is a matter of namespaces and not of well-formedness." },
  { saxes: "refused", libxml2: "taken", where: (text) => /^\uFEFF?<\?xml\s+version\s*=\s*["'](?!1\.\d+["'])/.test(text), believe: "saxes", reason: "libxml2 takes a version such as `1.`, which the grammar does not have." },
];

function judged(text, options) {
  // XML has no lone surrogates. saxes pairs them with whatever follows, and libxml2 is given UTF-8, in which they are another character.
  if (!text.isWellFormed()) return "refused";
  const [saxes, libxml2] = Object.values(judges).map((judge) => verdict(judge, text, options));
  if (saxes === libxml2) return saxes;
  if (!saxes || !libxml2) return null;
  const difference = differences.find((one) => one.saxes === saxes && one.libxml2 === libxml2 && one.where(text));
  assert.ok(difference, `saxes: ${saxes}, libxml2: ${libxml2}`);
  return { saxes, libxml2 }[difference.believe];
}

/** What lint may refuse although a parser takes it: what the project has decided to refuse. */
const policies = new Set(["xml/doctype", "xml/full-width-markup"]);

suite("lint and the judges agree", () => {
  law(
    "on mutated XML",
    mutatedXml,
    ({ text, options }) => {
      const expected = judged(text, options);
      const { format, diagnostics } = lint(text, options);
      const rules = errorsOf(diagnostics).map(({ rule }) => rule);
      const found = rules.filter((rule) => rule.startsWith("xml/"));
      if (expected === "taken") assert.deepEqual(found.filter((rule) => !policies.has(rule)), []);
      if (expected !== "refused" || found.length > 0) return;
      // A text under the escapes of a string is no XML before they are undone, and that is what it is told.
      assert.ok(rules.includes("envelope/escaped") || format !== "xml", `the judges refuse it, lint says ${rules.join(", ") || "nothing"}`);
    },
    { times: 10 },
  );

  test("of mutated XML they refuse the most, take much, and leave little open", () => {
    const verdicts = fc.sample(mutatedXml, { numRuns: 500, seed: 1 }).map(({ text, options }) => judged(text, options));
    const share = (verdict) => verdicts.filter((one) => one === verdict).length / verdicts.length;
    assert.ok(share("refused") > 0.5 && share("taken") > 0.1 && share(null) < 0.05, `${share("refused")} ${share("taken")} ${share(null)}`);
  });
});
