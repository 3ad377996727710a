/**
 * An answer of which a scan found most records plain, read the ordinary way without those: what is left is the same answer with fewer records,
 * and what is told of it is told of the whole once places and indices are moved back.
 */

/** Where findings of these stand, records may not be what they look like: the whole is read then. */
const OF_SHAPE = /^(xml|json|limit|envelope)\//;

/**
 * @param {string} text the answer
 * @param {import("./plain.js").AnswerScan} scan
 * @param {(text: string) => object} lint reads a text the ordinary way
 * @returns {object | undefined} the report; undefined where only the whole text tells
 */
export function reducedReport(text, scan, lint) {
  const segments = segmentsOf(text, scan);
  const report = lint(segments.map(({ start, end }) => text.slice(start, end)).join(""));
  if (report.methodCode !== scan.plan.methodCode || report.diagnostics.some(isOfShape)) return undefined;
  const back = new Back(text, segments, scan.kept);
  return { ...report, diagnostics: back.diagnostics(report.diagnostics) };
}

function isOfShape({ rule }) {
  return OF_SHAPE.test(rule) && rule !== "limit/findings";
}

/** The value of the whole answer, of its plain records and what a reduced report gives. */
export function wholeValue(scan, value) {
  scan.kept.forEach(({ index }, place) => {
    scan.records[index] = value.result[place];
  });
  return { ...value, result: scan.records };
}

/** What is left of a text: the head, the records that are kept, the rest; each with where it comes to stand. */
function segmentsOf(text, { head, kept, at }) {
  const pieces = [{ start: 0, end: head }, ...kept, { start: at, end: text.length }];
  const segments = [];
  let length = 0;
  for (const { start, end } of pieces) {
    const before = segments.at(-1);
    if (before?.end === start) before.end = end;
    else segments.push({ start, end, at: length });
    length += end - start;
  }
  return segments;
}

class Back {
  constructor(text, segments, kept) {
    this.text = text;
    this.segments = segments;
    this.kept = kept;
  }

  diagnostics(diagnostics) {
    const spans = [];
    const moved = diagnostics.map((diagnostic) => this.#diagnostic(diagnostic, spans));
    place(this.text, spans);
    return moved;
  }

  #diagnostic(diagnostic, spans) {
    const moved = this.#placed(diagnostic, spans);
    if (moved.related !== undefined) moved.related = moved.related.map((related) => this.#placed(related, spans));
    moved.fixes = moved.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...this.#range(edit) })) }));
    return moved;
  }

  #placed(node, spans) {
    const moved = { ...node };
    if (moved.span !== undefined) {
      moved.span = { ...moved.span, ...this.#range(moved.span) };
      spans.push(moved.span);
    }
    if (moved.path !== undefined) moved.path = this.#path(moved.path);
    return moved;
  }

  #path([name, index, ...rest]) {
    if (typeof index !== "number") return index === undefined ? (name === undefined ? [] : [name]) : [name, index, ...rest];
    return [name, this.kept[index].index, ...rest];
  }

  #range({ start, end }) {
    const first = this.#segment(start);
    return { start: first.start + start - first.at, end: end === start ? first.start + end - first.at : this.#end(end) };
  }

  #end(end) {
    const last = this.#segment(end - 1);
    return last.start + end - last.at;
  }

  /** The last segment that starts at a place or before it. */
  #segment(at) {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.segments[middle].at <= at) low = middle;
      else high = middle - 1;
    }
    return this.segments[low];
  }
}

/** Gives spans their lines and columns. */
function place(text, spans) {
  const ends = /\r\n?|\n/g;
  let line = 1;
  let from = 0;
  let next = ends.exec(text);
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    while (next !== null && ends.lastIndex <= span.start) {
      line += 1;
      from = ends.lastIndex;
      next = ends.exec(text);
    }
    span.line = line;
    span.column = span.start - from + 1;
  }
}
