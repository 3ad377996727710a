/**
 * One mistake gives one finding: each mistake that people make, made at every place of whole envelopes where it can be made, gives exactly one
 * error, there, and a fix that mends it.
 */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { methods } from "./model.mjs";
import { escaped, leavesOf, tagsOf, wholes } from "./places.mjs";
import { errorsOf } from "./reports.mjs";
import { fix, lint } from "./watched.mjs";

// Where --------------------------------------------------------------------------------------------------------------

const tags = (whole) => tagsOf(whole);
const endTags = (whole) => tagsOf(whole).filter(({ closing }) => closing);
const startTags = (whole) => tagsOf(whole).filter(({ closing, partner }) => !closing && partner);
const leaves = (whole) => leavesOf(whole).filter(({ start, end }) => end > start);
const leavesInCdata = (whole) => leaves(whole).filter(({ inner }) => inner && whole.text.includes("<![CDATA[") && !whole.escaped);
const start = () => [{ start: 0, end: 0, path: [] }];
const end = ({ text }) => [{ start: text.length, end: text.length, path: [] }];
const declaration = ({ text }) => [{ start: 0, end: /^<\?xml[^>]*\?>/.exec(text)?.[0].length ?? 0, path: [] }];
const beforeRoot = (whole) => [{ start: tagsOf(whole)[0].start, end: tagsOf(whole)[0].start, path: [] }];
const mark = (written) => (whole) => {
  const at = whole.text.indexOf(written);
  return at < 0 || whole.escaped ? [] : [{ start: at, end: at + written.length, path: ["methodParams"] }];
};

/** From any character to the end; `paths` are those of the innermost open element, or of the one whose tag is cut. */
function tails(whole) {
  if (whole.escaped) return [];
  const all = tagsOf(whole);
  const cuts = Array.from({ length: whole.text.trimEnd().length }, (_, at) => at).filter((at) => !splits(whole.text, at));
  return cuts.map((at) => {
    const open = all.filter(({ closing, partner, end }) => !closing && partner && end <= at && partner.end > at);
    const cut = all.find(({ start, end }) => start < at && at < end);
    const paths = [...open.slice(-1), ...(cut ? [cut] : [])].map(({ path }) => path.join("/"));
    // The last `>` alone may have been cut off or forgotten.
    const rule = open.length > 0 && at < whole.text.trimEnd().length - 1 ? "xml/unclosed" : undefined;
    return { start: at, end: whole.text.length, paths: ["", ...paths].slice(open.length ? 1 : 0), rule, mendable: open.length > 0 };
  });
}

// What ---------------------------------------------------------------------------------------------------------------

/** Replaces what stands from `start` to `end`; the place of the mistake is what replaces it. */
const replaced = (text, { start, end }, by) => ({ text: text.slice(0, start) + by + text.slice(end), start, end: start + by.length });
const within = (text, { start, end }) => text.slice(start, end);
const splits = (text, at) => /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[at] ?? "");

/** The place written anew. */
const as = (...writers) => (text, place) => writers.map((write) => replaced(text, place, typeof write === "string" ? write : write(within(text, place), place)));
/** A tag under these names. */
const named = (rename) => (text, tag) =>
  rename(tag.name).map((name) => {
    const at = tag.start + (tag.closing ? 2 : 1);
    return replaced(text, { start: at, end: at + tag.name.length }, name);
  });
/** In a value: before it, in its middle and after it. */
const holding = (...pieces) => (text, { start, end }) => {
  const middle = (start + end) >> 1;
  const places = [...new Set([start, splits(text, middle) ? middle + 1 : middle, end])];
  return pieces.flatMap((piece) => places.map((at) => replaced(text, { start: at, end: at }, piece)));
};
const misspellings = (name) => {
  const at = name.indexOf(":") + 1;
  const swapped = name.slice(0, at + 1) + name[at + 2] + name[at + 1] + name.slice(at + 3);
  return [...new Set([name.slice(0, -1), name + name.at(-1), name.slice(0, at) + name.slice(at + 1), `${name}1`, swapped])].filter((wrong) => wrong !== name);
};

/** The error may stand anywhere from one place to another of the damaged text. */
const anywhere = (make) => (text, place) => make(text, place).map((made) => ({ ...made, start: 0, end: made.text.length }));
const toPartner = (make) => (text, tag) => make(text, tag).map((made) => ({ ...made, end: tag.partner.end + made.text.length - text.length }));
const toEnd = (make) => (text, place) => make(text, place).map((made) => ({ ...made, end: made.text.length }));
/** Where nothing follows, a text without its last end tag may as well have been cut off. */
const lost = (text, tag) => {
  const made = replaced(text, tag, "");
  return [text.slice(tag.end).trim() === "" ? { ...made, end: made.text.length } : { ...made, start: tag.partner.start, end: tag.partner.end }];
};

const declarations = [
  "<?xml version=”1.0”encoding=”UTF-8”?>", "<?xml version=“1.0” encoding=“UTF-8”?>", '<?xml version="1.0"encoding="UTF-8"?>', "<?xml version=1.0 encoding=UTF-8?>", '<?xml encoding="UTF-8" version="1.0"?>',
  "<?xml?>", '<?xml version="1.0" encoding="UTF-8">', '<?XML version="1.0"?>', '<? xml version="1.0"?>', '<?xml version="1.0 encoding="UTF-8"?>', '<xml version="1.0" encoding="UTF-8"?>',
  '＜?xml version="1.0" encoding="UTF-8"?＞', '<?xml version＝"1.0"?>', '<?xml version="1.0" encoding="UTF 8"?>', '?xml version="1.0" encoding="UTF-8"?>', '\n<?xml version="1.0" encoding="UTF-8"?>',
  '<?xml version="1.0" encoding="UTF-8"?><?xml version="1.0" encoding="UTF-8"?>', '<!-- --><?xml version="1.0" encoding="UTF-8"?>',
];

/**
 * `at` lists the places, `make` the texts with the mistake at one of them; `rule` names it (none: any of the group). `mended`: by `fix` ("safe"), by
 * a fix that is offered ("offer"), by either, such that no other error comes up; `restores`: the value is then that of the whole envelope. `path: false`:
 * the damage may belong to one element as well as to another; `related: true`: the finding may stand at the other tag and point here.
 */
const mistakes = {
  "an end tag misspelt": { at: endTags, make: named(misspellings), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag in another case": { at: endTags, make: named((name) => [name.toUpperCase()]), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag with a space after </": { at: endTags, make: as((tag) => tag.replace("</", "</ ")), rule: "xml/end-tag", mended: "safe", restores: true },
  "an end tag with a space after <": { at: endTags, make: as((tag) => tag.replace("</", "< /")), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag with a backslash": { at: endTags, make: as((tag) => tag.replace("/", "\\")), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag with its slash at the end": { at: endTags, make: as((tag) => tag.replace(/\/(.*)>/, "$1/>")), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag written as a start tag": { at: endTags, make: as((tag) => tag.replace("/", "")), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag without <": { at: endTags, make: as((tag) => tag.slice(1)), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag without >": { at: endTags, make: as((tag) => tag.slice(0, -1)), rule: "xml/end-tag", mended: "any", restores: true },
  "an end tag lost": { at: endTags, make: lost, rule: "xml/unclosed", mended: "any" },
  "an end tag doubled": { at: endTags, make: as((tag) => tag + tag), path: false, mended: "any", restores: true },
  "a start tag misspelt": { at: startTags, make: named(misspellings), rule: "xml/end-tag", related: true, path: false, mended: "any" },
  "a start tag lost": { at: startTags, make: toPartner(as("")), path: false },
  "a start tag without <": { at: startTags, make: toPartner(as((tag) => tag.slice(1))), path: false },
  "a start tag without >": { at: startTags, make: as((tag) => tag.slice(0, -1)), path: false },
  "a start tag with a space after <": { at: startTags, make: as((tag) => tag.replace("<", "< ")), path: false, mended: "any", restores: true },
  "a start tag with a slash": { at: startTags, make: toPartner(as((tag) => tag.replace("<", "</"))), path: false },
  "a start tag doubled": { at: startTags, make: as((tag) => tag + tag), path: false },
  "a tag in full width": {
    at: tags,
    make: as(...[["＜", "＞"], ["<", "＞"], ["＜", ">"]].map(([open, close]) => (tag) => open + tag.slice(1, -1) + close)),
    rule: "xml/full-width-markup",
    mended: "offer",
    restores: true,
  },
  "a full-width slash": { at: endTags, make: as((tag) => tag.replace("/", "／")), rule: "xml/full-width-markup", mended: "offer", restores: true },
  "a bare &": { at: leaves, make: holding("&", "& ", "&a", "&&amp;"), rule: "xml/unescaped", mended: "safe" },
  "a bare <": { at: leaves, make: holding("<", "< ", "<5", "<是", "<a"), rule: "xml/unescaped", mended: "offer" },
  "an unknown entity": { at: leaves, make: holding("&nbsp;"), rule: "xml/entity", mended: "offer" },
  "]]> in a value": { at: leaves, make: holding("]]>"), rule: "xml/cdata", mended: "offer" },
  "a value in its own CDATA": { at: leavesInCdata, make: as((value) => `<![CDATA[${value}]]>`), rule: "xml/cdata", mended: "offer", restores: true },
  "a control character": { at: leaves, make: holding("\u0001", "\u0000", "\uFFFE", "\u0008\u0008", "&#1;", "\uD83D"), rule: "xml/invalid-character", mended: "offer", restores: true },
  "a control character in a tag": {
    at: tags,
    make: (text, tag) => [tag.start + 1 + Number(tag.closing), tag.start + 3, tag.end - 1].map((at) => replaced(text, { start: at, end: at }, "\u0001")),
    path: false,
  },
  "a control character between tags": { at: tags, make: as((tag) => `\u001F${tag}`), path: false, rule: "xml/invalid-character", mended: "offer", restores: true },
  "CDATA unopened": { at: mark("<![CDATA["), make: toEnd(as("")), rule: "xml/cdata", mended: "offer", restores: true },
  "CDATA unclosed": { at: mark("]]>"), make: anywhere(as("")), rule: "xml/cdata", mended: "offer", restores: true },
  "CDATA opened twice": { at: mark("<![CDATA["), make: as("<![CDATA[<![CDATA[", "<![CDATA[\n<![CDATA["), rule: "xml/cdata", mended: "offer", restores: true },
  "CDATA closed twice": { at: mark("]]>"), make: as("]]>]]>", "]]>\n]]>"), rule: "xml/cdata", mended: "offer", restores: true },
  "the start of CDATA misspelt": { at: mark("<![CDATA["), make: as("<![CDATA", "<[CDATA[", "<!CDATA[", "<![cdata[", "![CDATA[", "< ![CDATA[", "<! [CDATA[", "<!【CDATA【", "＜![CDATA["), mended: "any", restores: true },
  "the end of CDATA misspelt": { at: mark("]]>"), make: anywhere(as("]>", "]]", "]] >", "】】>", "]]＞")), mended: "any", restores: true },
  "a text cut off": { at: tails, make: (text, rest) => as("")(text, rest).map((made) => (rest.mendable ? made : { ...made, start: 0 })), mended: "any" },
  "text before": { at: start, make: as("请求：", "2016-08-27 10:15:00 INFO request=", "POST /api HTTP/1.1\r\nHost: a\r\n\r\n", "x\n", "“", "0"), rule: "xml/leading", mended: "offer", restores: true },
  "text after": { at: end, make: as("。", "\n200 OK", ">", "”", "\n-- 完", "x"), rule: "xml/trailing", mended: "offer", restores: true },
  "a second root": { at: end, make: as("<a/>", "<arg0></arg0>", "\n<return>\n</return>"), rule: "xml/trailing", mended: "offer", restores: true },
  "a broken declaration": { at: declaration, make: as(...declarations), rule: "xml/declaration", mended: "any", restores: true },
  "a DTD": { at: beforeRoot, make: as("<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY x "y">]>', "<!doctype a>"), rule: "xml/doctype", mended: "offer", restores: true },
};

// Where it may be otherwise ------------------------------------------------------------------------------------------

const fields = methods.flatMap(({ params, events = [], result }) => [params, result.fields, ...events.map((event) => event.params)]).flat();
const takesAnyText = (name) => name === "resultDesc" || fields.some((field) => field.name === name && ["text", "secret"].includes(field.kind));
const isOf = (place) => (error) => error.path.join("/") === place.path.join("/");

/** Which errors may stand beside the one, and why. */
const exceptions = [
  {
    mistakes: ["a bare &", "a bare <", "an unknown entity", "]]> in a value", "a control character"],
    where: (place) => !takesAnyText(place.name),
    allows: (place) => (error) => !error.rule.startsWith("xml/") && isOf(place)(error),
    reason: "The value that the mending leaves is not one of this field's either; told only after it, it would be an error that fix brings up.",
  },
];

// How it is told -----------------------------------------------------------------------------------------------------

const key = ({ rule, path }) => `${rule} ${path.join("/")}`;
const told = (errors) => errors.map((error) => `${key(error)} @${error.span.start}-${error.span.end}`).join(" + ") || "nothing";
const shown = ({ text, start, end }) => JSON.stringify(`${text.slice(Math.max(0, start - 30), start)}⟦${text.slice(start, Math.min(end, start + 60))}⟧${text.slice(end, end + 25)}`);
const applied = (text, { edits }) => edits.reduceRight((current, edit) => current.slice(0, edit.start) + edit.text + current.slice(edit.end), text);

/** What is wrong with the findings of a text with this mistake: in themselves, and in their fixes. */
function judged(mistake, row, whole, place, made) {
  const { diagnostics } = lint(made.text, whole.options);
  const allows = exceptions.find(({ mistakes, where }) => mistakes.includes(mistake) && where(place))?.allows(place) ?? (() => false);
  const errors = errorsOf(diagnostics);
  const [error, ...others] = errors.toSorted((a, b) => Number(allows(a)) - Number(allows(b)));
  return { found: found(), mended: error && row.mended && place.mendable !== false && error.rule !== "xml/malformed" && mended() };

  function found() {
    if (!error || others.some((other) => !allows(other))) return `${errors.length} errors: ${told(errors)}`;
    const rule = row.rule ?? place.rule;
    if (rule ? error.rule !== rule : !error.rule.startsWith("xml/")) return `expected ${rule ?? "an xml rule"}: ${told(errors)}`;
    const touches = ({ span }) => span.start <= made.end && span.end >= made.start;
    if (!touches(error) && !(row.related && error.related?.some(touches))) return `elsewhere than ${made.start}-${made.end}: ${told(errors)}`;
    const paths = place.paths ?? (row.path === false ? undefined : [place.path.join("/")]);
    if (paths && !paths.includes(error.path.join("/"))) return `expected the path ${paths.join(" or ")}: ${told(errors)}`;
  }

  function mended() {
    const ways = {
      safe: () => [fix(made.text, whole.options).text],
      offer: () => error.fixes.filter(({ safe }) => !safe).map((offer) => applied(made.text, offer)),
      any: () => error.fixes.map((one) => applied(made.text, one)),
    };
    const texts = ways[row.mended]();
    const had = errors.map(key);
    const failures = texts.map((text) => {
      const report = lint(text, whole.options);
      const left = errorsOf(report.diagnostics).filter((other) => other.rule.startsWith("xml/") || !(had.includes(key(other)) || row.mended !== "safe"));
      if (left.length > 0) return `leaves ${told(left)} in ${shown({ text, start: made.start, end: made.end })}`;
      try {
        if (row.restores) assert.deepEqual(report.value, lint(whole.text, whole.options).value);
      } catch {
        return `does not restore the value: ${told(errorsOf(report.diagnostics))} ${shown({ text, start: made.start, end: made.end })}`;
      }
    });
    if (failures.every(Boolean)) return `${error.rule} ${JSON.stringify(error.fixes.map(({ title }) => title))} ${failures[0] ?? "has no fix"}`;
  }
}

const results = new Map();
function resultOf(mistake) {
  if (!results.has(mistake)) results.set(mistake, run(mistake));
  return results.get(mistake);
}

function run(mistake) {
  const row = mistakes[mistake];
  const result = { made: 0, found: [], mended: [] };
  for (const [name, whole] of Object.entries(wholes)) {
    for (const place of row.at(whole)) {
      if (whole.escaped && !place.inner) continue;
      for (const one of row.make(whole.text, place)) {
        const made = whole.escaped ? escaped(one) : one;
        result.made++;
        for (const [judgement, failure] of Object.entries(judged(mistake, row, whole, place, made))) {
          if (failure) result[judgement].push(`${name}: ${shown(made)}\n    ${failure}`);
        }
      }
    }
  }
  return result;
}

const assertNone = (failures, made) =>
  assert.equal(failures.length, 0, `${failures.length} of ${made}:\n${failures.slice(0, Number(process.env.YCT_SHOWN ?? 5)).join("\n")}`);

suite("the whole envelopes have no error", () => {
  for (const [name, { text, options }] of Object.entries(wholes)) test(name, () => assert.deepEqual(errorsOf(lint(text, options).diagnostics), []));
});

suite("exactly one error, at its place, of", () => {
  for (const mistake of Object.keys(mistakes)) {
    test(mistake, (t) => {
      const { made, found } = resultOf(mistake);
      t.diagnostic(`${made} texts`);
      assert.ok(made > 0);
      assertNone(found, made);
    });
  }
});

suite("a fix mends", () => {
  for (const mistake of Object.keys(mistakes).filter((mistake) => mistakes[mistake].mended)) {
    test(mistake, () => assertNone(resultOf(mistake).mended, resultOf(mistake).made));
  }
});
