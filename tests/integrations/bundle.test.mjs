/** A bundler leaves out the schemas that a program does not use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What stands in the schemas of one side alone. */
const marks = { request: "SAMPLE-SECRET", response: "未成功" };

async function sidesIn(name) {
  const stdin = { contents: `import { ${name} } from "yct-envelope/slim"; console.log(${name});`, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", minify: true, charset: "utf8", write: false });
  return Object.keys(marks).filter((side) => outputFiles[0].text.includes(marks[side]));
}

test("a bundle has the schemas that are used, and no others", async () => {
  assert.deepEqual(await sidesIn("lint"), []);
  assert.deepEqual(await sidesIn("schemas"), ["request"]);
  assert.deepEqual(await sidesIn("requestSchema"), ["request"]);
  assert.deepEqual(await sidesIn("responseSchemas"), ["response"]);
});

test("a program with an editor that lints elsewhere never asks for the module; one that lints here has it once, apart", async () => {
  async function filesOf(contents) {
    const stdin = { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
    const { outputFiles } = await build({ stdin, bundle: true, splitting: true, format: "esm", minify: true, charset: "utf8", write: false, outdir: "out" });
    const [[entry], others] = [true, false].map((wanted) => outputFiles.filter(({ path }) => path.endsWith("stdin.js") === wanted).map(({ text }) => text));
    return { asks: entry.includes("import("), carries: isModule(entry), others: others.filter(isModule).length };
  }
  /** Whether it holds a module of WebAssembly as base64. */
  const isModule = (text) => text.includes('"AGFzbQ');
  const elsewhere = await filesOf('import { diagnosticsOf, envelope } from "yct-envelope/codemirror"; console.log(diagnosticsOf, envelope);');
  assert.deepEqual([elsewhere.asks, elsewhere.carries], [false, false]);
  const here = 'import { envelopeLinter } from "yct-envelope/codemirror"; console.log(envelopeLinter';
  assert.deepEqual(await filesOf(`${here});`), { asks: true, carries: false, others: 1 });
  const both = await filesOf(`import { mask } from "yct-envelope"; ${here}, mask);`);
  assert.equal(Number(both.carries) + both.others, 1, "the package itself shares it");
});
