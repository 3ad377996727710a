/** Searching the reference. */
import { addressOf, allFields, ruleGroups } from "./places.js";

/** Letters of either case, and full-width as half-width, are the same; no text changes its length by it. */
const fold = (text) => text.toLowerCase().replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ");

/**
 * Everything that can be found: `{ group, address, name, label, more, about, where, section }`; `name` is the wire name or id, `more` other names
 * it goes by, `where` what it belongs to.
 */
export function entriesOf(protocol) {
  const { methods, eventOf, codeTables, rules } = protocol;
  const found = [
    ...methods.map((method) => ({ group: "methods", address: addressOf.method(method), name: method.methodCode, label: method.title, section: method.section })),
    ...[...eventOf.values()].map((event) => ({ group: "events", address: addressOf.event(event), name: event.eventCode, label: event.title, section: event.section, where: event.method.title })),
    ...allFields(protocol).map(({ owner, field, address }) => ({ group: "fields", address, name: field.name, label: field.label, about: field.note, section: field.section, where: owner.title })),
    ...codeTables.map((table) => ({ group: "tables", address: addressOf.table(table), name: table.name, label: table.title, section: table.section })),
    ...codeTables.flatMap((table) =>
      table.codes.map(({ code, label, constant }) => ({ group: "codes", address: `${addressOf.table(table)}/${code}`, name: code, more: `${table.name}.${constant}`, label, section: table.section, where: table.title }))),
    ...[...ruleGroups(rules).values()].flat().map((rule) => ({ group: "rules", address: addressOf.rule(rule), name: rule.id, label: rule.title, about: rule.explanation, severity: rule.severity })),
  ];
  return found.map((entry) => ({
    ...entry,
    folded: {
      name: fold(entry.name),
      parts: parts(entry.name).map(fold),
      more: fold(entry.more ?? ""),
      label: both(entry.label),
      where: both(entry.where),
      about: both(entry.about),
    },
  }));
}

const both = (label) => (label ? { zh: fold(label.zh), en: fold(label.en) } : { zh: "", en: "" });
const parts = (name) => name.split(/[/-]|(?=[A-Z])/);

/** How well an entry answers one word, 0 where it does not; `side` is the language in use. */
function worth({ name, section, folded }, word, side) {
  if (folded.name === word) return 100;
  if (folded.name.endsWith(`/${word}`)) return 96;
  const other = side === "zh" ? "en" : "zh";
  if (folded.label[side] === word) return 92;
  if (folded.label[other] === word) return 90;
  if (folded.more === word || folded.more.endsWith(`.${word}`)) return 88;
  if (folded.name.startsWith(word)) return 80;
  if (folded.parts.some((part) => part.startsWith(word))) return 72;
  if (folded.label[side].startsWith(word)) return 68;
  if (word.length > 1 && (folded.name.includes(word) || folded.more.includes(word))) return 60;
  if (folded.label[side].includes(word)) return 54;
  if (folded.label[other].includes(word)) return 48;
  if (section === word) return 40;
  if (folded.where[side].includes(word) || folded.where[other].includes(word)) return 30;
  if (section?.startsWith(`${word}.`)) return 26;
  if (tells(folded.about[side], word)) return 20;
  return tells(folded.about[other], word) ? 12 : 0;
}

/** Whether a sentence holds a word: of Latin letters, from a word's beginning. */
function tells(text, word) {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[a-z]/.test(word[0]) || !/[a-z]/.test(text[at - 1] ?? "")) return true;
  }
  return false;
}

export const wordsOf = (query) => fold(query).split(/\s+/).filter(Boolean);

/** The groups of what answers a query, `{ group, entries }`, the best first: every word must be answered. */
export function search(entries, query, side) {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const groups = new Map();
  for (const entry of entries) {
    const worths = words.map((word) => worth(entry, word, side));
    if (worths.includes(0)) continue;
    const score = worths.reduce((sum, one) => sum + one, 0);
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), { entry, score }]);
  }
  return [...groups]
    .map(([group, found]) => ({ group, found: found.sort((a, b) => b.score - a.score) }))
    .sort((a, b) => b.found[0].score - a.found[0].score)
    .map(({ group, found }) => ({ group, entries: found.map(({ entry }) => entry) }));
}

/** Where a text holds one of the words: `[{ from, to }, …]`, apart and in order. */
export function matches(text, words) {
  const folded = fold(text);
  const hits = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) hits.push({ from: at, to: at + word.length });
  }
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  return hits.filter((hit, index) => !hits.slice(0, index).some((other) => other.to > hit.from));
}

/** The entries whose addresses are most like one that names nothing. */
export function nearest(entries, { kind, rest }, count = 6) {
  const wanted = pairs(fold(`${kind}/${rest}`));
  return entries
    .map((entry) => ({ entry, alike: likeness(pairs(fold(entry.address.slice(2))), wanted) }))
    .filter(({ alike }) => alike > 0.35)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, count)
    .map(({ entry }) => entry);
}

const pairs = (text) => new Set([...text].slice(1).map((letter, index) => text[index] + letter));

/** Dice's coefficient of two sets of letter pairs. */
const likeness = (one, other) => (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size || 1);
