/** What the package says of the open form, asked again whenever that changes. */
import { computed, effect, signal } from "@preact/signals";
import { locale } from "../preferences.js";
import { engine } from "./engine.js";
import { form, raw, work } from "./form.js";

const last = signal(null);

/**
 * `{ scope, raw, problems, fen, texts }`: what stood there when the package was asked, and its answer (see worker.js); `failed` where it could
 * not be asked. Null before the first answer on this form.
 */
export const report = computed(() => (last.value?.scope === form.value?.scope ? last.value : null));

let next = null;
let asking = null;

async function ask() {
  while (next) {
    const { scope, ...question } = next;
    next = null;
    try {
      last.value = { scope, raw: question.form.raw, ...(await engine.ask("check", question)) };
    } catch {
      last.value = { scope, raw: {}, problems: [], fen: {}, texts: null, failed: true };
    }
  }
  asking = null;
}

effect(() => {
  if (!form.value) return;
  const { method, event, scope } = form.value;
  next = {
    scope,
    form: { method: method.methodCode, eventCode: event?.eventCode, responseType: work.value.responseType, raw: raw.value },
    locale: locale.value,
  };
  asking ??= ask();
});

/** Asks once more, after a failure. */
export function askAgain() {
  work.value = { ...work.value };
}

/** The report on what stands there now. */
export async function settled() {
  while (asking) await asking;
  return report.value;
}
