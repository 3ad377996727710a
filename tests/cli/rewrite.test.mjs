/** `fix`, `format`, `mask`: what becomes of files, in their encoding or not at all. */
import assert from "node:assert/strict";
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fix, format, mask } from "yct-envelope";
import { folder, run } from "./program.mjs";

const text = `<?xml version="1.0" encoding="ENC"?>\n<arg0><responseType>0</responseType><methodCode>stopReg</ methodCode>
<methodParams><![CDATA[<secret>hush-hush-hush</secret><orderList>A1，A2</orderList>]]></methodParams></arg0>\n`;
const utf8 = text.replace("ENC", "UTF-8");

test("fix and format write in place what the package makes, once, and keep mode and links", () => {
  const here = folder();
  const file = join(here, "a.xml");
  writeFileSync(file, utf8);
  chmodSync(file, 0o640);
  symlinkSync("a.xml", join(here, "link.xml"));
  assert.equal(run(here, ["fix", "--check", "link.xml"]).status, 1);
  assert.equal(readFileSync(file, "utf8"), utf8);
  assert.equal(run(here, ["fix", "link.xml"]).status, 0);
  assert.equal(readFileSync(file, "utf8"), fix(utf8).text);
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.equal(run(here, ["fix", "--check", "link.xml"]).status, 0);
  assert.equal(run(here, ["format", "--indent", "4", "a.xml"]).status, 0);
  assert.equal(readFileSync(file, "utf8"), format(fix(utf8).text, { indent: 4 }));
  assert.deepEqual(readdirSync(here).sort(), ["a.xml", "link.xml"]);
});

test("an offer is never taken, and what is left is told", () => {
  const here = folder();
  const offered = utf8.replace("]]>", "").replace("</ methodCode>", "</methodCode>").replace("，", ",");
  writeFileSync(join(here, "a.xml"), offered);
  const { status, err } = run(here, ["fix", "a.xml", "--locale", "en"]);
  assert.equal(status, 1);
  assert.equal(err, "yct-envelope: a.xml: 1 error is left; yct-envelope lint tells of each\n");
  assert.equal(readFileSync(join(here, "a.xml"), "utf8"), offered);
});

test("a difference shows no secret and writes nothing", () => {
  const here = folder();
  writeFileSync(join(here, "a.xml"), utf8);
  const { out, status } = run(here, ["fix", "--diff", "a.xml"]);
  assert.equal(status, 1);
  assert.match(out, /^-.*A1，A2/m);
  assert.match(out, /^\+.*A1,A2/m);
  assert.ok(!out.includes("hush"));
  assert.equal(readFileSync(join(here, "a.xml"), "utf8"), utf8);
});

test("an encoding is kept: UTF-8 with its mark, UTF-16 both ways", () => {
  const here = folder();
  const utf16 = text.replace("ENC", "UTF-16");
  const little = (words) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, "utf16le")]);
  const big = (words) => Buffer.from(little(words)).swap16();
  for (const [name, written, encode] of [["mark", utf8, (words) => Buffer.from(`\ufeff${words}`)], ["little", utf16, little], ["big", utf16, big]]) {
    const file = join(here, `${name}.xml`);
    writeFileSync(file, encode(written));
    assert.equal(run(here, ["fix", file]).status, 0, name);
    assert.deepEqual(readFileSync(file), encode(fix(written).text), name);
  }
});

test("GBK is refused and left alone, or becomes UTF-8 where that is asked for", () => {
  const here = folder();
  const file = join(here, "gbk.xml");
  // 停 in GBK is CD A3; the rest is ASCII.
  const ascii = text.replace("ENC", "GBK").replace("A1，A2", "A1;@").replace("\n", "\n");
  const bytes = Buffer.concat([Buffer.from(ascii.slice(0, ascii.indexOf("@"))), Buffer.from([0xcd, 0xa3]), Buffer.from(ascii.slice(ascii.indexOf("@") + 1))]);
  writeFileSync(file, bytes);
  const refused = run(here, ["fix", "gbk.xml", "--locale", "en"]);
  assert.equal(refused.status, 2);
  assert.match(refused.err, /^yct-envelope: gbk\.xml: it is in GB\w+, which cannot be written, and is left alone; with --to-utf8/);
  assert.deepEqual(readFileSync(file), bytes);
  assert.equal(run(here, ["fix", "--to-utf8", "gbk.xml"]).status, 0);
  const now = readFileSync(file, "utf8");
  assert.match(now, /^<\?xml version="1\.0" encoding="UTF-8"\?>/);
  assert.match(now, /<orderList>A1,停<\/orderList>/);
  assert.equal(run(here, ["lint", "gbk.xml"]).status, 0);
});

test("what does not decode is left alone", () => {
  const here = folder();
  const bytes = Buffer.concat([Buffer.from(utf8), Buffer.from([0xff, 0x80])]);
  writeFileSync(join(here, "a.xml"), bytes);
  for (const command of ["fix", "format", "mask"]) assert.equal(run(here, [command, "a.xml"]).status, 2, command);
  assert.deepEqual(readFileSync(join(here, "a.xml")), bytes);
});

test("standard input goes to standard output", () => {
  const here = folder();
  assert.equal(run(here, ["fix"], { input: utf8 }).out, fix(utf8).text);
  assert.equal(run(here, ["mask", "--patient", "-"], { input: utf8 }).out, mask(utf8, { patient: true }));
});
