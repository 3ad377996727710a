/** The hostile cases of `tests/hostile/`, but for the floods and what is made into values: `[file: name of the case, case]`. */
import { readdirSync } from "node:fs";

const folder = new URL("../hostile/", import.meta.url);
/** Files beside the families. */
const others = ["cases.mjs", "counted.mjs", "floods.mjs", "injections.mjs"];
const files = readdirSync(folder).filter((file) => file.endsWith(".mjs") && !others.includes(file));

export const corpus = [];
for (const file of files) {
  for (const cases of Object.values(await import(new URL(file, folder)))) {
    corpus.push(...Object.entries(cases).map(([name, one]) => [`${file.slice(0, -4)}: ${name}`, one]));
  }
}
