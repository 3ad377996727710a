/** The findings as a list that is walked: which are shown, which is current, which is open. */
import { computed, signal } from "@preact/signals";
import { active, sheets } from "./desk.js";

export const severities = ["error", "warning", "info"];
/** The severities that are shown. */
export const shown = signal(severities);
/** The key of the finding that is open, or null. */
export const opened = signal(null);
/** What is asked of the finding that is open: `"take"` that its first fix has the focus. */
export const wanted = signal(null);

/** A finding's key stays the same when others are mended. */
function keyed(sheet, findings) {
  const seen = new Map();
  return findings.map((finding) => {
    const name = `${sheet.name} ${finding.rule} ${finding.path.join("/")}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { key: `${name} ${nth}`, sheet, finding };
  });
}

/** Every finding of every sheet. */
const all = computed(() => sheets.value.flatMap((sheet) => keyed(sheet, sheet.checked.value?.findings ?? [])));

export const listed = computed(() => all.value.filter(({ finding }) => shown.value.includes(finding.severity)));

/** How many findings of a severity there are: a number, or `"5+"` where a report does not hold them all. */
export const counts = computed(() =>
  Object.fromEntries(
    [["error", "errors"], ["warning", "warnings"], ["info", "infos"]].map(([severity, key]) => {
      const numbers = sheets.value.map((sheet) => sheet.checked.value?.[key] ?? 0);
      const sum = numbers.reduce((total, number) => total + Number.parseInt(number, 10), 0);
      return [severity, numbers.some((number) => String(number).endsWith("+")) ? `${sum}+` : sum];
    }),
  ),
);

/** The finding that the cursor stands in: the innermost of those that hold it. */
export const current = computed(() => {
  const { offset } = active.value.cursor.value;
  let best = null;
  for (const entry of listed.value) {
    if (entry.sheet !== active.value) continue;
    const { from, to } = entry.finding;
    if (offset < from || offset > to) continue;
    if (!best || to - from < best.finding.to - best.finding.from) best = entry;
  }
  return best;
});

/** Goes to a finding and opens it. */
export function go(entry) {
  goTo(entry.sheet, entry.finding);
  opened.value = entry.key;
}

export function goTo(sheet, { from, to }) {
  active.value = sheet;
  sheet.surface.goTo(from, to);
}

/** Goes to the next finding, or with -1 to the one before; from the last to the first. */
export function walk(step) {
  const list = listed.peek();
  if (list.length === 0) return;
  const { offset } = active.peek().cursor.peek();
  const at = list.findIndex(({ key, sheet, finding }) => key === opened.peek() && sheet === active.peek() && offset >= finding.from && offset <= finding.to);
  if (at >= 0) return go(list[(at + step + list.length) % list.length]);
  const order = sheets.peek();
  const rank = ({ sheet, finding }) => (sheet === active.peek() ? finding.from - offset : (order.indexOf(sheet) - order.indexOf(active.peek())) * Infinity);
  const next = step > 0 ? list.find((entry) => rank(entry) >= 0) : list.findLast((entry) => rank(entry) < 0);
  return go(next ?? list.at(step > 0 ? 0 : -1));
}
