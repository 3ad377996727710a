/** `parse`: from an envelope to its value. */
import { lint } from "yct-envelope";
import { Failed, exit } from "../failures.js";
import { bytesOf, isArchive, nameOf, only } from "../inputs.js";
import { print } from "../output.js";
import { refusal } from "../refusal.js";

export async function parseFile(files, { kind, method, indent = 2, locale, color }, say) {
  const file = only(files);
  if (isArchive(file)) throw new Failed(`${file}: parse 读一份报文，不读存档；请先取出其中的一行`, `${file}: parse reads one envelope, not an archive; take a line out first`);
  const bytes = new Uint8Array(await bytesOf(file));
  const { value } = lint(bytes, { kind, method, locale, limits: { size: Math.max(1, bytes.length) } });
  if (value === null) return refusal(nameOf(file), bytes, { kind, method, locale }, say, color);
  await print(`${JSON.stringify(value, null, indent)}\n`);
  return exit.clean;
}
