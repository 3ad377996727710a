/** Bytes as text: the module says which encoding, the host's own TextDecoder decodes. */
import { call } from "./engine.js";
import { sniff } from "./generated/glue.js";
import { DECLARATIONS } from "./generated/makers.js";

/** A byte order mark and an XML declaration stand within these. */
export const HEAD = 1024;
/** How much is decoded at a time in search of the first undecodable place. */
const WINDOW = 4096;

const typedArrayName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

/** Whether this is a Uint8Array, of whatever realm (a Buffer is one). */
export function isBytes(value) {
  return typedArrayName.call(value) === "Uint8Array";
}

/**
 * @param {Uint8Array} source
 * @returns {{ text: string, encoding: string, facts: { encoding: string, declared: string | null, problem: string | null, position?: number } }}
 *   `facts` is what the module is told of them
 */
export function decode({ buffer, byteOffset, byteLength }) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const { encoding, label, bom, declared, problem } = sniffed(bytes);
  const body = unshared(bytes.subarray(bom));
  const told = (text, facts) => ({ text, encoding, facts: { encoding, declared, ...facts } });
  try {
    return told(decoder(label, true).decode(body), { problem });
  } catch {
    const text = decoder(label, false).decode(body);
    if (problem === "unsupported") return told(text, { problem });
    const position = cleanPrefix(label, body);
    return told(text, { problem: encoding === "UTF-8" && isGbk(text.slice(0, position), body) ? "gbk" : "undecodable", position });
  }
}

/** Whether bytes are GBK, by what UTF-8 gives before they do not decode: a character there says that this is damaged UTF-8. */
function isGbk(before, body) {
  if (/[^\0-\x7f]/.test(before)) return false;
  try {
    decoder("gb18030", true).decode(body);
    return true;
  } catch {
    return false;
  }
}

/** The longest declaration that says UTF-8. They are compared: at the end of a stack, no regular expression compiles. */
const DECLARATION = Math.max(...DECLARATIONS.map(({ length }) => length));
const QUESTION_MARK = 0x3f;

/**
 * The body of bytes that are UTF-8 by all that they say, which needs no module to tell; undefined where they say something else, or are
 * written by another thread.
 *
 * @param {Uint8Array} source
 * @returns {Uint8Array | undefined}
 */
export function utf8Body({ buffer, byteOffset, byteLength }) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (unshared(bytes) !== bytes) return undefined;
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (body[0] === 0x7b) return body;
  if (body[0] !== 0x3c) return undefined;
  if (body[1] !== QUESTION_MARK) return body;
  const head = String.fromCharCode(...body.subarray(0, DECLARATION));
  return DECLARATIONS.some((declaration) => head.startsWith(declaration)) ? body : undefined;
}

/** The text of such a body; undefined where it does not decode. */
export function utf8Text(body) {
  try {
    return decoder("utf-8", true).decode(body);
  } catch {
    return undefined;
  }
}

/** What the first of some bytes tell of their encoding. */
export function sniffed(bytes) {
  return JSON.parse(call(sniff, bytes.subarray(0, HEAD)));
}

export function decoder(label, fatal) {
  return new TextDecoder(label, { fatal, ignoreBOM: true });
}

/** A TextDecoder takes no shared memory, which another thread could be writing to. */
export function unshared(bytes) {
  const isShared = typeof SharedArrayBuffer === "function" && bytes.buffer instanceof SharedArrayBuffer;
  return isShared ? new Uint8Array(bytes) : bytes;
}

/** How many UTF-16 units the longest prefix that decodes cleanly gives. */
export function cleanPrefix(label, bytes) {
  const scout = decoder(label, true);
  let from = 0;
  try {
    for (; from < bytes.length; from += WINDOW) scout.decode(bytes.subarray(from, from + WINDOW), { stream: true });
    from = bytes.length; // What is left of a character that the end cuts.
  } catch {
    // The place is in this window.
  }
  const exact = decoder(label, true);
  let units = 0;
  try {
    units += exact.decode(bytes.subarray(0, from), { stream: true }).length;
    for (; from < bytes.length; from++) units += exact.decode(bytes.subarray(from, from + 1), { stream: true }).length;
  } catch {
    // Here.
  }
  return units;
}
