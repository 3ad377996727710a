/** What Check is working on: one text, or an answer and beside it the request that it answers. */
import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { checked as firstChecked, text as firstText } from "virtual:first-report";
import { standing } from "../handed.js";
import { keep, kept, LONGEST } from "../kept.js";
import { dismiss, notify } from "../notices.js";
import { keeping, locale } from "../preferences.js";
import { asked, createChecker } from "./checking.js";
import { engine } from "./engine.js";
import { createSheet, isFresh, put, textOf, touched } from "./sheet.js";
import { say } from "./words.js";

export const main = createSheet("main");
export const request = createSheet("request");
/** Whether the request stands beside its answer. */
export const paired = signal(false);
/** As what the text is read, where a person says so. */
export const kind = signal("");
export const method = signal("");
/** The sheet that the cursor is in, and that the tools work on. */
export const active = signal(main);
export const sheets = computed(() => (paired.value ? [main, request] : [main]));
/** Whether a check has been going on for so long that it should be said. */
export const busy = signal(false);

/** Whether the page stands as it was first opened. */
const untouched = () => !paired.peek() && !kind.peek() && !method.peek() && !main.origin.peek() && main.length === firstText.length && textOf(main) === firstText;

/** The options of the package's `lint` and `fix` for a sheet. */
export function optionsOf(sheet) {
  const limits = sheet.origin.peek()?.limits;
  const shared = { locale: locale.peek(), ...(limits && { limits }) };
  if (sheet === request) return { ...shared, kind: "request" };
  const readAs = paired.peek() ? "response" : kind.peek();
  const answered = paired.peek() ? textOf(request) : "";
  return {
    ...shared,
    ...(readAs && { kind: readAs }),
    ...(method.peek() && readAs !== "request" && { method: method.peek() }),
    ...(answered.trim() && { request: answered }),
  };
}

const checker = createChecker({
  async check(sheet) {
    const origin = sheet.origin.peek();
    const bytes = origin?.decodedAs ? undefined : origin?.bytes;
    const text = textOf(sheet);
    if (!bytes && text.trim() === "") return null;
    if (sheet === main && untouched()) return firstChecked[locale.peek()];
    const late = setTimeout(() => (busy.value = true), 400);
    const found = await asked("check", { ...(bytes ? { bytes } : { text }), options: optionsOf(sheet) });
    clearTimeout(late);
    busy.value = false;
    return found;
  },
  show(sheet, found) {
    sheet.checkedVersion = sheet.version;
    sheet.checked.value = found;
    sheet.surface?.mark(found?.findings ?? []);
  },
});

export const recheck = () => checker.now(...sheets.peek());

/** What a surface tells of itself. */
export const events = (sheet) => ({
  onEdit(byUser, length) {
    touched(sheet, length);
    if (byUser) {
      // What a notice offers to take back would no longer be the last step.
      dismiss();
      checker.soon(...(sheet === request ? sheets.peek() : [sheet]));
    }
    stir();
  },
  onMove(cursor) {
    sheet.cursor.value = cursor;
  },
  onPast(past) {
    sheet.past.value = past;
  },
  onSelect() {
    active.value = sheet;
  },
});

/** Opens what the page begins with: the last work, else the sample, of which everything is known already. Once. */
export function begin() {
  if (main.held) return;
  const work = kept("check");
  if (typeof work?.text === "string" && work.text !== "") {
    set(Object.fromEntries(["text", "request", "kind", "method"].map((name) => [name, typeof work[name] === "string" ? work[name] : ""])));
    notify(say("restored"), { label: say("startOver"), run: startOver });
    return;
  }
  put(main, firstText);
  main.checkedVersion = main.version;
  main.checked.value = firstChecked[locale.peek()];
  standing.value = { ...standing.peek(), text: firstText };
}

/** Puts texts and how to read them in place of what stands. */
function set({ text, request: answered = "", kind: readAs = "", method: of = "", origin = null }) {
  batch(() => {
    paired.value = answered !== "";
    kind.value = ["request", "response"].includes(readAs) ? readAs : "";
    method.value = of;
    active.value = main;
    put(main, text);
    main.origin.value = origin;
    if (answered !== textOf(request)) put(request, answered);
  });
  stir();
  return recheck();
}

/** What stands, to come back to. */
const standingNow = () => ({ text: textOf(main), request: textOf(request), paired: paired.peek(), kind: kind.peek(), method: method.peek() });

/** Opens what comes from elsewhere; a notice says so and takes it back. */
export function load({ text, bytes, limits, ...rest }, told) {
  const before = standingNow();
  const origin = bytes || limits ? { limits, ...(bytes && { bytes: new TextEncoder().encode(text), encoding: "UTF-8", name: rest.name ?? "" }) } : null;
  set({ ...rest, text, origin });
  notify(told, { label: say("undo"), run: () => takeBack(before) });
}

function takeBack(before) {
  batch(() => {
    paired.value = before.paired;
    kind.value = before.kind;
    method.value = before.method;
  });
  for (const [sheet, text] of [[main, before.text], [request, before.request]]) {
    if (textOf(sheet) === text) continue;
    // What was there before the editor was is no part of its history.
    if (!sheet.surface?.undo() || textOf(sheet) !== text) put(sheet, text);
  }
  recheck();
}

export function startOver() {
  set({ text: firstText });
  keep("check", null);
}

/** Opens a file's bytes in a sheet; whether they could be checked. */
export async function open(sheet, { bytes, name }) {
  const found = await asked("check", { bytes, options: { locale: locale.peek() } });
  if (!found) return;
  const before = standingNow();
  put(sheet, found.source.text);
  batch(() => {
    sheet.origin.value = { bytes, name, encoding: found.source.encoding, decodedAs: "" };
    if (sheet === main) kind.value = method.value = "";
  });
  notify(say("opened", name), { label: say("undo"), run: () => takeBack(before) });
  await recheck();
}

/** Opens a file's bytes by themselves, whatever stood beside each other. */
export function openAlone(file) {
  paired.value = false;
  active.value = main;
  return open(main, file);
}

/** Reads a file's bytes in another encoding than theirs seems to be; `""` is the one that was found. */
export function decodeAs(sheet, label) {
  const { bytes, ...origin } = sheet.origin.peek();
  const name = label === "UTF-16" ? (bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-16le") : label || origin.encoding;
  let text;
  try {
    text = new TextDecoder(name).decode(bytes);
  } catch {
    return notify(say("undecodable", label));
  }
  put(sheet, text);
  sheet.origin.value = { ...origin, bytes, decodedAs: label };
  return recheck();
}

/** Puts a request beside its answer, or takes it away; a text goes where it belongs. */
export function pair(wanted) {
  const from = wanted ? main : request;
  const to = wanted ? request : main;
  const moves = wanted ? main.checked.peek()?.facts.kind === "request" : textOf(main).trim() === "";
  const text = textOf(from);
  if (moves && text) {
    if (wanted || text.trim()) put(to, text);
    if (wanted) put(main, "");
  }
  batch(() => {
    paired.value = wanted;
    active.value = main;
    kind.value = method.value = "";
  });
  stir();
  recheck();
}

/** Rewrites every sheet that the worker has another text for; how many. */
export async function rewrite(question) {
  const done = [];
  for (const sheet of sheets.peek()) {
    const { version } = sheet;
    const answer = await asked(...question(sheet));
    if (answer === null || version !== sheet.version) continue;
    const next = answer.text ?? answer;
    if (put(sheet, next, { fresh: false })) done.push(sheet);
  }
  recheck();
  return done;
}

/** Tells what was done to sheets, and takes it back where a person wants that. */
export const tell = (text, changed) =>
  notify(text, changed.length === 0 ? null : {
    label: say("undo"),
    run() {
      for (const sheet of changed) sheet.surface.undo();
      recheck();
    },
  });

/** Makes a finding's fix; its edits are for the text that was checked, and where that has changed since, the new findings are shown first. */
export function take(sheet, fix) {
  if (!isFresh(sheet)) {
    notify(say("stale"));
    recheck();
    return false;
  }
  sheet.surface.change(fix.edits);
  recheck();
  tell(say("fixed", 1), [sheet]);
  return true;
}

let timer = 0;

/** After a change: tells the other views what stands here, and keeps it. */
function stir() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    standing.value = { text: textOf(main), request: paired.peek() ? textOf(request) : "", kind: kind.peek(), method: method.peek() };
    save();
  }, 600);
}

/** Keeps the work, secrets and patients' values masked; where they cannot be, it is not kept. */
async function save() {
  if (keeping.peek() === "off") return;
  if (untouched()) {
    keep("check", null);
    return;
  }
  const { text, request: answered, ...rest } = standing.peek();
  if (text.length + answered.length > LONGEST) {
    keep("check", null);
    return;
  }
  try {
    const [safeText, safeRequest] = await Promise.all([text, answered].map((each) => (each ? engine.ask("mask", { text: each, patient: true }) : each)));
    keep("check", { ...rest, text: safeText, request: safeRequest });
  } catch {
    keep("check", null);
  }
}

/** Follows the language chosen, and how the text is to be read. */
export function follow() {
  let first = true;
  return effect(() => {
    for (const choice of [locale, kind, method]) choice.value;
    untracked(() => {
      for (const sheet of [main, request]) sheet.surface?.speak();
      if (!first || !isFresh(main)) recheck();
      if (!first) stir();
      first = false;
    });
  });
}
