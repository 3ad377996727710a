/**
 * What may be shown of a text. All that is shown comes from the masked text, never from the source, so that nothing which is masked can be seen, wherever the
 * places of the two are thought to meet.
 */
import { mask } from "yct-envelope";

const BLANK = "***";
/** Pieces of a hidden value that are shorter tell nothing. */
const TELLING = 4;
/** Of a longer text, no fix is tried. */
const TRIED = 256 * 1024;

export function veil(source) {
  const shown = mask(source, { patient: true });
  const hidden = shown === source ? [] : aligned(source, shown);
  return { source, shown, hidden };
}

/** The stretches of the source that the blanks stand for; null where that cannot be told. */
function aligned(source, shown) {
  const pieces = shown.split(BLANK);
  if (!source.startsWith(pieces[0])) return null;
  const hidden = [];
  let at = pieces[0].length;
  for (const [index, piece] of pieces.entries()) {
    if (index === 0) continue;
    const isLast = index === pieces.length - 1;
    const next = isLast ? source.length - piece.length : source.indexOf(piece, piece === "" ? at : at + 1);
    if (next < at || (isLast && !source.endsWith(piece))) return null;
    hidden.push({ start: at, end: next });
    at = next + piece.length;
  }
  return hidden;
}

/** Where a place of the source is in what is shown; what is hidden is at its blank. */
export function placed({ hidden }, offset, isEnd = false) {
  let moved = 0;
  for (const { start, end } of hidden) {
    if (offset <= start) break;
    if (offset < end) return start + moved + (isEnd ? BLANK.length : 0);
    moved += BLANK.length - (end - start);
  }
  return offset + moved;
}

/** The same fixes, without the edits that touch, or carry a piece of, what is hidden. */
export function veiledFixes(veiled, fixes) {
  return fixes.map(({ title, safe, edits }) => (edits.every((edit) => isHarmless(veiled, edit)) ? { title, safe, edits } : { title, safe }));
}

function isHarmless({ source, shown, hidden }, { start, end, text }) {
  if (hidden === null) return false;
  if (hidden.some((one) => start < one.end && end > one.start)) return false;
  if (text.length < TELLING || hidden.length === 0) return text.length < TELLING || remains(source, start, end, text);
  if (hidden.some((one) => shares(source.slice(one.start, one.end), text))) return false;
  return shown.includes(text) || remains(source, start, end, text);
}

/** Whether what is inserted is still there when the result is masked. */
const remains = (source, start, end, text) => source.length <= TRIED && mask(source.slice(0, start) + text + source.slice(end), { patient: true }).includes(text);

/** Whether a hidden value, or a telling piece of it, is in a text. */
function shares(value, text) {
  const length = Math.min(TELLING, value.length);
  if (length === 0) return false;
  for (let at = 0; at + length <= value.length; at++) if (text.includes(value.slice(at, at + length))) return true;
  return false;
}
