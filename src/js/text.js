/** Texts on their way in and edits on their way out. */

const NO_POSITIONS = new Uint32Array(0);

/**
 * A text that can be encoded, and where lone surrogates stood in it.
 *
 * @param {string} text
 * @returns {{ text: string, lone: Uint32Array }}
 */
export function wellFormed(text) {
  if (text.isWellFormed()) return { text, lone: NO_POSITIONS };
  const whole = text.toWellFormed();
  const positions = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) !== whole.charCodeAt(at)) positions.push(at);
  }
  return { text: whole, lone: Uint32Array.from(positions) };
}

/**
 * @param {string} text
 * @param {{ start: number, end: number, text: string }[]} edits sorted, none overlapping
 * @returns {string}
 */
export function edited(text, edits) {
  let result = "";
  let done = 0;
  for (const edit of edits) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}
