/** A consumer of the entry for CodeMirror, compiled and never run. */
import type { LRLanguage } from "@codemirror/language";
import { type Diagnostic as EditorDiagnostic, type LintSource, lintGutter, linter, setDiagnostics } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type LintReport, type ReadOptions, checkRequest, lint } from "yct-envelope";
import { type DiagnosticsOptions, type EnvelopeLinterOptions, diagnosticsOf, envelope, envelopeLinter, envelopeXmlLanguage } from "yct-envelope/codemirror";

const inWorker = async (text: string, { locale }: ReadOptions): Promise<Pick<LintReport, "diagnostics">> => ({ diagnostics: text && locale ? [] : [] });
const options: EnvelopeLinterOptions = { locale: "en", kind: "response", method: "stopReg", limits: { findings: 9 }, lint: inWorker, onError: (error, view) => view.focus() };
const source: LintSource = envelopeLinter(options);
const language: LRLanguage = envelopeXmlLanguage;
const extensions: Extension[] = [envelope(), language, linter(source, { delay: 300 }), linter(envelopeLinter()), linter(envelopeLinter({ lint, onError: undefined })), lintGutter()];
const view = new EditorView({ doc: "", extensions });

const report = lint(new Uint8Array());
const how: DiagnosticsOptions = { source: report.source?.text };
const diagnostics: EditorDiagnostic[] = diagnosticsOf(report.diagnostics, view.state.doc, how);
view.dispatch(setDiagnostics(view.state, diagnostics));
void diagnosticsOf(checkRequest({}), view.state.doc);

// @ts-expect-error the findings, not the report
void diagnosticsOf(report, view.state.doc);
// @ts-expect-error no language of ours
envelopeLinter({ locale: "fr" });
// @ts-expect-error a lint that gives nothing
envelopeLinter({ lint: () => undefined });
