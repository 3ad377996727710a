/** The language of what is said: both wordings stand side by side where they are said. */

/** English where the environment says so; Chinese else, as the package itself. */
export function environmentLocale({ LC_ALL, LC_MESSAGES, LANG }) {
  return /^en\b|^en_/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "zh-CN";
}

/** @returns a function that picks one of two wordings, and knows its `locale` */
export function wording(locale) {
  return Object.assign((zh, en) => (locale === "en" ? en : zh), { locale });
}

/** A text of the catalog's. */
export const localized = ({ zh, en }, say) => say(zh, en);
