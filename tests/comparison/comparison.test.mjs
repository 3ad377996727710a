/**
 * docs/broken-envelopes.md and its Chinese twin say what the four really say. `UPDATE_EXPECT=1` rewrites them.
 *
 * Browsers reword their errors between versions: under another Chromium than the page names, of `DOMParser` only the verdicts are compared.
 */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, suite, test } from "node:test";
import { damagedCases, readableCases } from "./cases.mjs";
import { others, ours } from "./judges.mjs";
import { isNoticed, languages, page } from "./pages.mjs";

const update = process.env.UPDATE_EXPECT !== undefined;
const at = (file) => new URL(`../../${file}`, import.meta.url);

suite("the comparison with other parsers", () => {
  let judges;
  let close;
  let groups;

  before(async () => {
    ({ judges, close } = await others());
    const row = async (one) => ({
      ...one,
      said: one.base === "json" ? judges.map(() => undefined) : await Promise.all(judges.map(({ asked }) => asked(one))),
      findings: { zh: ours(one, "zh-CN"), en: ours(one, "en") },
    });
    groups = [
      { id: "damaged", rows: await Promise.all(damagedCases.map(row)) },
      { id: "readable", rows: await Promise.all(readableCases.map(row)) },
    ];
  });
  after(() => close());

  for (const [language, { file }] of Object.entries(languages)) {
    test(`${file} is what they say`, async () => {
      const made = page(language, judges, groups);
      if (update) await writeFile(at(file), made);
      const written = await readFile(at(file), "utf8");
      const [told, found] = [written, made].map((text) => (written.includes(`Chromium ${judges[2].version}`) ? text : withoutBrowser(text, language)));
      assert.equal(told, found, "UPDATE_EXPECT=1 cargo xtask test comparison rewrites it");
    });
  }

  test("yct-envelope notices every one, and shows no secret", () => {
    for (const { en, findings } of groups.flatMap(({ rows }) => rows)) {
      assert.ok(findings.zh.length > 0, en);
      // An edit is a piece of the text that it makes, secret and all.
      const said = JSON.stringify(findings, (key, value) => (key === "edits" ? undefined : value));
      assert.ok(!said.includes("SAMPLE-SECRET"), en);
    }
  });

  test("what the page says of the others is so", () => {
    const [damaged] = groups.map(({ rows }) => rows);
    assert.ok(damaged.every(({ said: [, libxml2, domParser] }) => isNoticed(libxml2) && isNoticed(domParser)), "nothing ill-formed gets past them");
    assert.ok(damaged.some(({ said: [, libxml2] }) => libxml2.outer.some(({ message }) => message.includes("SAMPLE-SECRET"))), "libxml2 quotes the secret");
  });
});

/** The page without what only one version of the browser says. */
function withoutBrowser(text, language) {
  const { accepts, both, inner } = languages[language];
  const verdict = (cell) => ([accepts, both].includes(cell) ? cell : cell.startsWith(inner) ? inner : "refused");
  return text
    .replace(/Chromium \d+/, "Chromium")
    .split("\n")
    .map((line) => (line.startsWith("| ") ? line.replace(/(?<= \| )((?:\\\||[^|])*) \|$/, (_, cell) => `${verdict(cell)} |`) : line))
    .join("\n");
}
