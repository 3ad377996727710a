/** Misuse is refused here: a wrong type by TypeError, a value outside its set by RangeError. */
import { isBytes } from "./bytes.js";
import { plans } from "./generated/makers.js";
import { defaultSize, eventCodes } from "./generated/protocol.js";
import { rules } from "./generated/reference.js";
import { asked } from "./request.js";
import { isIterable } from "./sources.js";

// What is made of the tables is marked as pure, so that a program that asks for none of it carries none.
const LOCALES = ["zh-CN", "en"];
const KINDS = ["request", "response"];
const FORMATS = ["xml", "json"];
const METHODS = /* @__PURE__ */ Object.keys(eventCodes);
/** The largest count that the module takes; a larger limit is no limit. */
const LARGEST_LIMIT = 0xffff_ffff;
const QUERIES = /* @__PURE__ */ queriesOf(plans);
const MOST_RECORDS = 100_000;
/** How many records a batch has unless told. */
const BATCH = 1000;
const DEEPEST_INDENT = 16;

export function source(value) {
  if (typeof value !== "string" && !isBytes(value)) throw new TypeError("source must be a string or a Uint8Array");
  return value;
}

export function text(value, name = "source") {
  if (typeof value !== "string") throw new TypeError(`${name} must be a string`);
  return value;
}

export function methodCode(value, name = "method") {
  return oneOf(METHODS, value, name);
}

export function ruleId(value) {
  return oneOf(Object.keys(rules), value, "rule");
}

/**
 * @param {unknown} options
 * @param {string} [read] what the function reads, where that is settled
 * @returns {{ locale?: string, method?: string, kind?: string, limits: { size: number, depth?: number, findings?: number }, request?: object }}
 */
export function readOptions(options, read) {
  const { locale, method, kind, limits, request } = object(options, "options");
  const { size = defaultSize, depth, findings } = object(limits, "limits");
  const settled = {
    locale: optional(LOCALES, locale, "locale"),
    method: optional(METHODS, method, "method"),
    kind: optional(KINDS, kind, "kind"),
    limits: { size: limit(size, "limits.size"), depth: limit(depth, "limits.depth"), findings: limit(findings, "limits.findings") },
  };
  if (request !== undefined && (read ?? kind) === "request") throw new TypeError("request: only a response answers one");
  return { ...settled, request: asked(request, settled.limits.size) };
}

/** A method that answers with records. */
export function queryMethod(value) {
  return oneOf(QUERIES, value, "method");
}

export function chunks(value) {
  if (typeof value !== "string" && !isBytes(value) && !isIterable(value)) {
    throw new TypeError("source must be a string, a Uint8Array, or an iterable or stream of either");
  }
}

/**
 * The options of readRecords: `size` is Infinity unless told.
 *
 * @returns {{ locale?: string, limits: object, size: number, batch: number, signal?: AbortSignal, onProgress?: (read: number) => void }}
 */
export function recordsOptions(method, options) {
  const { locale, limits, request } = parseOptions(options, "response", method);
  if (request !== undefined) throw new TypeError("request: records are not compared with their request here");
  const { batch = BATCH, signal, onProgress, limits: given } = object(options, "options");
  if (whole(batch, MOST_RECORDS, "batch") === 0) throw new RangeError("batch must be at least 1");
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") throw new TypeError("signal must be an AbortSignal");
  if (onProgress !== undefined && typeof onProgress !== "function") throw new TypeError("onProgress must be a function");
  return { locale, limits, size: given?.size === undefined ? Infinity : limits.size, batch, signal, onProgress };
}

/** The options of a parse function, which settles the kind and, for a response, the method. */
export function parseOptions(options, kind, method) {
  return options === undefined ? usualOptions(kind, method) : parseOptionsOf(options, kind, method);
}

/** What is read without options is always read the same way. */
const usual = new Map();

function usualOptions(kind, method = kind) {
  let options = usual.get(method);
  if (options === undefined) {
    options = Object.freeze(parseOptionsOf(undefined, kind, method === kind ? undefined : method));
    usual.set(method, options);
  }
  return options;
}

function parseOptionsOf(options, kind, method) {
  const given = readOptions(options, kind);
  if (given.kind !== undefined && given.kind !== kind) throw new TypeError(`kind: this function reads a ${kind}`);
  if (method === undefined) return { ...given, kind };
  if (given.method !== undefined && given.method !== method) throw new TypeError("method: the options name another method than the argument");
  return { ...given, kind, method };
}

/** @returns {string} which JSON Schema is asked for */
export function schemaTarget(options, targets) {
  return oneOf(targets, object(options, "options").target, "target");
}

/** @returns {{ locale?: string }} */
export function localeOption(options) {
  const { locale } = object(options, "options");
  return { locale: optional(LOCALES, locale, "locale") };
}

/** @returns {{ locale?: string, format?: string }} */
export function writeOptions(options) {
  const { locale, format } = object(options, "options");
  return { locale: optional(LOCALES, locale, "locale"), format: optional(FORMATS, format, "format") };
}

/** @returns {{ indent?: number }} */
export function formatOptions(options) {
  const { indent } = object(options, "options");
  return { indent: whole(indent, DEEPEST_INDENT, "indent") };
}

/** @returns {{ patient: boolean }} */
export function maskOptions(options) {
  const { patient } = object(options, "options");
  if (patient !== undefined && typeof patient !== "boolean") throw new TypeError("patient must be a boolean");
  return { patient: patient === true };
}

/** @returns {string | undefined} the event to sample */
export function eventOption(options, method) {
  const { eventCode } = object(options, "options");
  return optional(eventCodes[method], eventCode, "eventCode");
}

/** @returns {number | undefined} how many records to sample */
export function recordsOption(options) {
  const { records } = object(options, "options");
  return whole(records, MOST_RECORDS, "records");
}

/** The messages of a report's errors. */
export function errorMessages(report) {
  if (typeof report !== "object" || report === null || !Array.isArray(report.diagnostics)) {
    throw new TypeError("report must be what lint gave");
  }
  const messages = [];
  for (const diagnostic of report.diagnostics) {
    if (diagnostic?.severity === "error") messages.push(text(diagnostic.message, "report.diagnostics: message").toWellFormed());
  }
  if (messages.length === 0) throw new RangeError("report has no error: there is nothing to reject");
  return messages;
}

function queriesOf(all) {
  return all.filter(({ cardinality }) => cardinality === "many").map(({ methodCode }) => methodCode);
}

function object(value, name) {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be an object`);
  return value;
}

function optional(set, value, name) {
  return value === undefined ? undefined : oneOf(set, value, name);
}

function oneOf(set, value, name) {
  text(value, name);
  if (set.includes(value)) return value;
  throw new RangeError(set.length === 0 ? `${name}: there is none here` : `${name} must be one of ${set.join(", ")}`);
}

function limit(value, name) {
  const count = whole(value, Number.MAX_VALUE, name);
  return count === undefined ? undefined : Math.min(count, LARGEST_LIMIT);
}

function whole(value, most, name) {
  if (value === undefined) return undefined;
  if (typeof value !== "number") throw new TypeError(`${name} must be a number`);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new RangeError(most === Number.MAX_VALUE ? `${name} must be a whole number, 0 or more` : `${name} must be a whole number, 0 to ${most}`);
}
