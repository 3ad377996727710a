/** The entry for Vercel's edge runtime, where `?module` imports a compiled module. */
import wasm from "./yct-envelope.wasm?module";
import { init } from "./slim.js";

init(wasm);

export * from "./slim.js";
