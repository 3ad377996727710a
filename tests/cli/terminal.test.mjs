/** On a terminal: the bar over an archive, and what ends it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildRequest, sampleRequest } from "yct-envelope";
import { barOf } from "../../src/js/cli/progress.js";
import { environment, folder, program } from "./program.mjs";

const words = { zh: (zh) => zh, en: (zh, en) => en };
const ERASE = "\r\x1b[2K";

test("the bar says how far it is, in the columns that there are", () => {
  const at = (columns, more = {}, say = words.en) => barOf({ seen: 1234, bytes: 50, total: 200, columns, ...more }, say);
  assert.equal(at(80), "██████░░░░░░░░░░░░░░░░░░  25 %  1,234 envelopes");
  assert.equal(at(80, {}, words.zh), "██████░░░░░░░░░░░░░░░░░░  25 %  1,234 份报文");
  assert.equal(at(80, { seen: 1, bytes: 0 }), "░░░░░░░░░░░░░░░░░░░░░░░░   0 %  1 envelope");
  assert.equal(at(80, { bytes: 200 }), "████████████████████████ 100 %  1,234 envelopes");
  assert.equal(at(80, { bytes: 199 }).slice(23, 30), "░  99 %", "it is full when all is done");
  assert.equal(at(80, { total: undefined }), "1,234 envelopes");
  assert.equal(at(48), at(80));
  assert.equal(at(47), " 25 %  1,234 envelopes");
  assert.equal(at(22), " 25 %");
  assert.equal(at(5), "");
});

const hasTerminals = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
const terminals = { skip: !hasTerminals && "script of util-linux makes pseudo-terminals" };
const here = folder();
const clean = buildRequest(sampleRequest("refundGeneral"));
const yuan = clean.replace(/<refundAmout>\d+/, "<refundAmout>19.90");

/** Starts it in a terminal of 80 columns. */
function inTerminal(line) {
  const shell = `trap : INT; stty cols 80; "${process.execPath}" "${program}" ${line}; echo "ended with $?"`;
  const child = spawn("script", ["-qec", shell, "/dev/null"], { cwd: here, env: environment({ TERM: "xterm", SHELL: "/bin/sh", LANG: "en_GB.UTF-8" }) });
  const terminal = { child, text: "", ended: undefined };
  child.stdout.setEncoding("utf8").on("data", (text) => (terminal.text += text));
  terminal.ended = new Promise((resolve) => child.on("close", resolve));
  return terminal;
}
const barsOf = (text) => [...text.matchAll(/\r\x1b\[2K([█░]+) +(\d+) % {2}([\d,]+) envelopes/g)].map(([, , percent, seen]) => ({ percent: Number(percent), seen: Number(seen.replaceAll(",", "")) }));

test("the bar counts what is done, not what is read, and is gone at the end", terminals, async () => {
  const lines = 40_000;
  writeFileSync(join(here, "long.ndjson"), `${clean}\n`.repeat(lines));
  const terminal = inTerminal("lint long.ndjson --threads 1");
  await terminal.ended;
  const bars = barsOf(terminal.text);
  assert.ok(bars.length > 1, terminal.text);
  for (const { percent, seen } of bars) assert.ok(Math.abs(percent - (100 * seen) / lines) <= 1, `${percent} % at ${seen}`);
  assert.ok(terminal.text.endsWith(`${ERASE}\x1b[32m✓\x1b[39m ${lines} envelopes, nothing found\r\nended with 0\r\n`), JSON.stringify(terminal.text.slice(-200)));
});

test("Ctrl-C takes the bar away, also when findings were told", terminals, async () => {
  writeFileSync(join(here, "endless.ndjson"), `${yuan}\n${`${clean}\n`.repeat(100_000)}`);
  const terminal = inTerminal("lint endless.ndjson --threads 1");
  while (barsOf(terminal.text.slice(terminal.text.indexOf("amount/not-fen"))).length === 0 && terminal.child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  terminal.child.stdin.write("\x03");
  await terminal.ended;
  assert.match(terminal.text, /envelopes(?:\^C)?\r\x1b\[2Kyct-envelope: interrupted\r\nended with 130\r\n$/);
});
