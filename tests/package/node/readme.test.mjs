/** Every JavaScript example of both READMEs runs against the package, and every `// =>` in it holds. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const document = (file) => readFile(new URL(`../../../${file}`, import.meta.url), "utf8");
const AsyncFunction = (async () => {}).constructor;

/** The fenced `js` blocks of a document, each with the line that it starts at. */
function examples(text) {
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(({ 1: code, index }) => ({ code, line: text.slice(0, index).split("\n").length + 1 }));
}

/** The example as a function's body: imports become awaits, claims become assertions. */
function runnable(code) {
  let claims = 0;
  const lines = code.split("\n").map((line) => {
    const imported = /^import \{ (.+) \} from ("[^"]+");$/.exec(line);
    if (imported) return `const { ${imported[1].replaceAll(" as ", ": ")} } = await load(${imported[2]});`;
    if (!line.includes("// =>")) return line;
    const claim = /^(?:(const|let) (\w+) = )?(.+); \/\/ => (.+)$/.exec(line);
    assert.ok(claim, `a claim must stand behind one whole statement: ${line}`);
    claims += 1;
    const [, keyword, name, expression, value] = claim;
    return keyword
      ? `${keyword} ${name} = ${expression}; equal(${name}, (${value}));`
      : `equal((${expression}), (${value}));`;
  });
  return { body: lines.join("\n"), claims };
}

for (const file of ["README.md", "README.zh-CN.md"]) {
  const found = examples(await document(file));
  test(`${file} has an example for each of its users`, () => assert.ok(found.length >= 4, `${found.length}`));

  for (const { code, line } of found) {
    test(`${file}:${line} holds`, async () => {
      const { body, claims } = runnable(code);
      assert.ok(claims > 0, "an example without a claim shows nothing");
      let held = 0;
      const equal = (actual, expected) => {
        assert.deepEqual(actual, expected);
        held += 1;
      };
      await new AsyncFunction("load", "require", "equal", body)((name) => import(name), require, equal);
      assert.equal(held, claims);
    });
  }
}

test("the package carries the documents as they are, and the changelog begins with its version", async () => {
  const manifest = require.resolve("yct-envelope/package.json");
  for (const file of ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.equal(await readFile(join(dirname(manifest), file), "utf8"), await document(file), file);
  }
  const [, version] = /^## \[(.+?)\]/m.exec(await document("CHANGELOG.md"));
  assert.equal(version, require(manifest).version);
});
