/** What has just happened, in one sentence that the shell shows and a screen reader reads. */
import { signal } from "@preact/signals";

export const notice = signal(null);

let timer = 0;

/** Tells `text`; an `action` is a button beside it: `{ label, run }`. */
export function notify(text, action = null) {
  clearTimeout(timer);
  notice.value = { text, action };
  timer = setTimeout(dismiss, action ? 20_000 : 8_000);
}

export function dismiss() {
  clearTimeout(timer);
  notice.value = null;
}
