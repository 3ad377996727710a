/**
 * The WebAssembly module: started by the first call, started afresh after a trap.
 *
 * A trap (a panic, an exhausted stack, no memory left) leaves the instance in a state in which later calls may fail.
 * The module is stateless, so a new instance is as good, and costs a fraction of a millisecond.
 */
import { EngineError } from "./errors.js";
import { initSync, __wbg_reset_state as freshInstance } from "./generated/glue.js";
import { whole } from "./generated/modules.js";

/** Memory never shrinks: an instance that a call left larger than this is given up. */
const LARGEST_KEPT_MEMORY = 64 * 1024 * 1024;

const TRAPPED = "yct-envelope failed inside and has been reset; the next call works. Please report what was called.";
const NOT_STARTED = "yct-envelope cannot start its WebAssembly module here; under a Content-Security-Policy it needs script-src 'wasm-unsafe-eval'.";

/** @type {WebAssembly.Exports | undefined} */
let started;
/** Whether the instance is to be replaced before the next call. */
let spent = false;

/** Whether calls can be made without `start`. */
export function isStarted() {
  return started !== undefined;
}

/** Starts the module, at once. */
export function start(moduleOrBytes) {
  started ??= initSync({ module: moduleOrBytes });
}

/**
 * Calls an export of the module.
 *
 * @template {unknown[]} A
 * @template R
 * @param {(...args: A) => R} exported one of the glue's functions
 * @param {A} args
 * @returns {R}
 */
export function call(exported, ...args) {
  if (started === undefined && whole === undefined) throw new TypeError("yct-envelope/slim: await init(wasm) before the first call");
  let result;
  try {
    ready();
    result = exported(...args);
  } catch (cause) {
    // Replaced before the next call, not here: after an exhausted stack there may be no room for it yet.
    spent = true;
    if (started === undefined) throw new EngineError(NOT_STARTED, { cause });
    throw new EngineError(TRAPPED);
  }
  if (memorySize() > LARGEST_KEPT_MEMORY) freshInstance();
  return result;
}

function ready() {
  if (started === undefined) start(whole());
  if (spent) freshInstance();
  spent = false;
}

/** Once started, `initSync` gives the exports of the present instance. */
function memorySize() {
  return initSync().memory.buffer.byteLength;
}
