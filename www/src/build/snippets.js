/** A request as something to run elsewhere. Whatever a value holds, it stays a value there. */

// What no one sees but a compiler, a terminal or a page that shows the snippet would: line separators, marks of direction, tags and comments of HTML.
const unseen = /[\u007f-\u009f\u2028\u2029\p{Cf}]|<(?=[/!])/gu;
const escaped = (character) =>
  [...character].map((one) => (one.codePointAt(0) > 0xffff ? `\\u{${one.codePointAt(0).toString(16)}}` : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)).join("");

/** A text as a JavaScript literal. */
export const literal = (text) => JSON.stringify(text).replace(unseen, escaped);

/** What replaces the secret in JavaScript: an expression. */
export const SECRET_VARIABLE = "process.env.YCT_SECRET";

/** `request` as a program for Node.js. `remark(path)` gives what to say behind a field's line; `isSecret(path)` tells whose value stays out. */
export function javascript(request, { isSecret, remark }) {
  const written = (value, path, indent) => {
    if (isSecret(path)) return SECRET_VARIABLE;
    if (typeof value === "string") return literal(value);
    if (typeof value === "number") return String(value);
    if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
    const lines = Object.entries(value).map(([name, inner]) => {
      const said = remark([...path, name]);
      return `${indent}  ${name}: ${written(inner, [...path, name], `${indent}  `)},${said ? ` // ${said}` : ""}`;
    });
    return ["{", ...lines, `${indent}}`].join("\n");
  };
  return `import { buildRequest } from "yct-envelope";\n\nconst envelope = buildRequest(${written(request, [], "")});\n`;
}

/** Where the request goes is for the person to say: V1.3 prints no address. */
const ADDRESS = "https://REPLACE-ME.invalid/";

/** The delimiter of a here-document: a word that is no line of the text. */
function delimiter(text) {
  const lines = new Set(text.split("\n"));
  let word = "EOF";
  while (lines.has(word)) word += "_";
  return word;
}

/** An envelope's text as a shell command. The quoted delimiter keeps the shell out of all that stands before it. `remarks` are its first lines. */
export function curl(envelope, remarks) {
  const end = delimiter(envelope);
  return [
    ...remarks.map((line) => `# ${line}`),
    "curl --silent --show-error --fail-with-body \\",
    `  '${ADDRESS}' \\`,
    "  --header 'Content-Type: text/xml; charset=utf-8' \\",
    `  --data-binary @- <<'${end}'`,
    envelope,
    end,
    "",
  ].join("\n");
}
