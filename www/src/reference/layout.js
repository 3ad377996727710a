/** An envelope taken apart for display: coloured, broken into lines, and with what cannot be seen made visible. Broken envelopes too. */

const xmlToken =
  /(?<comment><!--[^]*?-->|<!DOCTYPE[^>]*>|<\?[^]*?\?>)|(?<open><!\[CDATA\[)|(?<close>\]\]>)|(?<tag><\/?\s*[A-Za-z_][\w.:-]*(?:\s[^<>]*)?\/?>)|(?<entity>&#?\w+;)|(?<value>[^<&\]]+|[^])/gu;
const jsonToken = /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<value>"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+)|(?<mark>[{}[\],:]|[^])/gu;

const isJson = (text) => /^\s*[{[]/.test(text);

/** The tokens of a text, `{ from, to, kind }`, that make up all of it. */
export function tokens(text) {
  return [...text.matchAll(isJson(text) ? jsonToken : xmlToken)].flatMap((match) => {
    const [kind] = Object.entries(match.groups).find(([, found]) => found !== undefined);
    const token = { from: match.index, to: match.index + match[0].length, kind };
    return kind === "tag" ? tagTokens(token, match[0]) : [token];
  });
}

/** A tag as its angle brackets, its name and what follows that. */
function tagTokens({ from, to }, tag) {
  const [, before, name, after, end] = /^(<\/?\s*)([\w.:-]+)([^]*?)(\/?>)$/.exec(tag);
  const closing = tag[1] === "/";
  const nameFrom = from + before.length;
  return [
    { from, to: nameFrom, kind: "mark", opens: !closing, closes: closing },
    { from: nameFrom, to: nameFrom + name.length, kind: "name" },
    ...(after ? [{ from: nameFrom + name.length, to: to - end.length, kind: "attribute" }] : []),
    { from: to - end.length, to, kind: "mark", ends: true, empty: end === "/>" },
  ];
}

/** The lines of a text: `{ depth, tokens }`. A text that has line breaks keeps them; one that has none is broken before its elements. */
export function lines(text) {
  const all = tokens(text);
  if (text.includes("\n")) return keptLines(all, text);
  return isJson(text) ? jsonLines(all, text) : xmlLines(all);
}

/** The lines as they are; what a line is indented by becomes its depth. */
function keptLines(all, text) {
  const found = [];
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const [blank] = /^ */.exec(line);
    const first = start + blank.length;
    const end = start + line.length;
    const cut = all.filter((token) => token.to > first && token.from < end).map((token) => ({ ...token, from: Math.max(token.from, first), to: Math.min(token.to, end) }));
    found.push({ depth: blank.length / 2, tokens: blank ? [{ from: start, to: first, kind: "indent" }, ...cut] : cut });
    start = end;
  }
  return found;
}

function xmlLines(all) {
  const found = [];
  let line = null;
  let depth = 0;
  let last = null;
  const begin = (at) => {
    line = { depth: Math.max(at, 0), tokens: [] };
    found.push(line);
  };
  for (const token of all) {
    if (token.closes) depth -= 1;
    const breaks = !line || token.opens || token.kind === "comment" || token.kind === "close" || ((token.closes || token.kind === "value") && last === "closed") || (token.kind === "open" && last === "closed");
    if (breaks) begin(token.kind === "close" ? depth - 1 : depth);
    line.tokens.push(token);
    if (token.opens) {
      depth += 1;
      last = "opened";
    } else if (token.ends) {
      if (token.empty) depth -= 1;
      if (last !== "opened" || token.empty) last = "closed";
    } else if (token.closes) last = "closing";
    else if (token.kind === "comment") last = "closed";
    else if (token.kind === "close") last = "text";
    else if (token.kind === "value" || token.kind === "entity") last = "text";
  }
  return found;
}

function jsonLines(all, text) {
  const found = [{ depth: 0, tokens: [] }];
  let depth = 0;
  let fresh = true;
  for (const token of all) {
    const sign = text.slice(token.from, token.to);
    const closes = sign === "}" || sign === "]";
    if (closes) depth = Math.max(depth - 1, 0);
    if (closes ? !fresh : fresh && found.at(-1).tokens.length > 0) found.push({ depth, tokens: [] });
    found.at(-1).tokens.push(token);
    fresh = sign === "{" || sign === "[" || sign === ",";
    if (sign === "{" || sign === "[") depth += 1;
  }
  return found;
}

/** Where `good` differs from `bad`, as far as the value that holds the difference: `{ from, to }` in `good`, or null. */
export function difference(bad, good) {
  let from = 0;
  while (from < good.length && good[from] === bad[from]) from += 1;
  let end = 0;
  while (end < Math.min(good.length, bad.length) - from && good.at(-1 - end) === bad.at(-1 - end)) end += 1;
  const to = good.length - end;
  if (from >= to) {
    const value = tokens(good).find((token) => token.kind === "value" && token.from <= from && from <= token.to);
    return value ? { from: value.from, to: value.to } : null;
  }
  const touched = tokens(good).filter((token) => token.from < to && token.to > from);
  return touched.length > 4 ? { from, to } : { from: touched[0].from, to: touched.at(-1).to };
}

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u00a0\u3000]/u;

/** What a person should be told of a character, or null: `{ shown, name }`. More is told of what a finding marks. */
export function oddity(character, { marked, edge }) {
  const code = character.codePointAt(0);
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0x0a) return null;
  if (invisible.test(character) || (code >= 0xd800 && code <= 0xdfff)) return { shown: point, name: code, point };
  if (code === 0xfffd) return { shown: character, name: code, point };
  if (!marked) return null;
  if (code === 0x20 && edge) return { shown: "␣", name: code, point };
  if (code >= 0xff01 && code <= 0xff5e) return { shown: character, name: "wide", point };
  return code >= 0x2018 && code <= 0x201f ? { shown: character, name: "quote", point } : null;
}
