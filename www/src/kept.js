/**
 * The last work, in this browser's storage, so that it is there again when the page is opened. Whoever keeps something takes the secret out
 * first: nothing that is stored may hold it.
 */
import { effect } from "@preact/signals";
import { keeping } from "./preferences.js";

const prefix = "yct-page.work.";
/** Longer work is not kept: storage has no room for much more. */
export const LONGEST = 1024 * 1024;

/** What a view kept, or null. */
export function kept(view) {
  if (keeping.value === "off") return null;
  try {
    return JSON.parse(localStorage.getItem(prefix + view));
  } catch {
    return null;
  }
}

/** Keeps a view's work, or forgets it where that is null, too long or not wanted. */
export function keep(view, work) {
  try {
    const text = work === null || keeping.value === "off" ? null : JSON.stringify(work);
    if (text === null || text.length > LONGEST) localStorage.removeItem(prefix + view);
    else localStorage.setItem(prefix + view, text);
  } catch {
    // No storage, or no room in it: the work is not kept.
  }
}

effect(() => {
  if (keeping.value === "off") for (const view of ["check", "build"]) keep(view, null);
});
