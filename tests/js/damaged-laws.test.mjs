/** The laws of the declarations over mutated envelopes: what is reported, what each fix does, what format and mask leave. */
import assert from "node:assert/strict";
import { suite } from "node:test";
import * as yct from "yct-envelope";
import { CANARY, methods } from "./model.mjs";
import { mutatedEnvelope, mutatedXml } from "./mutations.mjs";
import { assertAgreed, outcome, parse } from "./outcomes.mjs";
import { envelopeNodes, isWellFormed, readBySaxes } from "./readers.mjs";
import { assertReport, errorsOf, hasSafeFix, placesOf } from "./reports.mjs";
import { law } from "./running.mjs";
import * as watched from "./watched.mjs";

/** A law over thousands of mutated envelopes; what fails is shown with its story. */
const damaged = (name, predicate, arbitrary = mutatedEnvelope, times = 10) => law(name, arbitrary, predicate, { times });

const applied = (text, edits) => edits.reduceRight((current, edit) => current.slice(0, edit.start) + edit.text + current.slice(edit.end), text);
const key = ({ rule, path }) => `${rule} ${path.join("/")}`;
/** The same without the path but for the name, and without the name where elements are renamed: a fix may move an element into another. */
const rough = (isRenamed) => ({ rule, path }) => `${rule} ${isRenamed ? "" : (path.findLast((step) => typeof step === "string") ?? "")}`;
const renames = ({ rule }) => rule === "field/misspelled";
/** What one list has more often than the other. */
function beyond(list, others) {
  const left = [...others];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

suite("law 1: parse succeeds exactly where lint reports no error", () => {
  damaged("told what the text is", ({ text, options }) => assertAgreed(text, options, yct));
  damaged("told nothing", ({ text }) => assertReport(yct.lint(text), text));
});

suite("law 2: what reads in spite of a mutation is built and read back", () => {
  damaged("the same value", ({ text, options }) => {
    const { value } = yct.lint(text, options);
    if (value === null) return;
    const built = options.method ? yct.buildResponse(options.method, value) : yct.buildRequest(value);
    assert.deepEqual(parse(built, options, yct), value);
  });
});

suite("law 3: fix is sound", () => {
  damaged("no safe fix is left, and fixing again changes nothing", ({ text, options }) => {
    const fixed = yct.fix(text, options);
    assertReport(fixed.report, fixed.text);
    assert.deepEqual(fixed.report, yct.lint(fixed.text, options));
    assert.deepEqual(fixed.report.diagnostics.filter(hasSafeFix).map(key), []);
    assert.equal(fixed.applied.length > 0, fixed.text !== text);
    const again = yct.fix(fixed.text, options);
    assert.deepEqual([again.text, again.applied], [fixed.text, []]);
  });

  damaged("no error is there that was not there before", ({ text, options }) => {
    const { report, applied } = yct.fix(text, options);
    const named = rough(applied.some(renames));
    assert.deepEqual(beyond(errorsOf(report.diagnostics).map(named), errorsOf(yct.lint(text, options).diagnostics).map(named)), []);
  });

  damaged("an error goes only where a fix of its rule was applied", ({ text, options }) => {
    const before = errorsOf(yct.lint(text, options).diagnostics).map(({ rule }) => rule);
    const { report, applied } = yct.fix(text, options);
    const mended = new Set(applied.map(({ rule }) => rule));
    const gone = beyond(before, errorsOf(report.diagnostics).map(({ rule }) => rule)).filter((rule) => !mended.has(rule));
    // A key given twice under a misspelt name is given once under each when the first is renamed.
    assert.deepEqual(gone.filter((rule) => !rule.includes("duplicate")), []);
  });

  damaged("one by one or at once, the safe fixes come to the same", ({ text, options }) => {
    const [oneByOne, atOnce] = [one(text, options).text, yct.fix(text, options).text].map((fixed) => yct.lint(fixed, options));
    // Which infos are left depends on the order: CDATA that is put around the parameters first cuts a `]]>` of theirs in two, and bars the way to white space.
    assert.deepEqual(placesOf(errorsOf(oneByOne.diagnostics)), placesOf(errorsOf(atOnce.diagnostics)));
    assert.deepEqual(oneByOne.value, atOnce.value);
  });

  damaged("a value that no fix touched reads the same", ({ text, options }) => {
    if (/<!--|<\?(?!xml )/.test(text)) return;
    const { text: fixed, kept } = one(text, options, soundLeaves(text));
    const report = yct.lint(fixed, options);
    // Of a request the other readers open what is called methodParams: under another name, its fields are but text to them.
    const isOpened = options.kind !== "request" || /<(?:\w+:)?methodParams\b/.test(fixed);
    if (isOpened && isWellFormed(fixed)) assert.deepEqual(beyond(kept, leaves([envelopeNodes(readBySaxes, fixed)])), [], "by saxes");
    if (report.value !== null) assert.deepEqual(beyond(kept, entriesOf(report.value).map(([name, value]) => `${name}=${value}`)).filter((leaf) => !leaf.endsWith("=") && has(report, fixed, leaf)), [], "by the report");
  }, mutatedXml);

  damaged("no fix alters a text: only white space around it goes", ({ text, options }) => {
    const { text: fixed } = yct.fix(text, options);
    const values = (of) => soundLeaves(of).filter(({ name }) => isText(name)).map(({ value }) => value);
    const read = isWellFormed(fixed) ? leaves([envelopeNodes(readBySaxes, fixed)]).map((leaf) => leaf.slice(leaf.indexOf("=") + 1)) : [];
    if (!/<!--|<\?(?!xml )/.test(text)) assert.deepEqual(beyond(beyond(values(text), values(fixed)), read), []);
  }, mutatedXml);
});

/** Applies the first safe fix, over and over; `kept` are the leaves that none of them touched, as `name=value`. */
function one(text, options, known = []) {
  let [current, kept] = [text, known];
  for (let round = 0; round < 200; round++) {
    const safe = yct.lint(current, options).diagnostics.flatMap(({ fixes }) => fixes.filter((fix) => fix.safe))[0];
    if (!safe) break;
    const clear = kept.filter((leaf) => safe.edits.every((edit) => edit.end <= leaf.start || edit.start >= leaf.end));
    const shift = (at) => safe.edits.filter(({ end }) => end <= at).reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
    kept = clear.map((leaf) => ({ ...leaf, start: leaf.start + shift(leaf.start), end: leaf.end + shift(leaf.start) }));
    current = applied(current, safe.edits);
  }
  return { text: current, kept: kept.map(({ name, value }) => `${name}=${value}`) };
}

/** The elements of a text that are whole and hold nothing but plain text: what every reader takes for the same. */
function soundLeaves(text) {
  const found = text.matchAll(/<([A-Za-z]\w*)>([^<>&\r\uFFFE]*)<\/\1>/g);
  return [...found].map(({ 0: whole, 1: name, 2: value, index }) => ({ name, value: trimmed(value), start: index, end: index + whole.length }));
}

const fields = methods.flatMap(({ params, events = [], result }) => [params, result.fields, ...events.map((event) => event.params)]).flat();
const isText = (name) => fields.some((field) => field.name === name) && fields.every((field) => field.name !== name || ["text", "secret"].includes(field.kind));
const trimmed = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
const leaves = (nodes) => nodes.flatMap(([name, content]) => (typeof content === "string" ? [`${name}=${trimmed(content)}`] : leaves(content)));
const entriesOf = (value) =>
  Object.entries(value).flatMap(([name, inner]) => (Array.isArray(inner) && typeof inner[0] !== "object" ? [[name, inner.join()]] : typeof inner === "object" ? entriesOf(inner) : [[name, inner]]));
/** Whether the value has a field of that name, and nothing was left out of it that may have held one. */
function has({ value, diagnostics }, text, leaf) {
  const [name] = leaf.split("=");
  const left = diagnostics.filter(({ rule }) => rule === "field/unknown");
  const isHolder = ({ span }) => /^[^<>]*>\s*<[^/!?]/.test(text.slice(span.end));
  return entriesOf(value).some(([other]) => other === name) && !left.some((finding) => finding.path.at(-1) === name || isHolder(finding));
}

suite("each fix of a report, alone", () => {
  const splits = (text, at) => /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[at] ?? "");
  const eachFix = (name, assertFix) =>
    damaged(name, ({ text, options }) => {
      const report = yct.lint(text, options);
      for (const diagnostic of report.diagnostics) {
        for (const fix of diagnostic.fixes) assertFix({ text, options, report, diagnostic, fix });
      }
    });

  eachFix("has edits in order, apart from one another, that change something and cut no character in two", ({ text, diagnostic, fix: { edits } }) => {
    let last = 0;
    for (const { start, end, text: by } of edits) {
      assert.ok(last <= start && start <= end && end <= text.length, `${diagnostic.rule}: ${JSON.stringify(edits)}`);
      assert.ok(!splits(text, start) && !splits(text, end), `${diagnostic.rule} cuts a character in two`);
      assert.notEqual(text.slice(start, end), by, `${diagnostic.rule}: an edit that changes nothing`);
      last = end;
    }
    assert.ok(edits.length > 0);
  });

  eachFix("removes its finding", ({ text, options, report, diagnostic: { rule, path, span }, fix: { edits, title } }) => {
    // Nodes that are missing in one place are told apart by their names. Two findings of a rule may stand at one place: the fix of one leaves the other.
    const isOf = (other) => other.rule === rule && (rule !== "field/missing" || other.path.at(-1) === path.at(-1));
    const isHere = ({ start, end }) => span.start === span.end || start === end ? start <= span.end && end >= span.start : start < span.end && end > span.start;
    const before = report.diagnostics.filter((other) => isOf(other) && isHere(other.span));
    const after = yct.lint(applied(text, edits), options).diagnostics.filter((other) => isOf(other) && isHere(cameFrom(other.span, edits)));
    assert.ok(after.length < before.length, `${rule} at ${span.start}-${span.end}: ${title}; then again at ${after.map(({ span }) => `${span.start}-${span.end}`)} of ${JSON.stringify(applied(text, edits))}`);
  });

  eachFix("adds no error where it is safe", ({ text, options, report, diagnostic, fix: { edits, safe, title } }) => {
    if (!safe) return;
    const named = rough(renames(diagnostic));
    const after = yct.lint(applied(text, edits), options).diagnostics;
    assert.deepEqual(beyond(errorsOf(after).map(named), errorsOf(report.diagnostics).map(named)), [], `${key(diagnostic)}: ${title}`);
  });
});

/** Where in the text before the edits a place of the text after them was; what an edit wrote came from all that it replaced. */
function cameFrom({ start, end }, edits) {
  const before = (at, isEnd) => {
    let shift = 0;
    for (const edit of edits) {
      const from = edit.start + shift;
      const to = from + edit.text.length;
      if (isEnd ? at <= from : at < from) break;
      if (at < to || (isEnd && at === to && to > from)) return isEnd ? edit.end : edit.start;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return at - shift;
  };
  const from = before(start, false);
  return { start: from, end: Math.max(from, before(end, true)) };
}

suite("the text at a span is what the message speaks of", () => {
  /** As a message shows a piece of the source. */
  const visible = (text) => {
    const shown = Array.from(text, (c) => (c === "\n" ? "⏎" : /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/u.test(c) ? `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›` : c));
    return shown.length > 48 ? `${shown.slice(0, 48).join("")}…` : shown.join("");
  };

  /** In parameters that are escaped or in pieces of CDATA the source says the same in more characters: its letters are there, in order. */
  const letters = (text) => text.replace(/&#?\w*;|‹U\+\w+›/g, "").replace(/[^\p{L}\p{N}]/gu, "");
  const decoded = (text) => text.replace(/&#(?:x0*([0-9a-f]{1,5})|0*(\d{1,6}));/g, (_, hex, digits) => String.fromCodePoint(hex ? parseInt(hex, 16) : Number(digits)));
  const isIn = (few, many) => Array.from(many).reduce((at, letter) => at + Number(letter === few[at]), 0) === few.length;
  const isWritten = (quoted, place) => quoted === visible(place.toWellFormed()) || (/[&<\r]|\]\]>/.test(place) && isIn(Array.from(letters(quoted)), decoded(place)));

  damaged("what a finding of the xml group quotes stands at its span or at a related one, or is the element's name", ({ text, options }) => {
    for (const diagnostic of yct.lint(text, options).diagnostics.filter(({ rule }) => rule.startsWith("xml/"))) {
      const quotations = [...diagnostic.message.matchAll(/`([^`]*)`/g)].map(([, quoted]) => quoted);
      if (quotations.length === 0 || diagnostic.message.includes("（已隐去）")) continue;
      const places = [diagnostic.span, ...(diagnostic.related ?? []).map(({ span }) => span)].map(({ start, end }) => text.slice(start, end));
      const name = diagnostic.path.findLast((step) => typeof step === "string");
      const told = quotations.some((quoted) => quoted === name || places.some((place) => isWritten(quoted, place)));
      assert.ok(told, `${diagnostic.rule} quotes ${quotations.join(" and ")}, at its places stands ${places.join(" and ")}`);
    }
  });
});

suite("format", () => {
  damaged("leaves every value and every finding, and a second time everything", ({ text, options }) => {
    const formatted = yct.format(text);
    const [before, after] = [text, formatted].map((of) => yct.lint(of, options));
    assert.deepEqual(after.value, before.value);
    assert.deepEqual(placesOf(after.diagnostics), placesOf(before.diagnostics));
    assert.equal(yct.format(formatted), formatted);
  });
});

suite("law 4: the secret shows nowhere", () => {
  const OTHER = "e5Hd8Nb3Gs6Lc1Rf";
  const told = (report) => JSON.stringify({ ...report, value: undefined }).replaceAll(OTHER, CANARY);

  damaged("in what reads, fixes and answers", ({ text, options }) => {
    const locale = text.length % 2 ? "en" : "zh-CN";
    const report = watched.lint(text, { ...options, locale });
    watched.fix(text, { ...options, locale });
    outcome(() => parse(text, { ...options, locale }));
    if (report.value === null) for (const format of ["xml", "json"]) watched.rejection(report, { format });
  });
  damaged("in a masked text", ({ text }) => {
    for (const patient of [false, true]) watched.mask(text, { patient });
  });
  damaged("masking again changes nothing", ({ text }) => {
    for (const patient of [false, true]) {
      const masked = yct.mask(text, { patient });
      assert.equal(yct.mask(masked, { patient }), masked);
    }
  });
  damaged("a report is the same whatever the secret is", ({ text, options }) => {
    const other = text.replaceAll(CANARY, OTHER);
    if (other === text || !watched.hidesCanary(text)) return;
    assert.equal(told(watched.lint(other, options)), told(watched.lint(text, options)));
  });
});

suite("law 5: a call throws declared errors alone, and the module works on", () => {
  const sound = watched.buildRequest(watched.sampleRequest("stopReg"));
  const calls = [
    watched.lint, watched.fix, watched.format, watched.mask, watched.parseRequest, (text) => watched.parseResponse("ordersQuery", text), (text) => watched.lint(text, { kind: "response", method: "refundGeneral" }),
    (text) => watched.lint(new TextEncoder().encode(text)), (text) => watched.parseRequest(new Uint8Array(Buffer.from(text, "utf16le"))),
    (text) => watched.lint(text, { limits: { findings: 2, depth: 3 } }), (text) => watched.fix(text, { limits: { findings: 1 } }),
  ];
  const taken = ({ text }) => {
    for (const call of calls) outcome(() => call(text));
    assert.deepEqual(watched.lint(sound).diagnostics, []);
  };
  damaged("whatever the text is taken for", taken, mutatedEnvelope, 5);
});
