import { hand } from "../handed.js";
import { notify } from "../notices.js";
import { open } from "./desk.js";
import { say } from "./words.js";

/** A larger file is no matter for an editor. */
const LARGEST = 8 * 1024 * 1024;

/** Opens a file in a sheet, or where it is too large for that, as a table. */
export async function openFile(file, sheet) {
  if (file.size > LARGEST) {
    hand("answers", { blob: file, name: file.name });
    notify(say("tooLarge", file.name));
    return;
  }
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    notify(say("unreadable", file.name));
    return;
  }
  await open(sheet, { bytes, name: file.name });
}
