/**
 * An answer of which a scan found most records plain, read the ordinary way without those: what is left is the same answer with fewer records,
 * and what is told of it is told of the whole once places and indices are moved back.
 */
import { movedBack, place } from "./places.js";

/** Where findings of these stand, records may not be what they look like: the whole is read then. */
const OF_SHAPE = ["xml/", "json/", "limit/", "envelope/"];

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
  const { diagnostics, spans } = movedBack(report.diagnostics, segments, (index) => scan.kept[index].index);
  place(text, spans);
  return { ...report, diagnostics };
}

/** Whether a finding is about the shape of the text. */
export function isOfShape({ rule }) {
  return OF_SHAPE.some((group) => rule.startsWith(group)) && rule !== "limit/findings";
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
