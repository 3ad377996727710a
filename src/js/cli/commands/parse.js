/** `parse`: from an envelope to its value. */
import { lint } from "yct-envelope";
import { exit } from "../failures.js";
import { bytesOf, nameOf, only } from "../inputs.js";
import { print } from "../output.js";
import { refusal } from "../refusal.js";

export async function parseFile(files, { kind, method, indent = 2, locale, color }, say) {
  const file = only(files);
  const bytes = new Uint8Array(await bytesOf(file));
  const { value } = lint(bytes, { kind, method, locale });
  if (value === null) return refusal(nameOf(file), bytes, { kind, method, locale }, say, color);
  await print(`${JSON.stringify(value, null, indent)}\n`);
  return exit.clean;
}
