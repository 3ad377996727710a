/** XML that no envelope need be: generated documents, and envelopes whose text fields hold any content that comes to text. */
import fc from "fast-check";
import { CANARY, canonicalRequest, canonicalResponse, eventFields, methodInfo, methods, requestNodes, responseNodes, variants } from "./model.mjs";
import { requestWith } from "./samples.mjs";
import { sampleResponse } from "./watched.mjs";

const joined = (arbitrary, { min = 0, max = 4 } = {}) => fc.array(arbitrary, { minLength: min, maxLength: max }).map((list) => list.join(""));
const oneOf = (...pieces) => fc.constantFrom(...pieces);

const characters = oneOf("a", "Z", "0", "医", "𠮷", "😀", "é", "e\u0301", " ", "  ", "\n", "\r\n", "\r", "\t", ">", "]", "]]", "'", '"', "/", "=", "-", "--", "?", "!", ";", "#", "\\", "\u007F", "\u0085", "\u00A0", "\u2028", "\u3000", "\uFFFD", "\uFEFF", "\u200B", "\u{10FFFD}");
const references = oneOf("&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x41;", "&#0065;", "&#x1F600;", "&#13;", "&#10;", "&#9;", "&#32;", "&#x10FFFF;", "&#xFFFD;", "&#38;", "&#60;", "&amp;lt;", "&amp;#65;");
const text = joined(fc.oneof({ weight: 3, arbitrary: characters }, references), { max: 6 }).filter((text) => !text.includes("]]>"));
const anything = joined(fc.oneof(characters, references, oneOf("<", "&", "<a>", "</a>", "&x;", "<![CDATA[")), { max: 5 });
const section = anything.filter((text) => !text.includes("]]>")).map((text) => `<![CDATA[${text.replace(/\]+$/, "")}]]>`);
const comment = anything.filter((text) => !text.includes("--") && !text.endsWith("-")).map((text) => `<!--${text}-->`);
const names = oneOf("a", "b", "A", "_", "a-b.c1", "号", "𠮷", "é", "xmlish", "orderNo1", "a·");
const instruction = fc.tuple(names, anything.filter((text) => !text.includes("?>") && !text.endsWith("?"))).map(([name, text]) => `<?${name} ${text}?>`);
const textual = fc.oneof({ weight: 3, arbitrary: text }, section, comment, instruction).filter((text) => !text.includes("<!DOCTYPE"));

/** Content that comes to text. Where a piece ends in `]]` and the next starts in `>`, it would not. */
export const textContent = joined(textual).filter((content) => !content.replace(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>/g, "\0").includes("]]>"));

const gap = oneOf("", " ", "\n", "\r\n\t");
const blank = oneOf(" ", "\n", "\t ");
const quoted = fc.tuple(oneOf('"', "'"), joined(fc.oneof(characters, references), { max: 3 })).map(([quote, text]) => quote + text.replaceAll(quote, "") + quote);
const attributes = fc.uniqueArray(fc.tuple(names, gap, gap, quoted, blank), { maxLength: 3, selector: ([name]) => name }).map((list) => list.map(([name, before, after, value, space]) => `${space}${name}${before}=${after}${value}`).join(""));

const { element } = fc.letrec((tie) => ({
  element: fc.tuple(names, attributes, gap, fc.boolean(), tie("content")).map(([name, given, end, empty, content]) => (empty ? `<${name}${given}${end}/>` : `<${name}${given}${end}>${content}</${name}${end}>`)),
  content: joined(fc.oneof({ depthSize: "small", withCrossShrink: true }, textContent, tie("element"))).filter((content) => !/\]\]>/.test(content.replace(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>|<[^!?](?:"[^"]*"|'[^']*'|[^>"'])*>/g, "\0"))),
}));

const misc = joined(fc.oneof(gap, comment, instruction), { max: 2 }).filter((text) => !text.includes("<!DOCTYPE"));
const declaration = oneOf("", "", '<?xml version="1.0"?>', "<?xml\tversion = '1.0' encoding=\"UTF-8\"?>", '<?xml version="1.0" encoding="GBK" standalone="yes" ?>', "\uFEFF", '\uFEFF<?xml version="1.1"?>');

/** `{ text }`: a well-formed document that is no envelope. */
export const document = fc.tuple(declaration, misc, element, misc).map(([...parts]) => ({ text: parts.join("") }));

/** Elements and text beside each other, as the parameters of a method may be. */
export const elements = joined(element, { min: 1, max: 3 });

// Envelopes ---------------------------------------------------------------------------------------------------------

const escape = (text) => text.replace(/[&<>\r]/g, (c) => `&#${c.charCodeAt(0)};`);
const isText = (fields) => new Set(fields.filter(({ kind }) => kind === "text" || kind === "secret").map(({ name }) => name));
const write = (nodes, markup, texts) =>
  nodes.map(([name, content]) => `<${name}>${typeof content !== "string" ? write(content, markup, texts) : texts.has(name) ? markup(name, content) : escape(content)}</${name}>`).join("");

/** How the fragment stands among the envelope's elements. */
const forms = {
  section: (fragment) => `<![CDATA[${fragment.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`,
  escaped: escape,
  /** What stands in a fragment may stand in the document as it is. */
  inline: (fragment) => fragment,
  halves: (fragment) => {
    const points = Array.from(fragment);
    return forms.section(points.slice(0, points.length >> 1).join("")) + escape(points.slice(points.length >> 1).join(""));
  },
};
const form = fc.constantFrom(...Object.values(forms));

const fills = fc.array(fc.tuple(textContent, fc.boolean()), { minLength: 1, maxLength: 6 }).map((list) => {
  let asked = 0;
  return (name, sample) => {
    const [content, isOpen] = list[asked++ % list.length];
    if (name === "secret") return `${content}${CANARY}`;
    return isOpen ? content : `${escape(sample)}${content}x`;
  };
});

const filledRequest = fc.tuple(fc.constantFrom(...variants), fills, form).map(([{ method, event }, markup, embedded]) => {
  const value = canonicalRequest(requestWith(method.methodCode, {}, event?.eventCode));
  const texts = isText([...method.params, ...eventFields(method, event?.eventCode)]);
  const [head, [, params]] = [requestNodes(value).slice(0, 2), requestNodes(value)[2]];
  const text = `<arg0>${write(head, markup, new Set())}<methodParams>${embedded(write(params, markup, texts))}</methodParams></arg0>`;
  return { text, options: { kind: "request" } };
});

const filledResponse = fc.tuple(fc.constantFrom(...methods), fills).map(([{ methodCode }, markup]) => {
  const nodes = responseNodes(methodCode, canonicalResponse(methodCode, sampleResponse(methodCode, { records: 2 })));
  const texts = isText([...methodInfo(methodCode).result.fields, { name: "resultDesc", kind: "text" }]);
  return { text: `<return>${write(nodes, markup, texts)}</return>`, options: { kind: "response", method: methodCode } };
});

/** `{ text, options }`: envelopes whose text fields hold references, CDATA, comments and instructions as they come. */
export const filledEnvelope = fc.oneof({ weight: 2, arbitrary: filledRequest }, filledResponse);

/** `{ text, options }`: requests whose parameters are any elements. */
export const fragmentEnvelope = fc.tuple(elements, form).map(([content, embedded]) => ({
  text: `<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>${embedded(`<secret>${CANARY}</secret>${content}`)}</methodParams></arg0>`,
  options: { kind: "request" },
}));
