/** docs/hardening.md and its Chinese twin say what docs/hardening.json says. `UPDATE_EXPECT=1` rewrites them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { figures } from "./figures.mjs";
import { languages, page } from "./pages.mjs";

if (process.env.UPDATE_EXPECT !== undefined) await import("./make.mjs");

for (const [language, { file }] of Object.entries(languages)) {
  test(`${file} is made of the figures`, () => {
    assert.equal(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"), page(language, figures()), "UPDATE_EXPECT=1 cargo xtask test conformance rewrites it");
  });
}
