import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

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
