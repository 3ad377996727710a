/** The reference of the package's declarations, as a page: what the compiler reads in them, in their order. */
import ts from "typescript";

const KINDS = [
  ["Functions", (node) => ts.isFunctionDeclaration(node)],
  ["Errors", (node) => ts.isClassDeclaration(node)],
  ["Schemas and constants", (node) => ts.isVariableStatement(node)],
  ["Types", (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)],
];

const ABOUT_EDITOR = `From \`yct-envelope/codemirror\`; CodeMirror's packages are yours to install. [An editor that lints](recipes.md#an-editor-that-lints) has it whole.`;

const isExported = (node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const nameOf = (node) => (ts.isVariableStatement(node) ? node.declarationList.declarations[0].name : node.name).text;

/** What a declaration says of itself: the prose, and each `@throws`. */
function described(node) {
  const parts = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const prose = parts.map(({ comment }) => worded(comment)).join("\n\n");
  const throws = parts.flatMap(({ tags }) => [...(tags ?? [])]).filter(({ tagName }) => tagName.text === "throws");
  return { prose, throws: throws.map((tag) => [tag.typeExpression?.getText().slice(1, -1), worded(tag.comment)]) };
}

/** A comment's text with its links as code; the pieces of a link carry its name apart. */
function worded(comment) {
  if (comment === undefined || typeof comment === "string") return comment ?? "";
  return comment.map((piece) => (piece.kind === ts.SyntaxKind.JSDocText ? piece.text : `\`${piece.name.getText()}${piece.text}\``)).join("");
}

/** A declaration without the comment before it; those inside stay, where they say what each field is. */
const code = (node) => node.getText().replace(/^export (declare )?/, "").replaceAll(/\{@link ([^}]+)\}/g, "`$1`");

const exportedBy = (declarations) => ts.createSourceFile("index.d.ts", declarations, ts.ScriptTarget.Latest, true).statements.filter(isExported);

/** `declarations` are those of the package itself, `editor` those of its entry for CodeMirror. */
export function reference(declarations, editor) {
  const exported = exportedBy(declarations);
  const sorted = (nodes) => [...grouped(nodes)].sort(([one], [other]) => (one < other ? -1 : 1));
  const sections = [
    ...KINDS.map(([title, is]) => ({ title, named: sorted(exported.filter(is)) })),
    { title: "CodeMirror", about: ABOUT_EDITOR, named: sorted(exportedBy(editor)) },
  ];
  const untold = exported.filter((node) => !KINDS.some(([, is]) => is(node)));
  if (untold.length > 0) throw new Error(`no section takes ${untold.map((node) => node.getText().slice(0, 60)).join("; ")}`);
  const lines = [
    "# API reference",
    "",
    "[中文说明](api.zh-CN.md)",
    "",
    "What `yct-envelope` exports, made from its declarations, which your editor shows as well. A field has the specification's Chinese label and its section.",
    "",
    ...sections.map(({ title, named }) => `- **${title}**: ${named.map(([name]) => `[\`${name}\`](#${anchor(title, name)})`).join(", ")}`),
  ];
  for (const { title, about, named } of sections) {
    lines.push("", `## ${title}`, ...(about ? ["", about] : []));
    for (const [name, nodes] of named) {
      lines.push("", `<a id="${anchor(title, name)}"></a>`, "", `### ${name}`);
      for (const node of nodes) {
        const { prose, throws } = described(node);
        // Its examples speak of the reader's own functions: they are there to be read.
        if (prose) lines.push("", prose.replaceAll(/^```js$/gm, "```js not-run"));
        lines.push("", "```ts", code(node), "```");
        if (throws.length > 0) lines.push("", ...throws.map(([type, when]) => `- Throws ${type ? `\`${type}\` ` : ""}${when}`));
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

/** A code table is a type and a constant of one name, in two sections. */
const anchor = (section, name) => `${section.split(" ")[0].toLowerCase()}-${name}`;

function grouped(nodes) {
  const named = new Map();
  for (const node of nodes) named.set(nameOf(node), [...(named.get(nameOf(node)) ?? []), node]);
  return named;
}
