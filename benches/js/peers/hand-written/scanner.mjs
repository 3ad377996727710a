/**
 * The strongest rival that we could write: JavaScript made for exactly one form of the text. A string goes through a window of units (bytes where it
 * is ASCII, else 16 bits), tags are compared eight bytes at a time, values are checked in place, and the strings of the objects are sliced from the
 * source. Nothing else is read: one space more, another order of the fields, an entity or a comment, and the text is refused without a reason.
 *
 * It checks what a clean record needs: form, calendar, codes, amounts within safe integers, required fields, what a refund must have and that no
 * refund exceeds its payment, forbidden characters, UTF-8. It refuses more than it must (a line break, a tab or a > in a text, in bytes every character from
 * U+F000 on) and gives an absent field as `undefined`, since one shape of object is the fastest.
 */
import { isUtf8 } from "node:buffer";
import { paramFields, recordFields, refundNumber } from "../../fields.mjs";
import { hasDay } from "../checks.mjs";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const HEAD = `${DECLARATION}<return><resultCode>0</resultCode><resultDesc></resultDesc>`;
const FOOT = "</return>";
/** Units of the text that are looked at at once; what is longer in itself is refused. */
const WINDOW = 65_536;

/** The units of the text, in one of two widths. */
const narrow = { bytes: 1, array: Uint8Array, plain: "PLAIN[units[at]] === 1" };
const wide = { bytes: 2, array: Uint16Array, plain: "(unit = units[at]) > 31 && unit !== 38 && unit !== 60 && unit !== 62 && unit < 65534" };

/** Bytes that a text may hold. EF is not among them: it begins U+FFFE and U+FFFF, and of what else it begins full-width forms are the most frequent. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte > 31 && byte !== 0xef && !"&<>".includes(String.fromCharCode(byte))));
const CODES = Array.from({ length: 128 }, (_, unit) => String.fromCharCode(unit));
/** Code that is left unless this literal stands at `at`, and that steps over it. */
function literal(text, { bytes }) {
  const step = 8 / bytes;
  const starts = [];
  for (let start = 0; start + step <= text.length; start += step) starts.push(start);
  if (text.length % step !== 0) starts.push(text.length - step);
  const units = new DataView(new ArrayBuffer(8));
  const compared = starts.map((start) => {
    for (let at = 0; at < step; at++) bytes === 1 ? units.setUint8(at, text.charCodeAt(start + at)) : units.setUint16(at * 2, text.charCodeAt(start + at), true);
    return `view.getFloat64((at + ${start}) * ${bytes}, true) !== ${units.getFloat64(0, true)}`;
  });
  return `if (${compared.join(" || ")}) break; at += ${text.length};`;
}

const digits = (start, count) =>
  Array.from({ length: count }, (_, at) => `(units[at + ${start + at}] - 48)${at < count - 1 ? ` * ${10 ** (count - 1 - at)}` : ""}`).join(" + ");
const notDigits = (...places) => places.map((place) => `(units[at + ${place}] - 48 >>> 0) > 9`).join(" || ");

const values = {
  text: ({ name, required }, { plain }) => `
    const ${name} = at;
    while (${plain}) at++;
    const ${name}End = at;
    ${required ? `if (at === ${name}) break;` : ""}
    if (at !== ${name} && (units[${name}] === 32 || units[at - 1] === 32)) break;`,
  code: ({ name, required, codes }) => `
    const ${name} = units[at];
    ${required ? "" : `if (${name} !== 60) {`}
    if (${codes.map((code) => `${name} !== ${code.charCodeAt(0)}`).join(" && ")}) break;
    at++;
    ${required ? "" : "}"}`,
  fen: ({ name, required }) => `
    let ${name} = ${required ? "units[at] - 48" : "-1"};
    ${required ? "" : `if (units[at] !== 60) { ${name} = units[at] - 48;`}
    if (${name} >>> 0 > 9) break;
    at++;
    if (${name} === 0) { if (units[at] !== 60) break; }
    else {
      for (let digit; (digit = units[at] - 48 >>> 0) < 10 && ${name} <= 900719925474099; at++) ${name} = ${name} * 10 + digit;
      if (${name} > 9007199254740991) break;
    }
    ${required ? "" : "}"}`,
  date: ({ name }) => `
    const ${name} = at;
    if (${notDigits(0, 1, 2, 3, 5, 6, 8, 9)} || units[at + 4] !== 45 || units[at + 7] !== 45) break;
    if (!hasDay(${digits(0, 4)}, ${digits(5, 2)}, ${digits(8, 2)})) break;
    at += 10;`,
  timestamp: ({ name }) => `
    const ${name} = at;
    if (${notDigits(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)}) break;
    if (units[at + 4] !== 45 || units[at + 7] !== 45 || units[at + 10] !== 32 || units[at + 13] !== 58 || units[at + 16] !== 58) break;
    if (!hasDay(${digits(0, 4)}, ${digits(5, 2)}, ${digits(8, 2)}) || ${digits(11, 2)} > 23 || units[at + 14] > 53 || units[at + 17] > 53) break;
    at += 19;`,
};

/** What a value is in an object: the same that our package gives. */
const made = {
  text: ({ name, required }) => {
    const slice = `text.slice(base + ${name}, base + ${name}End)`;
    return required ? slice : `${name}End === ${name} ? undefined : ${slice}`;
  },
  code: ({ name, required }) => (required ? `CODES[${name}]` : `${name} === 60 ? undefined : CODES[${name}]`),
  fen: ({ name, required }) => (required ? name : `${name} < 0 ? undefined : ${name}`),
  date: ({ name }) => `text.slice(base + ${name}, base + ${name} + 10)`,
  timestamp: ({ name }) => `text.slice(base + ${name}, base + ${name} + 19)`,
};

/**
 * A function that reads what is told of again and again, as long as it is plain, and says where it stopped. `before` stands before the first field and
 * `after` behind the last, `wrong` is what may not hold of all the values, `value` the object that is pushed to `found`.
 */
function reader({ fields, before, after, wrong, value }, width) {
  const openings = fields.map(({ name }, at) => (at === 0 ? `${before}<${name}>` : `</${fields[at - 1].name}><${name}>`));
  const body = `
    "use strict";
    return function (units, view, at, limit, text, base, found) {
      let stopped = at, unit = 0;
      try {
        while (at < limit) {
          ${fields.map((field, at) => literal(openings[at], width) + values[field.kind](field, width)).join("\n")}
          ${literal(`</${fields.at(-1).name}>${after}`, width)}
          if (${wrong}) break;
          ${value ? `found.push(${value(`{ ${fields.map((field) => `${field.name}: ${made[field.kind](field)}`).join(", ")} }`)});` : ""}
          stopped = at;
        }
      } catch (error) {
        if (!(error instanceof RangeError)) throw error; // The window's end cuts it.
      }
      return stopped;
    };`;
  return new Function("PLAIN", "CODES", "hasDay", body)(PLAIN, CODES, hasDay);
}

const record = (method, objects) => ({
  fields: recordFields(method),
  before: "<result>",
  after: "</result>",
  wrong: `refundTotalFee > payTotalFee || (tradeType === 50 && (refundTotalFee < 0 || ${refundNumber[method]}End === ${refundNumber[method]}))`,
  value: objects && ((fields) => fields),
});

/** A request as builders write it, responseType 0, both optional parameters there. */
const request = {
  fields: paramFields("refundGeneral").map((field) => ({ ...field, required: true, kind: field.kind === "secret" ? "text" : field.kind })),
  before: `${DECLARATION}<arg0><responseType>0</responseType><methodCode>refundGeneral</methodCode><methodParams><![CDATA[`,
  after: "]]></methodParams></arg0>",
  wrong: "refundAmout === 0",
  value: (fields) => `{ methodCode: "refundGeneral", responseType: "0", methodParams: ${fields} }`,
};

const memory = Buffer.alloc(WINDOW * 2);
const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
const narrowUnits = new Uint8Array(memory.buffer, memory.byteOffset, WINDOW);
const wideUnits = new Uint16Array(memory.buffer, memory.byteOffset, WINDOW);
const encoder = new TextEncoder();

/** Reads a string, a window at a time; whether it is all plain. */
function ofText(method, objects) {
  const readNarrow = reader(record(method, objects), narrow);
  const readWide = reader(record(method, objects), wide);
  return (text, found) => {
    if (!text.startsWith(HEAD) || !text.endsWith(FOOT) || !text.isWellFormed()) return false;
    const end = text.length - FOOT.length;
    let base = HEAD.length;
    let ascii = true;
    while (base < end) {
      const part = text.slice(base, Math.min(base + WINDOW, end));
      if (ascii) {
        const { read, written } = encoder.encodeInto(part, narrowUnits);
        ascii = read === part.length && written === part.length;
      }
      if (!ascii) memory.ucs2Write(part, 0);
      // What an earlier, longer window left behind it is read by nobody: a record ends within its own.
      const stopped = ascii ? readNarrow(narrowUnits, view, 0, part.length, text, base, found) : readWide(wideUnits, view, 0, part.length, text, base, found);
      if (stopped === 0 || stopped > part.length) return false;
      base += stopped;
    }
    return true;
  };
}

/** Reads bytes where they are. */
function ofBytes(method) {
  const read = reader(record(method, false), narrow);
  return (bytes) => {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = whole.length - FOOT.length;
    if (whole.latin1Slice(0, HEAD.length) !== HEAD || whole.latin1Slice(Math.max(0, end)) !== FOOT || !isUtf8(whole)) return false;
    return read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), HEAD.length, end) === end;
  };
}

/** The scanner for one method: `objects` gives an answer or null, the others whether there is nothing to find. */
export function scanner(method) {
  const collect = ofText(method, true);
  return {
    name: "hand-written scanner",
    misses: [],
    objects: (text) => {
      const result = [];
      return collect(text, result) ? { resultCode: "0", result } : null;
    },
    findings: ofText(method, false),
    findingsOfBytes: ofBytes(method),
  };
}

const readRequest = reader(request, wide);

/** Reads a refundGeneral request as `request` has it; null where it is another. */
export function scanRequest(text) {
  if (text.length > WINDOW || !text.isWellFormed()) return null;
  memory.ucs2Write(text, 0);
  const found = [];
  return readRequest(wideUnits, view, 0, text.length, text, 0, found) === text.length && found.length === 1 ? found[0] : null;
}
