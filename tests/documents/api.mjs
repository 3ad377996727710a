/** docs/api.md: the reference, from the declarations that the package ships. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

const FILE = "docs/api.md";
const INTRO = `# API reference

Everything that \`yct-envelope\` exports, from its declarations: labels in Chinese as the specification has them, meanings in English. How to begin is told
in the [README](../README.md) ([简体中文](../README.zh-CN.md)). This page is made by \`tests/documents/\`.`;

export function apiPage() {
  const declarations = join(dirname(createRequire(import.meta.url).resolve("yct-envelope/package.json")), "dist/index.d.ts");
  const file = ts.createSourceFile(declarations, readFileSync(declarations, "utf8"), ts.ScriptTarget.Latest, true);
  const exported = file.statements.filter((statement) => ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
  const names = exported.map(nameOf);
  const sections = [
    ["Functions", ts.isFunctionDeclaration],
    ["Errors", ts.isClassDeclaration],
    ["Constants", ts.isVariableStatement],
    ["Types", (statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)],
  ];
  const parts = sections.flatMap(([title, belongs]) => [`## ${title}`, ...entries(exported.filter(belongs), names)]);
  return { file: FILE, text: `${[INTRO, contents(sections, exported), ...parts].join("\n\n")}\n` };
}

const nameOf = (statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations[0].name : statement.name).text;
/** A type and a constant may share a name: the type comes second. */
const anchors = (statements) => new Set(statements.map(nameOf));

function contents(sections, exported) {
  return sections
    .map(([title, belongs]) => `**${title}**: ${[...anchors(exported.filter(belongs))].map((name) => `\`${name}\``).join(", ")}`)
    .join("\n\n");
}

/** Overloads of a function are one entry. */
function entries(statements, names) {
  return [...anchors(statements)].map((name) => {
    const same = statements.filter((statement) => nameOf(statement) === name);
    return [`### ${name}`, ...same.flatMap((statement) => [...described(statement, names), `\`\`\`ts\n${statement.getText()}\n\`\`\``])].join("\n\n");
  });
}

function described(statement, names) {
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  if (!comment) return [];
  const prose = linked(ts.getTextOfJSDocComment(comment.comment) ?? "", names);
  const tags = (comment.tags ?? []).map((tag) => {
    const text = linked(ts.getTextOfJSDocComment(tag.comment) ?? "", names);
    const of = tag.name ?? tag.typeExpression?.type;
    const subject = of ? ` \`${of.getText()}\`` : "";
    return tag.tagName.text === "example" ? text : `- *${tag.tagName.text}*${subject}: ${text.replace(/^- /, "")}`;
  });
  return [prose, ...(tags.length > 0 ? [tags.join("\n")] : [])].filter(Boolean);
}

const linked = (text, names) => text.replace(/\{@link (\w+)\}/g, (whole, name) => (names.includes(name) ? `[\`${name}\`](#${name.toLowerCase()})` : `\`${name}\``));
