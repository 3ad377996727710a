// What the entry for CodeMirror declares. `cargo xtask build` writes it for `import` and for `require`.

import type { LRLanguage } from "@codemirror/language";
import type { Diagnostic as EditorDiagnostic, LintSource } from "@codemirror/lint";
import type { Extension, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic, LintReport, ReadOptions } from "./index.js";

/**
 * Makes the editor read a document as what it holds: JSON where it starts with a brace or a bracket, else {@link envelopeXmlLanguage}; anew with each change. How names
 * and values look is up to a highlight style, such as `syntaxHighlighting(defaultHighlightStyle)`.
 *
 * ```js
 * new EditorView({ doc, parent, extensions: [envelope(), linter(envelopeLinter()), lintGutter()] });
 * ```
 */
export function envelope(): Extension;

/**
 * XML in which a CDATA section that is closed is read as the XML that it holds, as the parameters of a request stand in one.
 *
 * ```js
 * new EditorView({ doc, parent, extensions: [envelopeXmlLanguage] }); // where it is never JSON
 * ```
 */
export const envelopeXmlLanguage: LRLanguage;

/** How {@link envelopeLinter} lints. */
export interface EnvelopeLinterOptions extends ReadOptions {
  /**
   * What lints, in place of the package's own `lint`, which then is not even loaded: one that asks a worker, say. It is given the text of the document, whose lines
   * end in LF, and the other options. A result that comes after the document has changed again is dropped.
   */
  lint?: ((text: string, options: ReadOptions) => Pick<LintReport, "diagnostics"> | PromiseLike<Pick<LintReport, "diagnostics">>) | undefined;
  /**
   * Told when linting failed, as where the module or the worker cannot be loaded; the document has no diagnostics then. Without it CodeMirror logs the error, and what was marked
   * before stays. No error that the package throws holds anything of the text.
   */
  onError?: ((error: unknown, view: EditorView) => void) | undefined;
}

/**
 * A source for CodeMirror's `linter`: what `lint` finds in the document, once typing pauses, as {@link diagnosticsOf} gives it. A blank document has no diagnostics.
 *
 * The package is loaded when a document is first linted. Linting 1 MB takes some milliseconds where it is plain and more where much is wrong with it; `lint` takes it off the main thread.
 *
 * ```js
 * const inChinese = linter(envelopeLinter({ kind: "request" }));
 * const inWorker = linter(envelopeLinter({ locale: "en", lint: (text, options) => ask("lint", text, options), onError: tell }), { delay: 300 });
 * ```
 */
export function envelopeLinter(options?: EnvelopeLinterOptions): LintSource;

/** Of what text findings are. */
export interface DiagnosticsOptions {
  /**
   * The text that was linted, where it is not the document's own: of a file with line ends in CR LF, each of which the editor counts as one, or of bytes,
   * `report.source.text`. The document must be made of it.
   */
  source?: string | undefined;
}

/**
 * Findings as CodeMirror's diagnostics: severity and place, the rule's id for `source`, message and help as text, and an action for each fix, safe or offered, under its title.
 *
 * An action makes its edits as one change with the user event `input.fix`, which is a step of its own in the history; where the document is no longer `doc`, or is read-only, it
 * does nothing. No diagnostic shows a secret.
 *
 * ```js
 * const { doc } = view.state;
 * const report = lint(doc.toString());
 * view.dispatch(setDiagnostics(view.state, diagnosticsOf(report.diagnostics, doc)));
 * ```
 *
 * @param doc the document that was linted
 */
export function diagnosticsOf(diagnostics: readonly Diagnostic[], doc: Text, options?: DiagnosticsOptions): EditorDiagnostic[];
