/** Mutated envelopes: whole ones, and what copying, editing and sending does to them, mistake upon mistake, each told in words. */
import fc from "fast-check";
import { shapedRequest, shapedResponse } from "./arbitraries.mjs";
import { escaped, jsonWholes, wholes } from "./places.mjs";

const anywhere = ["\u0000", "\u0001", "\u001F", "\uFFFE", "\uD83D", "\uDE00", "\uFEFF", "\\n", '\\"', "\\", "\n", "\r\n", " ", "\t", "\u3000", "\u00A0", '"', "'", "“", "”", "😀", "𠮷", "医", "0", "x"];
const xmlPieces = fc.constantFrom(
  ...anywhere, "&", "&amp;", "&lt;", "&gt;", "&nbsp;", "&#1;", "&#65;", "&#xD800;", "&", "<", "<", ">", ">", "/", "=", "]]>", "]]", "<![CDATA[", "<![CDATA[]]>", "]]><![CDATA[", "</", "/>", "<!--", "-->", "<!-- -->", "<?", "?>", "<?p?>", '<?xml version="1.0"?>',
  "<!DOCTYPE a>", "＜", "＞", "／", "＝", "＜secret＞", "＜／secret＞", "<a>", "</a>", "<a/>", "<1>", "< a>", "</ a>", ' a="1"', " a=1", " a", "<secret>", "</secret>", "<orderNo>", "</orderNo>", "<result>", "</result>", "</methodParams>", "<arg0>", "</arg0>", "<return>", "</return>",
);
const jsonPieces = fc.constantFrom(
  ...anywhere, "{", "}", "[", "]", ":", ",", "，", "：", '"', '"', '"":', '"a":1,', '"a":', ",,", "null", "true", "1.5", "1e5", "-0", "01", "NaN", "undefined", "\\u12", "\\uD83D", "\\x", "//", "/* */", "...", '"resultCode":', '"result":[', '"secret":', "</a>", "<a>",
);

const shared = { character: /[^]/gu, line: /[^\n]*\n|[^\n]+$/g, word: /[A-Za-z]+|\d+/g };
const xmlUnits = {
  ...shared,
  tag: /<[^<>]*>/g,
  name: /(?<=<\/?)[A-Za-z][\w:]*/g,
  field: /<([A-Za-z][\w:]*)[^<>]*>[^<]*<\/\1>/g,
  value: /(?<=>)[^<>\s][^<>]*(?=<)/g,
  mark: /<!\[CDATA\[|\]\]>|<\/|\/>|[<>/&;="]/g,
  "secret's part": /<\/?(?=secret)|(?<=<\/?)secret|(?<=secret)>|(?<=secret>)[^<]+/g,
};
const jsonUnits = {
  ...shared,
  key: /"[^"]*"(?=\s*:)/g,
  string: /"(?:[^"\\]|\\.)*"/g,
  member: /"[^"]*"\s*:\s*(?:"[^"]*"|-?\d+),?/g,
  mark: /[{}[\]:,"\\]/g,
};

const actions = {
  delete: (it) => ["", it.length],
  double: (it) => [it + it, it.length],
  insert: (_, piece) => [piece, 0],
  replace: (it, piece) => [piece, it.length],
};
const verbs = [...Object.keys(actions), "swap", "cut off from", "cut off up to"];

/** Where the fragment of the parameters stands, whatever its form. */
function fragment(text) {
  const marked = [text.indexOf("<![CDATA[") + 9, text.lastIndexOf("]]>")];
  if (marked[0] >= 9 && marked[1] > marked[0]) return marked;
  return [text.indexOf("<methodParams"), text.lastIndexOf("</methodParams")];
}

/** `{ text, story }`: the text after one mutation, and the mutation in words. */
function mutated({ text, story }, { unit, verb, layer, at, piece }, units) {
  const [from, to] = fragment(text);
  const all = [...text.matchAll(units[unit])];
  const there = all.filter(({ index }) => (index >= from && index < to) === (layer === "inner"));
  const found = there.length > 0 ? there : all;
  if (found.length === 0) return { text, story };
  const place = at % found.length;
  const { 0: it, index } = found[place];
  const told = (...words) => [...story, `${words.join(" ")} at ${index}`];
  const quote = (what) => JSON.stringify(what);
  if (verb === "cut off from") return { text: text.slice(0, index), story: told(verb, unit, quote(it)) };
  if (verb === "cut off up to") return { text: text.slice(index), story: told(verb, unit, quote(it)) };
  if (verb === "swap") {
    const next = found[place + 1];
    if (!next) return { text, story };
    const between = text.slice(index + it.length, next.index);
    return { text: text.slice(0, index) + next[0] + between + it + text.slice(next.index + next[0].length), story: told(verb, unit, quote(it), "and", quote(next[0])) };
  }
  const [written, length] = actions[verb](it, piece);
  const by = { insert: [quote(piece), "before"], replace: ["by", quote(piece)] }[verb] ?? [];
  const words = verb === "replace" ? [verb, unit, quote(it), ...by] : [verb, ...by, unit, quote(it)];
  return { text: text.slice(0, index) + written + text.slice(index + length), story: told(...words) };
}

const mutationOf = (units, pieces, layers) =>
  fc.record({
    unit: fc.constantFrom(...Object.keys(units)),
    verb: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...verbs.slice(0, 5)) }, fc.constantFrom(...verbs.slice(5))),
    layer: fc.constantFrom(...layers),
    at: fc.nat(1500),
    piece: pieces,
  });

function mutationsOf(wholes, units, pieces, layers) {
  return fc.tuple(wholes, fc.array(mutationOf(units, pieces, layers), { minLength: 1, maxLength: 4 })).map(([{ text, options }, mutations]) => ({
    ...mutations.reduce((state, mutation) => mutated(state, mutation, units), { text, story: [] }),
    options,
    format: units === jsonUnits ? "json" : "xml",
  }));
}

const shaped = ({ text, methodCode, format = "xml" }) => ({ text, format, options: methodCode ? { kind: "response", method: methodCode } : { kind: "request" } });
const shapedOf = (wanted) => fc.oneof(shapedRequest, shapedResponse).map(shaped).filter(({ format }) => format === wanted);
const given = Object.values(wholes).map((whole) => (whole.escaped ? { ...whole, text: escaped({ ...whole, start: 0, end: 0 }).text } : whole));

/** `{ text, options, story, format }`: XML with one to four mutations, in the document, in the fragment, or both. */
export const mutatedXml = mutationsOf(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...given) }, shapedOf("xml")), xmlUnits, xmlPieces, ["outer", "inner"]);

/** The same of JSON. */
export const mutatedJson = mutationsOf(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.values(jsonWholes)) }, shapedOf("json")), jsonUnits, jsonPieces, ["outer"]);

export const mutatedEnvelope = fc.oneof({ weight: 5, arbitrary: mutatedXml }, mutatedJson);

/** XML of any kind, `{ text, options }`, with one to four mutations. */
export const mutatedFrom = (wholes) => mutationsOf(wholes, xmlUnits, xmlPieces, ["outer", "inner"]);

/** The same of JSON. */
export const mutatedJsonFrom = (wholes) => mutationsOf(wholes, jsonUnits, jsonPieces, ["outer"]);
