/** Characters that look like others, that turn the text around, or that cannot be seen: in markup and in values. */
import { CANARY } from "../js/model.mjs";
import { ORDERS, REQUEST, SECRET, family, params, reason, refund, stop } from "./cases.mjs";

/** Characters that nobody sees. */
const unseen = {
  "a zero-width space": "\u200B", "a zero-width non-joiner": "\u200C", "a zero-width joiner": "\u200D", "a left-to-right mark": "\u200E", "a right-to-left mark": "\u200F", "a word joiner": "\u2060", "a byte order mark": "\uFEFF", "a soft hyphen": "\u00AD",
  "an Arabic letter mark": "\u061C", "a Mongolian vowel separator": "\u180E", "a right-to-left override": "\u202E", "a right-to-left embedding": "\u202B", "a left-to-right isolate": "\u2066", "a first strong isolate": "\u2068", "a pop of isolates": "\u2069", "a variation selector": "\uFE0F", "a tag character": "\u{E0041}", "a Hangul filler": "\u3164", "an invisible separator": "\u2063", "a no-break space": "\u00A0", "an ideographic space": "\u3000", "a line separator": "\u2028", "NEL": "\u0085", "DEL": "\u007F",
};
const each = (what, write, expects) => family(REQUEST, Object.fromEntries(Object.entries(unseen).map(([name, c]) => [`${name} ${what}`, [write(c), expects[name] ?? expects[""]]])));

/** Those that a web page leaves in tags are removed; those that XML has among its letters make another name; the rest break the tag. */
const removed = "xml/invalid-character ×2";
const other = "field/misspelled";
export const inNames = each("in a tag's name", (c) => params(`${SECRET}<order${c}List>A1</order${c}List>`), {
  "": "field/missing, field/unknown, xml/malformed, xml/end-tag",
  "a zero-width space": removed, "a left-to-right mark": removed, "a right-to-left mark": removed, "a word joiner": removed,
  "a zero-width non-joiner": other, "a zero-width joiner": other, "a byte order mark": other, "an Arabic letter mark": other, "a Mongolian vowel separator": other, "a variation selector": other, "a tag character": other, "a Hangul filler": other,
});
export const inCodes = each("in a code", (c) => refund({ refundType: `1${c}` }), { "": "code/unknown" });
export const inAmounts = each("in an amount", (c) => refund({ refundAmout: `1${c}0` }), { "": "amount/not-fen" });
export const inTexts = each("in a text", (c) => reason(`a${c}b`), { "": "nothing" });
export const inSecrets = each("in the secret", (c) => refund({ secret: CANARY.slice(0, 8) + c + CANARY.slice(8) }), { "": "nothing" });

export const confusable = family(REQUEST, {
  "a Cyrillic letter in a tag's name": [params(`${SECRET}<оrderList>A1</оrderList>`), "field/misspelled"],
  "a Greek letter in a tag's name": [params(`${SECRET}<οrderList>A1</οrderList>`), "field/misspelled"],
  "a full-width letter in a tag's name": [params(`${SECRET}<ｏrderList>A1</ｏrderList>`), "field/misspelled"],
  "a Cyrillic letter in the secret's name": [params(`<sеcret>${CANARY}</sеcret>${ORDERS}`), "field/misspelled"],
  "a full-width name of the secret": [params(`<ｓｅｃｒｅｔ>${CANARY}</ｓｅｃｒｅｔ>${ORDERS}`), "field/missing, field/unknown"],
  "a Cyrillic letter in the method's code": [stop().replace("stopReg", "stорReg"), "envelope/method"],
  "a dotless i in a name": [stop("<refundTıme>1</refundTıme>"), "field/unknown"],
  "a capital I with a dot in a name": [stop("<refundTİme>1</refundTİme>"), "field/unknown"],
  "a long s in a name": [params(`<ſecret>${CANARY}</ſecret>${ORDERS}`), "field/misspelled"],
  "a ligature in a name": [refund().replaceAll("refundType", "reﬁundType"), "field/misspelled"],
  "a combining letter in a name": [params(`${SECRET}<orderLíst>A1</orderLíst>`), "field/misspelled"],
  "angle quotation marks for brackets": [stop("‹zz›1‹/zz›"), "field/nested"],
  "angle brackets of mathematics": [stop("⟨zz⟩1⟨/zz⟩"), "field/nested"],
  "book title marks": [stop("《zz》1《/zz》"), "field/nested"],
  "small-form brackets": [stop("﹤zz﹥1﹤/zz﹥"), "field/nested"],
  "a division slash in an end tag": [stop("<zz>1<∕zz>"), "field/unknown, xml/end-tag"],
  "a fraction slash in an end tag": [stop("<zz>1<⁄zz>"), "field/unknown, xml/end-tag"],
  "a full-width slash in an end tag": [stop("<zz>1<／zz>"), "field/unknown, field/nested, xml/unclosed"],
  "a Greek question mark for a semicolon": [reason("a&lt\u037Eb"), "xml/unescaped"],
  "an ideographic comma between orders": [params(`${SECRET}<orderList>A1、A2</orderList>`), "orders/separator"],
  "an Arabic comma between orders": [params(`${SECRET}<orderList>A1،A2</orderList>`), "nothing"],
  "a full-width comma between orders": [params(`${SECRET}<orderList>A1，A2</orderList>`), "orders/separator"],
  "a vertical form of a comma between orders": [params(`${SECRET}<orderList>A1︐A2</orderList>`), "nothing"],
  "one order number in two normal forms": [params(`${SECRET}<orderList>\u00E91,e\u03011</orderList>`), "nothing"],
  "order numbers that differ in a letter nobody sees": [params(`${SECRET}<orderList>A1,A\u200B1</orderList>`), "nothing"],
  "order numbers that look alike": [params(`${SECRET}<orderList>A1,А1</orderList>`), "nothing"],
  "a text that turns around": [reason("退\u202E001 元\u202C款"), "nothing"],
  "a text with an override that does not end": [reason("abc\u202E"), "nothing"],
  "a comment with an override": [stop("<!-- \u202E -->"), "nothing"],
  "a replacement character in a text": [reason("原因\uFFFD"), "field/replacement-character"],
  "a private character in a text": [reason("原因\uE000"), "nothing"],
  "a character that is none in a text": [reason("a\uFFFEb"), "xml/invalid-character"],
  "a character that is none beyond the basic plane": [reason("a\u{1FFFE}b"), "nothing"],
  "a lone high surrogate in a text": [reason("a\uD83Db"), "xml/invalid-character"],
  "a lone low surrogate in a text": [reason("a\uDE00b"), "xml/invalid-character"],
  "surrogates in the wrong order": [reason("a\uDE00\uD83Db"), "xml/invalid-character"],
  "a lone surrogate in a tag": [stop("<z\uD83Dz>1</z\uD83Dz>"), "field/unknown, xml/invalid-character ×2"],
  "a lone surrogate in the secret": [refund({ secret: `${CANARY}\uD83D` }), "xml/invalid-character"],
  "a character beyond the basic plane in a name": [stop("<𠮷>1</𠮷>"), "field/unknown"],
  "a character beyond the basic plane in an amount": [refund({ refundAmout: "1𠮷" }), "amount/not-fen"],
  "a thousand combining marks": [reason(`a${"\u0301".repeat(1000)}`), "nothing"],
  "a byte order mark before the envelope": [`\uFEFF${stop()}`, "nothing"],
  "two byte order marks before the envelope": [`\uFEFF\uFEFF${stop()}`, "xml/leading"],
  "a byte order mark after the envelope": [`${stop()}\uFEFF`, "xml/trailing"],
  "a null character in a text": [reason("a\0b"), "xml/invalid-character"],
  "a vertical tab in a text": [reason("a\vb"), "xml/invalid-character"],
  "an escape in the secret": [refund({ secret: `${CANARY}\u001B` }), "xml/invalid-character"],
});
