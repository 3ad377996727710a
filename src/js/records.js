/** Answers of any size, read as they come: plain records by the scan, other records by the tolerant reader, a window at a time. */
import { call } from "./engine.js";
import { TradeType } from "./generated/codes.js";
import { records as readPart } from "./generated/glue.js";
import { WINDOW } from "./generated/makers.js";
import { Lines, movedBack } from "./places.js";
import { AnswerScan, guarded, pieceOf, planOf } from "./plain.js";
import { isOfShape } from "./reduced.js";
import { HEAD, MORE, canScan, fill } from "./scans.js";
import { wellFormed } from "./text.js";

const ANY_SIZE = 0xffff_ffff;

/** What records that are not plain are read in: so what is told of them does not depend on the rest of the answer. */
const AROUND = {
  xml: { before: "<return><resultCode>0</resultCode>", after: "</return>" },
  json: { before: '{"resultCode":"0","result":[', after: "]}" },
};

const NOTHING = { text: "", start: 0, line: 1, column: 1 };

/**
 * Reads an answer that is given piece by piece.
 *
 * The head, and one record after the other, are read as they come for as long as the scan can tell where each of them ends. Whatever else there
 * is, the end of a sound answer in most cases, is kept and read when all of it is there.
 */
export class RecordReader {
  /** What is not read yet, and where it starts. */
  #pending = "";
  #at = 0;
  #lines = new Lines();
  /** The scan, while records are read as they come. */
  #scan;
  #head = NOTHING;
  /** The first record: what is read in the end stands behind it as it stands in the answer. */
  #first;
  /** Records that are read and not given yet: `{ record, diagnostics }`; without a record where it has an error. */
  #read = [];
  /** How many were read. */
  #count = 0;
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
  #batch;
  #limit;
  #options;

  /** What is known of the bytes that the text was decoded from. */
  bytes;

  /**
   * @param {string} method
   * @param {{ batch: number, locale?: string, limits: { size: number } }} options
   */
  constructor(method, { batch, locale, limits }) {
    this.#batch = batch;
    this.#limit = limits.size;
    this.#options = { kind: "response", method, locale, limits: { ...limits, size: ANY_SIZE } };
    this.#scan = canScan() ? [true, false].map((isJson) => new AnswerScan(planOf(method), isJson, true)) : undefined;
  }

  /** Whether more had to be kept than a text may have. */
  get isTooLong() {
    return this.#scan === undefined && this.#pending.length > this.#limit;
  }

  /** What there is to say in the end. */
  get summary() {
    return this.#summary;
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
    while (this.#scan !== undefined && (isLast || this.#pending.length >= WINDOW)) {
      this.#step(isLast);
      yield* this.#batches(this.#batch);
    }
    if (!isLast) return;
    this.#end();
    yield* this.#batches(1);
  }

  /** Scans on; ends the scan where it meets something else than records. */
  #step(isLast) {
    if (Array.isArray(this.#scan)) {
      // A byte order mark is no part of the text.
      if (this.#pending[0] === "\uFEFF") this.#pass(1);
      this.#scan = this.#scan[this.#pending[0] === "{" ? 0 : 1];
    }
    const scan = this.#scan;
    const wasHead = scan.phase === HEAD;
    [scan.records, scan.kept, scan.at, scan.head] = [[], [], 0, 0];
    const { status, bytes } = guarded(() => this.#scanned(scan, isLast)) ?? {};
    if (wasHead && scan.phase !== HEAD) this.#head = this.#segments([{ start: 0, end: scan.head }])[0];
    // It starts with the first record, plain or not.
    if (this.#first === undefined && scan.kept[0]?.index === 0) [this.#first] = this.#segments(scan.kept.slice(0, 1));
    const isSound = this.#take(scan);
    if (status !== MORE || bytes === 0 || !isSound) this.#scan = undefined;
  }

  #scanned(scan, isLast) {
    const piece = pieceOf(this.#pending, 0);
    const { read, written } = fill(piece);
    return scan.step(piece, written, isLast && read === this.#pending.length);
  }

  /** Takes what was scanned, up to a record that is none; gives whether there was no such one. */
  #take(scan) {
    const others = scan.kept.filter(({ isOther }) => isOther);
    const segments = this.#segments(others);
    const found = others.length === 0 ? [] : this.#others(segments, others);
    let place = 0;
    for (const record of scan.records) {
      if (record !== undefined) {
        this.#read.push({ record, diagnostics: [] });
      } else if (found[place] !== undefined) {
        this.#read.push(found[place]);
        place += 1;
      } else {
        this.#pass(others[place].start);
        return false;
      }
      this.#count += 1;
    }
    this.#pass(scan.at);
    return true;
  }

  /** Reads records that are not plain; gives none where what is told of them is not told of records alone. */
  #others(segments, others) {
    const { before, after } = AROUND[this.#scan.isJson ? "json" : "xml"];
    const parts = [{ ...NOTHING, text: before }, withoutComma(segments[0]), ...segments.slice(1)];
    const { records, diagnostics, placed } = this.#readPart(parts, after);
    const owners = diagnostics.map((diagnostic) => ownerOf(diagnostic, records));
    if (records.length !== others.length || diagnostics.some((diagnostic, at) => owners[at] === undefined || isDoubt(diagnostic))) {
      // One of them may be what makes the others look wrong.
      return others.length === 1 ? [] : this.#others(segments.slice(0, others.length >> 1), others.slice(0, others.length >> 1));
    }
    const found = records.map(({ value }) => ({ record: value ?? undefined, diagnostics: [] }));
    const moved = this.#moved(diagnostics, placed, (index) => others[index].index);
    moved.forEach((diagnostic, at) => found[owners[at]].diagnostics.push(diagnostic));
    return found;
  }

  /** Pieces of what is pending, in order, with where they are. */
  #segments(ranges) {
    const lines = this.#lines.copy();
    let from = 0;
    return ranges.map(({ start, end }) => {
      lines.pass(this.#pending.slice(from, start));
      from = start;
      return { text: this.#pending.slice(start, end), start: this.#at + start, line: lines.line, column: lines.column };
    });
  }

  #pass(units) {
    this.#lines.pass(this.#pending.slice(0, units));
    this.#pending = this.#pending.slice(units);
    this.#at += units;
  }

  /** Reads what is left, the end of the answer or all of it, behind the head and the first record. */
  #end() {
    const [rest] = this.#segments([{ start: 0, end: this.#pending.length }]);
    this.#pending = "";
    const company = this.#count === 0 ? [] : [this.#first];
    const isArray = this.#head.text.startsWith("{") && company.length === 0;
    const { records, diagnostics, placed, resultCode, resultDesc } = this.#readPart([this.#head, ...company, isArray ? withoutComma(rest) : rest], "");
    const moved = this.#moved(diagnostics, placed, (index) => (index < company.length ? index : index - company.length + this.#count));
    const found = records.slice(company.length).map(({ value }) => ({ record: value ?? undefined, diagnostics: [] }));
    moved.forEach((diagnostic, at) => {
      const owner = ownerOf(diagnostics[at], records);
      if (owner === undefined || isCount(diagnostic) || isDoubt(diagnostic)) this.#summary.diagnostics.push(diagnostic);
      // The first record was told of when it was read.
      else if (owner >= company.length) found[owner - company.length].diagnostics.push(diagnostic);
    });
    this.#read.push(...found);
    this.#count += found.length;
    this.#summary.resultCode = resultCode;
    if (resultDesc) this.#summary.resultDesc = resultDesc;
  }

  *#batches(least) {
    while (this.#read.length >= least) yield this.#given(this.#read.splice(0, this.#batch));
  }

  /** Counts a batch. */
  #given(read) {
    const records = read.map(({ record }) => record).filter((record) => record !== undefined);
    const summary = this.#summary;
    summary.records += records.length;
    summary.refused += read.length - records.length;
    for (const { payTotalFee, refundTotalFee, tradeType } of records) {
      summary.payTotalFee += payTotalFee;
      summary.refundTotalFee += refundTotalFee ?? 0;
      const isRefund = tradeType === undefined ? refundTotalFee !== undefined : tradeType === TradeType.Refund;
      const total = isRefund ? summary.refunds : summary.payments;
      total.records += 1;
      total.totalFee += isRefund ? (refundTotalFee ?? 0) : payTotalFee;
    }
    return { records, diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
  }

  /** Reads some pieces the ordinary way, one behind the other. */
  #readPart(parts, after) {
    const placed = [];
    let whole = "";
    for (const part of parts) {
      placed.push({ start: part.start, end: part.start + part.text.length, at: whole.length, part });
      whole += part.text;
    }
    const { text, lone } = wellFormed(whole + after);
    const options = JSON.stringify({ ...this.#options, length: 0, bytes: this.#bytesOf(placed) });
    return { ...JSON.parse(call(readPart, text, lone, options)), placed };
  }

  /** What is known of the bytes: the place that does not decode, where it is in one of some pieces. */
  #bytesOf(placed) {
    if (this.bytes === undefined) return undefined;
    const { position, problem, ...facts } = this.bytes;
    const isEnd = placed[0].part === this.#head;
    if (position === undefined) return { ...facts, problem: isEnd ? problem : null };
    const segment = placed.find(({ start, end, part }) => part !== NOTHING && start <= position && (position < end || (isEnd && position === end)));
    if (segment === undefined || segment.part.text === AROUND.xml.before || segment.part.text === AROUND.json.before) return { ...facts, problem: null };
    return { ...facts, problem: "undecodable", position: position - segment.start + segment.at };
  }

  #moved(found, placed, indexOf) {
    const { diagnostics, spans } = movedBack(found, placed, indexOf);
    for (const span of spans) {
      const { part } = placed.findLast(({ start, end }) => start <= span.start && span.start <= end) ?? placed[0];
      const lines = Lines.at(part);
      lines.pass(part.text.slice(0, span.start - part.start));
      [span.line, span.column] = [lines.line, lines.column];
    }
    return diagnostics;
  }
}

/** The record that a finding is about: bytes that do not decode are about the one that they stand in, the count of findings about the last. */
function ownerOf(diagnostic, records) {
  const { rule, path: [name, index], span } = diagnostic;
  if (name === "result" && typeof index === "number" && index < records.length) return index;
  const place = isCount(diagnostic) ? records.length - 1 : rule === "xml/encoding" ? records.findIndex(({ start, end }) => start <= span.start && span.start < end) : -1;
  return place < 0 ? undefined : place;
}

function isCount({ rule }) {
  return rule === "limit/findings";
}

/** Whether a finding leaves in doubt where records begin and end: of bytes that do not decode, it is known. */
function isDoubt(diagnostic) {
  return isOfShape(diagnostic) && diagnostic.rule !== "xml/encoding";
}

/** A piece without the comma that it starts with: nothing stands before it. */
function withoutComma(piece) {
  const comma = /^\s*,/.exec(piece.text)?.[0].length ?? 0;
  if (comma === 0) return piece;
  const lines = Lines.at(piece);
  lines.pass(piece.text.slice(0, comma));
  return { text: piece.text.slice(comma), start: piece.start + comma, line: lines.line, column: lines.column };
}
