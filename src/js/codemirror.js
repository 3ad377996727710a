/** The entry for CodeMirror: what highlights an envelope, and what `lint` finds in a document as CodeMirror's diagnostics. */
import { jsonLanguage } from "@codemirror/lang-json";
import { xmlLanguage } from "@codemirror/lang-xml";
import { language } from "@codemirror/language";
import { parseMixed } from "@lezer/common";

const opening = "<![CDATA[".length;
const closing = "]]>".length;

/** How much of a document is looked at to tell JSON from XML. */
const HEAD = 256;

export const envelopeXmlLanguage = /* @__PURE__ */ xmlLanguage.configure({
  wrap: /* @__PURE__ */ parseMixed((node) =>
    node.name === "Cdata" && node.to - node.from > opening + closing
      ? { parser: xmlLanguage.parser, overlay: [{ from: node.from + opening, to: node.to - closing }] }
      : null,
  ),
});

export function envelope() {
  // The first language of a state counts. The second brings what looks up a language's data at a place, which serves JSON as well.
  return [language.compute(["doc"], ({ doc }) => languageOf(doc.sliceString(0, HEAD))), envelopeXmlLanguage];
}

/** JSON starts with a brace or a bracket. */
function languageOf(head) {
  return /^\s*[{[]/.test(head) ? jsonLanguage : envelopeXmlLanguage;
}

export function envelopeLinter({ lint = lintHere, onError, ...options } = {}) {
  return async (view) => {
    const { doc } = view.state;
    // As the editor counts: whatever a line ended in, here it ends in LF.
    const text = doc.toString();
    if (!/\S/.test(text)) return [];
    try {
      const { diagnostics } = await lint(text, options);
      return diagnosticsOf(diagnostics, doc);
    } catch (error) {
      if (!onError) throw error;
      onError(error, view);
      return [];
    }
  };
}

/** Loaded when it is first needed: an editor whose lint runs in a worker never loads the module. */
async function lintHere(text, options) {
  const { lint } = await import("yct-envelope");
  return lint(text, options);
}

export function diagnosticsOf(diagnostics, doc, { source } = {}) {
  const position = source === undefined ? (offset) => offset : documentPositions(source);
  const inside = (offset) => Math.min(position(offset), doc.length);
  return diagnostics.map(({ rule, severity, message, help, span, fixes }) => ({
    from: span ? inside(span.start) : 0,
    to: span ? inside(span.end) : 0,
    severity,
    source: rule,
    message: help ? `${message}\n${help}` : message,
    actions: (fixes ?? []).filter(({ edits }) => edits?.length > 0).map((fix) => actionOf(fix, doc, position)),
  }));
}

function actionOf({ title, edits }, doc, position) {
  const changes = edits.map(({ start, end, text }) => ({ from: position(start), to: position(end), insert: text }));
  return {
    name: title,
    apply(view) {
      if (view.state.readOnly || !view.state.doc.eq(doc)) return;
      // An event of this kind joins nothing that was typed before: one undo takes back the fix and no more.
      view.dispatch({ changes, userEvent: "input.fix" });
    },
  };
}

/** Where places in a text are in the document that is made of it: there each line end counts as one, CR LF included. */
function documentPositions(source) {
  const pairs = [];
  for (let at = source.indexOf("\r\n"); at !== -1; at = source.indexOf("\r\n", at + 2)) pairs.push(at);
  if (pairs.length === 0) return (offset) => offset;
  return (offset) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}
