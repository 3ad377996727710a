/** The entry that carries the modules within it: nothing to configure, nothing to wait for. */
import { isStarted, start } from "./engine.js";
import { whole } from "./generated/modules.js";

/** Compiles the module aside, ahead of the first call, which would else do it. */
export async function init() {
  if (!isStarted()) start(await WebAssembly.compile(whole()));
}

export * from "./exports.js";
