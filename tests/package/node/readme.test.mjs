/** Every JavaScript example of both READMEs runs against the package, and every `// =>` in it holds. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { testExamples } from "./snippets.mjs";

const require = createRequire(import.meta.url);
/** A text without its links: the package keeps those that lead to its own files. */
const words = (text) => text.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1");
const document = (file) => readFile(new URL(`../../../${file}`, import.meta.url), "utf8");

for (const file of ["README.md", "README.zh-CN.md"]) testExamples(file, await document(file));

test("the package carries the documents as they are, and the changelog begins with its version", async () => {
  const manifest = require.resolve("yct-envelope/package.json");
  for (const file of ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.equal(words(await readFile(join(dirname(manifest), file), "utf8")), words(await document(file)), file);
  }
  const [, version] = /^## \[(.+?)\]/m.exec(await document("CHANGELOG.md"));
  assert.equal(version, require(manifest).version);
});
