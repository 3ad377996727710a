/**
 * What a person has chosen, remembered by the browser where it allows that. `public/early.js` reads the language and the theme before the
 * first paint.
 */
import { effect, signal } from "@preact/signals";

const prefix = "yct-page.";

/** A choice as a signal: it starts as the remembered one, else as the first of its choices, and is remembered when it changes. */
function choice(name, choices) {
  let stored = null;
  try {
    stored = localStorage.getItem(prefix + name);
  } catch {
    // Storage is switched off: choices hold until the page is closed.
  }
  const chosen = signal(choices.includes(stored) ? stored : choices[0]);
  // Another tab's choice holds here too: what is not to be kept is kept by none of them.
  addEventListener("storage", (event) => {
    if (event.key === prefix + name && choices.includes(event.newValue)) chosen.value = event.newValue;
  });
  let first = true;
  effect(() => {
    const { value } = chosen;
    if (first) {
      first = false;
      return;
    }
    try {
      localStorage.setItem(prefix + name, value);
    } catch {
      // As above.
    }
  });
  return chosen;
}

export const locale = choice("locale", ["zh-CN", "en"]);
export const theme = choice("theme", ["system", "light", "dark"]);
/** Whether the last work is kept in this browser and opened again: see `kept.js`. */
export const keeping = choice("keep", ["on", "off"]);
