/** `lint`: what it reads, what it tells in each format, and how it ends. */
import Ajv from "ajv";
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { buildRequest, buildResponse, catalog, lint, sampleMutant, sampleRequest, sampleResponse } from "yct-envelope";
import { folder, run } from "./program.mjs";

const require = createRequire(import.meta.url);
const clean = buildRequest(sampleRequest("refundGeneral"));
const yuan = clean.replace(/<refundAmout>\d+/, "<refundAmout>19.90");
const zero = clean.replace(/<refundAmout>\d+/, "<refundAmout>0");
const FORMATS = ["pretty", "json", "sarif", "github", "junit"];

const here = folder();
mkdirSync(join(here, "in/deep"), { recursive: true });
writeFileSync(join(here, "clean.xml"), clean);
writeFileSync(join(here, "in/yuan.xml"), yuan);
writeFileSync(join(here, "in/deep/zero.xml"), zero);
writeFileSync(join(here, "in/notes.txt"), "no envelope");

test("exit codes: errors are 1, warnings as many as are allowed, what cannot be read is 2 and the rest is read", () => {
  const status = (...words) => run(here, ["lint", ...words]).status;
  assert.equal(status("clean.xml"), 0);
  assert.equal(status("in/yuan.xml"), 1);
  assert.equal(status("in/deep/zero.xml"), 0);
  assert.equal(status("--max-warnings", "1", "in/deep/zero.xml"), 0);
  assert.equal(status("--max-warnings", "0", "in/deep/zero.xml"), 1);
  const { status: missing, out, err } = run(here, ["lint", "gone.xml", "in/yuan.xml", "--locale", "en"]);
  assert.equal(missing, 2);
  assert.equal(err, "yct-envelope: gone.xml: no such file or directory\n");
  assert.match(out, /in\/yuan\.xml:1:\d+ error amount\/not-fen/);
});

test("files, folders, globs and standard input, none twice", () => {
  const names = (...words) => [...new Set(JSON.parse(run(here, ["lint", "--format", "json", ...words]).out).findings.map(({ file }) => file))];
  assert.deepEqual(names("in"), ["in/deep/zero.xml", "in/yuan.xml"]);
  assert.deepEqual(names("**/*.xml", "in/yuan.xml"), ["in/deep/zero.xml", "in/yuan.xml"]);
  assert.deepEqual(JSON.parse(run(here, ["lint", "--format", "json", "-"], { input: yuan }).out).findings[0].file, "<stdin>");
  assert.equal(run(here, ["lint"], { input: clean }).out, "✓ 1 份报文，没有问题\n");
  assert.deepEqual(run(here, ["lint", "no*.xml", "--locale", "en"]).err, "yct-envelope: no*.xml: no file matches\n");
});

test("a folder's files are found whatever case their extensions have", () => {
  const made = folder();
  writeFileSync(join(made, "FROM-A-HOST.XML"), yuan);
  assert.equal(run(made, ["lint", "."]).status, 1);
});

test("what ends a run in 1 or 2 is said", () => {
  const made = folder();
  writeFileSync(join(made, "zero.xml"), zero);
  const few = run(made, ["lint", "--quiet", "--max-warnings", "0", "--locale", "en", "zero.xml"]);
  assert.deepEqual(few, { ...few, status: 1, out: "", err: "yct-envelope: 1 warning, more than --max-warnings 0\n" });
  writeFileSync(join(made, "clean.xml"), clean);
  const half = run(made, ["lint", "clean.xml", "gone.xml"]);
  assert.deepEqual([half.status, half.out], [2, "✗ 1 份报文，1 个来源未能读取\n"]);
});

test("an answer of which no one knows what it answers is told as not checked, in one line, unless it is a failure or nothing else is shown", () => {
  const made = folder();
  const answer = buildResponse("stopReg", { resultCode: "0" });
  writeFileSync(join(made, "answer.xml"), answer);
  writeFileSync(join(made, "failure.xml"), answer.replace(">0<", ">-1<").replace("<resultDesc></resultDesc>", "<resultDesc>x</resultDesc>"));
  writeFileSync(join(made, "all.ndjson"), [answer, answer, JSON.stringify({ method: "stopReg", response: answer })].join("\n"));
  const err = (...words) => run(made, ["lint", ...words]).err;
  assert.equal(err("answer.xml", "--locale", "en"), "yct-envelope: the fields of 1 answer were not checked, since no method is known; name it with --method\n");
  assert.equal(err("."), "yct-envelope: 3 份响应看不出回答哪个接口，字段未核对；用 --method 指明\n");
  for (const words of [["--method", "stopReg", "answer.xml"], ["failure.xml"], ["--quiet", "answer.xml"]]) assert.equal(err(...words), "", words.join(" "));
});

test("what cannot be read is named in every format for machines", () => {
  const words = ["gone,1.xml", "clean.xml", "no*.xml"];
  const out = (format, locale) => run(here, ["lint", "--format", format, "--locale", locale, ...words]).out;
  assert.equal(out("github", "en"), "::error file=gone%2C1.xml::no such file or directory\n::error file=no*.xml::no file matches\n");
  const [{ invocations }] = JSON.parse(out("sarif", "zh-CN")).runs;
  assert.deepEqual(invocations.map(({ executionSuccessful, toolExecutionNotifications }) => [executionSuccessful, ...toolExecutionNotifications.map(({ level, message, locations }) => [level, message.text, locations[0].physicalLocation.artifactLocation.uri])]), [
    [false, ["error", "没有这个文件或目录", "gone%2C1.xml"], ["error", "没有匹配的文件", "no*.xml"]],
  ]);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(out("junit", "en"));
  assert.deepEqual([testsuites["@_tests"], testsuites["@_errors"], testsuites["@_failures"]], ["3", "2", "0"]);
  assert.deepEqual(testsuites.testsuite.map((suite) => [suite["@_name"], suite["@_errors"], suite.testcase.error?.["@_message"]]), [
    ["gone,1.xml", "1", "no such file or directory"], ["no*.xml", "1", "no file matches"], ["clean.xml", "0", undefined],
  ]);
});

test("a limit is told by the flag that sets it", () => {
  const helps = (...words) => JSON.parse(run(here, ["lint", "--format", "json", "--locale", "en", ...words, "in/yuan.xml"]).out).findings.filter(({ rule }) => rule.startsWith("limit/")).map(({ help }) => help);
  assert.deepEqual(helps("--max-size", "10"), ["send it in smaller envelopes, or raise --max-size"]);
  assert.deepEqual(helps(), []);
});

test("what is in GBK and does not say so is told as that, in a file and in a line", () => {
  const made = folder();
  const said = Buffer.concat([Buffer.from("<return><resultCode>1</resultCode><resultDesc>"), Buffer.from([0xce, 0xde, 0xbc, 0xc7, 0xc2, 0xbc]), Buffer.from("</resultDesc></return>")]);
  for (const name of ["gbk.xml", "gbk.ndjson"]) writeFileSync(join(made, name), said);
  const { findings } = JSON.parse(run(made, ["lint", "--format", "json", "--locale", "en", "."]).out);
  assert.deepEqual(findings.map(({ rule, message }) => [rule, message]), Array(2).fill(["xml/encoding", "the bytes from here on are not valid UTF-8; as GBK, all of them decode"]));
  assert.match(findings[0].help, /XML can declare it/);
});

test("an answer is compared with its request", () => {
  const request = sampleRequest("ordersQuery");
  writeFileSync(join(here, "q.xml"), buildRequest(request));
  writeFileSync(join(here, "a.json"), buildResponse("ordersQuery", sampleResponse("ordersQuery"), { format: "json" }));
  const { findings } = JSON.parse(run(here, ["lint", "--format", "json", "--request", "q.xml", "a.json"]).out);
  assert.deepEqual(findings.map(({ rule }) => rule), ["envelope/format-differs"]);
  assert.equal(run(here, ["lint", "--kind", "request", "--request", "q.xml", "a.json"]).status, 2);
});

test("severity and quiet show less and count the same", () => {
  const shown = (...words) => run(here, ["lint", "--locale", "en", ...words, "in"]);
  assert.doesNotMatch(shown("--severity", "error").out, /amount\/zero/);
  assert.match(shown("--severity", "error").out, /✗ 2 envelopes: 1 error, 1 warning\n$/);
  assert.match(shown("--quiet").out, /amount\/not-fen/);
  assert.doesNotMatch(shown("--quiet").out, /✗/);
  assert.equal(shown("--quiet", "--max-warnings", "0").status, 1);
});

test("the mark stands under what the finding is about, whatever the width of what is before it, and a long line is cut around it", () => {
  const text = `<arg0>\n<responseType>0</responseType><methodCode>stopReg</methodCode>\n<methodParams><![CDATA[<orderList>停诊一，二</orderList><secret>x</secret>]]></methodParams></arg0>`;
  writeFileSync(join(here, "wide.xml"), text);
  const rows = run(here, ["lint", "wide.xml"]).out.split("\n");
  const at = rows.findIndex((row) => row.includes("^"));
  const before = rows[at].slice(0, rows[at].indexOf("^"));
  const cells = [...rows[at - 1]].map((sign) => (/[\u3000-\uffef]/u.test(sign) ? 2 : 1));
  let [columns, index] = [0, 0];
  while (columns < before.length) columns += cells[index++];
  assert.equal([...rows[at - 1]][index], "，");
  assert.equal(/\^+/.exec(rows[at])[0].length, 2);
  const long = run(here, ["lint", "in/yuan.xml"]).out.split("\n").find((row) => row.includes("…") && row.includes("19.90"));
  assert.ok(long.length < 120, long);
});

test("colours: by the option, else by the environment, else for a terminal alone", () => {
  const coloured = (words, env) => run(here, ["lint", "in/yuan.xml", ...words], { env }).out.includes("\x1b[");
  assert.equal(coloured([], {}), false);
  assert.equal(coloured([], { FORCE_COLOR: "1" }), true);
  assert.equal(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }), true);
  assert.equal(coloured(["--color", "always"], { NO_COLOR: "1" }), true);
  assert.equal(coloured(["--color", "never"], { FORCE_COLOR: "1" }), false);
});

test("nothing of a file moves the terminal's cursor", () => {
  const { out } = run(here, ["lint", "-"], { input: yuan.replace("19.90", "1\x1b[2J9\u202e.90") });
  assert.doesNotMatch(out, /[\x1b\u202e]/);
});

test("SARIF is valid by its schema, has every rule, and its fixes make of the text what ours do", () => {
  const schema = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  // Draft-04 says of itself what Ajv 8 wants said otherwise; what the schema uses means the same in draft-07.
  const { id, $schema, ...body } = schema;
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(body);
  const text = "<?xml version=”1.0”encoding=”UTF-8”?>\n" + clean.slice(clean.indexOf("<arg0>")).replace("</methodCode>", "</ methodCode>");
  writeFileSync(join(here, "fixable.xml"), text);
  for (const locale of ["zh-CN", "en"]) {
    const log = JSON.parse(run(here, ["lint", "--format", "sarif", "--locale", locale, "fixable.xml", "in", "clean.xml"]).out);
    assert.ok(valid(log), JSON.stringify(valid.errors));
    const [{ tool, results }] = log.runs;
    assert.deepEqual(tool.driver.rules.map(({ id: rule }) => rule), catalog().rules.map(({ id: rule }) => rule));
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    const mine = results.filter(({ locations }) => locations[0].physicalLocation.artifactLocation.uri === "fixable.xml");
    const { diagnostics } = lint(text, { locale });
    assert.equal(mine.length, diagnostics.length);
    const lines = text.split("\n");
    for (const [index, { span, fixes }] of diagnostics.entries()) {
      const { startLine, startColumn } = mine[index].locations[0].physicalLocation.region;
      assert.deepEqual([startLine, startColumn], [span.line, span.column]);
      const [{ deletedRegion, insertedContent }] = mine[index].fixes[0].artifactChanges[0].replacements;
      const [{ start, end, text: inserted }] = fixes[0].edits;
      assert.equal(lines[deletedRegion.startLine - 1].slice(deletedRegion.startColumn - 1, deletedRegion.endColumn - 1), text.slice(start, end));
      assert.equal(insertedContent.text, inserted);
    }
  }
});

test("GitHub annotations escape what ends them", () => {
  const name = "a%,b:c.xml";
  writeFileSync(join(here, name), yuan);
  const { out } = run(here, ["lint", "--format", "github", "--locale", "en", name]);
  assert.match(out, /^::error file=a%25%2Cb%3Ac\.xml,line=1,endLine=1,col=\d+,endColumn=\d+,title=amount\/not-fen::[^\n]*%0A[^\n]*\n$/);
});

test("JUnit is well-formed and counts", () => {
  const { out } = run(here, ["lint", "--format", "junit", "in", "clean.xml"]);
  assert.equal(XMLValidator.validate(out), true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(out);
  assert.deepEqual([testsuites["@_tests"], testsuites["@_failures"]], ["3", "1"]);
  assert.equal(testsuites.testsuite.length, 3);
});

test("no secret and no patient is in any output, of any rule's broken envelope, in any format", () => {
  const canary = "KANARIENVOGEL-7f3a91c2";
  const patient = "测试患者甲乙丙丁";
  const made = folder();
  const broken = [...catalog().rules.map(({ id }) => sampleMutant(id).source), ...cuts()].filter((source) => typeof source === "string" && source.length < 1e5);
  for (const [index, source] of broken.entries()) {
    const text = source.replaceAll("SAMPLE-SECRET-NOT-REAL", canary).replace(/(patName>)[^<]+/g, `$1${patient}`);
    writeFileSync(join(made, `${index}.xml`), text);
  }
  writeFileSync(join(made, "all.ndjson"), broken.map((source) => JSON.stringify({ request: source.replaceAll("SAMPLE-SECRET-NOT-REAL", canary) })).join("\n"));
  for (const format of FORMATS) {
    const { out, err } = run(made, ["lint", "--format", format, "."]);
    assert.ok(out.length > 10_000);
    for (let at = 0; at + 6 <= canary.length; at++) assert.ok(!err.includes(canary.slice(at, at + 6)), `${format}: standard error`);
    for (let at = 0; at + 6 <= canary.length; at++) assert.ok(!out.includes(canary.slice(at, at + 6)), `${format}: ${canary.slice(at, at + 6)}`);
    assert.ok(!out.includes(patient), format);
  }

  /** Envelopes that break off, or whose tags around the secret are damaged. */
  function cuts() {
    const push = buildRequest(sampleRequest("msgPush"));
    const at = clean.indexOf("NOT-REAL");
    return [push, clean.slice(0, at + 8), clean.replace("</secret>", "</secert>"), clean.replace("<secret>", "＜secret＞"), clean.replace("</secret>", ""), JSON.stringify(clean).slice(1, -1), clean.replaceAll("<", "&lt;"), clean.replace("<![CDATA[", "<![CDATA"), clean.replace("<secret>", "<secret> ").replace("</secret>", "\n</ secret>")];
  }
});
