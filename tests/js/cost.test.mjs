/**
 * What a flood costs, counted and not timed: the module counts its own loops, calls and copied bytes, so the figures are the same on every run
 * and every machine. Twice the text takes no more than two and a half times the work. `YCT_FLOOD` is the larger size, 64 KiB unless told.
 */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { counted } from "../hostile/counted.mjs";
import { floods } from "../hostile/floods.mjs";
import { rulesOf } from "./reports.mjs";
import { requestWith } from "./samples.mjs";

const KIB = 1024;
const MIB = 1024 * KIB;
const size = Number(process.env.YCT_FLOOD ?? 64 * KIB);
const MOST = 2.5;

const { yct, cost } = await counted();

suite("the work of reading twice as much is at most two and a half times the work", () => {
  for (const [name, { make, options }] of Object.entries(floods)) {
    test(name, () => {
      const [once, twice] = [size / 2, size].map((length) => cost(({ lint }) => lint(make(length), options)).work);
      assert.ok(once > 0 && twice / once <= MOST, `${once} for ${size / 2}, ${twice} for ${size}: ×${(twice / once).toFixed(2)}`);
    });
  }

  test("and a reader that squared its input would be noticed", () => {
    const squared = (length) => cost(({ lint }) => { for (let round = 0; round < length / KIB; round++) lint("x".repeat(length)); }).work;
    assert.ok(squared(32 * KIB) / squared(16 * KIB) > MOST);
  });
});

suite("memory", () => {
  const request = yct.buildRequest(requestWith("refundGeneral"));

  test("is flat over ten thousand calls", () => {
    const broken = request.replace("</orderNo>", "");
    const calls = (lint) => { for (let round = 0; round < 5000; round++) { lint(request, { kind: "request" }); lint(broken, { kind: "request" }); } };
    const few = cost(({ lint }) => { lint(request, { kind: "request" }); lint(broken, { kind: "request" }); }).memory;
    assert.equal(cost(({ lint }) => calls(lint)).memory, few);
  });

  test("is given back after a very large text", () => {
    const { instances } = cost(({ lint }) => lint(`<arg0>${" ".repeat(40 * MIB)}</arg0>`));
    assert.ok(instances.length > 1 && instances.at(-1).memory.buffer.byteLength < 4 * MIB);
  });

  /** Six times the text and two MiB. The floods that take more are those of which each few characters are a finding of their own. */
  test("of blanks, comments, instructions, nesting and attributes is at most six times the text and two MiB", () => {
    const kept = ["white space between elements", "line ends", "an attribute's value", "a comment", "comments", "a processing instruction", "processing instructions", "nested elements", "start tags", "empty CDATA sections", "text before the root", "text after the root", "nested JSON arrays", "digits in an amount", "JSON closing braces", "forbidden characters"];
    for (const name of kept) {
      const { make, options } = floods[name];
      const text = make(MIB);
      const { memory } = cost(({ lint }) => lint(text, options));
      assert.ok(memory <= 6 * Buffer.byteLength(text) + 2 * MIB, `${name}: ${memory}`);
    }
  });
});

suite("a limit", () => {
  const found = (text, limits) => rulesOf(yct.lint(text, { kind: "request", limits }).diagnostics);
  const nested = (levels) => `<arg0>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</arg0>`;
  const wrong = (count) => `<arg0>${"<zz/>".repeat(count)}</arg0>`;

  test("of size is there by default, can be set, and is a finding", () => {
    assert.deepEqual(found("x".repeat(64 * MIB + 1)), ["limit/size"]);
    assert.deepEqual(found("x".repeat(11), { size: 10 }), ["limit/size"]);
    assert.ok(!found("x".repeat(10), { size: 10 }).includes("limit/size"));
  });
  test("of levels is there by default, can be set, and is a finding", () => {
    assert.ok(found(nested(64)).includes("limit/depth") && !found(nested(63)).includes("limit/depth"));
    assert.ok(found(nested(3), { depth: 3 }).includes("limit/depth") && !found(nested(2), { depth: 3 }).includes("limit/depth"));
    assert.ok(!found(nested(100), { depth: 200 }).includes("limit/depth"));
  });
  test("of findings is there by default, can be set, and is a finding", () => {
    assert.equal(found(wrong(2000)).filter((rule) => rule !== "limit/findings").length, 1000);
    assert.equal(found(wrong(2000)).filter((rule) => rule === "limit/findings").length, 1);
    assert.equal(found(wrong(2000), { findings: 7 }).filter((rule) => rule !== "limit/findings").length, 7);
    assert.ok(!found(wrong(2000), { findings: 5000 }).includes("limit/findings"));
  });
});
