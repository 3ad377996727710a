import { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { json } from "@codemirror/lang-json";
import { xmlLanguage } from "@codemirror/lang-xml";
import { parseMixed } from "@lezer/common";
import { tags } from "@lezer/highlight";

const opening = "<![CDATA[".length;
const closing = "]]>".length;

/** XML in which the parameters' CDATA section is read as the XML it holds. */
const envelopeXml = new LanguageSupport(
  xmlLanguage.configure({
    wrap: parseMixed((node) =>
      node.name === "Cdata" && node.to - node.from > opening + closing
        ? { parser: xmlLanguage.parser, overlay: [{ from: node.from + opening, to: node.to - closing }] }
        : null,
    ),
  }),
);

/** Which of the two forms a text has: JSON starts with a brace or bracket. */
export const formOf = (text) => (/^\uFEFF?\s*[{[]/.test(text) ? "json" : "xml");

export const languages = { xml: envelopeXml, json: json() };

/** Values stand out, markup recedes. The colours are the page's own custom properties, so that both themes come by themselves. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.tagName, color: "var(--code-name)" },
    { tag: tags.propertyName, color: "var(--code-name)" },
    { tag: tags.attributeName, color: "var(--code-attribute)" },
    { tag: tags.attributeValue, color: "var(--code-value)" },
    { tag: [tags.angleBracket, tags.bracket, tags.separator, tags.punctuation], color: "var(--code-mark)" },
    { tag: [tags.processingInstruction, tags.documentMeta, tags.comment, tags.blockComment], color: "var(--code-mark)" },
    { tag: [tags.content, tags.string, tags.number, tags.bool, tags.null], color: "var(--code-value)" },
    { tag: tags.special(tags.string), color: "var(--code-mark)" },
    { tag: tags.character, color: "var(--code-attribute)" },
  ]),
);
