/**
 * The examples of a document, to be run: every `// =>` in them is a claim that must hold.
 *
 * A fence's first word is its language, the rest says how it is run:
 * - `js`: a module's body, `import { … }` and top-level await included.
 * - `js dom`: the same in a document of happy-dom's.
 * - `jsx`: that with React's elements.
 * - `sh`: line by line in a folder of the page's own, in which the package is installed. A line succeeds, or says how it ends:
 *   `# exit 1`. `# => words` behind a line: its output has them.
 * - `yaml`: a workflow, whose `run:` lines are run like those of `sh`, but for `npm ci`: the packages are there.
 * - any language with `file=NAME`: the block is written there for the `sh` blocks behind it, and not run.
 * - `js not-run`, `sh not-run`: shown alone.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

const require = createRequire(import.meta.url);
const AsyncFunction = (async () => {}).constructor;
const RUN = ["js", "jsx", "sh", "yaml"];

/** The fenced blocks of a document that are run or written, each with the line that it starts at. */
export function examples(text) {
  const fences = [...text.matchAll(/^```(\w+)(?: (.*))?\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: marks = "", 3: code, index }) => {
    return { language, code, file: /file=(\S+)/.exec(marks)?.[1], shown: /\bnot-run\b/.test(marks), dom: /\bdom\b/.test(marks), line: text.slice(0, index).split("\n").length + 1 };
  });
  return fences.filter(({ language, file, shown }) => !shown && (file || RUN.includes(language)));
}

/** The example as a function's body: imports become awaits, claims become assertions. */
function runnable(code) {
  let claims = 0;
  const lines = code.split("\n").map((line) => {
    const imported = /^import (?:(\w+)|\{ (.+) \}) from ("[^"]+");(?: \/\/.*)?$/.exec(line);
    if (imported) return `const { ${imported[1] ? `default: ${imported[1]}` : imported[2].replaceAll(" as ", ": ")} } = await load(${imported[3]});`;
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

async function runModule(code, given = {}, compile = (body) => body) {
  const { body, claims } = runnable(code);
  assert.ok(claims > 0, "an example without a claim shows nothing");
  let held = 0;
  const equal = (actual, expected) => {
    assert.deepEqual(actual, expected);
    held += 1;
  };
  const values = { load: (name) => import(name), require, equal, ...given };
  await new AsyncFunction(...Object.keys(values), await compile(body))(...Object.values(values));
  assert.equal(held, claims);
}

let browser;

/** In a document that only these examples see. One for all of them: react-dom is loaded once, and keeps to the window that it finds then. */
async function inDocument(run) {
  browser ??= new (await import("happy-dom")).Window();
  const { document, navigator, MutationObserver } = browser;
  const globals = { window: browser, document, navigator, MutationObserver, IS_REACT_ACT_ENVIRONMENT: true };
  const before = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    await run();
  } finally {
    browser.document.body.replaceChildren();
    for (const [name, was] of before) {
      delete globalThis[name];
      if (was) Object.defineProperty(globalThis, name, was);
    }
  }
}

async function runJsx(code) {
  const { transform } = await import("esbuild");
  const { default: React } = await import("react");
  await runModule(code, { React }, async (body) => (await transform(body, { loader: "jsx", jsx: "transform", target: "esnext" })).code);
}

/** A folder in which the package is installed, as `npm install` would. */
function installed() {
  const folder = mkdtempSync(join(tmpdir(), "yct-envelope-docs-"));
  const manifest = require.resolve("yct-envelope/package.json");
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  symlinkSync(dirname(manifest), join(modules, "yct-envelope"), "junction");
  for (const [name, file] of Object.entries(require(manifest).bin ?? {})) symlinkSync(join(dirname(manifest), file), join(modules, ".bin", name));
  return folder;
}

function written(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function runLine(line, folder) {
  const [, command, expected, exit = "0"] = /^(.*?)(?:\s+# => (.+?))?(?:\s+# exit (\d+))?$/.exec(line);
  const path = `${join(folder, "node_modules", ".bin")}:${process.env.PATH}`;
  const ended = spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: path, NO_COLOR: "1", LC_ALL: "C.UTF-8" } });
  const said = ended.stdout + ended.stderr;
  assert.equal(String(ended.status), exit, `${command}\n${said}`);
  if (expected) assert.ok(said.includes(expected), `${command} does not say ${expected}, but:\n${said}`);
}

const commands = ({ language, code }) => {
  if (language === "sh") return code.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  return [...code.matchAll(/^\s*(?:- )?run: (.+)$/gm)].map(([, line]) => line).filter((line) => line !== "npm ci");
};

/** A test for each example; `least` is how many there must be. */
export function testExamples(file, text, { least = 4 } = {}) {
  const found = examples(text);
  test(`${file} has its examples`, () => assert.ok(found.length >= least, `${found.length}`));
  let folder;
  const place = () => (folder ??= installed());
  after(() => browser?.happyDOM.close());
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  for (const example of found) {
    test(`${file}:${example.line} holds`, async () => {
      if (example.file) return written(join(place(), example.file), example.code);
      if (example.language === "jsx") return inDocument(() => runJsx(example.code));
      if (example.language === "js") return example.dom ? inDocument(() => runModule(example.code)) : runModule(example.code);
      const lines = commands(example);
      assert.ok(lines.length > 0, "nothing to run");
      for (const line of lines) runLine(line, place());
    });
  }
}
