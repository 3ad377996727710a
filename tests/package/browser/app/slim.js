import { init, lint } from "yct-envelope/slim";
import address from "yct-envelope/yct-envelope.wasm?url";

await init(fetch(address).then((response) => response.arrayBuffer()));
globalThis.answer = { address, findings: lint("<x/>").diagnostics.length };
