/** The entry for Vercel's edge runtime, where `?module` imports a compiled module. */
import wasm from "./yct-envelope.wasm?module";
import scans from "./yct-envelope.scans.wasm?module";
import { init } from "./slim.js";

init(wasm, scans);

export * from "./slim.js";
