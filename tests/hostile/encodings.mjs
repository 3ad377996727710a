/** Bytes that are not what they say, or nothing at all. */
import { encoders } from "../js/encodings.mjs";
import { REQUEST, family, reason, stop } from "./cases.mjs";

const text = stop("").replace("A1", "订单甲乙1");
const declared = (encoding, body = text) => `<?xml version="1.0" encoding="${encoding}"?>${body}`;
const utf8 = (written) => new Uint8Array(Buffer.from(written, "utf8"));
const le = (written) => new Uint8Array(Buffer.from(written, "utf16le"));
const be = (written) => new Uint8Array(Buffer.from(written, "utf16le").swap16());
const latin = (written) => new Uint8Array(Buffer.from(written, "latin1"));
const joined = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => (Array.isArray(part) ? Buffer.from(part) : part))));
/** A request in UTF-8 with these bytes in a value. */
const holding = (...bytes) => joined(utf8(stop().split("A1")[0]), bytes, utf8(stop().split("A1")[1]));
const U16LE = [0xff, 0xfe];
const U16BE = [0xfe, 0xff];
const U8 = [0xef, 0xbb, 0xbf];

export const bytes = family(REQUEST, {
  "no byte": [new Uint8Array(0), "xml/malformed"],
  "a byte order mark alone": [joined(U8), "xml/malformed"],
  "half a byte order mark": [joined([0xef, 0xbb], utf8(text)), "xml/encoding, xml/leading"],
  "a byte order mark of UTF-16 alone": [joined(U16LE), "xml/malformed"],
  "one byte of UTF-16": [joined(U16LE, [0x3c]), "xml/encoding, xml/malformed"],
  "two byte order marks": [joined(U8, U8, utf8(text)), "nothing"],
  "a byte order mark of the other order inside": [joined(U16LE, U16BE, le(text)), "xml/invalid-character"],
  "GBK that says nothing": [encoders.GBK(text), "xml/encoding"],
  "GBK that says UTF-8": [encoders.GBK(declared("UTF-8")), "xml/encoding"],
  "GBK that says GBK": [encoders.GBK(declared("GBK")), "nothing"],
  "GBK that says GB18030": [encoders.GBK(declared("GB18030")), "nothing"],
  "GBK that says GB2312": [encoders.GBK(declared("gb2312")), "xml/encoding"],
  "GBK that says UTF-16": [encoders.GBK(declared("UTF-16")), "xml/encoding"],
  "GBK that says Big5": [encoders.GBK(declared("Big5")), "xml/encoding, field/replacement-character"],
  "GBK that happens to be UTF-8": [joined(utf8(declared("UTF-8", stop().split("A1")[0])), [0xc1, 0xaa, 0xcd, 0xa8], utf8(stop().split("A1")[1])), "xml/encoding"],
  "GBK that is valid UTF-8": [joined(utf8(stop().split("A1")[0]), [0xc4, 0xa3, 0xca, 0xbd], utf8(stop().split("A1")[1])), "nothing"],
  "UTF-8 that says GBK": [utf8(declared("GBK")), "nothing"],
  "UTF-8 of ASCII that says GBK": [utf8(declared("GBK", stop())), "nothing"],
  "UTF-8 that says UTF-16": [utf8(declared("UTF-16")), "xml/encoding-mismatch"],
  "UTF-8 that says UTF-16LE": [utf8(declared("UTF-16LE")), "xml/encoding-mismatch"],
  "UTF-8 that says ISO-8859-1": [utf8(declared("ISO-8859-1")), "xml/encoding"],
  "UTF-8 that says UTF-7": [utf8(declared("UTF-7")), "xml/encoding"],
  "UTF-8 that says UTF-32": [utf8(declared("UTF-32")), "xml/encoding"],
  "UTF-8 that says EBCDIC": [utf8(declared("IBM037")), "xml/encoding"],
  "UTF-8 that says utf8": [utf8(declared("utf8")), "nothing"],
  "UTF-8 with its mark that says GBK": [joined(U8, utf8(declared("GBK"))), "xml/encoding-mismatch"],
  "UTF-8 with its mark that says UTF-16": [joined(U8, utf8(declared("UTF-16"))), "xml/encoding-mismatch"],
  "UTF-16LE with its mark": [joined(U16LE, le(text)), "nothing"],
  "UTF-16BE with its mark": [joined(U16BE, be(text)), "nothing"],
  "UTF-16LE with its mark that says UTF-8": [joined(U16LE, le(declared("UTF-8"))), "xml/encoding-mismatch"],
  "UTF-16BE with its mark that says GBK": [joined(U16BE, be(declared("GBK"))), "xml/encoding-mismatch"],
  "UTF-16LE with its mark that says UTF-16BE": [joined(U16LE, le(declared("UTF-16BE"))), "xml/encoding-mismatch"],
  "UTF-16LE without a mark": [le(text), "nothing"],
  "UTF-16BE without a mark": [be(text), "nothing"],
  "UTF-16LE without a mark that says UTF-16": [le(declared("UTF-16")), "nothing"],
  "UTF-16BE without a mark that says UTF-16": [be(declared("UTF-16")), "nothing"],
  "UTF-16LE with the other order's mark": [joined(U16BE, le(text)), "xml/malformed"],
  "UTF-16BE with the other order's mark": [joined(U16LE, be(text)), "xml/malformed"],
  "UTF-16 with a byte too many": [joined(U16LE, le(text), [0x20]), "xml/encoding, xml/trailing"],
  "UTF-16 cut in a unit": [joined(U16LE, le(text).subarray(0, 101)), "xml/encoding, xml/unclosed"],
  "UTF-16 with a lone high surrogate": [joined(U16LE, le(reason("a\uD83Db"))), "xml/encoding"],
  "UTF-16 with a lone low surrogate": [joined(U16BE, be(reason("a\uDE00b"))), "xml/encoding"],
  "UTF-16 cut in a pair": [joined(U16LE, le("<arg0>\uD83D")), "xml/encoding, field/nested, xml/unclosed"],
  "UTF-32LE": [joined([0xff, 0xfe, 0, 0], ...Array.from(stop(), (c) => [c.charCodeAt(0), 0, 0, 0])), "xml/invalid-character ×175"],
  "UTF-32BE": [joined([0, 0, 0xfe, 0xff], ...Array.from(stop(), (c) => [0, 0, 0, c.charCodeAt(0)])), "xml/invalid-character ×175, xml/encoding, xml/leading"],
  "an overlong less-than sign": [holding(0xc0, 0xbc), "xml/encoding"],
  "an overlong slash of three bytes": [holding(0xe0, 0x80, 0xaf), "xml/encoding"],
  "an overlong slash of four bytes": [holding(0xf0, 0x80, 0x80, 0xaf), "xml/encoding"],
  "an overlong null": [holding(0xc0, 0x80), "xml/encoding"],
  "a surrogate in UTF-8": [holding(0xed, 0xa0, 0x80), "xml/encoding"],
  "a pair of surrogates in UTF-8": [holding(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), "xml/encoding"],
  "a character past the last": [holding(0xf4, 0x90, 0x80, 0x80), "xml/encoding"],
  "a lead byte of five": [holding(0xf8, 0x88, 0x80, 0x80, 0x80), "xml/encoding"],
  "a lead byte of six": [holding(0xfc, 0x84, 0x80, 0x80, 0x80, 0x80), "xml/encoding"],
  "a continuation alone": [holding(0x80), "xml/encoding"],
  "a lead byte alone": [holding(0xe5), "xml/encoding"],
  "a byte that is never one": [holding(0xff), "xml/encoding"],
  "U+FFFF in UTF-8": [holding(0xef, 0xbf, 0xbf), "field/empty, xml/invalid-character"],
  "a null byte": [holding(0), "field/empty, xml/invalid-character"],
  "Latin-1": [latin(stop().replace("A1", "é")), "xml/encoding"],
  "a character cut by the end": [utf8(`${text}医`).subarray(0, -1), "xml/encoding, xml/trailing"],
  "the last byte cut": [utf8(text).subarray(0, -1), "xml/end-tag"],
  "the first byte cut": [utf8(text).subarray(1), "xml/malformed"],
  "a gzip's head": [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), "xml/encoding, xml/malformed"],
  "a thousand nulls": [new Uint8Array(1000), "xml/malformed"],
  "a thousand bytes of 255": [new Uint8Array(1000).fill(255), "xml/encoding, xml/malformed"],
  "every byte there is": [Uint8Array.from({ length: 256 }, (_, at) => at), "xml/encoding, xml/malformed"],
  "an envelope with every byte there is": [holding(...Array.from({ length: 256 }, (_, at) => at)), "xml/invalid-character ×3, xml/unescaped ×2, xml/encoding"],
});
