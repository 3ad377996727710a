/** docs/rules.md and its Chinese twin: every rule, from the catalog and from what `lint` says of its bad example. */
import { catalog, lint, sampleMutant } from "yct-envelope";

const languages = {
  en: {
    file: "docs/rules.md",
    other: "[简体中文](rules.zh-CN.md)",
    locale: "en",
    title: "Rules",
    columns: ["Rule", "Severity", "What it fires on"],
    intro: (count) => `Each finding of \`lint\` names one of ${count} rules. An id is \`group/pattern\` and never changes. An **error** makes strict parsing refuse the envelope; a **warning** or an
**info** does not. A **safe** fix keeps the meaning and is what \`fix\` applies; an **offer** waits for a person's yes.

Below each rule: what stands in its bad example, what stands in the good one, and what is said of it. \`catalog().rules\` has the whole
envelopes, \`sampleMutant(id)\` gives the bad one with the options to read it by, and the page shows every rule at \`#/rule/<id>\`. This page is made by \`tests/documents/\`.`,
    severities: { error: "error", warning: "warning", info: "info" },
    fixes: { safe: "safe fix", offer: "offer", none: "no fix" },
    bad: "bad",
    good: "good",
    says: "It says",
    separator: ": ",
  },
  zh: {
    file: "docs/rules.zh-CN.md",
    other: "[English](rules.md)",
    locale: "zh-CN",
    title: "规则",
    columns: ["规则", "级别", "情形"],
    intro: (count) => `\`lint\` 的每条结果都对应 ${count} 条规则中的一条。规则的编号写作 \`组/情形\`，永不改变。**错误**会使严格解析拒绝报文，**警告**和**提示**不会。**安全修复**不改变含义，由 \`fix\` 直接
采用；**建议**要等人点头。

每条规则下面列出：坏例里写的是什么，好例里写的是什么，以及对坏例的说法。\`catalog().rules\` 里有完整的报文，\`sampleMutant(编号)\` 给出坏报文和读取它的选项，
网页在 \`#/rule/<编号>\` 展示每条规则。本页由 \`tests/documents/\` 生成。`,
    severities: { error: "错误", warning: "警告", info: "提示" },
    fixes: { safe: "可安全修复", offer: "有修复建议", none: "无修复" },
    bad: "坏例",
    good: "好例",
    says: "说法",
    separator: "：",
  },
};

/** The pages, each with its file. */
export function rulePages() {
  return Object.values(languages).map((language) => ({ file: language.file, text: page(language) }));
}

function page(language) {
  const { rules } = catalog();
  const parts = [`# ${language.title}`, language.other, language.intro(rules.length), contents(rules, language)];
  for (const [group, members] of grouped(rules)) parts.push(`## ${group}`, ...members.map((rule) => entry(rule, language)));
  return `${parts.join("\n\n")}\n`;
}

function grouped(rules) {
  const groups = new Map();
  for (const rule of rules) {
    const [group] = rule.id.split("/");
    groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  return groups;
}

const anchor = (id) => id.replace("/", "");
const inLanguage = (text, { locale }) => (locale === "en" ? text.en : text.zh);

function contents(rules, language) {
  const rows = rules.map((rule) => `| [\`${rule.id}\`](#${anchor(rule.id)}) | ${language.severities[rule.severity]} | ${inLanguage(rule.title, language)} |`);
  return [`| ${language.columns.join(" | ")} |`, "| --- | --- | --- |", ...rows].join("\n");
}

function entry(rule, language) {
  const { source, options } = sampleMutant(rule.id);
  const finding = lint(source, { ...options, locale: language.locale }).diagnostics.find((diagnostic) => diagnostic.rule === rule.id);
  const remedy = finding.fixes.length === 0 ? "none" : finding.fixes.some(({ safe }) => safe) ? "safe" : "offer";
  const titles = [...new Set(finding.fixes.map(({ title }) => title))];
  const fix = [language.fixes[remedy], ...(titles.length > 0 ? [titles.map(escaped).join("; ")] : [])].join(language.separator);
  const said = [finding.message, ...(finding.help ? [finding.help] : [])];
  return [
    `### ${rule.id}`,
    `**${language.severities[rule.severity]}** · ${inLanguage(rule.title, language)} · ${fix}`,
    escaped(inLanguage(rule.explanation, language)),
    ...example(rule, language),
    `${language.says}${language.separator}`.trim(),
    said.map((line) => `> ${escaped(line)}`).join("\n>\n"),
  ].join("\n\n");
}

/** Sentences are plain text; what Markdown would take for markup is not. */
const escaped = (text) => text.split("`").map((part, at) => (at % 2 === 1 ? part : part.replace(/[<*_|[\]&]/g, "\\$&"))).join("`");

/** Nothing where not the text is at fault but a limit, which the example lowers. */
function example({ bad, good }, language) {
  if (bad === good) return [];
  const line = (mark, name, text) => `${mark} ${shown(text) || `(${name})`}`;
  return [["```diff", line("-", language.bad, piece(bad, good)), line("+", language.good, piece(good, bad)), "```"].join("\n")];
}

/** What stands in a text where another differs, with the tags around it. */
function piece(text, other) {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < text.length - start && end < other.length - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  const open = text.lastIndexOf("<", start - 1);
  const close = text.indexOf(">", text.length - end);
  return text.slice(Math.max(open, 0), close < 0 ? text.length : close + 1);
}

const LONGEST = 240;
const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);
const shown = (text) => {
  const line = visible(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST / 2)} … ${line.slice(-LONGEST / 2)}` : line;
};
