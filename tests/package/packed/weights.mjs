/** What the package weighs: its files, and a program that imports one name of it. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { build } from "esbuild";

export const pkg = dirname(dirname(fileURLToPath(import.meta.resolve("yct-envelope"))));
export const KIB = 1024;

/** Imports of one name, by what a program is for that needs no more: the most that it may weigh in KiB, bundled, minified and gzip-compressed. */
export const IMPORTS = {
  RefundType: { ceiling: 2, zh: "代码表的常量", en: "the constants of a code table" },
  yuanToFen: { ceiling: 2, zh: "元换算成分；`fenToYuan`、`beijingTime` 相同", en: "yuan to fen; `fenToYuan` and `beijingTime` alike" },
  catalog: { ceiling: 24, zh: "协议和规则的数据；`sampleMutant` 相同", en: "the protocol and the rules as data; `sampleMutant` alike" },
  schemas: { ceiling: 295, zh: "表单的 Standard Schema：完整的模块", en: "Standard Schemas for forms: the whole module" },
  lint: { ceiling: 337, zh: "检查、读、写：两个模块", en: "checking, reading, writing: both modules" },
};

const [gzipped, brotlied] = [gzip, brotliCompress].map(promisify);
export const gzipOf = async (content) => (await gzipped(content, { level: 9 })).length;
export const brotliOf = async (content) => (await brotlied(content)).length;

export const contentOf = (file) => readFile(join(pkg, file));

/** A program that imports one name. */
export async function programOf(name) {
  const program = { contents: `import { ${name} } from "yct-envelope"; globalThis.kept = ${name};`, resolveDir: dirname(fileURLToPath(import.meta.url)) };
  const { outputFiles } = await build({ stdin: program, bundle: true, minify: true, format: "esm", charset: "utf8", platform: "browser", write: false });
  return outputFiles[0].contents;
}
