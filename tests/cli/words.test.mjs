/** Words: wrong ones are answered with the right ones, in both languages, and never with a stack trace. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { buildRequest, catalog, lint, parseRequest, sampleRequest } from "yct-envelope";
import { folder, program, run } from "./program.mjs";

const here = folder();
mkdirSync(join(here, "in"));
writeFileSync(join(here, "half.json"), '{\n  "methodCode": "stopReg",\n  "methodParams": {"secret": "hush-hush-hush" "x"}}');

for (const [words, zh, en] of [
  [["lnt"], "没有命令 lnt，是不是 lint？", "unknown command lnt, did you mean lint?"],
  [["lint", "--methd", "x"], "lint 没有选项 --methd，是不是 --method？", "lint has no option --methd, did you mean --method?"],
  [["lint", "--format", "sarf"], "--format 不能是 sarf，是不是 sarif？", "--format cannot be sarf, did you mean sarif?"],
  [["lint", "--format"], "--format 后面缺少 FORMAT", "--format lacks its FORMAT"],
  [["lint", "--quiet=1"], "--quiet 不带值", "--quiet takes no value"],
  [["lint", "--threads", "0"], "--threads 应是 1 到 256 的整数，现为 0", "--threads takes a whole number from 1 to 256, not 0"],
  [["explain", "amount/no-fen"], "没有规则 amount/no-fen，是不是 amount/not-fen？", "unknown rule amount/no-fen, did you mean amount/not-fen?"],
  [["sample", "orderQuery"], "没有接口 orderQuery，是不是 ordersQuery？", "unknown method orderQuery, did you mean ordersQuery?"],
  [["build", "half.json"], "half.json:3:47: 这里不是 JSON", "half.json:3:47: this is not JSON"],
  [["mask", "in"], "in: 这是目录；这条命令取一个文件", "in: this is a directory; this command takes one file"],
  [["parse", "x.ndjson"], "x.ndjson: parse 读一份报文，不读存档；请先取出其中的一行", "x.ndjson: parse reads one envelope, not an archive; take a line out first"],
  [["fix", "x.ndjson"], "x.ndjson: 存档不能改写，请先取出其中的报文", "x.ndjson: an archive is not rewritten; take its envelopes out first"],
]) {
  test(`yct-envelope ${words.join(" ")}`, () => {
    if (words[1] === "x.ndjson") writeFileSync(join(here, "x.ndjson"), "");
    for (const [LANG, sentence] of [["zh_CN.UTF-8", zh], ["en_GB.UTF-8", en]]) {
      const { status, out, err } = run(here, words, { env: { LANG } });
      assert.deepEqual({ status, out, err }, { status: 2, out: "", err: `yct-envelope: ${sentence}\n` });
    }
  });
}

test("help names every command and every option of it, in both languages", () => {
  for (const locale of ["zh-CN", "en"]) {
    const all = run(here, ["--help", "--locale", locale]).out;
    for (const name of ["lint", "fix", "format", "mask", "build", "parse", "explain", "sample", "catalog"]) {
      assert.match(all, new RegExp(`^  ${name} `, "m"));
      assert.match(run(here, [name, "--help", "--locale", locale]).out, /--locale/);
    }
  }
  const kind = (name) => /--kind KIND +(.*)/.exec(run(here, [name, "--help", "--locale", "en"]).out)[1];
  assert.match(kind("lint"), /; the root tells by default \[/);
  assert.match(kind("build"), /; by default an answer where --method is given/);
  assert.match(kind("sample"), /; request by default \[/);
  assert.equal(run(here, ["help", "fix"]).out, run(here, ["fix", "-h"]).out);
  assert.equal(run(here, ["--version"]).out, `${createRequire(import.meta.url)("yct-envelope/package.json").version}\n`);
});

test("build and parse are each other's way back; a wrong value is told by its paths", () => {
  const value = sampleRequest("refundGeneral");
  const { out } = run(here, ["build"], { input: JSON.stringify(value) });
  assert.equal(out, `${buildRequest(value)}\n`);
  assert.deepEqual(JSON.parse(run(here, ["parse"], { input: out }).out), parseRequest(out));
  value.methodParams.refundAmout = "19.90";
  const wrong = run(here, ["build", "--locale", "en"], { input: JSON.stringify(value) });
  assert.equal(wrong.status, 1);
  assert.equal(wrong.out, "");
  assert.match(wrong.err, /^<stdin> error amount\/not-fen\n  methodParams\.refundAmout: /);
  const unread = run(here, ["parse"], { input: out.replace("</methodCode>", "") });
  assert.equal(unread.status, 1);
  assert.match(unread.err, /\^/);
});

test("explain knows every rule, sample every method and every rule's broken envelope, catalog everything", () => {
  const { rules } = catalog();
  assert.deepEqual(JSON.parse(run(here, ["explain", "--json"]).out), JSON.parse(JSON.stringify(rules)));
  assert.equal(run(here, ["explain"]).out.trim().split("\n").length, rules.length);
  const [rule] = rules.filter(({ id }) => id === "amount/not-fen");
  for (const locale of ["zh-CN", "en"]) assert.ok(run(here, ["explain", rule.id, "--locale", locale]).out.includes(locale === "en" ? rule.explanation.en : rule.explanation.zh));
  assert.deepEqual(lint(run(here, ["sample", "--broken", "amount/not-fen"]).out).diagnostics.map(({ rule: id }) => id), ["amount/not-fen"]);
  assert.deepEqual(lint(run(here, ["sample", "msgPush", "--event", "26"]).out).diagnostics, []);
  assert.deepEqual(JSON.parse(run(here, ["catalog"]).out), JSON.parse(JSON.stringify(catalog())));
});

test("the program is one that a shell starts, imports the package beside it, and carries its parts' licences", () => {
  const text = readFileSync(program, "utf8");
  assert.match(text, /^#!\/usr\/bin\/env node\n/);
  assert.match(text, /from "yct-envelope"/);
  const notice = readFileSync(join(program, "../cli-licences.txt"), "utf8");
  for (const name of ["diff", "picocolors", "tinyglobby", "fdir", "picomatch", "get-east-asian-width"]) assert.ok(notice.includes(`----- ${name}\n`), name);
});
