/** `catalog`: the protocol as data. */
import { catalog } from "yct-envelope";
import { Failed, exit } from "../failures.js";
import { print } from "../output.js";

export async function printCatalog(words) {
  if (words.length > 0) throw new Failed("catalog 不带参数", "catalog takes no arguments");
  await print(`${JSON.stringify(catalog(), null, 2)}\n`);
  return exit.clean;
}
