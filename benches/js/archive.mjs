/**
 * `node archive.mjs ENVELOPES` makes an archive of so many, has the command line lint it on all cores and on one, and a script with fast-xml-parser and zod check it on one, each in a
 * process of its own. It prints, as JSON, how long each took, by the clock and of the processors, how much memory it held on the way, and what each refused; the archive is gone then.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { archiveLines } from "./archives.mjs";
import { median } from "./measure.mjs";

const envelopes = Number(process.argv[2]);
const cores = os.availableParallelism();
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const program = here("../../pkg/dist/cli.js");
const BLOCK = 1 << 20;
/** How many of the ticks that Linux tells of are a second. */
const TICKS = 100;

const folder = mkdtempSync(join(os.tmpdir(), "yct-envelope-archive-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const archive = join(folder, "archive.ndjson");
const bytes = write();
/** How much was waiting for the processors, this and all else, at most. */
let load = 0;
const lint = [program, "lint", "--format", "json", "--locale", "en", archive];
const runs = {
  all: await measured("all", lint, 1),
  one: await measured("one", [...lint, "--threads", "1"], 1),
  peer: await measured("peer", [here("peers/archive.mjs"), archive], 0),
};
const [ours, again, theirs] = [await refusedByUs("all"), await refusedByUs("one"), await refusedByPeer()];
assert.deepEqual(ours, again, "one thread and several refuse the same");
const unlike = (some, others) => [...some].filter((one) => !others.has(one)).length;
console.log(JSON.stringify({ envelopes, bytes, cores, load, runs, refused: { ours: ours.size, theirs: theirs.size, onlyOurs: unlike(ours, theirs), onlyTheirs: unlike(theirs, ours) } }));

function write() {
  const file = openSync(archive, "w");
  let held = [];
  let size = 0;
  let written = 0;
  const flush = () => {
    written += writeSync(file, Buffer.concat(held));
    held = [];
    size = 0;
  };
  for (const line of archiveLines(envelopes)) {
    held.push(typeof line === "string" ? Buffer.from(line) : line);
    size += held.at(-1).length;
    if (size >= BLOCK) flush();
  }
  flush();
  closeSync(file);
  return written;
}

/** Runs a program to its end, its output in a file; looks at its memory, that of all its threads, many times a second. */
async function measured(name, words, ending) {
  const output = openSync(join(folder, name), "w");
  const begun = performance.now();
  const child = spawn(process.execPath, words, { stdio: ["ignore", output, "inherit"] });
  const held = [];
  let processor;
  const look = setInterval(() => {
    const size = resident(child.pid);
    if (size > 0) held.push(size);
    processor = processorTime(child.pid) ?? processor;
  }, process.platform === "linux" ? 20 : 500);
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("exit", resolve));
  const seconds = (performance.now() - begun) / 1e3;
  load = Math.max(load, os.loadavg()[0]);
  clearInterval(look);
  closeSync(output);
  assert.equal(code, ending, `${name} ends with ${code}`);
  return { seconds, processor, memory: curve(held) };
}

/** The resident memory of a process, in bytes; 0 where that cannot be told. */
function resident(pid) {
  try {
    if (process.platform === "linux") return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) * 1024;
  } catch {
    return 0;
  }
}

/** The seconds of processor time that a process has had, in all its threads; nothing where that cannot be told. */
function processorTime(pid) {
  try {
    const [, user, system] = /^.*\) (?:\S+ ){11}(\d+) (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return (Number(user) + Number(system)) / TICKS;
  } catch {
    return undefined;
  }
}

/** The memory in the first tenth of the time, around a quarter, half and three quarters, in the last tenth: medians. And the most in all, and by how much the most of the second half was more. */
function curve(held) {
  if (held.length < 10) return undefined;
  const tenth = Math.floor(held.length / 10);
  const around = (part) => {
    const from = Math.round(part * (held.length - tenth));
    return median(held.slice(from, from + tenth));
  };
  const half = held.length >> 1;
  const most = (some) => some.reduce((one, other) => Math.max(one, other));
  return { at: [0, 0.25, 0.5, 0.75, 1].map(around), peak: most(held), growth: Math.max(0, most(held.slice(half)) - most(held.slice(0, half))) };
}

/** Which envelopes have an error: line and part. */
async function refusedByUs(name) {
  const refused = new Set();
  for await (const text of createInterface({ input: createReadStream(join(folder, name)) })) {
    if (!text.startsWith('{"file"')) continue;
    const { envelope, severity } = JSON.parse(text.replace(/,$|\],"summary":.*$/, ""));
    if (severity === "error") refused.add(`${envelope.line} ${envelope.part ?? ""}`);
  }
  return refused;
}

async function refusedByPeer() {
  const refused = new Set();
  let told;
  for await (const text of createInterface({ input: createReadStream(join(folder, "peer")) })) {
    told = JSON.parse(text);
    if (told.line !== undefined) refused.add(`${told.line} ${told.part ?? ""}`);
  }
  assert.equal(told.envelopes, envelopes, "the script reads every envelope");
  return refused;
}
