/** Sources of any size as text, piece by piece. */
import { HEAD, decoder, isBytes, sniffed, unshared } from "./bytes.js";

/** A text or bytes that are given whole are taken in pieces of this size. */
const PIECE = 256 * 1024;
const LOST = "\uFFFD";

/**
 * The chunks of a source, each a string or each bytes.
 *
 * @param {string | Uint8Array | Iterable<unknown> | AsyncIterable<unknown>} source
 * @param {AbortSignal | undefined} signal
 */
export async function* chunksOf(source, signal) {
  const isWhole = typeof source === "string" || isBytes(source);
  const iterator = (isWhole ? piecesOf(source) : iteratorOf(source));
  let isDone = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await unlessAborted(iterator.next(), signal);
      isDone = done === true;
      if (isDone) return;
      if (typeof value !== "string" && !isBytes(value)) throw new TypeError("source: a chunk must be a string or a Uint8Array");
      yield value;
    }
  } finally {
    // Not waited for: it may itself wait for a chunk that never comes.
    if (!isDone) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

function* piecesOf(source) {
  for (let from = 0; from < source.length; from += PIECE) {
    yield typeof source === "string" ? source.slice(from, from + PIECE) : source.subarray(from, from + PIECE);
  }
}

/** A ReadableStream cannot be iterated everywhere. */
function iteratorOf(source) {
  const iterate = source[Symbol.asyncIterator] ?? source[Symbol.iterator];
  if (iterate !== undefined) return iterate.call(source);
  const reader = source.getReader();
  return { next: () => reader.read(), return: () => reader.cancel() };
}

/** Whether something can be read piece by piece. */
export function isIterable(source) {
  if (typeof source !== "object" || source === null) return false;
  return [source[Symbol.asyncIterator], source[Symbol.iterator], source.getReader].some((method) => typeof method === "function");
}

function unlessAborted(next, signal) {
  if (signal === undefined) return next;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    Promise.resolve(next).then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Decodes chunks of bytes; chunks of text pass. */
export class Decoding {
  /** What the reader is told of bytes: their encoding, what is wrong with it, the first place that does not decode. */
  facts;
  #decoder;
  #waiting = new Uint8Array(0);
  #isUtf8 = false;
  /** The end of the chunk before: a character may begin there. */
  #before = new Uint8Array(0);
  #units = 0;
  #kind;

  /** @param {string | Uint8Array} chunk @returns {string} the text that it completes */
  text(chunk) {
    const kind = typeof chunk;
    this.#kind ??= kind;
    if (kind !== this.#kind) throw new TypeError("source: chunks must be all strings or all bytes");
    if (kind === "string") return chunk;
    const bytes = unshared(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (this.#decoder !== undefined) return this.#decoded(bytes);
    this.#waiting = joined(this.#waiting, bytes);
    return this.#waiting.length < HEAD ? "" : this.#begin();
  }

  /** @returns {string} what is left at the end */
  end() {
    if (this.#kind !== "object") return "";
    const text = this.#decoder === undefined ? this.#begin() : "";
    return text + this.#found(this.#decoder.decode(), new Uint8Array(0));
  }

  #begin() {
    const { encoding, label, bom, declared, problem } = sniffed(this.#waiting);
    this.#decoder = decoder(label, false);
    this.#isUtf8 = label === "utf-8";
    this.facts = { encoding, declared, problem };
    const bytes = this.#waiting.subarray(bom);
    this.#waiting = new Uint8Array(0);
    return this.#decoded(bytes);
  }

  #decoded(bytes) {
    return this.#found(this.#decoder.decode(bytes, { stream: true }), bytes);
  }

  /** Looks through decoded text for the first place that did not decode. */
  #found(text, bytes) {
    const { facts } = this;
    if (facts.position === undefined && facts.problem !== "unsupported" && text.includes(LOST) && this.#lost(bytes) !== count(text)) {
      this.facts = { ...facts, problem: "undecodable", position: this.#units + text.indexOf(LOST) };
    }
    this.#before = bytes.slice(-2);
    this.#units += text.length;
    return text;
  }

  /** How many U+FFFD are written in bytes. */
  #lost(bytes) {
    if (!this.#isUtf8) return 0;
    const all = joined(this.#before, bytes);
    let found = 0;
    for (let at = all.indexOf(0xef); at >= 0; at = all.indexOf(0xef, at + 1)) {
      if (all[at + 1] === 0xbf && all[at + 2] === 0xbd) found += 1;
    }
    return found;
  }
}

function count(text) {
  return text.split(LOST).length - 1;
}

function joined(before, after) {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
