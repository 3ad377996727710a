/** What the views hand each other. */
import { signal } from "@preact/signals";
import { go } from "./router.js";

/** What stands in Check, which keeps it up to date: `{ text, request, kind, method }`. */
export const standing = signal({ text: "", request: "", kind: "", method: "" });

/**
 * What waits for a view, which takes it and sets it to null:
 * for `check` `{ text, request?, kind?, method?, limits?, bytes?, name? }` or a file's `{ bytes, name }`, for `answers` `{ blob or text, name, method? }`, for `build` `{ text }`.
 */
export const waiting = { check: signal(null), answers: signal(null), build: signal(null) };

/** Hands something to a view and goes there. */
export function hand(view, what) {
  waiting[view].value = what;
  go(`#/${view}`);
}
