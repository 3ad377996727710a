/** The entry that carries the module within it: nothing to configure, nothing to wait for. */
import { fromBase64 } from "./base64.js";
import { isStarted, provide, start } from "./engine.js";
import scans from "./generated/scans.js";
import wasm from "./generated/wasm.js";
import { provideScans } from "./scans.js";

provide(() => fromBase64(wasm));
provideScans(() => fromBase64(scans));

/** Compiles the module aside, ahead of the first call, which would else do it. */
export async function init() {
  if (!isStarted()) start(await WebAssembly.compile(fromBase64(wasm)));
}

export * from "./exports.js";
