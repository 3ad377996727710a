/** The pages in docs/ that are made of the package are what it says. `UPDATE_EXPECT=1 cargo xtask test documents` rewrites them. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { apiPage } from "./api.mjs";
import { rulePages } from "./rules.mjs";

const update = process.env.UPDATE_EXPECT !== undefined;

for (const { file, text } of [...rulePages(), apiPage()]) {
  test(`${file} is up to date`, async () => {
    const at = new URL(`../../${file}`, import.meta.url);
    if (update) await writeFile(at, text);
    assert.equal(await readFile(at, "utf8"), text, "UPDATE_EXPECT=1 cargo xtask test documents rewrites it");
  });
}
