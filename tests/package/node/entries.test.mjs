/** Every entry of the package, by import and by require. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { fresh } from "./fresh.mjs";

const require = createRequire(import.meta.url);
const bytes = await readFile(require.resolve("yct-envelope/yct-envelope.wasm"));

const EVENTS = { msgPush: ["16", "26"] };

/** One of everything, by whatever entry. */
function everyMethod(yct) {
  for (const { methodCode } of yct.catalog().methods) {
    for (const eventCode of EVENTS[methodCode] ?? [undefined]) {
      const request = yct.sampleRequest(methodCode, { eventCode });
      assert.deepEqual(yct.parseRequest(yct.buildRequest(request)), request);
    }
    for (const format of ["xml", "json"]) {
      const response = yct.sampleResponse(methodCode, { records: 3 });
      assert.deepEqual(yct.parseResponse(methodCode, yct.buildResponse(methodCode, response, { format })), response);
    }
  }
}

/** What is known without the module. */
function withoutModule(yct) {
  const { methods, rules } = yct.catalog();
  for (const { methodCode } of methods) assert.equal(yct.schemas[methodCode].jsonSchema.type, "object");
  for (const { id, bad } of rules) assert.equal(new Blob([yct.sampleMutant(id).source]).size, Buffer.byteLength(bad));
}

test("import", async () => everyMethod(await import("yct-envelope")));

test("require", () => everyMethod(require("yct-envelope")));

test("import and require export the same names", async () => {
  const names = (exported) => Object.keys(exported).filter((name) => name !== "default" && name !== "module.exports").sort();
  assert.deepEqual(names(await import("yct-envelope")), names(require("yct-envelope")));
  assert.deepEqual(names(await import("yct-envelope/slim")), names(require("yct-envelope/slim")));
  assert.deepEqual(names(require("yct-envelope/slim")), names(require("yct-envelope")));
});

test("init may come first, twice, or not at all", async () => {
  const { init, lint } = await fresh("index.js");
  await Promise.all([init(), init()]);
  await init();
  assert.equal(lint("").value, null);
});

test("slim takes the caller's module: bytes, compiled, or a promise", async () => {
  for (const source of [bytes, await WebAssembly.compile(bytes), Promise.resolve(bytes)]) {
    const slim = await fresh("slim.js");
    assert.throws(() => slim.lint(""), { name: "TypeError", message: /init/ });
    withoutModule(slim);
    await slim.init(source);
    everyMethod(slim);
  }
});

test("a compiled module starts slim at once", async () => {
  const slim = await fresh("slim.js");
  void slim.init(new WebAssembly.Module(bytes));
  everyMethod(slim);
});

test("worker threads", async () => {
  const worker = new Worker(
    `import("yct-envelope").then(({ lint }) => require("node:worker_threads").parentPort.postMessage(lint("<x/>").diagnostics[0].severity));`,
    { eval: true, filename: new URL(import.meta.url).pathname },
  );
  const answer = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  assert.equal(answer, "error");
  await worker.terminate();
});
