/** The entry without the module: the caller brings it. */
import { isStarted, start } from "./engine.js";

/**
 * Starts the module: at once where it is compiled already, else when the promise resolves.
 *
 * @param {unknown} wasm a WebAssembly.Module, its bytes, or a promise of either
 */
export async function init(wasm) {
  if (isStarted()) return;
  const given = typeof wasm?.then === "function" ? await wasm : wasm;
  start(given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given));
}

export * from "./exports.js";
