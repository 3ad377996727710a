/** Answers of any size, read as they come: plain records by the scan, what stands between them by the tolerant reader, a batch at a time. */
import { call } from "./engine.js";
import { TradeType } from "./generated/codes.js";
import { records as readPart } from "./generated/glue.js";
import { plans, resultCodes } from "./generated/makers.js";
import { Lines, movedBack, segmentAt } from "./places.js";
import { AnswerScan, pieceOf, planOf } from "./plain.js";
import { END, MORE, WINDOW, canScan, fill } from "./scans.js";
import { wellFormed } from "./text.js";

/** The head of an answer is no longer; a longer text without a record is read as a whole. */
const LONGEST_HEAD = 256 * 1024;
/** What is no record is looked through up to here for the next one. */
const LONGEST_GAP = 1024 * 1024;
const ANY_SIZE = 0xffff_ffff;

/** What a part of an answer is read in: the same for every part, whatever the answer's own head and end. */
const AROUND = {
  xml: { before: "<return><resultCode>0</resultCode>", after: "</return>" },
  json: { before: '{"resultCode":"0","result":[', after: "]}" },
};

const SUCCESS = resultCodes.indexOf("0");
/** A head that says so as plainly as most do. */
const SUCCESSFUL = /<resultCode>0<\/resultCode>|"resultCode":\s*"0"/;
/** Phases of a scan. */
const FIRST = 1;
const NEXT = 2;

/** Reads an answer that is given piece by piece. */
export class RecordReader {
  #method;
  #options;
  #scan;
  #format;
  /** What is not read yet, and where it starts. */
  #pending = "";
  #at = 0;
  #lines = new Lines();
  /** The head, once it is found; null where the answer can only be read as a whole. */
  #head;
  /** The first record, where it is plain: it keeps the others company, so that none is alone. */
  #companion;
  /** Records and pieces of text, in order. */
  #items = [];
  #batch;
  /** How many records there were before those. */
  #index = 0;
  #bytes;
  #summary = {
    resultCode: null,
    records: 0,
    refused: 0,
    payTotalFee: 0,
    refundTotalFee: 0,
    payments: { records: 0, totalFee: 0 },
    refunds: { records: 0, totalFee: 0 },
    diagnostics: [],
  };
  /** Whether the head says that the call failed: then records mean nothing. */
  #isRefused = false;

  /**
   * @param {string} method
   * @param {{ batch: number, locale?: string, limits: object }} options
   */
  constructor(method, options) {
    this.#method = method;
    this.#options = { kind: "response", method, locale: options.locale, limits: { ...options.limits, size: ANY_SIZE } };
    this.#batch = options.batch;
    if (!canScan()) this.#head = null;
  }

  /** What is known of the bytes that the text was decoded from. */
  set bytes(facts) {
    this.#bytes = facts;
  }

  /**
   * Takes the next piece of the text; gives the batches that are complete by then.
   *
   * @param {string} text
   * @param {boolean} isLast
   * @returns {Generator<object>}
   */
  *read(text, isLast) {
    this.#pending += text;
    if (this.#head === undefined) this.#findHead(isLast);
    if (this.#head) {
      while ((isLast || this.#pending.length >= WINDOW) && this.#step(isLast)) yield* this.#batches(this.#batch);
    }
    yield* this.#batches(this.#batch);
    if (isLast) yield* this.#end();
  }

  /** @returns {object} what there is to say in the end */
  get summary() {
    return this.#summary;
  }

  #findHead(isLast) {
    const plan = plans[planOf(this.#method)];
    const found = headOf(this.#pending, this.#pending.length > LONGEST_HEAD || isLast, plan.fields);
    if (found === undefined) return;
    if (found === null) {
      this.#head = null;
      return;
    }
    this.#format = found.format;
    this.#head = { text: this.#pending.slice(0, found.length), line: 1, column: 1, start: 0 };
    this.#pass(found.length);
    this.#scan = new AnswerScan(planOf(this.#method), found.format === "json", true);
    this.#scan.phase = FIRST;
    this.#scan.code = SUCCESS;
    const code = SUCCESSFUL.test(this.#head.text) ? "0" : this.#readPart([this.#head], found.after).resultCode;
    this.#isRefused = code !== null && code !== "0";
  }

  /** Reads on; gives whether there may be more to read at once. */
  #step(isLast) {
    const scan = this.#scan;
    const piece = pieceOf(this.#pending, 0);
    const { read, written } = fill(piece);
    const ends = isLast && read === this.#pending.length;
    [scan.records, scan.kept, scan.at] = [[], [], 0];
    const { status, bytes } = scan.step(piece, written, ends);
    const others = scan.kept.filter(({ isOther }) => isOther);
    if (this.#companion === undefined) this.#companion = others.length < scan.kept.length ? this.#segment(0, scan.kept[0].end) : null;
    for (const record of scan.records) this.#items.push(record === undefined ? this.#segment(others[0].start, others.shift().end) : { record });
    this.#pass(scan.at);
    if (status === END) return false;
    if (status === MORE && (bytes > 0 || piece.length < WINDOW)) return !ends && bytes > 0;
    const next = nextRecord(this.#pending, this.#format);
    if (next === undefined && (isLast || this.#pending.length < LONGEST_GAP)) return false;
    const gap = next ?? this.#pending.length;
    this.#items.push(this.#segment(0, gap));
    this.#pass(gap);
    scan.phase = NEXT;
    return this.#pending !== "";
  }

  /** A piece of what is pending, and where it is. */
  #segment(from, to) {
    const before = Object.assign(new Lines(), { line: this.#lines.line, column: this.#lines.column });
    before.pass(this.#pending.slice(0, from));
    return { text: this.#pending.slice(from, to), start: this.#at + from, line: before.line, column: before.column };
  }

  #pass(units) {
    this.#lines.pass(this.#pending.slice(0, units));
    this.#pending = this.#pending.slice(units);
    this.#at += units;
  }

  *#batches(least) {
    while (this.#items.length >= least && this.#items.length > 0) yield this.#flush(this.#items.splice(0, this.#batch));
  }

  /** A batch of some items. */
  #flush(items) {
    const segments = items.filter(({ text }) => text !== undefined);
    if (segments.length === 0) return this.#given(items.map(({ record }) => record), []);
    const around = AROUND[this.#format];
    const company = this.#companion === null || items.includes(this.#companion) ? [] : [this.#companion];
    const first = segments[0];
    const bare = company.length === 0 ? withoutComma(first) : first;
    const head = { text: around.before, start: 0 };
    const read = this.#readPart([head, ...company, bare, ...segments.slice(1)], around.after);
    return this.#merged(items, read, company.length, bare.at);
  }

  /** Puts what was read of the segments among the plain records. */
  #merged(items, { records, diagnostics, segments }, company, from) {
    const places = records.map(() => 0);
    const result = [];
    let next = company;
    let index = this.#index;
    for (const item of items) {
      if (item.text === undefined) {
        result.push(item.record);
        index += 1;
        continue;
      }
      const segment = segments.find(({ of }) => of === item || of.of === item);
      for (; next < records.length && records[next].start < segment.at + segment.of.text.length; next++) {
        places[next] = index++;
        result.push(records[next].value);
      }
    }
    const last = segments.at(-1);
    const here = diagnostics.filter(({ span }) => span.start >= segments[company + 1].at && span.start <= last.at + last.of.text.length);
    return this.#given(result, this.#moved(here, segments, (place) => places[place] ?? place));
  }

  #moved(found, segments, indexOf) {
    const { diagnostics, spans } = movedBack(found, segments, indexOf);
    for (const span of spans) {
      const segment = segments.findLast(({ start, end }) => start <= span.start && span.start <= end) ?? segments[0];
      const lines = Object.assign(new Lines(), { line: segment.of.line, column: segment.of.column });
      lines.pass(segment.of.text.slice(0, span.start - segment.start));
      span.line = lines.line;
      span.column = lines.column;
    }
    return diagnostics;
  }

  /** Counts a batch. */
  #given(result, diagnostics) {
    const summary = this.#summary;
    const records = this.#isRefused ? [] : result.filter((record) => record !== null);
    this.#index += result.length;
    summary.records += records.length;
    summary.refused += result.length - records.length;
    for (const { payTotalFee, refundTotalFee, tradeType } of records) {
      summary.payTotalFee += payTotalFee;
      summary.refundTotalFee += refundTotalFee ?? 0;
      const isRefund = tradeType === undefined ? refundTotalFee !== undefined : tradeType === TradeType.Refund;
      const total = isRefund ? summary.refunds : summary.payments;
      total.records += 1;
      total.totalFee += isRefund ? (refundTotalFee ?? 0) : payTotalFee;
    }
    return { records, diagnostics };
  }

  /** Reads some segments the ordinary way. */
  #readPart(parts, after) {
    const segments = [];
    let text = "";
    for (const part of parts) {
      segments.push({ start: part.start, end: part.start + part.text.length, at: text.length, of: part });
      part.at = text.length;
      text += part.text;
    }
    const whole = text + after;
    const { text: source, lone } = wellFormed(whole);
    const bytes = this.#bytesOf(segments);
    return { ...JSON.parse(call(readPart, source, lone, JSON.stringify({ ...this.#options, length: 0, ...bytes }))), segments };
  }

  /** What is known of the bytes, for a text of these segments: the place that does not decode, where it is in one of them. */
  #bytesOf(segments) {
    if (this.#bytes === undefined) return {};
    const { position, problem, ...facts } = this.#bytes;
    const segment = segments.find(({ start, end, of }) => of.line !== undefined && start <= position && position < end);
    const isHead = segments[0].of === this.#head;
    if (segment !== undefined) return { bytes: { ...facts, problem: "undecodable", position: position - segment.start + segment.at } };
    return { bytes: { ...facts, problem: isHead && problem !== "undecodable" ? problem : null } };
  }

  /** What is left: the end of the answer, or all of it. */
  *#end() {
    yield* this.#batches(1);
    const tail = { text: this.#pending, start: this.#at, line: this.#lines.line, column: this.#lines.column };
    this.#pending = "";
    const company = this.#companion ? [this.#companion] : [];
    const bare = company.length === 0 && this.#head ? withoutComma(tail) : tail;
    const read = this.#readPart([...(this.#head ? [this.#head] : []), ...company, bare], "");
    const index = this.#index;
    const isRecord = ({ path }) => path[0] === "result" && typeof path[1] === "number" && path[1] >= company.length;
    const moved = (found) => this.#moved(found, read.segments, (place) => (place < company.length ? 0 : place - company.length + index));
    const summary = this.#summary;
    const ofRecords = moved(read.diagnostics.filter(isRecord));
    summary.diagnostics = moved(read.diagnostics.filter((diagnostic) => !isRecord(diagnostic)));
    summary.resultCode = read.resultCode;
    if (read.resultDesc) summary.resultDesc = read.resultDesc;
    const values = read.records.slice(company.length).map(({ value }) => value);
    if (values.length === 0) {
      if (ofRecords.length > 0) yield { records: [], diagnostics: ofRecords };
      return;
    }
    for (let from = 0; from < values.length; from += this.#batch) {
      yield this.#given(values.slice(from, from + this.#batch), from === 0 ? ofRecords : []);
    }
  }
}

/** A segment without the comma that it starts with: nothing stands before it. */
function withoutComma(segment) {
  const comma = /^\s*,/.exec(segment.text)?.[0].length ?? 0;
  if (comma === 0) return segment;
  const lines = Object.assign(new Lines(), { line: segment.line, column: segment.column });
  lines.pass(segment.text.slice(0, comma));
  return { text: segment.text.slice(comma), start: segment.start + comma, line: lines.line, column: lines.column, of: segment };
}

const MARKUP = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/[^>]*>|<([^\s\/>!?]+)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/g;
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/**
 * The head of an answer: all that stands before its first record.
 *
 * @returns {{ format: "xml" | "json", length: number, after: string } | null | undefined} with what ends it; null where records cannot be told,
 *   undefined where there is too little text
 */
function headOf(text, isAll, fields) {
  const start = /^\uFEFF?\s*([<{])/.exec(text);
  if (start === null) return isAll || /^\uFEFF?\s*[^\s\uFEFF]/.test(text) ? null : undefined;
  return (start[1] === "<" ? xmlHead(text, fields) : jsonHead(text)) ?? (isAll ? null : undefined);
}

function xmlHead(text, fields) {
  const open = [];
  for (const { 0: tag, 1: name, 2: isEmpty, index } of text.matchAll(MARKUP)) {
    if (tag.startsWith("</")) open.pop();
    if (name === undefined) continue;
    if (name === "result") {
      // Its first field tells a record from a wrapper of records.
      const inside = /^\s*<([^\s\/>!?]+)[\s>]/.exec(text.slice(index + tag.length));
      if (inside === null) return text.length - index < WINDOW ? undefined : null;
      if (isEmpty || !fields.includes(inside[1])) return null;
      return { format: "xml", length: index, after: open.reverse().map((name) => `</${name}>`).join("") };
    }
    if (!isEmpty) open.push(name);
  }
  return undefined;
}

function jsonHead(text) {
  const open = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(token === "{" ? "}" : "]");
    else if (token === "}" || token === "]") open.pop();
    else if (token === '"result"' && !open.includes("]")) {
      const array = /^\s*:\s*(\[\s*(?=\{)|[^\s[]|\[\s*[^\s{])/.exec(text.slice(index + token.length));
      if (array === null) continue;
      if (!array[1].startsWith("[") || !/^\[\s*$/.test(array[1])) return null;
      return { format: "json", length: index + token.length + array[0].indexOf("[") + 1, after: `]${open.reverse().join("")}` };
    }
  }
  return undefined;
}

/** Where the next record starts, of a text that starts with one or with something else. */
function nextRecord(text, format) {
  const pattern = format === "xml" ? /<result[\s>/]/g : /,\s*\{/g;
  pattern.lastIndex = /^\s*,?\s*/.exec(text)[0].length + 1;
  return pattern.exec(text)?.index;
}
