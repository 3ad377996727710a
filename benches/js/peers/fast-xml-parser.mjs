/**
 * fast-xml-parser with zod, and with ajv. Its validator runs before its parser, since the parser alone takes a text that is not well-formed; even so it lets
 * `]]>` and forbidden characters in a text pass.
 */
import Ajv from "ajv";
import { XMLBuilder, XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { cardinality, eventFields, methodCodes, paramFields, recordFields } from "../fields.mjs";
import { isConsistent, isCount, isDate, isFen, isText, isTimestamp, isYuan, refuse } from "./checks.mjs";

const reading = { parseTagValue: false, trimValues: false, ignoreDeclaration: true, ignoreAttributes: false };
const parser = new XMLParser({ ...reading, isArray: (name) => name === "result" });
/** For answers with one result. */
const singly = new XMLParser(reading);
const builder = new XMLBuilder({ cdataPropName: "cdata", suppressEmptyNode: false });
const checks = { text: isText, secret: isText, date: isDate, timestamp: isTimestamp, fen: isFen, count: isCount, yuan: isYuan };

const zods = ({ kind, codes }) => {
  if (kind === "code") return z.enum(codes);
  if (kind === "orderList") return z.string().transform((list) => list.split(",")).pipe(z.array(z.string().refine(isText)));
  const text = z.string().refine(checks[kind]);
  return kind === "fen" || kind === "count" ? text.transform(Number) : text;
};
const absent = z.literal("").transform(() => undefined);
const zodObject = (fields, field = zods) =>
  z.strictObject(Object.fromEntries(fields.map((one) => [one.name, one.required ? field(one) : z.union([absent, field(one)]).optional()])));

/** The whole document as plain objects. */
function parsed(text, by = parser) {
  const { return: envelope } = by.parse(text.isWellFormed() ? text : refuse("surrogate"), true);
  return envelope ?? refuse("root");
}

const answerOf = (method) => {
  const record = zodObject(recordFields(method));
  const results = { none: () => ({}), one: () => ({ result: record }), many: () => ({ result: z.array(record.refine((one) => isConsistent(method, one))) }) };
  return z.strictObject({ resultCode: z.literal("0"), resultDesc: absent.optional(), ...results[cardinality(method)]() });
};

function withZod(method) {
  const answer = answerOf(method);
  const objects = (text) => answer.parse(parsed(text));
  return { name: "fast-xml-parser + zod", objects, misses: ["xml/cdata-end"] };
}

const ajvKind = ({ kind, codes, required }) => {
  if (kind === "code") return { type: "string", pattern: `^[${codes.join("")}]${required ? "" : "?"}$` };
  return { type: "string", kind: required ? kind : `${kind}?` };
};
const ajvCheck = (kind) => {
  const check = checks[kind.replace("?", "")];
  return kind.endsWith("?") ? (text) => text === "" || check(text) : check;
};

/** The schema of an answer whose values are texts; what JSON Schema cannot say are keywords of our own. */
export function ajvAnswer(method) {
  const ajv = new Ajv({ strict: true, strictTypes: false });
  ajv.addKeyword({ keyword: "kind", type: "string", schemaType: "string", compile: ajvCheck, errors: false });
  ajv.addKeyword({ keyword: "consistent", type: "object", schemaType: "boolean", errors: false, compile: () => (record) => isConsistent(method, record) });
  const fields = recordFields(method);
  const record = {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, ajvKind(field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
    consistent: true,
  };
  const check = ajv.compile({
    type: "object",
    properties: { resultCode: { const: "0" }, resultDesc: { const: "" }, result: { type: "array", items: record } },
    required: ["resultCode", "result"],
    additionalProperties: false,
  });
  const value = ({ name, kind, required }) =>
    kind === "fen" ? (required ? `Number(texts.${name})` : `texts.${name} ? Number(texts.${name}) : undefined`) : required ? `texts.${name}` : `texts.${name} || undefined`;
  const made = new Function("texts", `return { ${fields.map((field) => `${field.name}: ${value(field)}`).join(", ")} };`);
  return (envelope) => (check(envelope) ? { resultCode: "0", result: envelope.result.map(made) } : refuse("schema"));
}

function withAjv(method) {
  const checked = ajvAnswer(method);
  return { name: "fast-xml-parser + ajv", objects: (text) => checked(parsed(text)), misses: ["xml/cdata-end"] };
}

export const peers = [withZod, withAjv];

/** Reads a request, both layers. */
const requestOf = (method, params) => z.strictObject({ responseType: z.enum(["0", "1"]), methodCode: z.literal(method), methodParams: params });
const isPositive = ({ refundAmout }) => refundAmout !== 0;

/** The parameters of a push are those of its event. */
function paramsOf(method) {
  const fields = paramFields(method);
  const events = Object.entries(eventFields(method));
  if (events.length === 0) return zodObject(fields).refine(isPositive);
  const of = ([code, params]) => zodObject(fields, (field) => (field.kind === "event" ? zodObject(params) : field.name === "eventCode" ? z.literal(code) : zods(field)));
  return z.discriminatedUnion("eventCode", events.map(of));
}
const requestTexts = Object.fromEntries(methodCodes.map((method) => [method, requestOf(method, paramsOf(method))]));
const answerTexts = Object.fromEntries(methodCodes.map((method) => [method, answerOf(method)]));

const unpacked = (text) => {
  const { arg0 } = parser.parse(text, true);
  const { params } = parser.parse(`<params>${arg0.methodParams}</params>`, true);
  return { ...arg0, methodParams: params };
};
const requestSchema = ({ methodCode }) => requestTexts[methodCode] ?? refuse("methodCode");

export function parseRequest(text) {
  const request = unpacked(text);
  return requestSchema(request).parse(request);
}

/** An answer to any method, in XML or JSON. */
export function parseAnswer(method, text) {
  const schema = answerTexts[method] ?? refuse("method");
  return schema.parse(text.startsWith("{") ? JSON.parse(text) : parsed(text, cardinality(method) === "many" ? parser : singly));
}

/** Builds a request from a value that zod has checked. */
const fen = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const requestValue = requestOf("refundGeneral", zodObject(paramFields("refundGeneral"), (field) => (field.kind === "fen" ? fen : zods(field))));
export function buildRequest(request) {
  const { responseType, methodCode, methodParams } = requestValue.parse(request);
  const params = builder.build(methodParams);
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ arg0: { responseType, methodCode, methodParams: { cdata: params } } })}`;
}
