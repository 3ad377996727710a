/** The answer that is looked at, and how. Nothing of it is ever stored. */
import { batch, effect, signal } from "@preact/signals";
import { notify } from "../notices.js";
import { locale } from "../preferences.js";
import { engine } from "./engine.js";
import { say } from "./words.js";

/** While an answer is read: `{ name, read, size, records, cancelling }`. */
export const reading = signal(null);
/** What was read, as the worker's `open` gives it; null before anything was. */
export const answer = signal(null);
/** A request that was given in place of an answer: what was to be opened. */
export const mistaken = signal(null);

export const nothingWanted = { search: "", codes: {}, from: "", to: "", odd: "" };
/** Which records are wanted, as the worker's `select` takes it. */
export const wanted = signal(nothingWanted);
/** `{ column, descending }`, or null for the answer's own order. */
export const sort = signal(null);
/** Whether payments and refunds are joined to orders. */
export const together = signal(false);
/** What the worker has chosen by the three above: `{ version, joined, rows, records, totals }`. */
export const view = signal(null);
/** Which of the answer's sides is shown: "records", "totals" or "findings". */
export const tab = signal("records");
/** The row to go to, `{ at }`: a new object each time. */
export const goal = signal(null);

/** What `answer` is of, so that it can be read as another method's. */
let source = null;
let turn = 0;
let spoken = locale.value;

/** The longest that a cancelled reading may go on: damage can keep it in one long piece. */
const PATIENCE = 3000;

/** Opens `{ blob, name }`, `{ text, name }` or `{ sample }`; a `method` that is told counts above what is seen. */
export async function open(given) {
  const mine = (turn += 1);
  const language = locale.value;
  batch(() => {
    mistaken.value = null;
    reading.value = { name: given.name ?? "", read: 0, size: given.blob?.size ?? given.text?.length ?? 0, records: 0, cancelling: false };
  });
  try {
    const found = await engine.ask("open", { ...given, locale: language }, {
      onEvent(progress) {
        if (mine === turn) reading.value = { ...progress, cancelling: reading.value?.cancelling ?? false };
      },
    });
    if (mine !== turn) return;
    batch(() => {
      reading.value = null;
      if (found.request) {
        mistaken.value = given;
        return;
      }
      if (found.method !== answer.value?.method) together.value = false;
      source = given;
      spoken = language;
      answer.value = found;
      view.value = null;
      wanted.value = nothingWanted;
      sort.value = null;
      tab.value = "records";
    });
    if (!found.request) await look();
  } catch (error) {
    if (mine !== turn) return;
    reading.value = null;
    failed(error, given.name);
  }
}

function failed(error, name = source?.name) {
  if (error.name === "Stopped") notify(say("stopped"));
  else if (error.name === "Unreachable") notify(say("unreachable"));
  else if (error.name === "NotReadableError" || error.name === "NotFoundError") notify(say("unreadable", name ?? ""));
  else notify(say("broken"));
  if (error.name === "Stopped" || error.name === "Unreachable") answer.value = null;
}

/** Reads the same again as another method's answer. */
export const readAs = (method) => open({ ...source, method });

/** Ends the reading and keeps what has come; if it cannot be ended, the worker is. */
export function cancel() {
  const mine = turn;
  reading.value = { ...reading.value, cancelling: true };
  engine.ask("cancel").catch(() => {});
  setTimeout(() => {
    if (mine === turn && reading.value) engine.stop();
  }, PATIENCE);
}

let looking = false;
let again = false;

/** Has the worker choose anew; of what is changed meanwhile, only the last counts. */
export async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    do {
      again = false;
      const found = await engine.ask("look", { wanted: wanted.value, sort: sort.value, joined: together.value });
      if (!again) view.value = found;
    } while (again);
  } catch (error) {
    failed(error);
  } finally {
    looking = false;
  }
}

/** Changes what is wanted. */
export function want(change) {
  wanted.value = { ...wanted.value, ...change };
  look();
}

/** Sorts by a column: upwards, downwards, and then as the answer has it. */
export function sortBy(column) {
  const { value } = sort;
  if (value?.column !== column) sort.value = { column, descending: false };
  else sort.value = value.descending ? null : { column, descending: true };
  look();
}

export function join(joined) {
  batch(() => {
    together.value = joined;
    if (sort.value && !["number", "orderNo", "tradeTime", "tradeMode"].includes(sort.value.column)) sort.value = null;
  });
  look();
}

/** Shows the record of this number, without a filter if that hides it. */
export async function goTo(number) {
  tab.value = "records";
  let at = await engine.ask("place", { number });
  if (at < 0) {
    wanted.value = nothingWanted;
    await look();
    at = await engine.ask("place", { number });
  }
  goal.value = { at };
}

// Findings speak the language that they were read in.
effect(() => {
  const language = locale.value;
  const { value } = answer;
  if (!value || language === spoken) return;
  const { error, warning, info } = value.findings;
  spoken = language;
  if (error + warning + info + (value.summary?.diagnostics.length ?? 0) === 0) return;
  const mine = turn;
  engine.ask("reword", { locale: language }).then(
    (found) => {
      if (mine !== turn || !found) return;
      answer.value = { ...value, findings: found.findings, summary: value.summary && { ...value.summary, diagnostics: found.diagnostics } };
    },
    () => {},
  );
});
