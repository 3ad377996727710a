/** The page in each language, from what the judges said. */
import { bases } from "./cases.mjs";

/** The longest message that is printed whole. */
const LONGEST = 110;

export const languages = {
  zh: {
    file: "docs/broken-envelopes.zh-CN.md",
    other: "[English](broken-envelopes.md)",
    title: "常见的坏报文：四个工具各怎么说",
    intro: (count, versions) => `下面是 ${count} 份常见的坏报文，都由正确的报文改动一处而成；每一行是改动的地方，以及 yct-envelope、fast-xml-parser 的校验器（\`XMLValidator\`，${versions[0]}）、
libxml2-wasm（${versions[1]}）和浏览器的 \`DOMParser\`（Chromium ${versions[2]}）对整份报文各怎么说。本页由测试 \`tests/comparison/\` 生成，内容都是实际输出；有出入时测试会失败。

- 位置写作“行:列”，以各工具自己报告的为准。消息按原文抄录，过长的截断；libxml2 一次报几条时抄第一条，并注明总数。
- 对解析器来说 CDATA 里只是一段文字。因此外层能读通时，再把 \`methodParams\` 里的文字放进一个根元素 \`<params>\`，让各工具读第二遍，细心的程序也会这样做；这一遍的结果标“内层”，
  位置从那段文字算起。yct-envelope 一遍读完两层，位置总是整份报文里的。
- “可自动修复”表示 \`fix\` 会改好它，“可选择修复”表示给出了修法，但要人点头。
- \`fast-xml-parser\` 和 \`DOMParser\` 只接受文本，GBK 字节先按 UTF-8 解码再交给它们，与 \`response.text()\` 相同。`,
    tally: ["有话要说的", "全部", "不合格的 XML", "合格的 XML 与 JSON"],
    headings: { damaged: "不合格的 XML", readable: "XML 合格，报文却有问题" },
    notes: { readable: "这一组里其他工具的“通过”不是它们的缺点：它们是通用的 XML 解析器，不认识这份协议。" },
    columns: ["改动", "yct-envelope"],
    accepts: "通过",
    both: "两层都通过",
    inner: "外层通过；内层 ",
    more: (count) => `（共 ${count} 条）`,
    json: "不读 JSON",
    severities: { error: "", warning: "警告：", info: "提示：" },
    fixes: { safe: "可自动修复", offer: "可选择修复" },
    strengths: `## 它们比我们强的地方

- **通用。** 三者能读任何 XML，yct-envelope 只认识医程通 V1.3 的报文。
- **严格。** 不合格的 XML，libxml2 与浏览器一份也没有放过；DTD 和命名空间它们也按 XML 的规定处理，libxml2-wasm 还能做 XPath 查询和 XML Schema 校验。yct-envelope 一律拒绝 DTD，忽略命名空间。
- **轻便。** \`DOMParser\` 随浏览器自带，什么都不用下载；fast-xml-parser 是纯 JavaScript，不带 WebAssembly。报文本来就合格、又不需要检查字段时，用它们就够了。
- **速度。** 本页不比较速度：只要读出内容，它们就不必做 yct-envelope 每次都做的那些检查。

有一点要留意：libxml2 的消息会引用原文，上表里就引出了 \`secret\`，写日志之前请想到这一点。yct-envelope 的消息从不含秘钥，测试对上表也作了检查。`,
    sources: "## 改动之前的报文",
  },
  en: {
    file: "docs/broken-envelopes.md",
    other: "[中文](broken-envelopes.zh-CN.md)",
    title: "Broken envelopes, and what four tools say of them",
    intro: (count, versions) => `Here are ${count} broken envelopes as people meet them, each made from a sound one by a single change. A row shows the changed piece, and what yct-envelope, the validator of
fast-xml-parser (\`XMLValidator\`, ${versions[0]}), libxml2-wasm (${versions[1]}) and the browser's \`DOMParser\` (Chromium ${versions[2]}) say of the whole envelope. The tests in
\`tests/comparison/\` make this page from what the four really say, and fail where it differs.

- Places are line:column, as each tool tells them. Messages are verbatim, long ones cut; where libxml2 tells several, the first is printed with their number.
- To a parser, what is inside CDATA is mere text. So where the document reads, the text of \`methodParams\` is put into a root element, \`<params>\`, and read a second time, as a
  careful program would; what is said then is marked “inside”, with places in that text. yct-envelope reads both layers at once, and its places are those of the whole envelope.
- “Fixed” means that \`fix\` mends it, “fix offered” that there is a fix which asks for a person's yes.
- \`fast-xml-parser\` and \`DOMParser\` take text alone: GBK bytes are decoded as UTF-8 before, as \`response.text()\` does.`,
    tally: ["Has something to say", "of all", "of the ill-formed", "of the well-formed, and the JSON"],
    headings: { damaged: "Not well-formed", readable: "Well-formed XML, and no good envelope" },
    notes: { readable: "That the others accept these is no fault of theirs: they are general XML parsers and know nothing of this protocol." },
    columns: ["The change", "yct-envelope"],
    accepts: "accepts",
    both: "accepts both layers",
    inner: "accepts; inside ",
    more: (count) => ` (first of ${count})`,
    json: "reads no JSON",
    severities: { error: "", warning: "warning: ", info: "info: " },
    fixes: { safe: "fixed", offer: "fix offered" },
    strengths: `## Where they are ahead

- **General.** The three read any XML; yct-envelope knows the envelopes of 医程通 V1.3 and nothing else.
- **Strict.** Nothing ill-formed gets past libxml2 and the browser. They treat DTDs and namespaces as XML has them, and libxml2-wasm adds XPath and XML Schema; yct-envelope refuses every DTD
  and ignores namespaces.
- **Light.** \`DOMParser\` comes with the browser and costs no download; fast-xml-parser is plain JavaScript without WebAssembly. For envelopes that are sound and need no checks, they suffice.
- **Speed.** It is not compared here: whoever only wants the content is spared the checks that yct-envelope always makes.

One thing to mind: libxml2's messages quote the text, and above they show the \`secret\`; think of that before you log them. No message of yct-envelope shows one, and the tests hold these tables
to it.`,
    sources: "## The envelopes before the change",
  },
};

const breaks = (text) => text.replaceAll("|", "\\|");

/** Text that shows as it is, in a cell; what stands in backticks stays code. */
const prose = (text) => breaks(text.split("`").map((part, at) => (at % 2 ? `\`${part}\`` : part.replace(/[&<>*_[\]\\]/g, (mark) => `&#${mark.charCodeAt(0)};`))).join(""));

const code = (text) => {
  const fence = text.includes("`") ? "``" : "`";
  return breaks(`${fence}${text}${fence}`);
};

const shortened = (message) => {
  const line = message.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const told = ([{ line, column, message }, ...more], words) => `${line}:${column} ${code(shortened(message))}${more.length > 0 ? words.more(more.length + 1) : ""}`;

/** What another judge says, in a cell. */
function verdict({ outer, inner }, words) {
  if (outer.length > 0) return told(outer, words);
  if (inner === undefined) return words.accepts;
  return inner.length > 0 ? `${words.inner}${told(inner, words)}` : words.both;
}

function finding({ severity, span, message, rule, fixes }, words) {
  const mended = fixes.some(({ safe }) => safe) ? words.fixes.safe : fixes.length > 0 && words.fixes.offer;
  return `${words.severities[severity]}${span.line}:${span.column} ${prose(message)}<br>\`${rule}\`${mended ? ` · ${mended}` : ""}`;
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Whether another judge has anything to say, at either layer. */
export const isNoticed = ({ outer, inner = [] }) => outer.length + inner.length > 0;

/**
 * The whole page. `groups` are `{ id, rows }`, a row the case with `said`, what each judge says (undefined: it was not asked), and `findings`, ours
 * by language.
 */
export function page(language, judges, groups) {
  const words = languages[language];
  const head = [...words.columns, ...judges.map(({ name }) => name)];
  const sections = groups.map(({ id, rows }) => {
    const lines = rows.map(({ piece, said, findings, ...names }) => [
      `${prose(names[language])}<br>${piece[language] ?? code(piece.replaceAll("\n", "⏎"))}`,
      findings[language].map((one) => finding(one, words)).join("<br>") || words.accepts,
      ...said.map((one) => (one ? verdict(one, words) : words.json)),
    ]);
    return [`## ${words.headings[id]}`, ...(words.notes[id] ? [words.notes[id]] : []), table(head, lines)].join("\n\n");
  });

  const all = groups.flatMap(({ rows }) => rows);
  const tallied = (name, noticed) => {
    const counts = [all, ...groups.map(({ rows }) => rows)].map((rows) => rows.map(noticed).filter((one) => one !== undefined));
    return [name, ...counts.map((asked) => `${asked.filter(Boolean).length}/${asked.length}`)];
  };
  const tally = table(words.tally, [
    tallied("yct-envelope", ({ findings }) => findings[language].length > 0),
    ...judges.map(({ name }, at) => tallied(name, ({ said }) => said[at] && isNoticed(said[at]))),
  ]);
  const sources = Object.entries(bases).map(([name, text]) => `\`${name}\`\n\n\`\`\`${name === "json" ? "json" : "xml"}\n${text}\n\`\`\``);
  const parts = [`# ${words.title}`, words.other, words.intro(all.length, judges.map(({ version }) => version)), tally, ...sections, words.strengths, words.sources, ...sources];
  return `${parts.join("\n\n")}\n`;
}
