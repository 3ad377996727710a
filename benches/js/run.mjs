/**
 * Runs the benches, as `cargo xtask bench` says: `node run.mjs [NAME ...] [--quick | --smoke] [--write] [--native PROGRAM] [--documents FOLDER]`. NAMEs are sections;
 * goals are printed of those that ran. `--smoke` runs everything once, small, and prints the pages: the figures mean nothing.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { archivePages, perCore } from "./archive-page.mjs";
import { answer, answerJson, requestTexts } from "./documents.mjs";
import { number, rate, ratio, time } from "./figures.mjs";
import { goals } from "./goals.mjs";
import { interleaved, median } from "./measure.mjs";
import { pages } from "./pages.mjs";
import { OURS, sections as all } from "./sections.mjs";

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, smoke: { type: "boolean" }, write: { type: "boolean" }, native: { type: "string" }, documents: { type: "string" } },
});

/** How much is measured: `budget` is milliseconds of each contender, `streamed` bytes through readRecords, `starts` processes for the first call, `archived` envelopes in an archive. */
const scales = {
  whole: { large: 100_000, rounds: 30, roundsOfLarge: 5, warmups: 10, calls: 1_000, budget: 15_000, streamed: 1e9, starts: 21, archived: 1_000_000 },
  quick: { large: 10_000, rounds: 5, roundsOfLarge: 5, warmups: 3, calls: 1_000, budget: 1_000, streamed: 5e7, starts: 5, archived: 20_000 },
  smoke: { large: 50, rounds: 1, roundsOfLarge: 1, warmups: 0, calls: 10, budget: 0, streamed: 1e6, starts: 1, archived: 6_000 },
};
const scale = scales[options.smoke ? "smoke" : options.quick ? "quick" : "whole"];
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const sections = all(scale.large);
const separate = { "first-call": firstCall, memory, native, archive };
const known = [...Object.keys(sections), ...Object.keys(separate)];
const isArchiveAlone = names.length === 1 && names[0] === "archive";
if (options.write && (scale !== scales.whole || (names.length > 0 && !isArchiveAlone))) throw new Error("--write takes a whole run, or archive alone");
const unknown = names.find((name) => !known.includes(name));
if (unknown !== undefined) throw new Error(`there is no bench ${unknown}; there are ${known.join(", ")}`);
const wanted = (name) => names.length === 0 || names.includes(name);

const results = { machine: machine(), large: scale.large, sections: {}, wasm: wasm() };
for (const [name, section] of Object.entries(sections)) {
  if (wanted(name)) results.sections[name] = measured(name, section);
}
for (const [name, measure] of Object.entries(separate)) {
  if (wanted(name) || (name === "native" && wanted("findings-large"))) measure();
}
const figures = goals(scale.large).map((goal) => ({ ...goal, figure: goal.measure(results) }));
if (!isArchiveAlone) console.log("\nGoals");
for (const goal of isArchiveAlone ? [] : figures.filter(({ figure }) => figure !== undefined)) report(goal);
const written = { ...(isArchiveAlone ? {} : pages(results, figures)), ...(results.archive && archivePages(results)) };
if (options.write) write();
if (options.smoke) Object.values(written).forEach((text) => console.log(`\n${text}`));

function measured(name, { title, records, many, contenders }) {
  console.log(`\n${title.en}`);
  const made = contenders();
  const { rounds, roundsOfLarge, warmups, budget } = scale;
  const size = records > 1_000 ? { rounds: roundsOfLarge, warmups: Math.min(1, warmups) } : { rounds, warmups };
  const plan = { ...size, calls: many ? scale.calls : 1, budget };
  const rows = interleaved(made, plan).map((row, at) => ({ ...row, bytes: made[at].bytes }));
  const [first] = rows;
  for (const { name, milliseconds, bytes, rounds } of rows) {
    console.log(`  ${name.padEnd(28)} ${time(milliseconds).padStart(10)}  ${number(rate({ bytes, milliseconds })).padStart(5)} MB/s  ${ratio(milliseconds / first.milliseconds).padStart(7)}  ${rounds} rounds`);
  }
  return { title, records, rows };
}

function firstCall() {
  const [text] = requestTexts(1);
  const starts = Array.from({ length: scale.starts }, () => JSON.parse(execFileSync(process.execPath, [here("first-call.mjs"), text])));
  results.firstCall = { import: median(starts.map((start) => start.import)), call: median(starts.map(({ call }) => call)) };
  console.log(`\nImport and first parseRequest, in a process of its own\n  ${OURS} ${time(results.firstCall.import)} + ${time(results.firstCall.call)}`);
}

function memory() {
  const bytes = scale.streamed;
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
    compact: answer("ordersQuery", scale.large),
    pretty: answer("ordersQuery", scale.large, { layout: "pretty" }),
    damaged: answer("ordersQuery", scale.large, { damagedEvery: 1 }),
    json: answerJson("ordersQuery", scale.large),
  };
  for (const [name, text] of Object.entries(documents)) writeFileSync(`${folder}/${name}`, text);
  results.native = JSON.parse(execFileSync(options.native, [folder, String(scale.roundsOfLarge)], { maxBuffer: 1e8 }));
  console.log(`\nNatively, ${scale.large.toLocaleString("en")} records, MB/s`);
  for (const [document, rates] of Object.entries(results.native)) {
    for (const [name, rate] of Object.entries(rates)) console.log(`  ${document.padEnd(8)} ${name.padEnd(20)} ${rate.toFixed(0).padStart(6)}`);
  }
}

/** A long archive, by the command line and by a script. */
function archive() {
  console.log(`\n${scale.archived.toLocaleString("en")} envelopes in an archive, each in a process of its own`);
  results.archive = JSON.parse(execFileSync(process.execPath, [here("archive.mjs"), String(scale.archived)], { stdio: ["ignore", "pipe", "inherit"] }));
  const { envelopes, cores, runs, refused } = results.archive;
  const called = { all: `yct-envelope lint, ${cores} threads`, one: "yct-envelope lint --threads 1", peer: "fast-xml-parser + zod, a script" };
  for (const [name, { seconds, memory }] of Object.entries(runs)) {
    const held = memory ? `resident ${memory.at.map((size) => (size / 2 ** 20).toFixed(0)).join(" ")}, at most ${(memory.peak / 2 ** 20).toFixed(0)} MiB` : "";
    console.log(`  ${called[name].padEnd(32)} ${time(seconds * 1e3).padStart(8)}  ${number(envelopes / seconds).padStart(7)}/s  ${number(perCore(results.archive, name)).padStart(7)}/s of a core  ${held}`);
  }
  console.log(`  refused: ${refused.ours} by yct-envelope, ${refused.theirs} by the script`);
}

/** The module that is loaded first, and the whole. */
function wasm() {
  const sizes = (file) => {
    const bytes = readFileSync(here(`../../pkg/dist/${file}`));
    return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  };
  return { first: sizes("yct-envelope.scans.wasm"), whole: sizes("yct-envelope.wasm") };
}

function machine() {
  const [{ model }] = os.cpus();
  return { model, cores: os.cpus().length, memory: Math.round(os.totalmem() / 2 ** 30), system: os.platform(), node: process.versions.node, date: new Date().toISOString().slice(0, 10) };
}

function report({ work, against, goal, figure }) {
  const name = `${work.en}${against.en && ` / ${against.en}`}`;
  console.log(`  ${figure.reached ? "reached" : "missed "}  ${`${number(figure.value)} ${figure.unit}`.padStart(10)}  ${goal.padEnd(15)} ${name}`);
}

function write() {
  for (const [file, text] of Object.entries(written)) writeFileSync(here(`../../docs/${file}`), text);
  console.log(`\nwrote ${Object.keys(written).map((file) => `docs/${file}`).join(", ")}`);
}
