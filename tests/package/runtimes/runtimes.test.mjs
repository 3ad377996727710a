/** The package in runtimes other than Node.js and browsers; `DENO`, `BUN` and `WORKERD` name their programs. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const right = {
  trapped: true,
  same: true,
  findings: 0,
  damaged: true,
  fixed: "<return><resultCode>0</resultCode></return>",
  refused: true,
  records: 25,
  summed: 25,
};

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yct-envelope-"));
});
after(() => rm(folder, { recursive: true, force: true }));

async function answer(program, words) {
  const { stdout } = await promisify(execFile)(program, words, { cwd: here, timeout: 120_000 });
  return JSON.parse(stdout.split("\n").find((line) => line.startsWith("{")));
}

for (const [name, words] of [["deno", ["run", "--no-remote", "--node-modules-dir=manual"]], ["bun", ["run"]]]) {
  const program = process.env[name.toUpperCase()];
  test(name, { skip: !program && `${name.toUpperCase()} names no program` }, async () => {
    assert.deepEqual(await answer(program, [...words, "main.mjs"]), right);
  });
}

const workerd = process.env.WORKERD;
test("workerd", { skip: !workerd && "WORKERD names no program" }, async () => {
  await build({
    entryPoints: [join(here, "worker.mjs")],
    outdir: folder,
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    outExtension: { ".js": ".mjs" },
    loader: { ".wasm": "copy" },
    logLevel: "error",
  });
  const modules = (await readdir(folder)).filter((file) => file.endsWith(".wasm"));
  assert.equal(modules.length, 2);
  await writeFile(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  compatibilityDate = "2025-01-01",
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
${modules.map((file) => `    (name = "${file}", wasm = embed "${file}"),`).join("\n")}
  ],
))]);
`,
  );
  assert.deepEqual(await answer(workerd, ["test", join(folder, "config.capnp")]), right);
});
