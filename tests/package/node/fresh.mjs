import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const dist = join(dirname(createRequire(import.meta.url).resolve("yct-envelope/package.json")), "dist");
let copies = 0;

/** Imports an entry's file anew: an instance of its own, not started yet. */
export function fresh(file) {
  return import(`${pathToFileURL(join(dist, file))}?copy=${copies++}`);
}
