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
