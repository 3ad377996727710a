/** What leaves Check: texts, files, reports, links. */
import { copy, download } from "../parts/hand-out.js";
import { notify } from "../notices.js";
import { folded } from "../share.js";
import { asked } from "./checking.js";
import { active, kind, main, method, paired, recheck, request, sheets } from "./desk.js";
import { isFresh, textOf } from "./sheet.js";
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

/** The declaration of an XML text up to its encoding, and that. */
const declared = /^(\uFEFF?<\?xml\s[^>]*?\bencoding\s*=\s*["'])([\w.-]+)/;

export function downloadActive() {
  const sheet = active.peek();
  const { facts } = sheet.checked.peek() ?? {};
  const text = textOf(sheet);
  const encoding = declared.exec(text)?.[2] ?? "UTF-8";
  const other = encoding.toUpperCase() !== "UTF-8";
  // The file is written in UTF-8, which its declaration has to say.
  download(fileName(facts), other ? text.replace(declared, "$1UTF-8") : text, facts?.format === "json" ? "application/json" : "application/xml");
  if (other) notify(say("downloadedUtf8", encoding));
}

/** The texts of all sheets, masked; null where that failed. */
async function masked(patient) {
  const texts = await Promise.all(sheets.peek().map(async (sheet) => [sheet.name, await asked("mask", { text: textOf(sheet), patient })]));
  return texts.some(([, text]) => text === null) ? null : Object.fromEntries(texts);
}

export function copyReport(protocol) {
  const make = async () => {
    const { reportOf } = await import("./report.js");
    while (!sheets.peek().every(isFresh)) await recheck();
    const parts = sheets.peek().map((sheet) => ({ name: sheet.name, checked: sheet.checked.peek() }));
    const texts = await masked(true);
    if (!texts) throw new Error("not masked");
    return reportOf(parts.map((part) => ({ ...part, text: texts[part.name] })), protocol);
  };
  return copyText(make(), "copiedReport");
}

/** A link to what stands here. The secret and the patient's data are in it only where that is said. */
export async function linkOf({ patient, secret }) {
  const texts = secret ? { main: textOf(main), request: paired.peek() ? textOf(request) : "" } : await masked(!patient);
  if (!texts) return null;
  return `${location.href.split("#")[0]}#/check/${await folded({ text: texts.main, request: texts.request, kind: kind.peek(), method: method.peek() })}`;
}
