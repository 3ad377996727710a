/**
 * The small module that scans plain texts: started by the first call that could use it, given up where it cannot start. What it would have
 * read is read the ordinary way then, and so is a text over which it traps.
 *
 * A text goes in through a window of its memory, and what it finds comes out as rows of numbers: places in that text.
 */

import { WINDOW } from "./generated/makers.js";
import { scans } from "./generated/modules.js";

/** What a scan begins at: nothing is read yet. */
export const HEAD = 0;
export const MORE = 0;
export const END = 1;

const encoder = /* @__PURE__ */ new TextEncoder();

/** @type {(() => WebAssembly.Module | Uint8Array) | undefined} */
let source = scans;
/** @type {WebAssembly.Module | undefined} */
let compiled;
/** @type {WebAssembly.Exports | undefined} */
let exported;
/** Whether its start was tried. */
let given = false;
/** Views of its memory: the window, and all of it as words. They are made anew when it has grown. */
let room = /* @__PURE__ */ new Uint8Array(0);
let numbers = /* @__PURE__ */ new Uint32Array(0);

/** Names where the module comes from; nothing is compiled yet. */
export function provideScans(moduleOrBytes) {
  source = moduleOrBytes;
}

/** Whether plain texts can be scanned. */
export function canScan() {
  if (exported === undefined && !given && source !== undefined) {
    given = true;
    try {
      compiled ??= moduleOf(source());
      const imports = {};
      for (const { module: from, name } of WebAssembly.Module.imports(compiled)) (imports[from] ??= {})[name] = () => {};
      exported = new WebAssembly.Instance(compiled, imports).exports;
      // The first call makes the window, for which the memory may grow.
      exported.window();
    } catch {
      exported = undefined;
    }
  }
  return exported !== undefined;
}

function moduleOf(given) {
  return given instanceof WebAssembly.Module ? given : new WebAssembly.Module(given);
}

/** After a trap, or at the end of the stack: the next scan has a fresh instance. */
export function reset() {
  exported = undefined;
  given = false;
  room = numbers = new Uint8Array(0);
}

/** The window. */
function view() {
  if (room.length === 0) {
    const { buffer } = exported.memory;
    room = new Uint8Array(buffer, exported.window(), WINDOW);
    numbers = new Uint32Array(buffer);
  }
  return room;
}

/**
 * Puts a text into the window, as much of it as has room.
 *
 * @param {string} text
 * @returns {{ read: number, written: number }} units, bytes
 */
export function fill(text) {
  return encoder.encodeInto(text, view());
}

/** @param {Uint8Array} source no more than the window holds */
export function fillBytes(source) {
  view().set(source);
}

/**
 * Scans what is in the window. Afterwards `rows()` is where the findings are in `numbersOf()`.
 *
 * @returns {number} MORE, END, or another number before something that is not plain
 */
export function scanAnswer(method, isJson, phase, code, length, isLast) {
  return exported.answer(method, isJson, phase, code, length, isLast);
}

export function scanRequest(length) {
  return exported.request(length);
}

/** Where the rows start, in words. */
export function rowsStart() {
  return exported.rows() >>> 2;
}

/** The module's memory, as words. */
export function words() {
  view();
  return numbers;
}
