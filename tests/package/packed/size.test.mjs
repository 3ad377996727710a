/** docs/size.md and its Chinese twin say what the package weighs; a figure may be off by two in a hundred. `UPDATE_EXPECT=1 cargo xtask test publish` rewrites them. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { IMPORTS, KIB, brotliOf, contentOf, gzipOf, pkg, programOf } from "./weights.mjs";

const words = (zh, en) => ({ zh, en });

/** The files that programs load, and which programs. */
const LOADED = {
  "index.js": words("`import`，含两个模块", "`import`, with both modules in it"),
  "index.cjs": words("`require`，含两个模块", "`require`, with both modules in it"),
  "slim.js": words("`yct-envelope/slim` 的 `import`：模块由您提供", "`import` of `yct-envelope/slim`: you bring the modules"),
  "slim.cjs": words("`yct-envelope/slim` 的 `require`", "`require` of `yct-envelope/slim`"),
  "yct-envelope.scans.wasm": words("最先启动的模块，读没有问题的报文", "the module that starts first and reads what is plain"),
  "yct-envelope.wasm": words("完整的模块，遇到第一份有问题可报的报文才启动", "the whole module, started by the first text with anything to tell"),
  "codemirror.js": words("`yct-envelope/codemirror` 的 `import`：CodeMirror 由您提供", "`import` of `yct-envelope/codemirror`: you bring CodeMirror"),
  "codemirror.cjs": words("`yct-envelope/codemirror` 的 `require`", "`require` of `yct-envelope/codemirror`"),
  "workerd.js": words("Cloudflare 的 workerd，在 slim 之上", "Cloudflare's workerd, over slim"),
  "edge-light.js": words("Vercel 的边缘运行时，在 slim 之上", "Vercel's edge runtime, over slim"),
  "cli.js": words("命令行 `yct-envelope`，在 index 之上", "the command line `yct-envelope`, over index"),
  "cli-worker.js": words("命令行读存档的线程", "the threads with which it reads archives"),
};

const languages = {
  zh: {
    file: "size.zh-CN.md",
    head: `# 体积

[English](size.md)

原始大小，以及 gzip、brotli 压缩到最小之后的大小，1 KB 为 1024 字节。两张表由测试量出并与本页核对，\`UPDATE_EXPECT=1 cargo xtask test publish\` 重写。`,
    imports: `## 只导入一个名字

由 esbuild 打包并压缩之后。打包器会去掉没有用到的模块：只用常量、换算和目录的页面不带 WebAssembly。要让浏览器单独缓存模块，或不想内联，用 \`yct-envelope/slim\`。`,
    importColumns: ["导入", "用途", "原始", "gzip", "brotli"],
    files: `## 程序会载入的文件

均在包的 \`dist/\` 里。一个程序只载入其中一个入口；声明文件不计。`,
    fileColumns: ["文件", "谁载入", "原始", "gzip", "brotli"],
  },
  en: {
    file: "size.md",
    head: `# Size

[中文](size.zh-CN.md)

As it is, and as small as gzip and brotli make it; a KB is 1024 bytes. A test measures both tables and compares them with this page, and \`UPDATE_EXPECT=1 cargo xtask test publish\` rewrites it.`,
    imports: `## One import

Bundled and minified by esbuild. A bundler leaves out what is not used: a page that takes constants, conversions and the catalog alone carries no WebAssembly. Where browsers should cache the
modules apart, or nothing may be inlined, take \`yct-envelope/slim\`.`,
    importColumns: ["Import", "For", "As it is", "gzip", "brotli"],
    files: `## Files that programs load

All are in \`dist/\` of the package. A program loads one entry of them; declarations are not counted.`,
    fileColumns: ["File", "Who loads it", "As it is", "gzip", "brotli"],
  },
};

const kb = (bytes) => `${(bytes / KIB).toFixed(1)} KB`;
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map((_, at) => (at < 2 ? "---" : "--:"))), ...rows.map(row)].join("\n");
const figures = ({ raw, gzip, brotli }) => [raw, gzip, brotli].map(kb);

const weighed = (table, contentBy) =>
  Promise.all(
    Object.entries(table).map(async ([name, told]) => {
      const content = await contentBy(name);
      return { name, told, weight: { raw: content.length, gzip: await gzipOf(content), brotli: await brotliOf(content) } };
    }),
  );
const [imports, files] = await Promise.all([weighed(IMPORTS, programOf), weighed(LOADED, (name) => contentOf(`dist/${name}`))]);

function pageIn(language) {
  const says = languages[language];
  const rows = (some) => some.map(({ name, told, weight }) => [`\`${name}\``, told[language], ...figures(weight)]);
  return `${[says.head, says.imports, table(says.importColumns, rows(imports)), says.files, table(says.fileColumns, rows(files))].join("\n\n")}\n`;
}

const FIGURE = /(?<=\| )([\d.]+) KB(?= \|)/g;

for (const [language, { file }] of Object.entries(languages)) {
  test(`docs/${file} says what the package weighs`, () => {
    const place = new URL(`../../../docs/${file}`, import.meta.url);
    const made = pageIn(language);
    if (process.env.UPDATE_EXPECT !== undefined) writeFileSync(place, made);
    const written = readFileSync(place, "utf8");
    assert.equal(written.replaceAll(FIGURE, "…"), made.replaceAll(FIGURE, "…"));
    const [told, measured] = [written, made].map((text) => [...text.matchAll(FIGURE)].map(([, figure]) => Number(figure)));
    for (const [index, figure] of told.entries()) assert.ok(Math.abs(figure - measured[index]) <= Math.max(0.1, measured[index] * 0.02), `${figure} KB is told, ${measured[index]} KB measured`);
  });
}

test("the page tells of every file that can be loaded", async () => {
  const programs = (await readdir(join(pkg, "dist"))).filter((name) => /\.(c?js|wasm)$/.test(name));
  assert.deepEqual(programs.sort(), Object.keys(LOADED).sort());
});
