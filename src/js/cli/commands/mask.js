/** `mask`: an envelope that may be shown. */
import { mask } from "yct-envelope";
import { documentOf, encoded } from "../documents.js";
import { exit } from "../failures.js";
import { only } from "../inputs.js";
import { print } from "../output.js";

export async function maskFile(files, { patient }) {
  const document = await documentOf(only(files));
  await print(encoded(document, mask(document.text, { patient: patient === true }), true));
  return exit.clean;
}
