import { EditorView } from "@codemirror/view";

// Severity is told by shape as well as by colour: a diamond, a triangle, a ring.
const marker = (colour, shape) => ({ content: '""', display: "block", width: "9px", height: "9px", background: colour, clipPath: shape });
const underline = (colour) => ({
  backgroundImage: "none",
  paddingBottom: "0",
  textDecoration: `underline wavy ${colour}`,
  textDecorationThickness: "1.25px",
  textUnderlineOffset: "4px",
  textDecorationSkipInk: "none",
});
const point = (colour) => ({ "&:after": { borderBottomColor: colour } });

/** The editor's look, in the page's custom properties (they reach into the shadow root; style sheets do not). */
export const appearance = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.7", overflow: "auto" },
  ".cm-content": { caretColor: "var(--accent)", padding: "14px 0 4rem" },
  // Names and numbers have no syllables: a long line is broken at the edge, not before its last word.
  ".cm-content.cm-lineWrapping": { wordBreak: "break-all" },
  ".cm-line": { padding: "0 18px 0 8px" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-placeholder": { color: "var(--ink-soft)", fontFamily: "var(--sans)" },
  ".cm-selectionBackground": { background: "var(--selection-quiet)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--selection)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--line-here)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-faint)", border: "none", paddingLeft: "4px" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.2em", padding: "0 6px 0 4px", fontVariantNumeric: "tabular-nums" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-specialChar": { color: "var(--error)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--line-here)", outline: "1px solid var(--rule)" },

  ".cm-gutter-lint": { width: "17px", order: "-1" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0", display: "flex", justifyContent: "center", paddingTop: "0.5em" },
  ".cm-lint-marker": { width: "auto", height: "auto", cursor: "pointer" },
  ".cm-lint-marker-error": { content: "none" },
  ".cm-lint-marker-warning": { content: "none" },
  ".cm-lint-marker-info": { content: "none" },
  ".cm-lint-marker-error:before": marker("var(--error)", "polygon(50% 0, 100% 50%, 50% 100%, 0 50%)"),
  ".cm-lint-marker-warning:before": marker("var(--warning)", "polygon(50% 4%, 100% 96%, 0 96%)"),
  ".cm-lint-marker-info:before": { content: '""', display: "block", width: "8px", height: "8px", border: "2px solid var(--info)", borderRadius: "50%", boxSizing: "border-box" },
  ".cm-lintRange-error": underline("var(--error)"),
  ".cm-lintRange-warning": underline("var(--warning)"),
  ".cm-lintRange-info": underline("var(--info)"),
  ".cm-lintRange-active": { backgroundColor: "var(--line-here)" },
  ".cm-lintPoint-error": point("var(--error)"),
  ".cm-lintPoint-warning": point("var(--warning)"),
  ".cm-lintPoint-info": point("var(--info)"),

  ".cm-tooltip": {
    color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--rule)", borderRadius: "6px",
    boxShadow: "var(--shadow)", maxWidth: "min(34rem, 90vw)", fontFamily: "var(--sans)", overflow: "hidden",
  },
  ".cm-tooltip .cm-tooltip-lint": { margin: "0" },
  ".cm-diagnostic": { padding: "9px 14px", fontSize: "0.875rem", lineHeight: "1.6", borderLeft: "3px solid transparent", whiteSpace: "pre-line" },
  ".cm-diagnostic + .cm-diagnostic": { borderTop: "1px solid var(--rule)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--info)" },
  ".cm-diagnosticSource": { color: "var(--ink-soft)", fontFamily: "var(--mono)", fontSize: "0.75rem", opacity: "1" },

  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--ground)", fontFamily: "var(--sans)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--rule)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 10px", fontSize: "0.875rem" },
  ".cm-panel.cm-search label": { fontSize: "0.8125rem" },
  ".cm-textfield": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--rule-strong)", borderRadius: "4px", padding: "3px 8px", fontSize: "0.875rem" },
  ".cm-button": { color: "var(--ink)", backgroundColor: "var(--paper)", backgroundImage: "none", border: "1px solid var(--rule-strong)", borderRadius: "4px", padding: "3px 10px", fontSize: "0.8125rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink-soft)", fontSize: "1.125rem", padding: "0 8px" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-searchMatch": { backgroundColor: "var(--found)" },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "var(--found-here)" },
});
