/** The package's own samples as values and as texts with chosen fields, and what tests ask of their findings. */
import assert from "node:assert/strict";
import { CANARY, canonicalRequest, canonicalResponse } from "./model.mjs";
import { chooser, requestText, responseXml } from "./shapes.mjs";
import { sampleRequest, sampleResponse } from "./watched.mjs";

const printedShape = () => chooser([]);

/** A valid request whose secret is the canary, these parameters replaced (undefined: left out). */
export function requestWith(methodCode, changes = {}, eventCode) {
  const value = sampleRequest(methodCode, eventCode && { eventCode });
  if (value.methodParams.secret !== undefined) value.methodParams.secret = CANARY;
  Object.assign(value.methodParams, changes);
  return value;
}

/** The same of an event's parameters. */
export function eventWith(eventCode, changes) {
  const value = requestWith("msgPush", {}, eventCode);
  Object.assign(value.methodParams.eventParams, changes);
  return value;
}

/** A successful response with one record, these fields of it replaced. */
export function recordWith(methodCode, changes = {}) {
  const value = sampleResponse(methodCode, { records: 1 });
  Object.assign(value.result[0], changes);
  return value;
}

/** The text of a valid request as printed, `fields` replaced by these contents; null: the whole element left out. */
export const requestTextWith = (methodCode, fields = {}, eventCode) =>
  withFields(requestText(canonicalRequest(requestWith(methodCode, {}, eventCode)), printedShape()), fields);

/** The same of a successful response with this many records; the first that has the field is changed. */
export const responseTextWith = (methodCode, fields = {}, records = 1) =>
  withFields(responseXml(methodCode, canonicalResponse(methodCode, sampleResponse(methodCode, { records })), printedShape()), fields);

function withFields(text, fields) {
  return Object.entries(fields).reduce((current, [name, content]) => {
    const pattern = new RegExp(`<${name}>[^]*?</${name}>`);
    assert.match(current, pattern);
    return current.replace(pattern, () => (content === null ? "" : `<${name}>${content}</${name}>`));
  }, text);
}

/** The only finding of this rule. */
export function only(diagnostics, rule) {
  const found = diagnostics.filter((diagnostic) => diagnostic.rule === rule);
  assert.equal(found.length, 1, `${rule} once among: ${diagnostics.map((other) => `${other.rule} ${other.message}`).join("; ") || "nothing"}`);
  return found[0];
}

/** All that a finding says to a person. */
export const words = ({ message, help = "" }) => `${message} ${help}`;
