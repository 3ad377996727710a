/** Archives: every form of a line, rotten ones, order, and what ends a run. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildRequest, buildResponse, sampleRequest, sampleResponse } from "yct-envelope";
import { folder, run, start } from "./program.mjs";

const here = folder();
const request = buildRequest(sampleRequest("refundGeneral"));
const answer = buildResponse("refundGeneral", sampleResponse("refundGeneral"), { format: "json" });
const yuan = request.replace(/<refundAmout>\d+/, "<refundAmout>19.90");
const linted = (file, ...words) => {
  const { out, err, status } = run(here, ["lint", "--format", "json", file, ...words]);
  return { ...JSON.parse(out), err, status };
};
const told = ({ findings }) => findings.map(({ envelope, rule }) => `${envelope.line} ${envelope.id ?? "-"} ${envelope.part ?? "-"} ${rule}`);

test("each form of a line is read, rotten lines are findings, and the rest is read to its end", () => {
  const lines = [
    request,
    answer,
    JSON.stringify(yuan),
    JSON.stringify({ id: "R-1", request, response: answer }),
    JSON.stringify({ id: 2, method: "refundGeneral", response: { resultCode: "0" } }),
    "",
    JSON.stringify({ id: "R-3", envelope: yuan }),
    "rotten",
    "[1, 2]",
    Buffer.from([0xff, 0xc0, 0x80]),
    `${yuan}\r`,
    yuan,
  ];
  writeFileSync(join(here, "forms.ndjson"), Buffer.concat(lines.flatMap((line, index) => [Buffer.from(line), Buffer.from(index < lines.length - 1 ? "\n" : "")])));
  const result = linted("forms.ndjson");
  assert.deepEqual(told(result), [
    "3 - - amount/not-fen",
    "4 R-1 response envelope/format-differs",
    "5 2 response field/missing",
    "7 R-3 envelope amount/not-fen",
    "8 - - xml/malformed",
    "9 - - envelope/root",
    "10 - - xml/encoding",
    "10 - - xml/malformed",
    "11 - - amount/not-fen",
    "12 - - amount/not-fen",
  ]);
  assert.equal(result.summary.envelopes, 12);
  assert.equal(result.status, 1);
  const [whole, within] = [result.findings.at(-1), result.findings[0]];
  assert.deepEqual([whole.line, whole.column], [12, yuan.indexOf("19.90") + 1]);
  assert.deepEqual([within.line, within.column], [3, undefined]);
});

test("a method that is none is an error of its line, at its place, with the nearest", () => {
  const lines = [{ id: 1, method: "ordersQuery", response: answer }, { id: 2, method: "queryOrdr", response: answer }, { id: 3, method: "orderQuery", envelope: request }, { method: 5, response: answer }, { method: null, request }];
  writeFileSync(join(here, "methods.ndjson"), lines.map((line) => JSON.stringify(line)).join("\n"));
  const { findings, summary, status } = linted("methods.ndjson", "--locale", "en");
  const wrong = findings.filter(({ rule }) => rule === "code/unknown");
  assert.deepEqual(wrong.map(({ line, column, endColumn, message }) => [line, column, endColumn, message]), [
    [2, 18, 29, "the method of this line is none of the methods, did you mean ordersQuery?"],
    [3, 18, 30, "the method of this line is none of the methods, did you mean ordersQuery?"],
    [4, 11, 12, "the method of this line is none of the methods"],
  ]);
  assert.equal(summary.envelopes, 5);
  assert.equal(status, 1);
  const { out } = run(here, ["lint", "methods.ndjson"]);
  assert.match(out, /methods\.ndjson:3:18 错误 code\/unknown\n  这一行的 method 不是接口代码，是不是 ordersQuery？\n  建议：可取 refundGeneral/);
  for (const format of ["sarif", "github", "junit"]) assert.match(run(here, ["lint", "--format", format, "methods.ndjson"]).out, /是不是 ordersQuery/);
});

test("many lines on several threads come in order and are the same as on one", () => {
  const lines = Array.from({ length: 8000 }, (_, index) => (index % 500 === 499 ? yuan : request));
  writeFileSync(join(here, "many.ndjson"), lines.join("\n"));
  const several = linted("many.ndjson", "--threads", "3");
  assert.deepEqual(several.findings.map(({ envelope }) => envelope.line), Array.from({ length: 16 }, (_, index) => (index + 1) * 500));
  assert.equal(several.summary.envelopes, 8000);
  assert.deepEqual(linted("many.ndjson", "--threads", "1"), several);
});

test("a line that is too long is one finding, wherever it is cut", () => {
  const long = "<" + "x".repeat(3_000_000);
  writeFileSync(join(here, "long.ndjson"), [request, long, yuan, long].join("\n"));
  const result = linted("long.ndjson", "--max-size", "100000");
  assert.deepEqual(told(result), ["2 - - limit/size", "3 - - amount/not-fen", "4 - - limit/size"]);
});

test("an empty archive, and one that begins with a byte order mark", () => {
  writeFileSync(join(here, "empty.ndjson"), "");
  assert.deepEqual(linted("empty.ndjson").summary, { envelopes: 0, errors: 0, warnings: 0, infos: 0, unread: 0 });
  writeFileSync(join(here, "mark.ndjson"), `\ufeff${request}\n${request}`);
  assert.deepEqual(linted("mark.ndjson").findings, []);
});

test("whoever stops reading ends it without a word", async () => {
  const child = start(here, ["lint", "--archive", "-"]);
  child.stdin.on("error", () => {});
  child.stdin.end(`${yuan}\n`.repeat(20_000));
  let err = "";
  child.stderr.on("data", (text) => (err += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(err, "");
  assert.equal(code, 2);
});

test("Ctrl-C ends it with a word", async () => {
  const child = start(here, ["lint", "--archive", "-", "--locale", "en"]);
  child.stdin.on("error", () => {});
  child.stdin.write(`${yuan}\n`.repeat(5_000));
  let err = "";
  child.stderr.on("data", (text) => (err += text));
  child.stdout.once("data", () => child.kill("SIGINT"));
  child.stdout.resume();
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(err, "yct-envelope: interrupted\n");
  assert.equal(code, 130);
});
