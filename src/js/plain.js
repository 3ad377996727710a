/** Plain texts, which need no tolerant reader: scanned in windows, made into values of what stands where. */
import { ANSWER_HEAD, REQUEST_HEAD, WINDOW, cut, lengthAt, plans, responseTypes, resultCodes } from "./generated/makers.js";
import { END, HEAD, MORE, canScan, fill, fillBytes, reset, rowsStart, scanAnswer, scanRequest, words } from "./scans.js";

/** A longer request is not worth a scan. */
const LONGEST_REQUEST = 16 * 1024;
/** No plain envelope nests deeper. */
const DEPTH = 8;
const BYTE_ORDER_MARK = 0xfeff;

/** @returns {boolean} whether what is asked of a source leaves room for a scan */
export function isScannable(length, { kind, limits, request }, wanted) {
  return (kind === undefined || kind === wanted) && request === undefined && length <= limits.size && !(limits.depth < DEPTH) && canScan();
}

/**
 * The value of a plain request; undefined where it is not plain.
 *
 * @param {string} text
 */
export function plainRequest(text) {
  if (text.length > LONGEST_REQUEST) return undefined;
  return guarded(() => {
    const { written } = fill(text);
    if (!scanRequest(written)) return undefined;
    const rows = words();
    const start = rowsStart();
    const plan = plans[rows[start]];
    return { responseType: responseTypes[rows[start + 1]], methodCode: plan.methodCode, methodParams: plan.params(text, rows, start + REQUEST_HEAD) };
  });
}

/**
 * The text of a request that is plain, checked by a scan of what was written; undefined where it is not, or its value is given in an unusual
 * form. A value that holds markup does not come back from the scan as long as it went in.
 *
 * @param {Record<string, unknown>} request an own copy: its properties are read more than once
 */
export function plainRequestText({ methodCode, responseType = "0", methodParams, ...others }) {
  const plan = planAt.get(methodCode);
  if (plan === undefined || !isCode(responseType) || hasKeys(others) || !isOrdinary(methodParams)) return undefined;
  const params = written(plan.forms, methodParams, plan.events);
  if (params === undefined) return undefined;
  const [before, between, after] = plan.around;
  const text = before + responseType + between + params.text + after;
  if (text.length > LONGEST_REQUEST) return undefined;
  return guarded(() => {
    const { written: length } = fill(text);
    if (!scanRequest(length)) return undefined;
    const rows = words();
    const start = rowsStart();
    const isSame = responseTypes[rows[start + 1]] === String(responseType) && isAsWritten(params, rows, start + REQUEST_HEAD);
    return isSame ? text : undefined;
  });
}

const planAt = /* @__PURE__ */ byMethod(plans);

function byMethod(all) {
  return new Map(all.map((plan) => [plan.methodCode, plan]));
}

/** Fields as they are written, with the length of every text; undefined where one is given in another form. */
function written(forms, fields, events) {
  let text = "";
  let mask = 0;
  let count = 0;
  let inner;
  const lengths = [];
  for (let place = 0; place < forms.length; place++) {
    const [name, form] = forms[place];
    const value = fields[name];
    lengths.push(-1);
    if (value === undefined) continue;
    let content = value;
    if (form === "event") {
      inner = isOrdinary(value) ? written(events[fields.eventCode] ?? [], value) : undefined;
      if (inner === undefined) return undefined;
      content = inner.text;
    } else if (form === "list") {
      if (!Array.isArray(value) || !value.every(isOrder)) return undefined;
      content = value.join(",");
      lengths[place] = content.length;
    } else if (form === "text" && typeof value === "string") {
      lengths[place] = value.length;
    } else if (form !== "number" || !isCode(value)) {
      return undefined;
    }
    text += `<${name}>${content}</${name}>`;
    mask |= 1 << place;
    count += 1;
  }
  return count === Object.keys(fields).length ? { text, mask, lengths, inner } : undefined;
}

/** Whether something is given as a code or a number may be. */
function isCode(value) {
  return typeof value === "string" || (Number.isSafeInteger(value) && value >= 0);
}

function isOrder(order) {
  return typeof order === "string" && !order.includes(",");
}

function isAsWritten({ mask, lengths, inner }, rows, start) {
  if (rows[start] !== mask) return false;
  for (let place = 0; place < lengths.length; place++) {
    if (lengths[place] >= 0 && lengthAt(rows[start + 1 + place]) !== lengths[place]) return false;
  }
  return inner === undefined || isAsWritten(inner, rows, start + 1 + lengths.length);
}

/** Whether something is an object of data and nothing else. */
export function isOrdinary(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.prototype.toString.call(value) === "[object Object]";
}

function hasKeys(object) {
  for (const _ in object) return true;
  return false;
}

/**
 * The scan of an answer to its end, with its records where they are wanted; undefined where it cannot be scanned.
 *
 * @param {string} text
 * @param {string | undefined} method else the first records tell
 * @param {boolean} wantsRecords
 * @returns {AnswerScan | undefined}
 */
export function plainAnswer(text, method, wantsRecords) {
  const from = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const isJson = text[from] === "{";
  if (!isJson && text[from] !== "<") return undefined;
  return guarded(() => {
    for (const [place, plan] of plans.entries()) {
      if (method !== undefined && plan.methodCode !== method) continue;
      const scan = new AnswerScan(place, isJson, wantsRecords);
      scan.at = from;
      if (scan.whole(text, method === undefined)) return scan;
    }
    return undefined;
  });
}

/**
 * The same of bytes that are UTF-8, without their records.
 *
 * @param {Uint8Array} bytes without a byte order mark
 * @param {string | undefined} method
 */
export function plainBytes(bytes, method) {
  const isJson = bytes[0] === 0x7b;
  return guarded(() => {
    for (const [place, plan] of plans.entries()) {
      if (method !== undefined && plan.methodCode !== method) continue;
      const scan = new AnswerScan(place, isJson, false);
      if (scan.wholeBytes(bytes, method === undefined)) return scan;
    }
    return undefined;
  });
}

/** A scan that traps is a defect of ours; the ordinary way is always there. */
export function guarded(scan) {
  // It may have been reset since it was asked for.
  if (!canScan()) return undefined;
  try {
    return scan();
  } catch (error) {
    reset();
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    return undefined;
  }
}

/** The scan of one answer: takes its text piece by piece. */
export class AnswerScan {
  phase = HEAD;
  code = 0;
  resultDesc = "";
  /** How many records were met so far, plain or not. */
  count = 0;
  /** The records that are not plain, and the first of all: where they stand, in units from the answer's start, and their places among the records. */
  kept = [];
  /** How many of them are not plain. */
  others = 0;
  /** What is read so far, in units, up to the last record; where the head ends. */
  at = 0;
  head = 0;

  /**
   * @param {number} method its place in the catalog
   * @param {boolean} isJson
   * @param {boolean} wantsRecords
   */
  constructor(method, isJson, wantsRecords) {
    this.method = method;
    this.isJson = isJson;
    this.plan = plans[method];
    /** The records; one that is not plain leaves its place empty. */
    this.records = wantsRecords ? [] : undefined;
  }

  /**
   * Scans a whole text.
   *
   * @param {string} text
   * @param {boolean} isGuess whether plain records must show that the method is the right one
   * @returns {boolean} whether it came to the end
   */
  whole(text, isGuess) {
    for (;;) {
      const piece = pieceOf(text, this.at);
      const { read, written } = fill(piece);
      const { status, bytes } = this.step(piece, written, this.at + read === text.length);
      if (isGuess && this.others === this.count) return false;
      if (status !== MORE || bytes === 0) return status === END;
    }
  }

  /** The same of bytes. */
  wholeBytes(bytes, isGuess) {
    for (let from = 0; ; ) {
      const piece = bytes.subarray(from, from + WINDOW);
      fillBytes(piece);
      const step = this.step("", piece.length, from + piece.length === bytes.length);
      if (isGuess && this.others === this.count) return false;
      if (step.status !== MORE || step.bytes === 0) return step.status === END;
      from += step.bytes;
    }
  }

  /**
   * Scans a piece that is in the window.
   *
   * @param {string} text the piece
   * @param {number} length its bytes
   * @param {boolean} isLast whether the answer ends with it
   * @returns {{ status: number, bytes: number, units: number }} what is read
   */
  step(text, length, isLast) {
    const { records } = this;
    const status = scanAnswer(this.method, this.isJson, this.phase, this.code, length, isLast);
    const rows = words();
    const start = rowsStart();
    const [bytes, units, count, others, head, first] = rows.subarray(start + 1, start + 7);
    if (this.phase === HEAD && rows[start] !== HEAD) {
      this.code = rows[start + 7];
      if (records !== undefined) this.resultDesc = cut(text, rows[start + 8]);
      this.head = this.at + head;
    }
    this.phase = rows[start];
    const stride = this.plan.fields.length + 1;
    let row = start + ANSWER_HEAD;
    let index = this.count;
    if (records !== undefined || others > 0) {
      for (const end = index + count; index < end; index++) {
        if (rows[row] === 0) {
          this.kept.push({ start: this.at + rows[row + 1], end: this.at + rows[row + 2], index, isOther: true });
          records?.push(undefined);
          row += 3;
        } else {
          records?.push(this.plan.record(text, rows, row));
          row += stride;
        }
      }
    }
    if (first > 0 && this.kept[0]?.index !== 0) this.kept.unshift({ start: this.head, end: this.at + first, index: 0, isOther: false });
    this.count += count;
    this.others += others;
    this.at += units;
    return { status, bytes, units };
  }

  /** The answer's value, once its records are all there. */
  get value() {
    const told = this.resultDesc === "" ? {} : { resultDesc: this.resultDesc };
    const answer = { resultCode: resultCodes[this.code], ...told };
    if (answer.resultCode !== "0" || this.plan.cardinality === "none") return answer;
    answer.result = this.plan.cardinality === "one" ? this.records[0] : this.records;
    return answer;
  }
}

/**
 * Whether an answer has the format and the records that its request asks for. False is no verdict: a refund, say, may lie outside the range.
 *
 * @param {AnswerScan} scan with its records
 * @param {{ responseType: string, methodParams: Record<string, unknown> }} request a plain one of the same method
 */
export function isAsAsked({ isJson, plan, records }, { responseType, methodParams }) {
  const isSelected = (record) => plan.selects.every(([name, all]) => methodParams[name] === all || record[name] === undefined || record[name] === methodParams[name]);
  const isWithin = (record) => plan.ranges.every(([start, end, by]) => methodParams[start] <= record[by] && record[by] <= methodParams[end]);
  return responseTypes[Number(isJson)] === responseType && records.every((record) => isSelected(record) && isWithin(record));
}

/** The place of a method in the catalog. */
export function planOf(method) {
  return plans.findIndex(({ methodCode }) => methodCode === method);
}

/** The next piece of a text, no longer than the window and ending between characters. */
export function pieceOf(text, from) {
  const end = from + WINDOW;
  if (end >= text.length) return from === 0 ? text : text.slice(from);
  const isCut = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return text.slice(from, isCut ? end - 1 : end);
}
