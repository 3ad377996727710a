/** What is known without the module: the protocol and the rules as data. Each call reads its own copy. */
import * as reference from "./generated/reference.js";
import * as guard from "./guards.js";

export function catalog() {
  return { ...JSON.parse(reference.protocol), rules: Object.values(reference.rules).map((rule) => JSON.parse(rule)) };
}

export function sampleMutant(rule) {
  const { bad, read } = JSON.parse(reference.rules[guard.ruleId(rule)]);
  const { bytes, ...options } = { ...read };
  return { source: bytes ? new TextEncoder().encode(bad) : bad, options };
}
