/**
 * Runs the benches: `node run.mjs [NAME ...] [--quick] [--write] [--native PROGRAM]`. `cargo xtask bench` calls it. NAMEs are sections, goals are printed of those
 * that ran.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { answer, answerJson, requestTexts } from "./documents.mjs";
import { goals } from "./goals.mjs";
import { interleaved, median } from "./measure.mjs";
import { pages } from "./pages.mjs";
import { OURS, sections as all } from "./sections.mjs";

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false }, native: { type: "string" }, documents: { type: "string" } },
});
const { quick } = options;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const LARGE = quick ? 10_000 : 100_000;
const BUDGET = quick ? 1_000 : 30_000;
const sections = all(LARGE);
const separate = { "first-call": firstCall, memory, native };
const known = [...Object.keys(sections), ...Object.keys(separate)];
const unknown = names.find((name) => !known.includes(name));
if (unknown !== undefined) throw new Error(`there is no bench ${unknown}; there are ${known.join(", ")}`);
const wanted = (name) => names.length === 0 || names.includes(name);

const results = { machine: machine(), quick, large: LARGE, sections: {}, wasm: wasm() };
for (const [name, section] of Object.entries(sections)) {
  if (wanted(name)) results.sections[name] = measured(name, section);
}
for (const [name, measure] of Object.entries(separate)) {
  if (wanted(name) || (name === "native" && wanted("findings-large"))) measure();
}
for (const goal of goals) report(goal);
if (options.write) write();

function measured(name, { title, records, calls, contenders, ...rest }) {
  console.log(`\n${title.en}`);
  const made = contenders();
  const large = records > 1_000;
  const plan = { rounds: quick ? 5 : large ? 5 : 30, warmups: large ? 1 : quick ? 3 : 10, calls: calls ?? (records === 1 ? 200 : 1), budget: BUDGET };
  const rows = interleaved(made, plan).map((row, at) => ({ ...row, bytes: made[at].bytes }));
  const [first] = rows;
  for (const { name, milliseconds, bytes, rounds } of rows) {
    console.log(`  ${name.padEnd(28)} ${time(milliseconds).padStart(10)}  ${(bytes / milliseconds / 1e3).toFixed(0).padStart(5)} MB/s  ${ratio(milliseconds / first.milliseconds).padStart(7)}  ${rounds} rounds`);
  }
  return { title, records, rows, ...rest };
}

function firstCall() {
  const [text] = requestTexts(1);
  const times = Array.from({ length: quick ? 5 : 21 }, () => Number(execFileSync(process.execPath, [here("first-call.mjs"), text])));
  results.firstCall = { milliseconds: median(times), rounds: times.length };
  console.log(`\nImport and first parseRequest, in a process of its own\n  ${OURS} ${time(results.firstCall.milliseconds)}`);
}

function memory() {
  const bytes = quick ? 5e7 : 1e9;
  results.memory = { bytes, ...JSON.parse(execFileSync(process.execPath, [here("memory.mjs"), String(bytes)])) };
  const { missing, wasm, growth, peak, seconds } = results.memory;
  const mib = (size) => `${(size / 2 ** 20).toFixed(1)} MiB`;
  console.log(`\nreadRecords over ${bytes / 1e6} MB, in a process of its own`);
  console.log(missing ? "  not exported by this build" : `  wasm ${mib(wasm)}, resident at most ${mib(peak)}, growth ${mib(growth)}, ${(bytes / seconds / 1e6).toFixed(0)} MB/s`);
}

/** What native code does with the same bytes. */
function native() {
  if (!options.native) return;
  const folder = options.documents ?? here("../../target/benches");
  mkdirSync(folder, { recursive: true });
  const documents = {
    compact: answer("ordersQuery", LARGE),
    pretty: answer("ordersQuery", LARGE, { layout: "pretty" }),
    damaged: answer("ordersQuery", LARGE, { damagedEvery: 1 }),
    json: answerJson("ordersQuery", LARGE),
  };
  for (const [name, text] of Object.entries(documents)) writeFileSync(`${folder}/${name}`, text);
  results.native = JSON.parse(execFileSync(options.native, [folder, String(quick ? 3 : 5)], { maxBuffer: 1e8 }));
  console.log(`\nNatively, ${LARGE.toLocaleString("en")} records, MB/s`);
  for (const [document, rates] of Object.entries(results.native)) {
    for (const [name, rate] of Object.entries(rates)) console.log(`  ${document.padEnd(8)} ${name.padEnd(20)} ${rate.toFixed(0).padStart(6)}`);
  }
}

function wasm() {
  const bytes = readFileSync(here("../../pkg/dist/yct-envelope.wasm"));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

function machine() {
  const [{ model }] = os.cpus();
  return { model, cores: os.cpus().length, memory: Math.round(os.totalmem() / 2 ** 30), system: os.platform(), node: process.versions.node, date: new Date().toISOString().slice(0, 10) };
}

function report({ work, against, goal, measure }) {
  const figure = measure(results);
  const name = `${work.en}${against.en && ` / ${against.en}`}`;
  if (report.begun === undefined) console.log("\nGoals");
  report.begun = true;
  if (figure !== undefined) console.log(`  ${figure.reached ? "reached" : "missed "}  ${`${number(figure.value)} ${figure.unit}`.padStart(10)}  ${goal.padEnd(15)} ${name}`);
}

function write() {
  if (quick || names.length > 0) throw new Error("--write takes a whole run: neither --quick nor names");
  for (const [file, text] of Object.entries(pages(results))) writeFileSync(here(`../../docs/${file}`), text);
  console.log("\nwrote docs/performance.md and docs/performance.zh-CN.md");
}

function number(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
function ratio(value) {
  return `${number(value)} ×`;
}
function time(milliseconds) {
  return milliseconds < 0.1 ? `${number(milliseconds * 1e3)} µs` : milliseconds < 1_000 ? `${number(milliseconds)} ms` : `${number(milliseconds / 1e3)} s`;
}
