/** What the page remembers: the language and the theme. Nothing that was typed, opened or pasted is ever stored. */
const prefix = "yct-page.";

const choices = {
  locale: ["zh-CN", "en"],
  theme: ["system", "light", "dark"],
};

/** The stored choice, or the first of its choices. */
export function remembered(name) {
  try {
    const value = localStorage.getItem(prefix + name);
    return choices[name].includes(value) ? value : choices[name][0];
  } catch {
    return choices[name][0];
  }
}

/** Stores a choice where the browser allows it. */
export function remember(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
}
