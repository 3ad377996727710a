/** Sources of any size as text, piece by piece. */
import { HEAD, cleanPrefix, decoder, isBytes, sniffed, unshared } from "./bytes.js";

/** A text or bytes that are given whole are taken in pieces of this size. */
const PIECE = 256 * 1024;

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
    if (!isDone) void (async () => iterator.return?.())().catch(() => {});
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
  #kind;
  #label;
  #decoder;
  /** What came before the encoding can be told. */
  #waiting = new Uint8Array(0);
  /** The end of what was decoded: a character may begin there. */
  #before = new Uint8Array(0);
  #units = 0;

  /** @param {string | Uint8Array} chunk @returns {string} the text that it completes */
  text(chunk) {
    const kind = typeof chunk;
    this.#kind ??= kind;
    if (kind !== this.#kind) throw new TypeError("source: chunks must be all strings or all bytes");
    if (kind === "string") return chunk;
    const bytes = unshared(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (this.#decoder !== undefined) return this.#decoded(bytes, true);
    this.#waiting = joined(this.#waiting, bytes);
    return this.#waiting.length < HEAD ? "" : this.#begin();
  }

  /** @returns {string} what is left at the end */
  end() {
    if (this.#kind !== "object") return "";
    const text = this.#decoder === undefined ? this.#begin() : "";
    return text + this.#decoded(new Uint8Array(0), false);
  }

  #begin() {
    const { encoding, label, bom, declared, problem } = sniffed(this.#waiting);
    this.#label = label;
    this.#decoder = decoder(label, true);
    this.facts = { encoding, declared, problem };
    return this.#decoded(this.#waiting.subarray(bom), true);
  }

  #decoded(bytes, stream) {
    let text;
    try {
      text = this.#decoder.decode(bytes, { stream });
    } catch {
      text = this.#lost(bytes, stream);
    }
    this.#before = joined(this.#before, bytes).slice(-3);
    this.#units += text.length;
    return text;
  }

  /** Goes on with a decoder that puts U+FFFD where bytes do not decode, and notes the first such place. */
  #lost(bytes, stream) {
    const { facts } = this;
    const label = this.#label;
    // What the other one had begun: the longest end that gives no character by itself.
    const begun = [3, 2, 1, 0].map((length) => this.#before.slice(this.#before.length - Math.min(length, this.#before.length)));
    const open = begun.find((end) => decoder(label, false).decode(end, { stream: true }) === "");
    if (facts.problem !== "unsupported") {
      this.facts = { ...facts, problem: "undecodable", position: this.#units + cleanPrefix(label, joined(open, bytes)) };
    }
    this.#decoder = decoder(label, false);
    this.#decoder.decode(open, { stream: true });
    return this.#decoder.decode(bytes, { stream });
  }
}

function joined(before, after) {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
