/** The entry for CodeMirror in editors of its own: what is marked and where, what an action does, what is highlighted. */
import { close } from "./dom.mjs";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { history, redo, undo } from "@codemirror/commands";
import { jsonLanguage } from "@codemirror/lang-json";
import { xmlLanguage } from "@codemirror/lang-xml";
import { ensureSyntaxTree } from "@codemirror/language";
import { forEachDiagnostic, forceLinting, linter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { buildRequest, buildResponse, catalog, lint, sampleMutant, sampleRequest, sampleResponse } from "yct-envelope";
import { diagnosticsOf, envelope, envelopeLinter, envelopeXmlLanguage } from "yct-envelope/codemirror";
import * as codemirror from "yct-envelope/codemirror";
import { CANARY } from "../js/model.mjs";

const require = createRequire(import.meta.url);
after(close);

const request = `<arg0><responseType>0</responseType><methodCode>stopReg</methodCode>
<methodParams><![CDATA[<secret>hush-hush</secret><orderList>A1，A2</orderList>]]></methodParams></arg0>`;

const documentOf = (text) => EditorState.create({ doc: text }).doc;
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** An editor, closed when the test ends. */
function editor(t, doc, extensions) {
  const view = new EditorView({ parent: document.body, state: EditorState.create({ doc, extensions: [history(), extensions] }) });
  t.after(() => view.destroy());
  return view;
}

/** What is marked: `[rule, the marked text]`. */
function marked(view) {
  const found = [];
  forEachDiagnostic(view.state, ({ source }, from, to) => found.push([source, view.state.sliceDoc(from, to)]));
  return found;
}

/** Lints at once and waits for `count` marks. */
async function linted(view, count) {
  forceLinting(view);
  for (let turns = 0; turns < 200; turns += 1) {
    await turn();
    if (marked(view).length === count) return marked(view);
  }
  return marked(view);
}

const withEdits = (text, edits) => edits.toReversed().reduce((made, { start, end, text: put }) => made.slice(0, start) + put + made.slice(end), text);

/** Every rule's broken envelope that is a text, with what is found of it as the editor has it. */
const mutants = catalog().rules.flatMap(({ id }) => {
  const { source, options } = sampleMutant(id);
  if (typeof source !== "string") return [];
  const doc = documentOf(source);
  return [{ id, doc, text: doc.toString(), options, report: lint(doc.toString(), options) }];
});

describe("what is found, as diagnostics", () => {
  test("inside a CDATA section: place, severity, rule, message and help", () => {
    const { diagnostics } = lint(request, { locale: "en" });
    const [{ actions, ...diagnostic }, ...others] = diagnosticsOf(diagnostics, documentOf(request));
    const from = request.indexOf("，");
    assert.deepEqual(diagnostic, {
      from,
      to: from + 1,
      severity: "error",
      source: "orders/separator",
      message: "`orderList` (Order list) has `，` between its order numbers, where one ASCII comma belongs\nput one ASCII comma between them, without spaces",
    });
    assert.deepEqual(actions.map(({ name }) => name), ["use ASCII commas"]);
    assert.deepEqual(others, []);
  });

  test("of each rule's broken envelope, at the very place that lint names", () => {
    assert.ok(mutants.length > 50);
    for (const { id, doc, report } of mutants) {
      const made = diagnosticsOf(report.diagnostics, doc);
      assert.deepEqual(made.map(({ from, to, severity, source }) => [from, to, severity, source]), report.diagnostics.map(({ span, severity, rule }) => [span.start, span.end, severity, rule]), id);
    }
  });

  test("of JSON, behind astral characters", () => {
    const text = '{"resultCode":"0","resultDesc":"𠮷𠮷","result":{"refundOrderNo":"","agtRefundOrderNo":"A1"}} 𠮷';
    const { diagnostics } = lint(text, { kind: "response", method: "refundGeneral" });
    const made = diagnosticsOf(diagnostics, documentOf(text)).map(({ source, from, to }) => [source, from, text.slice(from, to)]);
    assert.deepEqual(made, [["field/empty", text.indexOf('"refundOrderNo"'), '"refundOrderNo":""'], ["json/malformed", text.lastIndexOf("𠮷"), "𠮷"]]);
  });

  test("of a file with CR LF, or of its bytes, as of the text that the editor makes of it", () => {
    const file = `${request}\n<!-- 𠮷 -->\n`.replaceAll("\n", "\r\n");
    const doc = documentOf(file);
    const plain = ({ from, to, message, actions }) => ({ from, to, message, actions: actions.map(({ name }) => name) });
    const expected = diagnosticsOf(lint(doc.toString()).diagnostics, doc).map(plain);
    assert.equal(doc.sliceString(expected[0].from, expected[0].to), "，");
    assert.deepEqual(diagnosticsOf(lint(file).diagnostics, doc, { source: file }).map(plain), expected);
    const { diagnostics, source } = lint(new TextEncoder().encode(file));
    assert.deepEqual(diagnosticsOf(diagnostics, doc, { source: source.text }).map(plain), expected);
    const [unmoved] = diagnosticsOf(lint(file).diagnostics, doc);
    assert.equal(unmoved.from, expected[0].from + 1, "without the source, a place after a CR LF would be wrong");
  });

  test("findings without a place or an edit are at the start and have no action; none is beyond the document's end", () => {
    const finding = { rule: "field/missing", severity: "error", message: "no", path: [], fixes: [{ title: "nothing", safe: true, edits: [] }] };
    const [bare] = diagnosticsOf([finding], Text.of(["abc"]));
    assert.deepEqual([bare.from, bare.to, bare.message, bare.actions], [0, 0, "no", []]);
    const [late] = diagnosticsOf([{ ...finding, fixes: undefined, span: { start: 2, end: 9, line: 1, column: 3 } }], Text.of(["abc"]));
    assert.deepEqual([late.from, late.to, late.actions], [2, 3, []]);
    const [absent] = diagnosticsOf([{ ...finding, fixes: [{ title: "nothing", safe: true, edits: null }] }], Text.of(["abc"]));
    assert.deepEqual(absent.actions, []);
  });

  test("shows no secret, whatever is wrong", () => {
    let seen = 0;
    for (const { id } of mutants) {
      const { source, options } = sampleMutant(id);
      const text = source.replaceAll(/SAMPLE-SECRET/g, CANARY).replaceAll(/<secret>[^<]*</g, `<secret>${CANARY}<`);
      if (!text.includes(CANARY)) continue;
      const doc = documentOf(text);
      const told = JSON.stringify(diagnosticsOf(lint(doc.toString(), options).diagnostics, doc));
      for (let at = 0; at + 6 <= CANARY.length; at += 1) assert.ok(!told.includes(CANARY.slice(at, at + 6)), id);
      seen += 1;
    }
    assert.ok(seen > 20, `${seen}`);
  });
});

describe("an action", () => {
  test("makes the edits of its fix, in one step of the history", (t) => {
    let made = 0;
    for (const { id, doc, text, report } of mutants) {
      const fixes = report.diagnostics.flatMap(({ fixes: each }) => each).filter(({ edits }) => edits.length > 0);
      const actions = diagnosticsOf(report.diagnostics, doc).flatMap(({ actions: each }) => each);
      assert.deepEqual(actions.map(({ name }) => name), fixes.map(({ title }) => title), id);
      for (const [index, { edits }] of fixes.entries()) {
        // The character beside it has only just been typed: that is another step.
        const at = Math.max(0, edits[0].start - 1);
        const view = editor(t, text.slice(0, at) + text.slice(at + 1), []);
        view.dispatch({ changes: { from: at, insert: text[at] }, userEvent: "input.type" });
        actions[index].apply(view, 0, 0);
        assert.equal(view.state.doc.toString(), withEdits(text, edits), id);
        undo(view);
        assert.equal(view.state.doc.toString(), text, id);
        redo(view);
        assert.equal(view.state.doc.toString(), withEdits(text, edits), id);
        made += 1;
      }
    }
    assert.ok(made > 30, `${made}`);
  });

  test("changes nothing once the document is another, and works again when that is taken back", (t) => {
    const view = editor(t, request, []);
    const [{ actions: [action] }] = diagnosticsOf(lint(request).diagnostics, view.state.doc);
    view.dispatch({ changes: { from: 0, insert: " " } });
    action.apply(view, 0, 0);
    assert.equal(view.state.doc.toString(), ` ${request}`);
    undo(view);
    action.apply(view, 0, 0);
    assert.equal(view.state.doc.toString(), request.replace("，", ","));
    action.apply(view, 0, 0);
    assert.equal(view.state.doc.toString(), request.replace("，", ","));
  });

  test("changes nothing that is read-only", (t) => {
    const view = editor(t, request, [EditorState.readOnly.of(true)]);
    const [{ actions: [action] }] = diagnosticsOf(lint(request).diagnostics, view.state.doc);
    action.apply(view, 0, 0);
    assert.equal(view.state.doc.toString(), request);
  });

  test("of a file with CR LF edits the right place", (t) => {
    const file = request.replaceAll("\n", "\r\n");
    const view = editor(t, file, []);
    const [{ actions: [action] }] = diagnosticsOf(lint(file).diagnostics, view.state.doc, { source: file });
    action.apply(view, 0, 0);
    assert.equal(view.state.doc.toString(), request.replace("，", ","));
  });
});

describe("the linter", () => {
  const lints = (options) => linter(envelopeLinter(options), { delay: 10_000 });

  test("marks what lint finds, in Chinese unless told, and the button in its tooltip mends it", async (t) => {
    const view = editor(t, request, [lints()]);
    assert.deepEqual(await linted(view, 1), [["orders/separator", "，"]]);
    let diagnostic;
    forEachDiagnostic(view.state, (found) => (diagnostic = found));
    assert.match(diagnostic.message, /^`orderList`（.+\n/);
    assert.equal(diagnostic.actions[0].name, "改用英文逗号");
    diagnostic.actions[0].apply(view, 0, 0);
    assert.deepEqual(await linted(view, 0), []);
  });

  test("marks places in a document whose lines ended in CR LF", async (t) => {
    const view = editor(t, `<!-- 𠮷 -->\r\n${request.replaceAll("\n", "\r\n")}`, [lints()]);
    assert.deepEqual(await linted(view, 1), [["orders/separator", "，"]]);
    const separated = editor(t, request.replaceAll("\n", "\r\n"), [EditorState.lineSeparator.of("\n"), lints()]);
    assert.deepEqual(await linted(separated, 1), [["orders/separator", "，"]]);
  });

  test("hands its options to lint: kind, method, request, limits", async (t) => {
    const query = buildRequest(sampleRequest("ordersQuery")).replace(/<endTime>[^<]*/, "<endTime>2016-08-27 08:00:00");
    const answer = buildResponse("ordersQuery", sampleResponse("ordersQuery"), { format: "json" });
    for (const options of [{ request: query }, { kind: "request" }, { method: "stopReg" }, { limits: { size: 9 } }]) {
      const expected = lint(answer, options).diagnostics.map(({ rule }) => rule);
      assert.ok(expected.length > 0, JSON.stringify(options));
      const found = await linted(editor(t, answer, [lints(options)]), expected.length);
      assert.deepEqual(found.map(([rule]) => rule), expected);
    }
  });

  test("has nothing to say of a blank document", async (t) => {
    const view = editor(t, request, [lints()]);
    await linted(view, 1);
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: " \n" } });
    assert.deepEqual(await linted(view, 0), []);
  });

  test("asks another lint where one is given, and drops what comes too late", async (t) => {
    const asked = [];
    const answered = (text, options) => new Promise((resolve) => asked.push({ text, options, answer: () => resolve(lint(text, options)) }));
    const view = editor(t, request, [lints({ locale: "en", kind: "request", lint: answered, onError: assert.fail })]);
    forceLinting(view);
    assert.deepEqual(asked.map(({ text, options }) => [text, options]), [[request, { locale: "en", kind: "request" }]]);
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: "<arg0>" } });
    asked[0].answer();
    await turn();
    assert.deepEqual(marked(view), [], "they were of the text before");
    forceLinting(view);
    asked[1].answer();
    await turn();
    assert.ok(marked(view).length > 0);
  });

  test("tells of an error and takes its marks away, or leaves both to CodeMirror", async (t) => {
    const told = [];
    const logged = [];
    let broken = false;
    const failing = (text, options) => (broken ? Promise.reject(new Error("gone")) : lint(text, options));
    const views = [{ onError: (error, view) => told.push([error.message, view]) }, {}].map((options) =>
      editor(t, request, [lints({ lint: failing, ...options }), EditorView.exceptionSink.of((error) => logged.push(error.message))]),
    );
    for (const view of views) assert.equal((await linted(view, 1)).length, 1);
    broken = true;
    for (const view of views) {
      view.dispatch({ changes: { from: view.state.doc.length, insert: "\n" } });
      forceLinting(view);
    }
    await turn();
    assert.deepEqual([told, logged], [[["gone", views[0]]], ["gone"]]);
    assert.deepEqual(views.map((view) => marked(view).length), [0, 1]);
  });
});

describe("the language", () => {
  const highlighter = tagHighlighter([{ tag: tags.tagName, class: "name" }, { tag: tags.propertyName, class: "name" }]);
  /** The names that are highlighted, in order. */
  function names(state) {
    const found = [];
    highlightTree(ensureSyntaxTree(state, state.doc.length, 10_000), highlighter, (from, to) => found.push(state.sliceDoc(from, to)));
    return found;
  }
  const pairs = (...each) => each.flatMap((name) => [name, name]);
  const outside = ["arg0", ...pairs("responseType", "methodCode"), "methodParams"];

  test("has the tags inside a CDATA section, from there to its end", () => {
    const state = EditorState.create({ doc: request, extensions: [envelope()] });
    assert.deepEqual(names(state), [...outside, ...pairs("secret", "orderList"), "methodParams", "arg0"]);
    const inner = ensureSyntaxTree(state, state.doc.length).resolveInner(request.indexOf("orderList"), 1);
    assert.deepEqual([inner.name, inner.from], ["TagName", request.indexOf("orderList")]);
    const marks = [request.indexOf("<![CDATA[") + 1, request.indexOf("]]>") + 1].map((at) => ensureSyntaxTree(state, state.doc.length).resolveInner(at, 1).name);
    assert.deepEqual(marks, ["Cdata", "Cdata"]);
    assert.deepEqual(names(EditorState.create({ doc: request, extensions: [envelopeXmlLanguage] })), names(state));
  });

  test("reads an empty or unclosed section as it stands", () => {
    for (const section of ["<![CDATA[]]>", "<![CDATA[<secret>"]) {
      const state = EditorState.create({ doc: request.replace(/<!\[CDATA\[.*?\]\]>/, section), extensions: [envelope()] });
      assert.deepEqual(names(state).slice(0, outside.length), outside, section);
    }
  });

  test("follows what the document starts with", (t) => {
    const view = editor(t, request, [envelope()]);
    const language = () => [view.contentDOM.dataset.language, ...names(view.state).slice(0, 1)];
    const replace = (insert) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
    assert.deepEqual(language(), ["xml", "arg0"]);
    replace(' \n{"resultCode":"0"}');
    assert.deepEqual(language(), ["json", '"resultCode"']);
    undo(view);
    assert.deepEqual(language(), ["xml", "arg0"]);
    const answers = editor(t, '\uFEFF[{"resultCode":"0"}]', [envelope()]);
    assert.equal(answers.contentDOM.dataset.language, "json");
    assert.equal(editor(t, "", [envelope()]).contentDOM.dataset.language, "xml");
  });

  test("has each language's own data once", () => {
    const extensions = [envelope(), xmlLanguage.data.of({ mark: "xml" }), jsonLanguage.data.of({ mark: "json" })];
    const marks = (doc, at) => EditorState.create({ doc, extensions }).languageDataAt("mark", at);
    assert.deepEqual([marks(request, 3), marks('{"a":1}', 3)], [["xml"], ["json"]]);
    assert.deepEqual(marks(request, request.indexOf("orderList")), ["xml"]);
    const state = EditorState.create({ doc: request, extensions });
    assert.deepEqual(state.languageDataAt("commentTokens", 3), [{ block: { open: "<!--", close: "-->" } }]);
  });
});

describe("the entry", () => {
  test("is the same by require, and loads the package that require has, once it lints by itself", () => {
    const names = (exported) => Object.keys(exported).filter((name) => name !== "default" && name !== "module.exports").sort();
    assert.deepEqual(names(require("yct-envelope/codemirror")), names(codemirror));
    const program = `
      const { EditorState } = require("@codemirror/state");
      const { envelopeLinter } = require("yct-envelope/codemirror");
      const root = require.resolve("yct-envelope");
      const state = EditorState.create({ doc: ${JSON.stringify(request)} });
      (async () => {
        await envelopeLinter({ lint: async () => ({ diagnostics: [] }) })({ state });
        const before = root in require.cache;
        const [{ source }] = await envelopeLinter()({ state });
        console.log(JSON.stringify([before, root in require.cache, source]));
      })();`;
    const said = execFileSync(process.execPath, ["--input-type=commonjs", "-e", program], { cwd: fileURLToPath(new URL(".", import.meta.url)), encoding: "utf8" });
    assert.deepEqual(JSON.parse(said), [false, true, "orders/separator"]);
  });
});

test("marks may be set by hand, too", (t) => {
  const view = editor(t, request, [envelope()]);
  view.dispatch(setDiagnostics(view.state, diagnosticsOf(lint(request).diagnostics, view.state.doc)));
  assert.deepEqual(marked(view), [["orders/separator", "，"]]);
});
