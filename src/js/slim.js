/** The entry without the modules: the caller brings them. */
import { isStarted, start } from "./engine.js";
import { provideScans } from "./scans.js";

/**
 * Starts the package: at once where the module is compiled already, else when the promise resolves.
 *
 * @param {unknown} wasm a WebAssembly.Module, its bytes, or a promise of either
 * @param {unknown} [scans] the same of the small module that scans plain texts; without it, they are read like any other
 */
export async function init(wasm, scans) {
  if (isStarted()) return;
  const given = typeof wasm?.then === "function" ? await wasm : wasm;
  start(given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given));
  if (scans === undefined) return;
  const small = typeof scans.then === "function" ? await scans : scans;
  provideScans(() => small);
}

export * from "./exports.js";
