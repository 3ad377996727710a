/** What leaves Check: texts, files, reports, links. */
import { copy, download } from "../parts/hand-out.js";
import { notify } from "../notices.js";
import { folded } from "../share.js";
import { asked } from "./checking.js";
import { active, kind, main, method, paired, request, sheets } from "./desk.js";
import { textOf } from "./sheet.js";
import { say } from "./words.js";

/** What an envelope's file is called: no value of it is part of the name. */
export const fileName = (facts) => [facts?.methodCode ?? "envelope", facts?.kind].filter(Boolean).join("-") + (facts?.format === "json" ? ".json" : ".xml");

/** Copies a text, or one that is being made. */
export async function copyText(text, told) {
  const done = await copy(text);
  notify(say(done ? told : "copyRefused"));
  if (!done) active.peek().surface.focus();
}

export const copyActive = () => copyText(textOf(active.peek()), "copied");

export function downloadActive() {
  const sheet = active.peek();
  const { facts } = sheet.checked.peek() ?? {};
  download(fileName(facts), textOf(sheet), facts?.format === "json" ? "application/json" : "application/xml");
}

/** The texts of all sheets, masked; null where that failed. */
async function masked(patient) {
  const texts = await Promise.all(sheets.peek().map(async (sheet) => [sheet.name, await asked("mask", { text: textOf(sheet), patient })]));
  return texts.some(([, text]) => text === null) ? null : Object.fromEntries(texts);
}

export function copyReport(protocol) {
  const made = Promise.all([masked(true), import("./report.js")]).then(([texts, { reportOf }]) => {
    if (!texts) throw new Error("not masked");
    return reportOf(sheets.peek().map((sheet) => ({ sheet, text: texts[sheet.name] })), protocol);
  });
  return copyText(made, "copiedReport");
}

/** A link to what stands here. The secret and the patient's data are in it only where that is said. */
export async function linkOf({ patient, secret }) {
  const texts = secret ? { main: textOf(main), request: paired.peek() ? textOf(request) : "" } : await masked(!patient);
  if (!texts) return null;
  return `${location.href.split("#")[0]}#/check/${await folded({ text: texts.main, request: texts.request, kind: kind.peek(), method: method.peek() })}`;
}
