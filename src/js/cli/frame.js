/** A finding's line, with a mark under what it is about. */
import { placed } from "./veil.js";
import { width } from "./width.js";

const ROOM = 96;
const BEFORE = 24;
const LINE_END = /\r\n|\n|\r/;

/** @returns {{ lines: { number: number, text: string }[], from: number, marks: number } | null} `from` and `marks` are columns of a terminal, of the last line */
export function frameOf(veiled, { start, end, line }) {
  if (veiled.hidden === null) return null;
  const { shown } = veiled;
  const from = placed(veiled, start);
  const to = Math.max(placed(veiled, end, true), from);
  const begins = lastLineEnd(shown, from);
  const whole = shown.slice(begins, lineEnd(shown, from));
  const at = from - begins;
  const marked = whole.slice(at, to - begins);
  const cut = window(whole, at, at + marked.length);
  const before = begins > 0 ? lineBefore(shown, begins) : undefined;
  const lines = before === undefined || before.trim() === "" ? [] : [{ number: line - 1, text: clean(cropped(before)) }];
  lines.push({ number: line, text: cut.text });
  return { lines, from: width(clean(cut.before)), marks: Math.max(1, Math.min(width(clean(marked)), ROOM - width(clean(cut.before)))) };
}

function lastLineEnd(text, at) {
  let begins = at;
  while (begins > 0 && text[begins - 1] !== "\n" && text[begins - 1] !== "\r") begins--;
  return begins;
}

function lineEnd(text, at) {
  const found = text.slice(at).search(LINE_END);
  return found < 0 ? text.length : at + found;
}

function lineBefore(text, begins) {
  const end = begins - (text[begins - 1] === "\n" && text[begins - 2] === "\r" ? 2 : 1);
  return text.slice(lastLineEnd(text, end), end);
}

/** A long line's part around a place. */
function window(line, at, end) {
  if (line.length <= ROOM) return { text: clean(line), before: line.slice(0, at) };
  const wanted = end > ROOM ? Math.max(0, at - BEFORE) : 0;
  const first = whole(line, wanted);
  const last = whole(line, first + ROOM);
  const before = (first > 0 ? "…" : "") + line.slice(first, at);
  return { text: clean((first > 0 ? "…" : "") + line.slice(first, last) + (last < line.length ? "…" : "")), before };
}

const cropped = (line) => (line.length <= ROOM ? line : `${line.slice(0, whole(line, ROOM))}…`);

/** A place that cuts no character. */
const whole = (line, at) => (/^[\udc00-\udfff]/.test(line.slice(at, at + 1)) ? at + 1 : at);

/** What would move a terminal's cursor, or the direction of its text, is shown as a sign. */
export function clean(text) {
  return text
    .replace(/\t/g, " ")
    .replace(/[\0-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "\ufffd")
    .toWellFormed();
}
