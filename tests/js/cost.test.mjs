/**
 * What a flood costs, counted and not timed: the module counts its own loops, calls and copied bytes, so the figures are the same on every run
 * and every machine. Twice the text takes no more than two and a half times the work. `YCT_FLOOD` is the larger size, 64 KiB unless told.
 */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { counted } from "../hostile/counted.mjs";
import { floods } from "../hostile/floods.mjs";
import { assertNear } from "../hardening/figures.mjs";
import { rulesOf } from "./reports.mjs";
import { requestWith } from "./samples.mjs";

const KIB = 1024;
const MIB = 1024 * KIB;
const size = Number(process.env.YCT_FLOOD ?? 64 * KIB);
const MOST = 2.5;

const { yct, cost } = await counted();

/**
 * The floods that take more memory than six times their text and two MiB, by how many times at most: damage is kept with what mends it until it is known
 * which mends go together, up to limit/damage, and findings with it.
 */
const HEAVY = {
  14: ["an ampersand in every line"],
  8: ["mismatched tags", "crossed tags", "end tags"],
};
const heavy = new Map(Object.entries(HEAVY).flatMap(([times, names]) => names.map((name) => [name, Number(times)])));
const SHARE = 6;

/** `[name, work twice / once, memory beyond two MiB for each byte of the text]` */
const measured = [];

suite("the work of reading twice as much is at most two and a half times the work, and memory what is said of it", () => {
  for (const [name, { make, options }] of Object.entries(floods)) {
    test(name, () => {
      const text = make(size);
      const { work: once } = cost(({ lint }) => lint(make(size / 2), options));
      const { work: twice, memory } = cost(({ lint }) => lint(text, options));
      const times = (memory - 2 * MIB) / Buffer.byteLength(text);
      measured.push([name, twice / once, times]);
      assert.ok(times <= (heavy.get(name) ?? SHARE), `${times.toFixed(1)} times the text and two MiB of memory`);
      assert.ok(once > 0 && twice / once <= MOST, `${once} for ${size / 2}, ${twice} for ${size}: ×${(twice / once).toFixed(2)}`);
    });
  }

  test("what takes more memory is listed, and the figures of all are those of the page", { skip: size !== 64 * KIB }, () => {
    assert.deepEqual(measured.filter(([, , times]) => times > SHARE).map(([name]) => name).sort(), [...heavy.keys()].sort());
    const worst = (at) => Math.max(...measured.map((one) => one[at]));
    assertNear("floods", { families: measured.length, time: Number(worst(1).toFixed(2)), within: measured.length - heavy.size, memory: Math.round(worst(2)) });
  });

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

  test("of a text that is damaged in more places than are read does not grow with them", () => {
    const lint = (text) => cost((yct) => yct.lint(text));
    const { result, memory } = lint(floods["JSON without commas"].make(2 * MIB));
    assert.deepEqual(rulesOf(result.diagnostics), ["limit/damage"]);
    assert.ok(lint(floods["JSON without commas"].make(4 * MIB)).memory - memory <= SHARE * 2 * MIB + 2 * MIB);
    assert.ok(memory <= SHARE * 2 * MIB + 50_000 * KIB, `${memory}`);
  });

  /** At a size where nothing but the text counts. */
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
