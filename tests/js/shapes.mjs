/**
 * A writer of our own for every shape that the reader accepts. Each decision is asked of `pick(n)`, a whole number below n;
 * 0 throughout is the shape that the specification prints.
 */
import { methodInfo, recordNodes, requestNodes } from "./model.mjs";

/** Answers `pick` from a list of numbers, over and over; from none: always 0. */
export function chooser(numbers) {
  let asked = 0;
  return (n) => (numbers.length === 0 ? 0 : numbers[asked++ % numbers.length] % n);
}

const entities = (text) => text.replace(/[&<>\r]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" })[c]);
const references = (text) =>
  Array.from(text, (c) => (/[A-Za-z0-9]/.test(c) ? c : `&#x0${c.codePointAt(0).toString(16)};`)).join("");
const numbered = (text) => text.replace(/[&<>"'\r]/g, (c) => `&#0${c.charCodeAt(0)};`);
const cdata = (text) =>
  text
    .split("\r")
    .map((part) => part && `<![CDATA[${part.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`)
    .join("&#13;");
const halves = (text, write) => {
  const points = Array.from(text);
  const half = points.length >> 1;
  return write(points.slice(0, half).join(""), points.slice(half).join(""));
};
const interrupted = (text) => halves(text, (a, b) => `${entities(a)}<!-- 注 --><?p?>${references(b)}`);
const mixed = (text) => halves(text, (a, b) => cdata(a) + entities(b));
const writings = [entities, references, cdata, interrupted, mixed];

const gap = (pick) => ["\n", "", "  \r\n\t", "\n<!-- 注释 & < -->\n", "<?note 1?>"][pick(5)];
const attributes = (pick) => ["", "", "", "", ' xmlns="urn:a"', " xmlns:b='urn:b'", ' id="1"'][pick(7)];
const padded = (pick, text) => (pick(6) === 1 ? `\n ${text}\t` : text);
const rotated = (pick, list) => {
  const by = pick(list.length || 1);
  return [...list.slice(by), ...list.slice(0, by)];
};

function element(pick, name, content) {
  const prefixed = pick(12) === 1;
  const tag = prefixed ? `n:${name}` : name;
  return `<${tag}${prefixed ? ' xmlns:n="urn:n"' : ""}${attributes(pick)}>${content}</${tag}>`;
}

function elements(pick, nodes) {
  const written = rotated(pick, nodes).map(([name, content]) =>
    element(pick, name, typeof content === "string" ? padded(pick, writings[pick(5)](content)) : elements(pick, content)),
  );
  if (pick(10) === 1) written.push("<zzUnknownZz>1</zzUnknownZz>");
  return gap(pick) + written.map((text) => text + gap(pick)).join("");
}

const declarations = [
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  "",
  "<?xml version='1.0'?>",
  '<?xml version = "1.1" encoding="GBK" standalone="yes" ?>\r\n',
];

function document(pick, root, content) {
  const envelope = element(pick, root, content);
  const wrapped = [envelope, envelope, envelope, soap("http://schemas.xmlsoap.org/soap/envelope/"), soap("http://www.w3.org/2003/05/soap-envelope")][pick(5)];
  return (pick(8) === 1 ? "\uFEFF" : "") + declarations[pick(4)] + wrapped + gap(pick);

  function soap(namespace) {
    const body = pick(2) ? `<ws:call xmlns:ws="urn:ws">${gap(pick)}${envelope}</ws:call>` : envelope;
    return `<s:Envelope xmlns:s="${namespace}"><s:Header/>${gap(pick)}<s:Body>${body}</s:Body></s:Envelope>`;
  }
}

/** A request's text in one of its accepted shapes. `damage` may alter the fragment inside `methodParams` before it is embedded. */
export function requestText(request, pick, damage = (fragment) => fragment) {
  return requestTextOf(requestNodes(request), pick, damage);
}

/** The same for nodes that need be no valid request. */
export function requestTextOf(nodes, pick, damage = (fragment) => fragment) {
  const forms = [cdata, cdata, entities, (fragment) => fragment, mixed, numbered];
  const written = rotated(pick, nodes).map(([name, content]) =>
    name === "methodParams" && typeof content !== "string"
      ? element(pick, name, gap(pick) + forms[pick(6)](damage(elements(pick, content))) + gap(pick))
      : elements(pick, [[name, content]]),
  );
  return document(pick, ["arg0", "arg0", "request"][pick(3)], written.join(gap(pick)));
}

/** The members of `result` and around it: each record in the place that the picked shape gives it. */
function resultParts(methodCode, records, pick) {
  const { cardinality } = methodInfo(methodCode).result;
  if (cardinality === "one") return records.flatMap((record) => (pick(3) === 1 ? record : [["result", record]]));
  if (records.length === 0) return [[], [], [["result", ""]]][pick(3)];
  const wrapped = () => [["result", records.map((record) => [["item", "order", "row"][pick(3)], record])]];
  return pick(3) === 1 ? wrapped() : records.map((record) => ["result", record]);
}

/** A response's XML in one of its accepted shapes. */
export function responseXml(methodCode, response, pick) {
  const lead = [["resultCode", response.resultCode]];
  if (response.resultDesc !== undefined || pick(3) === 0) lead.push(["resultDesc", response.resultDesc ?? ""]);
  const results = resultParts(methodCode, recordNodes(methodCode, response), pick);
  const groups = rotated(pick, [lead, results]);
  // The order of records is their meaning, so neither a group nor the wrappers in a `result` are rotated.
  const written = groups.flat().map(([name, content]) =>
    typeof content !== "string" && typeof content[0]?.[1] !== "string"
      ? element(pick, name, content.map(([item, record]) => element(pick, item, elements(pick, record))).join(gap(pick)))
      : elements(pick, [[name, content]]),
  );
  return document(pick, ["return", "return", "response"][pick(3)], written.join(""));
}

const jsonString = (pick, text) =>
  pick(4) === 1 ? `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")}"` : JSON.stringify(text);
const jsonLeaf = (pick, text) => (/^(0|-?[1-9]\d*)$/.test(text) && pick(2) ? text : jsonString(pick, text));

function jsonObject(pick, members) {
  const space = ["", " ", "\r\n\t"][pick(3)];
  return `{${space}${members.map(([key, value]) => `${jsonString(pick, key)}:${space}${value}`).join(`,${space}`)}${space}}`;
}

function jsonRecord(pick, record, optional) {
  const members = record.map(([name, text]) => [name, jsonLeaf(pick, text)]);
  for (const { name } of optional) {
    if (record.every(([present]) => present !== name) && pick(3)) members.push([name, ["null", '""'][pick(2)]]);
  }
  if (pick(10) === 1) members.push(["zzUnknownZz", "1"]);
  return rotated(pick, members);
}

/** A response's JSON in one of its accepted shapes. */
export function responseJson(methodCode, response, pick) {
  const { cardinality, fields } = methodInfo(methodCode).result;
  const optional = fields.filter((field) => !field.required);
  const records = recordNodes(methodCode, response).map((record) => jsonRecord(pick, record, optional));
  const members = [["resultCode", jsonLeaf(pick, response.resultCode)]];
  if (response.resultDesc !== undefined) members.push(["resultDesc", jsonLeaf(pick, response.resultDesc)]);
  else members.push(...[[["resultDesc", '""']], [], [["resultDesc", "null"]]][pick(3)]);
  if (cardinality === "one" && records.length > 0 && pick(3) === 1) members.push(...records[0]);
  else members.push(...jsonResult().map((result) => ["result", result]));
  const text = jsonObject(pick, rotated(pick, members));
  return (pick(8) === 1 ? "\uFEFF" : "") + [text, `{"return":${text}}`, `{ "response" :${text} }\n`][pick(3)];

  function jsonResult() {
    const objects = records.map((record) => jsonObject(pick, record));
    if (cardinality === "one" && objects.length > 0) return objects;
    if (objects.length === 0) {
      const nothing = [[], ["null"], ['""'], ["[]"]];
      return cardinality === "many" && response.resultCode === "0" ? nothing[3 - pick(4)] : nothing[pick(3)];
    }
    const list = `[${objects.join(", ")}]`;
    return [[list], [`{"item":${list}}`], objects.length === 1 ? objects : [list]][pick(3)];
  }
}
