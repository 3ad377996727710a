/** The examples of a document, to be run: every `// =>` in them is a claim that must hold. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const AsyncFunction = (async () => {}).constructor;

/** The fenced `js` blocks of a document, each with the line that it starts at. */
function examples(text) {
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(({ 1: code, index }) => ({ code, line: text.slice(0, index).split("\n").length + 1 }));
}

/** The example as a function's body: imports become awaits, claims become assertions. */
function runnable(code) {
  let claims = 0;
  const lines = code.split("\n").map((line) => {
    const imported = /^import \{ (.+) \} from ("[^"]+");(?: \/\/.*)?$/.exec(line);
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

/** A test for each example. */
export function testExamples(file, text) {
  const found = examples(text);
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
