/** Generators made from the catalog: values, their texts in every accepted shape, and damage to both. */
import fc from "fast-check";
import { CANARY, canonicalRequest, canonicalResponse, eventFields, methodInfo, methods, requestNodes, variants } from "./model.mjs";
import { chooser, requestText, requestTextOf, responseJson, responseXml } from "./shapes.mjs";

// Values ------------------------------------------------------------------------------------------------------------

/** What a careless writer or reader of XML or JSON would lose or be led astray by. */
export const hostilePieces = [
  "]]>", "]]", "<![CDATA[", "<a>", "</orderNo>", "</secret>", "</methodParams>", "<!--", "-->", "<?xml?>", "&", "&amp;", "&lt;", "&#13;", "&#x1F600;", "&nope;",
  "\r\n", "\r", "\n", "\t", "  ", '"', "'", "\\", "\\n", "\\u0041", "{", "}", "\uFEFF", "\u2028", "\u2029", "\u0085", "\u00A0", "\u3000", "\u200D",
  "，", "＜", "＞", "“", "😀", "𠮷", "🇨🇳", "\u{10FFFD}", "\uFFFD", "e\u0301", "%00", "${x}", "__proto__", "null", "0", "-1", "1e3",
];
const chinese = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((point) => String.fromCodePoint(point));
const plain = fc.constantFrom(..."abcXYZ0123456789-_/.:");
const filled = (text) => text !== "" && text === text.trim();

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...hostilePieces), plain, chinese), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(""))
  .filter(filled);
const digits = fc.array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: 30 }).map((list) => list.join(""));
const text = fc.oneof({ weight: 3, arbitrary: hostileText }, digits, fc.array(fc.oneof(plain, chinese), { minLength: 1, maxLength: 12 }).map((list) => list.join("")));
const secret = fc.oneof(
  { weight: 3, arbitrary: fc.constant(CANARY) },
  fc.tuple(hostileText, hostileText).map(([before, after]) => before + CANARY + after),
);

const two = (n) => String(n).padStart(2, "0");
/** Any real day from 0001-01-01 to 9999-12-31, in the order of the calendar. */
const day = fc.integer({ min: -719162, max: 2932896 });
const dayText = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);
const clock = fc.integer({ min: 0, max: 86_399 });
const clockText = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => two(Math.trunc(n))).join(":");
const fen = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.maxSafeNat(), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER));
const yuan = fc
  .tuple(fc.nat(90_071_992_547_408), fc.constantFrom("", ".5", ".50", ".05", ".99"))
  .map(([whole, cents]) => whole + cents);
const orderNo = fc
  .array(fc.oneof(plain, chinese, fc.constantFrom("<", "&", "]]>", "😀", '"', "'")), { minLength: 1, maxLength: 10 })
  .map((list) => list.join(""));

const leaf = {
  text: () => text,
  secret: () => secret,
  code: ({ codes }) => fc.constantFrom(...codes.map(({ code }) => code)),
  fen: () => fen,
  yuan: () => yuan,
  count: () => fc.oneof(fc.nat(200), fc.maxSafeNat()),
  timestamp: () => fc.tuple(day, clock).map(([days, seconds]) => `${dayText(days)} ${clockText(seconds)}`),
  date: () => day.map(dayText),
  orderList: () => fc.array(orderNo, { minLength: 1, maxLength: 5 }),
};

/** Values of these fields: each required one, any mix of the others, starts no later than their ends. */
function fieldsOf(fields, fixed = {}) {
  const entries = fields.map((field) => {
    const arbitrary = fixed[field.name] ?? leaf[field.kind](field);
    return [field.name, field.required ? arbitrary : fc.option(arbitrary, { nil: undefined })];
  });
  return fc.record(Object.fromEntries(entries)).map((values) => {
    const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    for (const [start, end] of [["startTime", "endTime"], ["startDate", "endDate"]]) {
      if (present[start] > present[end]) [present[start], present[end]] = [present[end], present[start]];
    }
    return present;
  });
}

function requestOf({ method, event }) {
  const fixed = event && { eventCode: fc.constant(event.eventCode), eventParams: fieldsOf(event.params) };
  return fc.record(
    { methodCode: fc.constant(method.methodCode), responseType: fc.constantFrom("0", "1"), methodParams: fieldsOf(method.params, fixed) },
    { requiredKeys: ["methodCode", "methodParams"] },
  );
}

/** A valid request, already canonical but for a `responseType` left out. */
export const request = fc.oneof(...variants.map(requestOf));

const failures = ["-1", "1", "2", "3"];
const described = { resultCode: fc.constantFrom(...failures), resultDesc: text };

function responseOf({ methodCode, result: { cardinality, fields } }) {
  const record = fieldsOf(fields);
  const result = { none: {}, one: { result: record }, many: { result: fc.array(record, { maxLength: 3 }) } }[cardinality];
  const success = fc.record({ resultCode: fc.constant("0"), resultDesc: text, ...result }, { requiredKeys: ["resultCode", ...Object.keys(result)] });
  return fc.oneof({ weight: 3, arbitrary: success }, fc.record(described)).map((value) => ({ methodCode, value }));
}

/** `{ methodCode, value }`: a valid response of some method, in canonical form. */
export const response = fc.oneof(...methods.map(responseOf));

/** The same value as a careful caller may also write it: codes as integers, amounts as text or bigint, blanks around texts, empty optionals. */
export function loosely(value, pick) {
  if (value.methodCode !== undefined) {
    const method = methodInfo(value.methodCode);
    const methodParams = looseFields(method.params, value.methodParams, pick, eventFields(method, value.methodParams.eventCode));
    return { ...value, methodParams };
  }
  return value;
}

function looseFields(fields, values, pick, nested) {
  const whole = (value) => [value, String(value), BigInt(value)];
  const looser = {
    text: (value) => [value, ` ${value}\n`, `\t${value}`],
    code: (value) => [value, Number(value)],
    fen: whole,
    count: (value) => whole(value).slice(0, 2),
    event: (value) => [looseFields(nested, value, pick)],
  };
  const loose = fields
    .filter(({ name, required }) => required || values[name] !== undefined || pick(2))
    .map(({ name, kind }) => {
      const forms = values[name] === undefined ? [undefined, ""] : (looser[kind]?.(values[name]) ?? [values[name]]);
      return [name, forms[pick(forms.length)]];
    });
  return Object.fromEntries(loose);
}

// Texts -------------------------------------------------------------------------------------------------------------

/** What `chooser` takes: the picked shape of a text. None: the printed shape. */
export const choices = fc.array(fc.nat(719), { maxLength: 40 });

/** `{ text, value }`: a request's text in some accepted shape, and its canonical value. */
export const shapedRequest = fc.tuple(request, choices).map(([value, numbers]) => {
  const canonical = canonicalRequest(value);
  return { text: requestText(canonical, chooser(numbers)), value: canonical };
});

/** `{ methodCode, text, value, format }`: the same of a response. */
export const shapedResponse = fc.tuple(response, choices, fc.constantFrom("xml", "json")).map(([{ methodCode, value }, numbers, format]) => {
  const canonical = canonicalResponse(methodCode, value);
  const write = format === "xml" ? responseXml : responseJson;
  return { methodCode, format, value: canonical, text: write(methodCode, canonical, chooser(numbers)) };
});

// Damage ------------------------------------------------------------------------------------------------------------

const units = { character: /[^]/gu, line: /[^\n]*\n|[^\n]+$/g, tag: /<[^<>]*>/g, word: /[A-Za-z]+|\d+/g, mark: /[<>/&;"[\]{}:,]/g, secret: /<\/?(?=secret)|(?<=<\/?)secret|(?<=secret)>/g };
const actions = {
  drop: () => "",
  double: (it) => it + it,
  insert: (it, piece) => piece + it,
  replace: (_, piece) => piece,
};
const debris = [
  "<", ">", "&", "/", "</", "/>", "<?", "?>", "<!", "<!--", "-->", "--", "]]>", "<![CDATA[", "]]", "=", '"', "'", " ", "\n", "\r", "\uFEFF",
  "<a>", "</a>", "<a/>", "<a b='1' b='2'/>", "<orderNo>", "</orderNo>", "<arg0>", "</return>", "<result/>", "<1>", "<a:b:c/>", ' x="1"', " x", " x=1", ' y="<"',
  "&#1;", "&#x0;", "&#xFFFF;", "&#xD800;", "&#65;", "&nbsp;", "&lt;", "&#;", "\u0001", "\uFFFE", "\u007F", '<?xml version="1.0"?>', "<?p?>", "<!-- - -->",
  "{", "}", "[", "]", ",", ":", "null", "true", "1.5", "1e5", "-0", "01", "\\", "\\u00", '"a":1,', "text", "😀",
];

/** Applies one piece of damage; the text itself where there is nothing to damage. */
function damaged(text, { unit, action, at, piece }) {
  const found = [...text.matchAll(units[unit])];
  if (found.length === 0) return text;
  const { 0: it, index } = found[at % found.length];
  const next = found[(at % found.length) + 1];
  if (action !== "swap") return text.slice(0, index) + actions[action](it, piece) + text.slice(index + it.length);
  if (!next) return text;
  const between = text.slice(index + it.length, next.index);
  return text.slice(0, index) + next[0] + between + it + text.slice(next.index + next[0].length);
}

const damage = fc.record({
  unit: fc.constantFrom(...Object.keys(units)),
  action: fc.constantFrom(...Object.keys(actions), "swap"),
  at: fc.nat(4000),
  piece: fc.constantFrom(...debris),
});
const damages = fc.array(damage, { minLength: 1, maxLength: 3 });
const suffer = (list) => (text) => list.reduce(damaged, text);

/** `{ text }`: a request damaged in its inner fragment, around it, or both. */
export const damagedRequest = fc
  .tuple(request, choices, fc.oneof(fc.tuple(damages, fc.constant([])), fc.tuple(fc.constant([]), damages), fc.tuple(damages, damages)))
  .map(([value, numbers, [inner, outer]]) => ({ text: suffer(outer)(requestText(canonicalRequest(value), chooser(numbers), suffer(inner))) }));

/** `{ methodCode, text }`: a damaged response, XML or JSON. */
export const damagedResponse = fc.tuple(shapedResponse, damages).map(([{ methodCode, text }, list]) => ({ methodCode, text: suffer(list)(text) }));

const wrongTexts = [
  "", "0", "01", "9", "16", "-1", "+1", "12.5", "3.00", "1,000", "¥3", "１２", "1e3", "NaN", "9007199254740992", "90071992547409.92", "微信", "全部退费",
  "2016-02-30", "2016-02-30 00:00:00", "2016-8-27 0:00:00", "2016/08/27 00:00:00", "2016-08-27T00:00:00Z", "2016-08-27 24:00:00", "9999-12-31 23:59:59",
  "a，b", "a, b", "a,,b", ",a", "a,a", "orderQuery", "regOrdersQuery", "x<y", "😀",
];
const wrongNames = ["refundAmount", "payAmount", "orderno", "partialOrAllRefund", "secert", "orderMode", "result", "zzUnknownZz", "methodParams", "resultCode"];

function altered(nodes, { at, change, wrongText, wrongName }) {
  const places = [];
  const collect = (list) =>
    list.forEach((node, index) => {
      places.push({ list, index });
      if (typeof node[1] !== "string") collect(node[1]);
    });
  collect(nodes);
  if (places.length === 0) return nodes;
  const { list, index } = places[at % places.length];
  const [name, content] = list[index];
  const replacement = {
    value: [[name, wrongText]],
    drop: [],
    double: [[name, content], [name, content]],
    rename: [[wrongName, content]],
    nest: [[name, [["orderNo", wrongText], [name, content]]]],
  };
  list.splice(index, 1, ...replacement[change]);
  return nodes;
}

const alteration = fc.record({
  at: fc.nat(200),
  change: fc.constantFrom("value", "value", "value", "drop", "double", "rename", "nest"),
  wrongText: fc.constantFrom(...wrongTexts),
  wrongName: fc.constantFrom(...wrongNames),
});
const alterations = fc.array(alteration, { minLength: 1, maxLength: 4 });

/** `{ text }`: a well-formed request with wrong values, names and places. */
export const alteredRequest = fc.tuple(request, choices, alterations).map(([value, numbers, list]) => {
  const nodes = list.reduce(altered, requestNodes(canonicalRequest(value)));
  return { text: requestTextOf(nodes, chooser(numbers)) };
});

/** `{ methodCode, text }`: a well-formed response, XML or JSON, with wrong values. */
export const alteredResponse = fc
  .tuple(shapedResponse, fc.nat(200), fc.constantFrom(...wrongTexts))
  .map(([{ methodCode, text, format }, at, wrong]) => {
    const leaves = format === "xml" ? />[^<>]+(?=<\/)/g : /(?<=:\s*)("(?:[^"\\]|\\.)*"|-?\d+)/g;
    const found = [...text.matchAll(leaves)];
    if (found.length === 0) return { methodCode, text };
    const { 0: it, index } = found[at % found.length];
    const replacement = format === "xml" ? `>${wrong.replace("<", "&lt;")}` : JSON.stringify(wrong);
    return { methodCode, text: text.slice(0, index) + replacement + text.slice(index + it.length) };
  });

/** Values with one thing wrong or odd, for the checker: `{ value }`. */
export const alteredValue = fc.tuple(request, fc.nat(200), fc.anything({ withBigInt: true, withDate: true })).map(([value, at, odd]) => {
  const copy = structuredClone(value);
  const holders = [copy, copy.methodParams, copy.methodParams.eventParams].filter(Boolean);
  const places = holders.flatMap((holder) => Object.keys(holder).map((key) => [holder, key]));
  const [holder, key] = places[at % places.length];
  holder[key] = odd;
  return { value: copy };
});
