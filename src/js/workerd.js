/** The entry for runtimes that compile modules ahead and refuse to compile at run time (Cloudflare Workers). */
import wasm from "./yct-envelope.wasm";
import scans from "./yct-envelope.scans.wasm";
import { init } from "./slim.js";

init(wasm, scans);

export * from "./slim.js";
