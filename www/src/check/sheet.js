/** A text that is being worked on: the one that is checked, or the request that it answers. */
import { signal } from "@preact/signals";

/**
 * `surface` is what shows the text and takes the typing: at first a plain one (editor/plain.js), then the editor (editor/create.js); both have the
 * same methods. `version` counts the changes of the text, so that it is known which text a result is of.
 */
export const createSheet = (name) => ({
  name,
  version: 0,
  length: 0,
  surface: null,
  /** The text while there is no surface. */
  held: "",
  /** What was found of the text: what `checked.js` gives, or null. */
  checked: signal(null),
  /** The version that `checked` is of. */
  checkedVersion: -1,
  /** What the text was opened from, until it is changed: `{ bytes, encoding, decodedAs, name, limits }`. */
  origin: signal(null),
  blank: signal(true),
  cursor: signal({ offset: 0, line: 1, column: 1, lines: 1 }),
  /** How many steps can be undone and redone. */
  past: signal({ undo: 0, redo: 0 }),
});

export const textOf = (sheet) => (sheet.surface ? sheet.surface.text() : sheet.held);

/** Gives a sheet another text, as one step of its history. Whether it was another. */
export function put(sheet, text, { fresh = true } = {}) {
  if (sheet.surface) return sheet.surface.replace(text, { fresh });
  const changed = sheet.held !== text;
  sheet.held = text;
  touched(sheet, text.length);
  return changed;
}

/** Notes that the text has changed. */
export function touched(sheet, length) {
  sheet.version += 1;
  sheet.length = length;
  sheet.origin.value = null;
  sheet.blank.value = length === 0;
}

/** Whether what was found is of the text as it stands. */
export const isFresh = (sheet) => sheet.checkedVersion === sheet.version;

/** Leads the focus back to a text that something was done to; where that would raise a keyboard on the screen, to what was found of it. */
export const returnTo = (sheet) =>
  matchMedia("(pointer: coarse)").matches ? document.querySelector(".findings").focus({ preventScroll: true }) : sheet.surface.focus();
