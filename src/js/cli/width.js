/** How many columns of a terminal a text takes. */
import { eastAsianWidth } from "get-east-asian-width";

const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

export function width(text) {
  let columns = 0;
  for (const character of text) columns += NOTHING.test(character) ? 0 : eastAsianWidth(character.codePointAt(0));
  return columns;
}

export const padded = (text, columns) => text + " ".repeat(Math.max(0, columns - width(text)));
