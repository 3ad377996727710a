/** Each figure of `docs/comparison.md` and its Chinese twin stands on the page that it comes from, at the row that it is of. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const [speed, broken] = ["performance.md", "broken-envelopes.md"].map(read);

/** The rows of a table under a heading, by their first cell. */
function row(text, heading, first) {
  const section = text.slice(text.indexOf(heading)).split("\n").slice(1);
  const end = section.findIndex((line) => line.startsWith("#"));
  const found = section.slice(0, end === -1 ? undefined : end).find((line) => line.startsWith(`| ${first}`));
  assert.ok(found, `${heading}: ${first}`);
  return found;
}

const times = (line) => Number(/([\d.]+) ×/.exec(line.split("|").at(-2))[1]);
const thousand = "### XML answer to checked objects, 1,000 records";
const figures = {
  zod: times(row(speed, thousand, "fast-xml-parser + zod")),
  saxes: times(row(speed, thousand, "saxes")),
  scanner: times(row(speed, "### XML answer to checked objects, 1 record", "hand-written scanner")),
  libxml2: Math.round(times(row(speed, "### Bytes to findings only, 100,000 records", "libxml2-wasm"))),
  noticed: / (\d+)\/\d+ /.exec(row(broken, "# Broken", "fast-xml-parser"))[1],
  of: /(\d+)\/\1 /.exec(row(broken, "# Broken", "yct-envelope"))[1],
  illFormed: /\d+\/\d+ \| (\d+)\/\1 /.exec(row(broken, "# Broken", "libxml2-wasm"))[1],
  mistakes: /Of (\d+) answers with one mistake/.exec(speed)[1],
  module: /The whole wasm module: .* ([\d.]+) KB as brotli/.exec(speed)[1],
  first: /The wasm module that is started first: .* ([\d.]+) KB as brotli/.exec(speed)[1],
  goals: /(\d+) of (\d+) goals are reached/.exec(speed).slice(1).map(Number),
};
const { goals: [reached, goals] } = figures;

const claims = {
  "comparison.md": [
    `take ${figures.zod} times as long`, `take ${figures.saxes} times as long`, `takes ${figures.scanner} times our time`, `take ${figures.libxml2} times as long`,
    `of ${figures.of} broken envelopes it has something to say of ${figures.noticed}`, `all ${figures.illFormed} ill-formed`, `all ${figures.mistakes} mistakes`,
    `${figures.module} KB, brotli-compressed, the one that starts first ${figures.first} KB`, `Of ${goals} goals of speed and size ${goals - reached} are missed`,
  ],
  "comparison.zh-CN.md": [
    `耗时是 ${figures.zod} 倍`, `耗时是 ${figures.saxes} 倍`, `只用 ${figures.scanner} 倍的时间`, `耗时是 ${figures.libxml2} 倍`,
    `${figures.of} 份坏报文，它对 ${figures.noticed} 份有话说`, `${figures.illFormed} 份不合格的报文全部发现`, `${figures.mistakes} 处错误全部发现`,
    `压缩后为 ${figures.module} KB，最先启动的为 ${figures.first} KB`, `${goals} 个目标中有 ${goals - reached} 个没有达到`,
  ],
};

for (const [name, said] of Object.entries(claims)) {
  test(`docs/${name} has the figures of the pages that it names`, () => {
    for (const claim of said) assert.ok(read(name).includes(claim), claim);
  });
}

test("what the others do not notice is what the page on performance lists", () => {
  assert.ok(row(speed, "## What each checks", "libxml2-wasm").includes("30 February, a refund over its payment, a refund without its number"));
  assert.ok(row(speed, "## What each checks", "fast-xml-parser + zod").includes("]]> in a value"));
  assert.ok(times(row(speed, "### Writing one refundGeneral request", "template string")) < 0.5);
});
