/** An editor with everything of the entry for CodeMirror, as a person uses it: a finding's tooltip, its button, and back. */
import { history, undo } from "@codemirror/commands";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { linter, nextDiagnostic } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { lint } from "yct-envelope";
import { envelope, envelopeLinter } from "yct-envelope/codemirror";

const doc = `<arg0><responseType>0</responseType><methodCode>stopReg</methodCode>
<methodParams><![CDATA[<secret>hush-hush</secret><orderList>A1，A2</orderList>]]></methodParams></arg0>`;

// In a shadow root its styles need no inline ones, which the policy forbids.
const root = document.getElementById("host").attachShadow({ mode: "open" });
const view = new EditorView({
  parent: root,
  root,
  doc,
  extensions: [
    history(),
    envelope(),
    syntaxHighlighting(HighlightStyle.define([{ tag: tags.tagName, class: "name" }])),
    linter(envelopeLinter({ locale: "en" }), { delay: 10 }),
  ],
});

/** What `find` gives, once it gives something. */
async function appeared(find) {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const marked = () => root.querySelector(".cm-lintRange-error");
const mark = (await appeared(marked)).textContent;
const names = [...root.querySelectorAll(".name")].map(({ textContent }) => textContent);
nextDiagnostic(view);
const tooltip = await appeared(() => root.querySelector(".cm-tooltip-lint .cm-diagnostic"));
const said = tooltip.querySelector(".cm-diagnosticText").textContent;
const button = tooltip.querySelector(".cm-diagnosticAction");
const action = button.textContent;
button.click();
const fixed = view.state.doc.toString();
await appeared(() => !marked());
undo(view);
const back = view.state.doc.toString() === doc;
await appeared(marked);
globalThis.answer = { mark, names, said, action, fixes: fixed === doc.replace("，", ","), clean: lint(fixed).diagnostics.length === 0, back };
