/**
 * The lines of an archive. Each is one of
 *
 * - an envelope as it is, in XML, or an answer in JSON;
 * - a JSON string that holds an envelope;
 * - a JSON object with `request`, `response` or `envelope`, each such a string or an answer as an object; with `method` and `id` beside them where they are known.
 *   An answer that stands beside its request is compared with it.
 *
 * Whatever else stands in a line is read as an envelope, and lint says what is wrong with it.
 */
import { catalog } from "yct-envelope";
import { inspect } from "./inspect.js";
import { wording } from "./language.js";
import { didYouMean } from "./similar.js";

const LF = 0x0a;
const CR = 0x0d;
const PARTS = ["request", "response", "envelope"];
const METHODS = new Set(catalog().methods.map(({ methodCode }) => methodCode));

/** Inspects every line of some bytes, the last of which ends in them. Lines count from 1. */
export function inspectLines(bytes, reading, showing) {
  const result = { lines: 0, envelopes: 0, tally: { error: 0, warning: 0, info: 0 }, unchecked: 0, items: [] };
  for (const line of linesOf(bytes)) {
    result.lines++;
    if (line.length === 0 || (typeof line === "string" && line.trim() === "")) continue;
    const { envelopes, wrong } = readLine(line, wording(reading.locale));
    for (const item of wrong) {
      result.tally.error++;
      result.items.push({ line: result.lines, isWhole: true, errors: 1, findings: [item] });
    }
    for (const { source, options, label, isWhole } of envelopes) {
      const { tally, unchecked, findings } = inspect(source, { ...reading, ...options }, showing);
      result.envelopes++;
      result.unchecked += Number(unchecked);
      for (const severity of Object.keys(tally)) result.tally[severity] += tally[severity];
      if (findings.length > 0) result.items.push({ line: result.lines, ...label, isWhole, errors: tally.error, findings });
    }
  }
  return result;
}

/** The lines as text, and those that are no UTF-8 as bytes. */
function* linesOf(bytes) {
  let text;
  try {
    text = decoded(bytes);
  } catch {
    yield* rottenLinesOf(bytes);
    return;
  }
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, text[to - 1] === "\r" && to > from ? to - 1 : to);
    from = to + 1;
  }
}

function* rottenLinesOf(bytes) {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LF, from);
    const to = end < 0 ? bytes.length : end;
    const line = bytes.subarray(from, bytes[to - 1] === CR && to > from ? to - 1 : to);
    try {
      yield decoded(line);
    } catch {
      yield line;
    }
    from = to + 1;
  }
}

const decoded = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** The envelopes of a line, and what is wrong with what stands beside them. */
function readLine(line, say) {
  const whole = { envelopes: [{ source: line, isWhole: true }], wrong: [] };
  if (typeof line !== "string" || /^\s*</.test(line)) return whole;
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    return whole;
  }
  if (typeof value === "string") return { envelopes: [{ source: value, isWhole: false }], wrong: [] };
  if (value === null || typeof value !== "object" || !PARTS.some((part) => isSource(value[part]))) return whole;
  const envelopes = PARTS.filter((part) => isSource(value[part])).map((part) => ({
    source: sourceOf(value[part]),
    options: readingOf(part, value),
    label: { part, ...(["string", "number"].includes(typeof value.id) && { id: String(value.id).slice(0, 80) }) },
    isWhole: false,
  }));
  const { method } = value;
  return { envelopes, wrong: method === undefined || method === null || METHODS.has(method) ? [] : [unknownMethod(line, method, say)] };
}

/** What lint would say of such a method in an envelope, at its place in the line. What stands there may be anything, and is not quoted. */
function unknownMethod(line, method, say) {
  const [, before, written] = /^([^]*?"method"\s*:\s*)("(?:[^"\\]|\\.)*"|[^\s,}]*)/.exec(line) ?? [line, "", ""];
  const [zh, en] = typeof method === "string" && method.length <= 80 ? didYouMean(method, [...METHODS]) : ["", ""];
  const known = [...METHODS];
  const at = (offset) => ({ line: 1, column: offset + 1 });
  return {
    rule: "code/unknown",
    severity: "error",
    message: say(`这一行的 method 不是接口代码${zh}`, `the method of this line is none of the methods${en}`),
    help: say(`可取 ${known.join("、")}`, `there are ${known.join(", ")}`),
    path: ["method"],
    fixes: [],
    span: { ...at(before.length), start: before.length, end: before.length + written.length },
    end: at(before.length + written.length),
  };
}

const isSource = (value) => typeof value === "string" || (typeof value === "object" && value !== null);
const sourceOf = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function readingOf(part, { method, request }) {
  const told = METHODS.has(method) ? { method } : {};
  if (part === "request") return { kind: "request", method: undefined, request: undefined };
  if (part === "envelope") return told;
  return { kind: "response", ...told, ...(isSource(request) && { request: sourceOf(request) }) };
}
