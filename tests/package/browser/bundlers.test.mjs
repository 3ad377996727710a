/** The package without a bundler and with two, in Chromium: in a page and in a worker, under a strict policy. */
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, createServer } from "vite";
import webpack from "webpack";
import { catalog } from "yct-envelope";
import { STRICT, launch, serve, visit } from "./hosts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const app = join(here, "app");
const dist = join(dirname(fileURLToPath(import.meta.resolve("yct-envelope"))));
const right = { methods: 5, same: true, caught: true, bytes: "UTF-8" };

let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "yct-envelope-"));
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function answers(root, path = "", policy = STRICT) {
  const server = await serve(root, policy);
  try {
    return await visit(browser, server.url + path);
  } finally {
    await server.close();
  }
}

const expected = { answer: { page: right, worker: right }, complaints: [], strangers: [] };

test("a plain module script and a plain module worker", async () => {
  const root = join(folder, "plain");
  await cp(app, root, { recursive: true });
  await cp(dist, join(root, "dist"), { recursive: true });
  const source = (await import("node:fs")).readFileSync(join(app, "exercise.js"), "utf8");
  await writeFile(join(root, "exercise.js"), source.replace('"yct-envelope"', '"./dist/index.js"'));
  assert.deepEqual(await answers(root), expected);
});

test("Vite's build", async () => {
  const root = join(folder, "vite");
  await build({ root: app, base: "./", logLevel: "error", configFile: false, worker: { format: "es" }, build: { outDir: root, target: "es2022" } });
  assert.deepEqual(await answers(root), expected);
});

test("Vite's development server", async () => {
  const server = await createServer({ root: app, logLevel: "error", configFile: false, cacheDir: join(folder, "vite-cache"), server: { port: 0, host: "127.0.0.1" } });
  try {
    await server.listen();
    const { answer, strangers } = await visit(browser, server.resolvedUrls.local[0]);
    assert.deepEqual({ answer, strangers }, { answer: expected.answer, strangers: [] });
  } finally {
    await server.close();
  }
});

for (const mode of ["production", "development"]) {
  test(`webpack's ${mode} build`, async () => {
    const root = join(folder, `webpack-${mode}`);
    await mkdir(root);
    const stats = await promisify(webpack)({ mode, devtool: false, context: app, entry: "./main.js", output: { path: root, filename: "main.js" } });
    assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
    await cp(join(app, "index.html"), join(root, "index.html"));
    assert.deepEqual(await answers(root), expected);
  });
}

test("slim with the module's own file, through Vite", async () => {
  const root = join(folder, "slim");
  await build({
    root: app,
    base: "./",
    logLevel: "error",
    configFile: false,
    build: { outDir: root, target: "es2022", rollupOptions: { input: join(app, "slim.html") } },
  });
  const { answer, complaints } = await answers(root, "slim.html", `${STRICT}; connect-src 'self'`);
  assert.deepEqual(complaints, []);
  assert.match(answer.address, /\.wasm$/);
  assert.notEqual(answer.findings, 0);
});

test("an editor with the entry for CodeMirror, through Vite, which has the module once", async () => {
  const root = join(folder, "editor");
  await build({
    root: app,
    base: "./",
    logLevel: "error",
    configFile: false,
    build: { outDir: root, target: "es2022", rollupOptions: { input: join(app, "editor.html") } },
  });
  // CodeMirror underlines with a picture of its own.
  const { answer, complaints, strangers } = await answers(root, "editor.html", `${STRICT}; img-src data:`);
  assert.deepEqual({ complaints, strangers }, { complaints: [], strangers: [] });
  const { said, names, ...rest } = answer;
  assert.deepEqual(rest, { mark: "，", action: "use ASCII commas", fixes: true, clean: true, back: true });
  assert.match(said, /^`orderList` \(Order list\) has .+\nput one ASCII comma/);
  assert.deepEqual(names.filter((name) => ["secret", "orderList"].includes(name)), ["secret", "secret", "orderList", "orderList"]);
  const files = (await readdir(join(root, "assets"))).filter((file) => file.endsWith(".js"));
  const texts = await Promise.all(files.map((file) => readFile(join(root, "assets", file), "utf8")));
  // The module, and the small one that scans: both in the same file.
  assert.deepEqual(texts.map((text) => text.split("AGFzbQ").length - 1).filter((count) => count > 0), [2]);
});

test("a program that does not ask for the catalog does not carry it", async () => {
  const told = catalog().rules[0].explanation.en;
  const carries = async (root) => {
    const assets = (await readdir(join(root, "assets"))).filter((file) => file.endsWith(".js"));
    const texts = await Promise.all(assets.map((file) => readFile(join(root, "assets", file), "utf8")));
    return texts.some((text) => text.includes(told));
  };
  assert.deepEqual([await carries(join(folder, "vite")), await carries(join(folder, "slim"))], [true, false]);
});

test("a policy that forbids WebAssembly is told as such", async () => {
  const root = join(folder, "forbidden");
  await mkdir(root);
  await cp(dist, join(root, "dist"), { recursive: true });
  await writeFile(join(root, "index.html"), '<!doctype html><script type="module" src="./main.js"></script>');
  await writeFile(
    join(root, "main.js"),
    'import { EngineError, lint } from "./dist/index.js"; try { lint(""); } catch (error) { globalThis.answer = { isEngineError: error instanceof EngineError, message: error.message }; }',
  );
  const { answer } = await answers(root, "", "default-src 'none'; script-src 'self'");
  assert.equal(answer.isEngineError, true);
  assert.match(answer.message, /wasm-unsafe-eval/);
});
