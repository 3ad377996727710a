import { defaultKeymap, history, historyKeymap, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import {
  drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, placeholder,
} from "@codemirror/view";
import { diagnosticsOf, envelope } from "yct-envelope/codemirror";
import { locale } from "../../preferences.js";
import { editorPhrases } from "../words.js";
import { appearance } from "./appearance.js";
import { highlighting } from "./highlighting.js";

/** Characters a line, on average. */
const LONG_LINE = 20_000;

/** What is said in the language chosen: `words` gives the `label` and what an `empty` editor says. */
const spoken = (words) => {
  const { label, empty } = words();
  return [
    placeholder(empty),
    EditorState.phrases.of(locale.peek() === "en" ? {} : editorPhrases),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", lang: "zh-CN", spellcheck: "false", autocapitalize: "off" }),
  ];
};

/** The smallest single change that turns one text into the other, so that the cursor and the scroll position stay. */
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** Whether a text, or a document, has so few line ends for its length that breaking its lines at the edge would hold up the typing. */
const isLong = (text) => text.length > LONG_LINE * (typeof text === "string" ? text.split("\n", 1000).length : text.lines);

/** A finding at its place in the editor. Its fixes are shown as a difference beside the text before they are taken, so the tooltip has none. */
const placed = ({ from, to, ...finding }) => ({ ...finding, span: { start: from, end: to }, fixes: [] });

/** Over a selection the browser would type in the style of what it replaces, as an inline style, which the policy refuses. */
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type" }, { scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/**
 * Makes the editor in a shadow root of `host`. There its style sheets are adopted by script and need no inline style, which
 * `style-src 'self'` would refuse. `onEdit(byUser, length)` follows every change of the text, `onMove` the cursor, `onPast` what can be undone,
 * `onSelect` the focus.
 */
export function createEditor({ host, words, text, selection, onEdit, onMove, onPast, onSelect }) {
  const voice = new Compartment();
  const wrapping = new Compartment();
  let long = isLong(text);
  let replacing = false;

  const view = new EditorView({
    parent: host.shadowRoot ?? host.attachShadow({ mode: "open" }),
    root: host.shadowRoot ?? undefined,
    state: EditorState.create({
      doc: text,
      selection,
      extensions: [
        lineNumbers(),
        lintGutter({ hoverTime: 200 }),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        dropCursor(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches({ minSelectionLength: 3 }),
        bracketMatching(),
        search({ top: true }),
        wrapping.of(isLong(text) ? [] : EditorView.lineWrapping),
        Prec.high(appearance),
        highlighting,
        envelope(),
        voice.of(spoken(words)),
        typingOver,
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            if (isLong(update.state.doc) !== long) {
              long = !long;
              queueMicrotask(() => view.dispatch({ effects: wrapping.reconfigure(long ? [] : EditorView.lineWrapping) }));
            }
            onEdit(!replacing, update.state.doc.length);
            onPast({ undo: undoDepth(update.state), redo: redoDepth(update.state) });
          }
          if (update.docChanged || update.selectionSet) moved(update.state);
          if (update.focusChanged && update.view.hasFocus) onSelect();
        }),
      ],
    }),
  });

  function moved({ doc, selection: { main } }) {
    const line = doc.lineAt(main.head);
    onMove({ offset: main.head, line: line.number, column: main.head - line.from + 1, lines: doc.lines });
  }
  moved(view.state);

  const quietly = (act) => {
    replacing = true;
    try {
      return act();
    } finally {
      replacing = false;
    }
  };

  return {
    text: () => view.state.doc.toString(),
    slice: (from, to) => view.state.sliceDoc(from, to),
    lineAt: (offset) => view.state.doc.lineAt(Math.min(offset, view.state.doc.length)),

    /** Replaces the text, as one step of the history; `fresh` puts the cursor at the start. */
    replace(next, { fresh = false } = {}) {
      const before = view.state.doc.toString();
      const after = next.replace(/\r\n?/g, "\n");
      if (before === after) return false;
      quietly(() =>
        view.dispatch({
          changes: fresh ? { from: 0, to: before.length, insert: after } : difference(before, after),
          ...(fresh ? { selection: { anchor: 0 }, scrollIntoView: true } : {}),
          annotations: isolateHistory.of("full"),
          userEvent: "input.replace",
        }),
      );
      return true;
    },
    change(edits) {
      quietly(() =>
        view.dispatch({
          changes: edits.map(({ start, end, text: insert }) => ({ from: start, to: end, insert })),
          annotations: isolateHistory.of("full"),
          userEvent: "input.fix",
        }),
      );
    },
    undo: () => undo(view),
    redo: () => redo(view),

    /** Underlines findings; each has `from` and `to` in the editor's own offsets. */
    mark(findings) {
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(findings.map(placed), view.state.doc)));
    },

    /** Selects a range and brings it to the middle; takes the focus where that does not raise a keyboard on the screen. */
    goTo(from, to) {
      const end = view.state.doc.length;
      const range = { anchor: Math.min(from, end), head: Math.min(to, end) };
      view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: "center" }) });
      host.scrollIntoView({ block: "nearest" });
      if (!matchMedia("(pointer: coarse)").matches) view.focus();
    },
    focus: () => view.focus(),
    speak: () => view.dispatch({ effects: voice.reconfigure(spoken(words)) }),
    destroy: () => view.destroy(),
  };
}
