/** Bytes: decoded by the host, by what a byte order mark or else the declaration says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lint, parseRequest, buildRequest, sampleRequest, EnvelopeError } from "yct-envelope";

const good = { ...sampleRequest("refundGeneral") };
good.methodParams = { ...good.methodParams, refundReason: "退号 A" };
const text = buildRequest(good);
const declared = (encoding) => text.replace('encoding="UTF-8"', `encoding="${encoding}"`);

const utf8 = (string) => new TextEncoder().encode(string);
const utf16 = (string, littleEndian) => {
  const view = new DataView(new ArrayBuffer(string.length * 2));
  for (let at = 0; at < string.length; at++) view.setUint16(at * 2, string.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};

/** The few Chinese characters of the sample in GBK, found by asking the decoder for every pair of bytes. */
const gbkPairs = new Map();
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const character = new TextDecoder("gbk").decode(Uint8Array.of(lead, trail));
    if (character.length === 1 && character !== "\ufffd") gbkPairs.set(character, [lead, trail]);
  }
}
const gbk = (string) => Uint8Array.from([...string].flatMap((character) => (character < "\x80" ? character.charCodeAt(0) : gbkPairs.get(character))));

const SOURCES = {
  "UTF-8": [utf8(text), "UTF-8"],
  "UTF-8 with a byte order mark": [utf8(`\ufeff${text}`), "UTF-8"],
  "UTF-16LE with a byte order mark": [utf16(`\ufeff${declared("UTF-16")}`, true), "UTF-16LE"],
  "UTF-16BE with a byte order mark": [utf16(`\ufeff${declared("UTF-16")}`, false), "UTF-16BE"],
  "UTF-16LE without": [utf16(declared("UTF-16"), true), "UTF-16LE"],
  GBK: [gbk(declared("GBK")), "GBK"],
  GB18030: [gbk(declared("GB18030")), "GB18030"],
};

for (const [name, [bytes, encoding]] of Object.entries(SOURCES)) {
  test(name, () => {
    const report = lint(bytes);
    assert.deepEqual(report.value, good, JSON.stringify(report.diagnostics));
    assert.equal(report.source.encoding, encoding);
    assert.ok(!report.source.text.startsWith("\ufeff"));
    assert.deepEqual(parseRequest(bytes), good);
  });
}

test("a Buffer, a view into one, and shared memory", () => {
  const bytes = utf8(text);
  assert.deepEqual(parseRequest(Buffer.from(bytes)), good);
  const wide = new Uint8Array(bytes.length + 20);
  wide.set(bytes, 10);
  assert.deepEqual(parseRequest(wide.subarray(10, 10 + bytes.length)), good);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  assert.deepEqual(parseRequest(shared), good);
});

test("what does not decode is an error at its place, never a silent replacement", () => {
  const at = text.indexOf("退号");
  const cut = [...utf8(text.slice(0, at)), 0xff, ...utf8(text.slice(at))];
  for (const bytes of [Uint8Array.from(cut), Uint8Array.from([0xef, 0xbb, 0xbf, ...cut])]) {
    const { diagnostics, value } = lint(bytes);
    const found = diagnostics.find(({ rule }) => rule === "xml/encoding");
    assert.equal(found?.span.start, at, JSON.stringify(diagnostics));
    assert.equal(value, null);
    assert.throws(() => parseRequest(bytes), EnvelopeError);
  }
});

test("bytes in GBK that nothing declares are told as GBK; UTF-8 with a damaged character is not", () => {
  const told = (...bytes) => lint(Uint8Array.from(bytes.flat()), { locale: "en" }).diagnostics.find(({ rule }) => rule === "xml/encoding").message;
  const bare = text.replace(/<\?.*?\?>/, "");
  assert.match(told(...gbk(bare)), /as GBK, all of them decode/);
  assert.doesNotMatch(told(...gbk(bare), 0xff), /GBK/);
  const at = bare.indexOf("退号") + 2;
  assert.doesNotMatch(told(...utf8(bare.slice(0, at)), 0xc4, 0xe3, ...utf8(bare.slice(at))), /GBK/);
});

test("far into a large text, the place is still exact", () => {
  const padding = "退".repeat(100_000);
  const place = `<arg0><!-- ${padding}`;
  const { diagnostics } = lint(Uint8Array.from([...utf8(place), 0xe9, 0x80, ...utf8("--></arg0>")]));
  assert.equal(diagnostics.find(({ rule }) => rule === "xml/encoding")?.span.start, place.length);
});

test("an end that cuts a character", () => {
  const { diagnostics } = lint(Uint8Array.from([...utf8("<arg0>退"), 0xe9, 0x80]));
  assert.equal(diagnostics.find(({ rule }) => rule === "xml/encoding")?.span.start, 7);
});

test("any bytes at all are answered", () => {
  let state = 1;
  for (let round = 0; round < 500; round++) {
    const bytes = Uint8Array.from({ length: round % 64 }, () => (state = (state * 48271) % 0x7fffffff) & 0xff);
    assert.equal(lint(bytes).value, null);
  }
});
