/** What the package carries, what it weighs, and that it asks for nothing else. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { IMPORTS, KIB, contentOf, gzipOf, pkg, programOf } from "./weights.mjs";

const PACKED_CEILING = 1290 * KIB;

const pages = (await readdir(new URL("../../../docs/", import.meta.url))).filter((name) => name.endsWith(".md"));

/** Every file of the package, with what it may weigh in KiB, gzip-compressed. */
const FILES = {
  "CHANGELOG.md": 4,
  "LICENSE-APACHE": 4,
  "LICENSE-MIT": 1,
  "README.md": 12,
  "README.zh-CN.md": 12,
  "SECURITY.md": 4,
  "SECURITY.zh-CN.md": 4,
  "dist/cli-licences.txt": 3,
  "dist/cli-worker.js": 7,
  "dist/cli.js": 50,
  "dist/codemirror.cjs": 2,
  "dist/codemirror.d.cts": 2,
  "dist/codemirror.d.ts": 2,
  "dist/codemirror.js": 2,
  "dist/edge-light.js": 1,
  "dist/index.cjs": 374,
  "dist/index.d.cts": 15,
  "dist/index.d.ts": 15,
  "dist/index.js": 374,
  "dist/slim.cjs": 46,
  "dist/slim.d.cts": 1,
  "dist/slim.d.ts": 1,
  "dist/slim.js": 46,
  "dist/workerd.js": 1,
  "dist/yct-envelope.scans.wasm": 32,
  "dist/yct-envelope.scans.wasm.d.cts": 1,
  "dist/yct-envelope.scans.wasm.d.ts": 1,
  "dist/yct-envelope.wasm": 215,
  "dist/yct-envelope.wasm.d.cts": 1,
  "dist/yct-envelope.wasm.d.ts": 1,
  ...Object.fromEntries(pages.map((name) => [`docs/${name}`, 24])),
  "package.json": 1,
};

test("the package carries these files and no other", async () => {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--silent"], { cwd: pkg });
  const told = JSON.parse(stdout);
  const [packed] = Array.isArray(told) ? told : Object.values(told);
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), Object.keys(FILES).sort());
  assert.ok(packed.size <= PACKED_CEILING, `${packed.size} bytes packed, over the ceiling of ${PACKED_CEILING}`);
});

async function weigh(what, content, ceiling) {
  const gzip = await gzipOf(content);
  const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`;
  console.log(`${what}: ${kib(content.length)} raw, ${kib(gzip)} gzip`);
  assert.ok(gzip <= ceiling * KIB, `${gzip} bytes gzip-compressed, over the ceiling of ${ceiling * KIB}`);
}

for (const [file, ceiling] of Object.entries(FILES)) {
  test(`${file} weighs no more than ${ceiling} KiB gzip`, async () => weigh(file, await contentOf(file), ceiling));
}

for (const [name, { ceiling }] of Object.entries(IMPORTS)) {
  test(`a program that imports ${name} alone weighs no more than ${ceiling} KiB gzip`, async () => weigh(`import { ${name} }`, await programOf(name), ceiling));
}

test("every link between what there is to read leads to a file of the package", async () => {
  const papers = Object.keys(FILES).filter((file) => file.endsWith(".md"));
  const links = await Promise.all(papers.map(async (paper) => {
    const targets = [...(await readFile(join(pkg, paper), "utf8")).matchAll(/\]\(([^()\s:#]+\.(?:md|txt))(?:#[^)]*)?\)/g)];
    return targets.map(([, target]) => normalize(join(dirname(paper), target)));
  }));
  assert.ok(links.flat().includes("docs/rules.md"));
  assert.deepEqual(links.flat().filter((file) => !(file in FILES)), []);
});

test("nothing is installed along with it", async () => {
  const manifest = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  for (const kind of ["dependencies", "optionalDependencies", "bundledDependencies", "bundleDependencies"]) {
    assert.equal(manifest[kind], undefined, kind);
  }
  const optional = Object.keys(manifest.peerDependencies ?? {}).filter((name) => !manifest.peerDependenciesMeta?.[name]?.optional);
  assert.deepEqual(optional, []);
});

test("its peers are what the entry for CodeMirror imports, and all of them optional", async () => {
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const texts = await Promise.all(["codemirror.js", "codemirror.d.ts"].map((file) => readFile(join(pkg, "dist", file), "utf8")));
  const named = new Set(texts.flatMap((text) => [...text.matchAll(/^import .* from "([^."][^"]*)"/gm)].map(([, name]) => name)));
  assert.deepEqual(Object.keys(peerDependencies).sort(), [...named].sort());
  assert.deepEqual(peerDependenciesMeta, Object.fromEntries([...named].sort().map((name) => [name, { optional: true }])));
});
