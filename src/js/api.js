/** The functions of the package, over the module's exports. What goes in has been checked; what comes out is fresh. */
import { decode, utf8Body, utf8Text } from "./bytes.js";
import { call } from "./engine.js";
import { EnvelopeError } from "./errors.js";
import * as glue from "./generated/glue.js";
import * as guard from "./guards.js";
import { isAsAsked, isOrdinary, isScannable, plainAnswer, plainBytes, plainRequest, plainRequestText } from "./plain.js";
import { RecordReader } from "./records.js";
import { reducedReport, wholeValue } from "./reduced.js";
import { canScan } from "./scans.js";
import { Decoding, chunksOf } from "./sources.js";
import { edited, wellFormed } from "./text.js";
import { tagged } from "./values.js";

/** Fewer bytes are decoded at once: a text that exists is safe from whoever goes on writing to them. */
const MANY_BYTES = 64 * 1024;

/** A longer list is left to the ordinary way. */
const MOST_ORDERS = 64;

/** What a report's messages are written in: a rejection speaks the same language unless told. */
const languages = new WeakMap();

export function buildRequest(request, options) {
  const { locale } = guard.localeOption(options);
  const value = copied(request);
  const text = value !== request && canScan() ? plainRequestText(value) : undefined;
  return text ?? built(relinked(value, request), { kind: "request", format: "xml", locale });
}

/** A request's own copy, so that no property of the caller's is read twice; anything else as it is. */
function copied(request) {
  if (!isOrdinary(request)) return request;
  const copy = { ...request };
  if (isOrdinary(copy.methodParams) && copy.methodParams !== request) {
    copy.methodParams = { ...copy.methodParams };
    const { eventParams, orderList } = copy.methodParams;
    if (isOrdinary(eventParams)) copy.methodParams.eventParams = { ...eventParams };
    if (Array.isArray(orderList) && orderList.length <= MOST_ORDERS) copy.methodParams.orderList = Array.from(orderList.keys(), (index) => orderList[index]);
  }
  return copy;
}

/** A copy in which what was a reference to the copied object itself is one to the copy. */
function relinked(copy, request) {
  if (copy === request || !isOrdinary(copy.methodParams)) return copy;
  const { methodParams } = copy;
  for (const container of [copy, methodParams, methodParams.eventParams].filter(isOrdinary)) {
    for (const key of Object.keys(container)) if (container[key] === request) container[key] = copy;
  }
  return copy;
}

export function buildResponse(method, response, options) {
  guard.methodCode(method);
  const { locale, format = "xml" } = guard.writeOptions(options);
  return built(response, { kind: "response", method, format, locale });
}

export function checkRequest(value, options) {
  const { locale } = guard.localeOption(options);
  return checked(value, { kind: "request", locale });
}

export function checkResponse(method, value, options) {
  guard.methodCode(method);
  const { locale } = guard.localeOption(options);
  return checked(value, { kind: "response", method, locale });
}

export function parseRequest(source, options) {
  guard.source(source);
  return parsed(source, guard.parseOptions(options, "request"));
}

export function parseResponse(method, source, options) {
  guard.methodCode(method);
  guard.source(source);
  return parsed(source, guard.parseOptions(options, "response", method));
}

export function lint(source, options) {
  guard.source(source);
  const settings = guard.readOptions(options);
  const report = linted(source, settings);
  languages.set(report, settings.locale);
  return report;
}

export function readRecords(method, source, options) {
  guard.queryMethod(method);
  guard.chunks(source);
  return batchesOf(method, source, guard.recordsOptions(method, options));
}

async function* batchesOf(method, source, { signal, onProgress, size, ...options }) {
  const reader = new RecordReader(method, options);
  const decoding = new Decoding();
  let read = 0;
  for await (const chunk of chunksOf(source, signal)) {
    read += chunk.length;
    const text = decoding.text(chunk);
    reader.bytes = decoding.facts;
    for (const batch of reader.read(text, false)) {
      signal?.throwIfAborted();
      yield batch;
    }
    if (read > size || reader.isTooLong) return oversize(method, read, options, reader.summary);
    onProgress?.(read);
    signal?.throwIfAborted();
  }
  const rest = decoding.end();
  reader.bytes = decoding.facts;
  for (const batch of reader.read(rest, true)) {
    signal?.throwIfAborted();
    yield batch;
  }
  return reader.summary;
}

/** The summary of an answer that is longer than it may be. */
function oversize(method, length, { locale, limits }, summary) {
  const options = { kind: "response", method, locale, limits, length };
  const { diagnostics } = JSON.parse(call(glue.lint, "", wellFormed("").lone, JSON.stringify(options)));
  return { ...summary, diagnostics };
}

export function fix(source, options) {
  guard.text(source);
  const { rounds, applied, report } = onText(glue.fix, source, guard.readOptions(options));
  return { text: rounds.reduce(edited, source), applied, report };
}

export function format(source, options) {
  guard.text(source);
  const settings = JSON.stringify(guard.formatOptions(options));
  const { text, lone } = wellFormed(source);
  return edited(source, JSON.parse(call(glue.format, text, lone, settings)));
}

export function mask(source, options) {
  guard.text(source);
  const settings = JSON.stringify(guard.maskOptions(options));
  return JSON.parse(call(glue.mask, source.toWellFormed(), settings)).reduce(edited, source);
}

export function rejection(report, options) {
  const messages = guard.errorMessages(report);
  const { locale = languages.get(report), format } = guard.writeOptions(options);
  return call(glue.rejection, JSON.stringify({ messages, locale, format: format ?? (report.responseType === "1" ? "json" : "xml") }));
}

export function sampleRequest(method, options) {
  guard.methodCode(method);
  return JSON.parse(call(glue.sampleRequest, method, guard.eventOption(options, method) ?? ""));
}

export function sampleResponse(method, options) {
  guard.methodCode(method);
  return JSON.parse(call(glue.sampleResponse, method, guard.recordsOption(options) ?? 1));
}

function built(value, options) {
  const { text, diagnostics } = JSON.parse(call(glue.build, tagged(value), JSON.stringify(options)));
  if (text === null) throw new EnvelopeError(errorsOf(diagnostics), options.locale);
  return text;
}

function checked(value, options) {
  return JSON.parse(call(glue.check, tagged(value), JSON.stringify(options))).diagnostics;
}

function parsed(source, options) {
  const plain = plainValue(source, options);
  if (plain !== undefined) return plain;
  const { value, diagnostics } = linted(source, options);
  if (value === null) throw new EnvelopeError(errorsOf(diagnostics), options.locale);
  return value;
}

/** The value of a text of which there is nothing to tell; undefined where the ordinary way must be gone. */
function plainValue(source, options) {
  if (!isScannable(source.length, options, options.kind)) return undefined;
  if (typeof source !== "string") {
    const body = utf8Body(source);
    const text = body && utf8Text(body);
    return text === undefined ? undefined : plainValue(text, options);
  }
  if (options.kind === "request") return plainRequest(source);
  const scan = plainAnswer(source, options.method, true);
  return scan?.others === 0 ? scan.value : undefined;
}

function linted(source, options) {
  return typeof source === "string" ? (scanned(source, options) ?? read(source, options)) : decoded(source, options);
}

/** The report of a text that a scan found plain, or plain for the most part. */
function scanned(text, options) {
  if (options.request !== undefined) return scannedPair(text, options);
  const request = isScannable(text.length, options, "request") ? plainRequest(text) : undefined;
  if (request !== undefined) {
    const { methodCode, responseType } = request;
    return { kind: "request", format: "xml", methodCode, responseType, diagnostics: [], value: request };
  }
  if (!isScannable(text.length, options, "response")) return undefined;
  const scan = plainAnswer(text, options.method, false);
  if (scan === undefined) return undefined;
  const whole = () => plainAnswer(text, scan.plan.methodCode, true);
  if (scan.others === 0) return valued(factsOf(scan), () => whole()?.value ?? read(text, options).value);
  const report = reducedReport(text, scan, (reduced) => read(reduced, options));
  if (report === undefined || report.value === null) return report;
  const { value, ...facts } = report;
  return valued(facts, () => {
    const again = whole();
    return again === undefined ? read(text, options).value : wholeValue(again, value);
  });
}

/** The report of a plain answer by its plain request, where the two go together. */
function scannedPair(text, { request, ...options }) {
  if (request.text === undefined || !isScannable(text.length, options, "response")) return undefined;
  const asked = plainRequest(request.text);
  if (asked === undefined || (options.method !== undefined && options.method !== asked.methodCode)) return undefined;
  const scan = plainAnswer(text, asked.methodCode, true);
  if (scan === undefined || scan.others > 0 || !isAsAsked(scan, asked)) return undefined;
  return valued(factsOf(scan), () => scan.value);
}

/** The report of bytes that are plain. The text of many is only made when it is asked for. */
function scannedBytes(source, options) {
  const body = source.byteLength <= options.limits.size ? utf8Body(source) : undefined;
  if (body === undefined) return undefined;
  if (source.byteLength < MANY_BYTES) {
    const text = utf8Text(body);
    const report = text === undefined ? undefined : scanned(text, options);
    return report && Object.assign(report, { source: { text, encoding: "UTF-8" } });
  }
  const scan = isScannable(source.byteLength, options, "response") ? plainBytes(body, options.method) : undefined;
  if (scan === undefined || scan.others > 0) return undefined;
  let text;
  const { byteLength } = body;
  const textOf = () => (text ??= (body.byteLength === byteLength ? utf8Text(body) : undefined) ?? changed());
  const report = valued(factsOf(scan), () => {
    const again = plainAnswer(textOf(), scan.plan.methodCode, true);
    return again?.others === 0 ? again.value : changed();
  });
  report.source = {
    get text() {
      return textOf();
    },
    encoding: "UTF-8",
  };
  return report;
}

function changed() {
  throw new TypeError("the bytes were changed after they were read");
}

/** The facts of a report on a plain answer. */
function factsOf({ isJson, plan }) {
  return { kind: "response", format: isJson ? "json" : "xml", methodCode: plan.methodCode, responseType: null, diagnostics: [] };
}

/** A report whose value is made when it is first asked for. */
function valued(facts, make) {
  let value;
  return {
    ...facts,
    get value() {
      value ??= make();
      return value;
    },
  };
}

function read(text, options) {
  return onText(glue.lint, text, options);
}

function decoded(source, options) {
  const plain = scannedBytes(source, options);
  if (plain !== undefined) return plain;
  const length = source.byteLength;
  const { text, encoding, facts } = decode(length > options.limits.size ? source.subarray(0, 0) : source);
  const isSound = facts.problem === null && length <= options.limits.size;
  const scan = isSound ? scanned(text, options) : undefined;
  if (scan !== undefined) return Object.assign(scan, { source: { text, encoding } });
  const report = JSON.parse(call(glue.lint, text, wellFormed("").lone, JSON.stringify({ ...options, length, bytes: facts })));
  return { ...report, source: { text, encoding } };
}

/** Calls an export that reads a text within limits: one that is too long is not handed over at all. */
function onText(exported, source, options) {
  const { length } = source;
  const { text, lone } = wellFormed(length > options.limits.size ? "" : source);
  return JSON.parse(call(exported, text, lone, JSON.stringify({ ...options, length })));
}

function errorsOf(diagnostics) {
  return diagnostics.filter(({ severity }) => severity === "error");
}
