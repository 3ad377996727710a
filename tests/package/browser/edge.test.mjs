/** The entries for edge runtimes, which import a compiled module: here Node imports it for them. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));

const HOOKS = `
  import { readFile } from "node:fs/promises";
  export async function load(url, context, next) {
    if (!/\\.wasm(\\?module)?$/.test(url)) return next(url, context);
    const base64 = await readFile(new URL(url.split("?")[0]), "base64");
    return { format: "module", shortCircuit: true, source: 'export default new WebAssembly.Module(Buffer.from("' + base64 + '", "base64"))' };
  }`;

const PRELUDE = `
  import { register } from "node:module";
  register("data:text/javascript," + encodeURIComponent(${JSON.stringify(HOOKS)}));`;

const PROGRAM = `
  const { buildRequest, init, parseRequest, sampleRequest } = await import("yct-envelope");
  await init();
  const request = sampleRequest("stopReg");
  console.log(import.meta.resolve("yct-envelope").split("/").at(-1), JSON.stringify(parseRequest(buildRequest(request))) === JSON.stringify(request));`;

for (const condition of ["workerd", "edge-light"]) {
  test(condition, async () => {
    const words = ["--conditions", condition, "--import", `data:text/javascript,${encodeURIComponent(PRELUDE)}`, "--input-type=module", "--eval", PROGRAM];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: here });
    assert.equal(stdout.trim(), `${condition}.js true`);
  });
}
