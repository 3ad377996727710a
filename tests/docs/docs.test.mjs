/** Every example of every page in `docs/`, in both languages, which hold the same ones. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { examples, testExamples } from "../package/node/snippets.mjs";

const folder = new URL("../../docs/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (name) => readFileSync(new URL(name, folder), "utf8");

for (const page of pages) testExamples(`docs/${page}`, read(page), { least: 0 });

/** One reference in English, with the Chinese labels of the declarations, serves both. */
const ALONE = ["api.md"];

for (const page of pages.filter((name) => !name.endsWith(".zh-CN.md") && !ALONE.includes(name))) {
  test(`docs/${page} and its Chinese twin have the same sections and examples`, () => {
    const [english, chinese] = [page, page.replace(/\.md$/, ".zh-CN.md")].map(read);
    const shape = (text) => examples(text).map(({ language, file, code }) => [language, file, code.match(/(\/\/|#) =>/g)?.length]);
    assert.deepEqual(shape(chinese), shape(english));
    const headings = (text) => text.match(/^#+ /gm);
    assert.deepEqual(headings(chinese), headings(english));
  });
}

/** The names by which a page's headings are linked to, as GitHub makes them. */
function anchors(text) {
  const headings = [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#+ (.+)$/gm)];
  const slugs = headings.map(([, title]) => title.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-"));
  return new Set([...slugs, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)]);
}

for (const page of pages) {
  test(`docs/${page} links to sections that are there`, () => {
    for (const [, file, anchor] of read(page).matchAll(/\]\(([\w./-]*)#([^)]+)\)/g)) {
      assert.ok(anchors(read(file || page)).has(anchor), `${file}#${anchor}`);
    }
  });
}
