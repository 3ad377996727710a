/**
 * The package as its users import it, with every call watched: whatever it returns or throws, nothing but a value or a text may
 * hold six characters in a row of the canary, and only the declared errors may be thrown.
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as yct from "yct-envelope";
import { CANARY } from "./model.mjs";

export * from "yct-envelope";

/** What a test's own getters and proxies throw: it must pass through. */
export class CallersError extends Error {}

const piecesOf = (length) => Array.from({ length: CANARY.length - length + 1 }, (_, start) => CANARY.slice(start, start + length));
const windows = piecesOf(6);
const scraps = piecesOf(3);
const tag = /(?:<|&lt;)(\/?)([\p{L}_:][\p{L}\p{N}_:.-]*)(?:\s+[\p{L}_:][^\s=<>]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)(?:>|&gt;)/gu;
const isSecret = (match) => /(?:^|:)secret$/.test(match[2]) && !match[3];

/**
 * Whether all that this text holds of the canary is a secret's value: it stands after a secret start tag or before a secret end tag, up to
 * the next undamaged tag.
 */
export function hidesCanary(text) {
  const tags = [...text.matchAll(tag)];
  const isHidden = (start, end) => {
    // A part of a sound tag is none of its value.
    if (tags.some((match) => match.index < end && match.index + match[0].length > start)) return false;
    const before = tags.findLast((match) => match.index + match[0].length <= start);
    const after = tags.find((match) => match.index >= end);
    return Boolean((before && isSecret(before) && !before[1]) || (after && isSecret(after) && after[1]));
  };
  return scraps.every((scrap) => {
    for (let start = text.indexOf(scrap); start >= 0; start = text.indexOf(scrap, start + 1)) {
      if (!isHidden(start, start + scrap.length)) return false;
    }
    return true;
  });
}

const reports = new WeakMap();

/** Whether the answer to a call with these arguments must show nothing of the canary. */
function mustHide(args) {
  return args.every((argument) => {
    if (typeof argument === "string") return hidesCanary(argument);
    if (ArrayBuffer.isView(argument)) return hidesCanary(Buffer.from(argument.buffer, argument.byteOffset, argument.byteLength).toString("latin1").replaceAll("\0", ""));
    return reports.get(argument) ?? true;
  });
}

const holders = new Set(["value", "text", "edits", "source"]);
const toldBy = (answer) => (typeof answer === "string" ? answer : (JSON.stringify(answer, (key, value) => (holders.has(key) ? undefined : value)) ?? ""));
const writers = new Set(["buildRequest", "buildResponse", "format", "parseRequest", "parseResponse", "sampleRequest", "sampleResponse"]);

function assertHidden(told, where) {
  const shown = windows.find((window) => told.includes(window));
  assert.equal(shown, undefined, `${where} shows ${shown}, a part of the secret: ${told}`);
}

/** Holds what an answer tells to showing nothing of the canary, wherever it stood. */
export const assertSecretHidden = (answer) => assertHidden(toldBy(answer), "the answer");

/** The same call, its answer and errors held to what every answer and error must keep to. */
function watch(name, call) {
  return (...args) => {
    const hides = mustHide(args);
    let answer;
    try {
      answer = call(...args);
    } catch (error) {
      const declared = [yct.EnvelopeError, TypeError, RangeError, CallersError].some((type) => error instanceof type);
      assert.ok(declared, `${name} threw ${inspect(error)}`);
      if (hides) assertHidden(`${error.message}\n${error.stack}\n${inspect(error)}\n${toldBy(error)}`, `${name}'s error`);
      throw error;
    }
    if (hides && !writers.has(name)) assertHidden(toldBy(answer), name);
    const report = name === "fix" ? answer.report : answer;
    if (name === "lint" || name === "fix") reports.set(report, hides);
    return answer;
  };
}

export const buildRequest = watch("buildRequest", yct.buildRequest);
export const buildResponse = watch("buildResponse", yct.buildResponse);
export const parseRequest = watch("parseRequest", yct.parseRequest);
export const parseResponse = watch("parseResponse", yct.parseResponse);
export const checkRequest = watch("checkRequest", yct.checkRequest);
export const checkResponse = watch("checkResponse", yct.checkResponse);
export const lint = watch("lint", yct.lint);
export const fix = watch("fix", yct.fix);
export const format = watch("format", yct.format);
export const mask = watch("mask", yct.mask);
export const rejection = watch("rejection", yct.rejection);
export const sampleRequest = watch("sampleRequest", yct.sampleRequest);
export const sampleResponse = watch("sampleResponse", yct.sampleResponse);
export const yuanToFen = watch("yuanToFen", yct.yuanToFen);
export const fenToYuan = watch("fenToYuan", yct.fenToYuan);
export const beijingTime = watch("beijingTime", yct.beijingTime);

const watchedSchema = ({ "~standard": face, jsonSchema }) => ({ "~standard": { ...face, validate: watch("validate", face.validate) }, jsonSchema });
const watchedSchemas = (all) => Object.fromEntries(Object.entries(all).map(([code, schema]) => [code, watchedSchema(schema)]));

export const schemas = watchedSchemas(yct.schemas);
export const requestSchemas = watchedSchemas(yct.requestSchemas);
export const responseSchemas = watchedSchemas(yct.responseSchemas);
export const requestSchema = watchedSchema(yct.requestSchema);
