/** `docs/api.md` is what the package declares. `UPDATE_EXPECT=1 cargo xtask test guides` rewrites it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import * as everything from "yct-envelope";
import * as editor from "yct-envelope/codemirror";
import { reference } from "./api.mjs";

const manifest = createRequire(import.meta.url).resolve("yct-envelope/package.json");
const file = new URL("../../docs/api.md", import.meta.url);
const declarations = (entry) => readFileSync(join(dirname(manifest), `dist/${entry}.d.ts`), "utf8");
const made = reference(declarations("index"), declarations("codemirror"));

test("the reference is what the package declares", () => {
  if (process.env.UPDATE_EXPECT !== undefined) writeFileSync(file, made);
  assert.ok(readFileSync(file, "utf8") === made, "UPDATE_EXPECT=1 cargo xtask test guides rewrites docs/api.md");
});

test("the reference has everything that the package exports", () => {
  const lacking = Object.keys({ ...everything, ...editor }).filter((name) => name !== "default" && !made.includes(`\n### ${name}\n`));
  assert.deepEqual(lacking, []);
});
