/**
 * What the package says of the sample that the page opens with, found while the page is built: so it is shown at once, before the package
 * itself has been loaded. `import { text, checked } from "virtual:first-report"`.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const name = "virtual:first-report";
const sample = join(import.meta.dirname, "src/check/broken.xml");

export const firstReport = {
  name: "first-report",
  resolveId: (id) => (id === name ? `\0${name}` : null),
  async load(id) {
    if (id !== `\0${name}`) return null;
    this.addWatchFile(sample);
    const { init } = await import("yct-envelope/slim");
    await init(await readFile(fileURLToPath(import.meta.resolve("yct-envelope/yct-envelope.wasm"))));
    const { check } = await import("./src/check/checked.js");
    const text = await readFile(sample, "utf8");
    const checked = Object.fromEntries(["zh-CN", "en"].map((locale) => [locale, check({ text, options: { locale } })]));
    return `export const text = ${JSON.stringify(text)}; export const checked = ${JSON.stringify(checked)};`;
  },
};
