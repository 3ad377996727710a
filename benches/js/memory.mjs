/**
 * Reads an answer of this many bytes, made as it is read, and prints what memory that took: `wasm`, the largest memory of the module; `growth`, by how much
 * resident memory was larger at most in the second half than in the first; `peak`, the largest of all. Nothing but `missing` where this build has no `readRecords`.
 */
import { chunks } from "./documents.mjs";

const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...module) {
    super(...module);
    if (this.exports.memory) memories.push(this.exports.memory);
  }
};

const bytes = Number(process.argv[2]);
const { readRecords } = await import("yct-envelope");
if (typeof readRecords !== "function") {
  console.log(JSON.stringify({ missing: true }));
} else {
  let wasm = 0;
  let progress = 0;
  const halves = [0, 0];
  const begun = performance.now();
  const reading = readRecords("ordersQuery", chunks("ordersQuery", bytes), { onProgress: (read) => (progress = read) });
  let step = await reading.next();
  for (let batch = 0; !step.done; batch++, step = await reading.next()) {
    if (step.value.diagnostics.length > 0) throw new Error(step.value.diagnostics[0].message);
    wasm = Math.max(wasm, ...memories.map(({ buffer }) => buffer.byteLength));
    const half = Number(progress > bytes / 2);
    if (batch % 16 === 0) halves[half] = Math.max(halves[half], process.memoryUsage.rss());
  }
  const { records, refused } = step.value;
  if (refused > 0 || records === 0) throw new Error(`${records} records, ${refused} refused`);
  const seconds = (performance.now() - begun) / 1e3;
  console.log(JSON.stringify({ missing: false, wasm, growth: Math.max(0, halves[1] - halves[0]), peak: process.resourceUsage().maxRSS * 1024, records, seconds }));
}
