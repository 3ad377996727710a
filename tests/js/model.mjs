/**
 * Envelopes as the tests think of them: plain values, their canonical form, and their nodes (`[name, text | nodes]`).
 * Every field list comes from the catalog; nothing here knows a field by name but the envelope's own.
 */
import { catalog } from "yct-envelope";

export const { methods, rules } = catalog();
export const methodCodes = methods.map((method) => method.methodCode);
export const methodInfo = (code) => methods.find((method) => method.methodCode === code);

/** What a request can be: every method, msgPush once for each of its events. */
export const variants = methods.flatMap((method) =>
  method.events ? method.events.map((event) => ({ method, event })) : [{ method }],
);

/** The fields inside `eventParams` for the event that these parameters name. */
export const eventFields = (method, eventCode) =>
  method.events?.find((event) => event.eventCode === String(eventCode))?.params ?? [];

/** The secret that stands in every request of the tests: no six characters of it in a row may show anywhere. */
export const CANARY = "Zq7Xw2Vk9Jp4Ty6M";

const canonicalLeaf = {
  text: (value) => value.trim(),
  secret: (value) => value.trim(),
  code: (value) => String(value).trim(),
  fen: Number,
  count: Number,
  yuan: (value) => value.trim(),
  timestamp: (value) => value.trim(),
  date: (value) => value.trim(),
  orderList: (value) => value,
};

function canonicalFields(fields, values, nested = []) {
  const known = fields
    .filter(({ name }) => values[name] !== undefined && values[name] !== "")
    .map(({ name, kind }) => [
      name,
      kind === "event" ? canonicalFields(nested, values[name]) : canonicalLeaf[kind](values[name]),
    ]);
  return Object.fromEntries(known);
}

/** A request as `parseRequest` gives it back. */
export function canonicalRequest({ methodCode, responseType, methodParams }) {
  const method = methodInfo(methodCode);
  return {
    methodCode,
    responseType: String(responseType ?? "0"),
    methodParams: canonicalFields(method.params, methodParams, eventFields(method, methodParams.eventCode)),
  };
}

/** A response as `parseResponse` gives it back. */
export function canonicalResponse(methodCode, { resultCode, resultDesc, result }) {
  const { cardinality, fields } = methodInfo(methodCode).result;
  const response = { resultCode: String(resultCode) };
  if (resultDesc?.trim()) response.resultDesc = resultDesc.trim();
  if (response.resultCode !== "0" || cardinality === "none") return response;
  response.result =
    cardinality === "many" ? result.map((record) => canonicalFields(fields, record)) : canonicalFields(fields, result);
  return response;
}

const fieldNodes = (fields, values, nested = []) =>
  fields
    .filter(({ name }) => values[name] !== undefined)
    .map(({ name, kind }) => [
      name,
      kind === "event" ? fieldNodes(nested, values[name]) : kind === "orderList" ? values[name].join(",") : String(values[name]),
    ]);

/** The nodes of a canonical request, in the order of the tables. */
export function requestNodes({ methodCode, responseType, methodParams }) {
  const method = methodInfo(methodCode);
  return [
    ["responseType", responseType],
    ["methodCode", methodCode],
    ["methodParams", fieldNodes(method.params, methodParams, eventFields(method, methodParams.eventCode))],
  ];
}

/** The nodes of each record of a canonical response. */
export function recordNodes(methodCode, { result }) {
  const { fields } = methodInfo(methodCode).result;
  return result === undefined ? [] : [result].flat().map((record) => fieldNodes(fields, record));
}

/** The nodes of a canonical response, as the writer lays them out: one `result` for each record. */
export const responseNodes = (methodCode, response) => [
  ["resultCode", response.resultCode],
  ["resultDesc", response.resultDesc ?? ""],
  ...recordNodes(methodCode, response).map((record) => ["result", record]),
];
