/** The examples of the page on schemas, in both languages, with the libraries that they are about. */
import { readFile } from "node:fs/promises";
import { testExamples } from "../package/node/snippets.mjs";

for (const file of ["docs/schemas.md", "docs/schemas.zh-CN.md"]) testExamples(file, await readFile(new URL(`../../${file}`, import.meta.url), "utf8"));
