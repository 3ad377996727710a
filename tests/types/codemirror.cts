/** The same entry by require: compiled and never run. */
import lint = require("@codemirror/lint");
import view = require("@codemirror/view");
import yct = require("yct-envelope");
import codemirror = require("yct-envelope/codemirror");

const options: codemirror.EnvelopeLinterOptions = { kind: "request", lint: yct.lint };
const editor = new view.EditorView({ extensions: [codemirror.envelope(), lint.linter(codemirror.envelopeLinter(options))] });
const diagnostics: lint.Diagnostic[] = codemirror.diagnosticsOf(yct.lint("").diagnostics, editor.state.doc);
void diagnostics;
