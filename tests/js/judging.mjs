/** Two judges of XML that know nothing of ours, saxes and libxml2, and what they say of a document and of the fragment in it. */
import assert from "node:assert/strict";
import { NamespaceError, readByLibxml, readBySaxes } from "./readers.mjs";

export const judges = { saxes: readBySaxes, libxml2: readByLibxml };

/** The root as this judge reads it; null where it refuses the text. */
export function read(judge, text) {
  try {
    return judge(text);
  } catch {
    return null;
  }
}

/** The members of the envelope, alone, in a SOAP body or under its operation; null where there is none. */
export function envelopeIn([name, content], depth = 0) {
  if (["arg0", "request"].includes(name)) return typeof content === "string" ? [] : content;
  const inner = { 0: name === "Envelope" && "Body", 1: name === "Body" && "any", 2: "any" }[depth];
  if (!inner || typeof content === "string") return null;
  const next = content.filter(([child]) => inner === "any" || child === inner);
  return next.length === 1 ? envelopeIn(next[0], depth + 1) : null;
}

/** What a judge says of a text alone; "names" where libxml2 minds nothing but namespaces. */
function said(judge, text) {
  try {
    return { verdict: "taken", root: judge(text) };
  } catch (error) {
    return { verdict: error instanceof NamespaceError ? "names" : "refused" };
  }
}

/** The same of an envelope and of the fragment in it; null where it is no judge's to say, for what the envelope is has become unclear. */
function verdict(judge, text, { kind }) {
  const { verdict, root } = said(judge, text);
  if (!root) return verdict;
  const members = kind === "request" ? envelopeIn(root) : null;
  const params = members?.filter(([name]) => name === "methodParams") ?? [];
  const inside = ([, content]) => (typeof content === "string" ? said(judge, `<fragment>${content}</fragment>`).verdict : "taken");
  const fragment = params.length === 1 ? inside(params[0]) : "taken";
  if (fragment !== "taken") return fragment;
  // Text beside elements is not among the nodes; lint may take it for a fragment.
  if (params.some(([, content]) => typeof content !== "string") && text.includes("<![CDATA[")) return null;
  return texts([root]).every((content) => inside([, content]) === "taken") ? "taken" : null;
}

const texts = (nodes) => nodes.flatMap(([, content]) => (typeof content === "string" ? [content] : texts(content)));

/** Where the judges may differ: whom to believe, and why. */
const differences = [
  { saxes: "taken", libxml2: "refused", where: (text) => /<\?[^\s?<>]+\?+(?!>)/.test(text), believe: "libxml2", reason: "saxes takes an instruction such as `<?p? >` or `<?p??>`, whose name a `?` follows." },
  { saxes: "taken", libxml2: "refused", where: (text) => /<!DOCTYPE/.test(text), believe: "libxml2", reason: "saxes reads no DTD: it takes any that starts with `<!DOCTYPE`." },
  { saxes: "refused", libxml2: "taken", where: (text) => /^\uFEFF?<\?xml\s+version\s*=\s*["'](?!1\.\d+["'])/.test(text), believe: "saxes", reason: "libxml2 takes a version such as `1.`, which the grammar does not have." },
];

/** What the judges agree on, or whom of them to believe: "taken", "refused", or null; without options of a document alone. */
export function judged(text, options) {
  // XML has no lone surrogates. saxes pairs them with whatever follows, and libxml2 is given UTF-8, in which they are another character.
  if (!text.isWellFormed()) return "refused";
  const [saxes, libxml2] = Object.values(judges).map((judge) => (options ? verdict(judge, text, options) : said(judge, text).verdict));
  if (saxes === libxml2) return saxes;
  if (!saxes || !libxml2) return null;
  // Namespaces are no matter of well-formedness; what libxml2 would say of the fragment in such a document stays unsaid.
  if (libxml2 === "names") return differences.some((one) => one.saxes === saxes && one.believe === "libxml2" && one.where(text)) ? null : saxes;
  const difference = differences.find((one) => one.saxes === saxes && one.libxml2 === libxml2 && one.where(text));
  assert.ok(difference, `saxes: ${saxes}, libxml2: ${libxml2}`);
  return { saxes, libxml2 }[difference.believe];
}
