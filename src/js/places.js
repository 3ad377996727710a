/** Places in a text of which parts were read, moved back to where they are in the whole. */

/**
 * @typedef {{ start: number, end: number, at: number }} Segment a part: its range in the whole, and where it starts in what was read
 */

/**
 * Moves findings back.
 *
 * @param {object[]} diagnostics
 * @param {Segment[]} segments in order
 * @param {(index: number) => number} indexOf the index in the whole of a record that was read
 * @returns {{ diagnostics: object[], spans: object[] }} new ones, and their spans, whose lines and columns are still those in what was read
 */
export function movedBack(diagnostics, segments, indexOf) {
  const spans = [];
  // What was added around the segments has no place of its own.
  const back = (segment, at) => Math.min(segment.start + at - segment.at, segment.end);
  const range = ({ start, end }) => {
    const first = segmentAt(segments, start);
    return { start: back(first, start), end: back(end === start ? first : segmentAt(segments, end - 1), end) };
  };
  const path = (steps) => steps.map((step, level) => (level === 1 && typeof step === "number" ? indexOf(step) : step));
  const placed = (node) => {
    const moved = { ...node };
    if (moved.span !== undefined) spans.push((moved.span = { ...moved.span, ...range(moved.span) }));
    if (moved.path !== undefined) moved.path = path(moved.path);
    return moved;
  };
  const edited = (edit) => ({ ...edit, ...range(edit) });
  const moved = diagnostics.map((diagnostic) => {
    const copy = placed(diagnostic);
    if (copy.related !== undefined) copy.related = copy.related.map(placed);
    copy.fixes = copy.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(edited) }));
    return copy;
  });
  return { diagnostics: moved, spans };
}

/** The last segment that starts at a place of what was read, or before it. */
export function segmentAt(segments, at) {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle].at <= at) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}

/** Counts the lines of a text that comes in pieces. */
export class Lines {
  line = 1;
  column = 1;
  #afterReturn = false;

  /** Lines from a place on. */
  static at({ line, column }) {
    return Object.assign(new Lines(), { line, column });
  }

  copy() {
    const lines = Lines.at(this);
    lines.#afterReturn = this.#afterReturn;
    return lines;
  }

  /** Steps over a piece. */
  pass(text) {
    if (text === "") return;
    let from = 0;
    if (this.#afterReturn && text[0] === "\n") from = 1;
    if (!text.includes("\r")) {
      for (let at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", from)) {
        this.#begin();
        from = at + 1;
      }
    } else {
      const ends = /\r\n?|\n/g;
      ends.lastIndex = from;
      while (ends.test(text)) {
        this.#begin();
        from = ends.lastIndex;
      }
    }
    this.#afterReturn = text.endsWith("\r");
    this.column += text.length - from;
  }

  #begin() {
    this.line += 1;
    this.column = 1;
  }
}

/** Gives spans the lines and columns that they have in a text. */
export function place(text, spans) {
  const lines = new Lines();
  let from = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    lines.pass(text.slice(from, span.start));
    from = span.start;
    span.line = lines.line;
    span.column = lines.column;
  }
}
