/**
 * docs/hardening.json holds every figure of the pages docs/hardening.md and docs/hardening.zh-CN.md, each under the name of what measured it. What the
 * suite measures anew in each run is compared with what stands there; `UPDATE_EXPECT=1` writes it. `cargo xtask` writes into the same file: both sort by names.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../../docs/hardening.json", import.meta.url);

export const figures = () => JSON.parse(readFileSync(file, "utf8"));

export function record(name, measured) {
  writeFileSync(file, `${JSON.stringify(sorted({ ...figures(), [name]: measured }), null, 2)}\n`);
}

function sorted(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

const isUpdate = process.env.UPDATE_EXPECT !== undefined;

/** Exactly what was measured. */
export function assertRecorded(name, measured) {
  if (isUpdate) record(name, measured);
  assert.deepEqual(measured, figures()[name], `docs/hardening.json tells other figures of ${name}: UPDATE_EXPECT=1 rewrites them`);
}

/** The same of measures that another compiler may shift a little: `measured` and what stands there are no farther apart than a twentieth. */
export function assertNear(name, measured) {
  if (isUpdate) record(name, measured);
  const written = figures()[name];
  assert.deepEqual(Object.keys(measured).sort(), Object.keys(written ?? {}).sort(), name);
  for (const [key, value] of Object.entries(measured)) {
    const isNear = typeof value === "number" ? Math.abs(value - written[key]) <= 0.05 * Math.abs(written[key]) : value === written[key];
    assert.ok(isNear, `docs/hardening.json says ${key} of ${name} is ${written[key]}; measured: ${value}. UPDATE_EXPECT=1 rewrites it`);
  }
}
