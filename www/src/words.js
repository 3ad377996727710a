/** Two languages side by side, in every table of words: `[Chinese, English]`, each a text or a function of what it tells of. */
import { locale } from "./preferences.js";

/** The voice that reads a table of words in the language chosen: `say("errors", 3)`. A component that says something follows the language by itself. */
export const voice = (words) => (key, ...values) => {
  const word = words[key][locale.value === "en" ? 1 : 0];
  return typeof word === "function" ? word(...values) : word;
};

/** The chosen language's side of a label of the catalog. */
export const side = (label) => (locale.value === "en" ? label.en : label.zh);

/** `n` things, in English: `many(2, "error")`. */
export const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;

/** A whole number with its thousands apart. */
export const grouped = (n) => n.toLocaleString("en");
