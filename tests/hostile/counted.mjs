/**
 * The package with a module that counts its own work, so that cost can be compared without a clock: every turn of a loop and every call of a
 * function is one, and so are eight bytes copied or filled. What grows faster than its input shows in this number, the same on every machine.
 */
import binaryen from "binaryen";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fresh } from "../package/node/fresh.mjs";

const ONE = "(global.set $work (i64.add (global.get $work) (i64.const 1)))";
const BYTES = "(global.set $work (i64.add (global.get $work) (i64.extend_i32_u (i32.shr_u (local.get 2) (i32.const 3)))))";
const ADDED = `
 (global $work (export "work") (mut i64) (i64.const 0))
 (func $counted_copy (param i32 i32 i32) ${BYTES} (memory.copy (local.get 0) (local.get 1) (local.get 2)))
 (func $counted_fill (param i32 i32 i32) ${BYTES} (memory.fill (local.get 0) (local.get 1) (local.get 2)))
)`;

function counting(wasm) {
  const given = binaryen.readBinary(wasm);
  const text = given.emitText();
  given.dispose();
  const module = binaryen.parseText(
    text
      .replace(/\(memory\.(copy|fill)\s/g, "(call $counted_$1 ")
      .replace(/\(loop [^\n]*\n/g, `$&${ONE}\n`)
      .replace(/^ \(func [^\n]*\n(?: {2}\(local [^\n]*\n)*/gm, `$&${ONE}\n`)
      .replace(/\)\s*$/, ADDED),
  );
  module.setFeatures(binaryen.Features.All);
  const bytes = module.emitBinary();
  module.dispose();
  return new WebAssembly.Module(bytes);
}

/**
 * A package of its own, without the scans: `yct`, its functions; `cost(call)`, what the call costs in an instance of its own: its `work`, the bytes
 * of `memory` in the end, which never shrinks, and all `instances` that were made, by what they export.
 */
export async function counted() {
  const module = counting(readFileSync(createRequire(import.meta.url).resolve("yct-envelope/yct-envelope.wasm")));
  const yct = await fresh("slim.js");
  let instances = [];

  /** Runs it, its instances noted; what they export can be replaced. */
  function noted(run) {
    const { Instance } = WebAssembly;
    instances = [];
    WebAssembly.Instance = function (...made) {
      const exports = { ...new Instance(...made).exports };
      instances.push(exports);
      return { exports };
    };
    try {
      return run();
    } finally {
      WebAssembly.Instance = Instance;
    }
  }

  await noted(() => yct.init(module));

  /** Takes the present instance from use: a call that traps in it makes the next one start anew. */
  let [present] = instances;
  function giveUp() {
    present.mask = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    try {
      yct.mask("1");
    } catch {
      // As it should.
    }
  }

  function cost(call) {
    giveUp();
    const result = noted(() => call(yct));
    const [used] = instances;
    present = instances.at(-1);
    return { result, instances, work: Number(used.work.value), memory: used.memory.buffer.byteLength };
  }

  return { yct, cost };
}
