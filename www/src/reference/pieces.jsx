import { locale } from "../preferences.js";
import { side } from "../words.js";
import { say } from "./words.js";

/** A label in the chosen language; in English followed by the specification's own word. */
export function Label({ label }) {
  if (locale.value !== "en") return label.zh;
  return <>{label.en} <span class="ref-original" lang="zh-CN">{label.zh}</span></>;
}

/** A note of the catalog as a sentence. */
export function Note({ note }) {
  const text = side(note);
  return locale.value === "en" ? `${text[0].toUpperCase()}${text.slice(1)}.` : `${text}。`;
}

export const Section = ({ section }) => <span class="ref-section">{say("section", section)}</span>;

/** The head of what is shown: what it is, what it is called, and what else is known of it. */
export function Head({ type, name, title, children, heading }) {
  return (
    <header class="ref-head">
      <p class="ref-type">{type}</p>
      <h2 ref={heading} tabIndex={-1}><span>{title}</span> {name && <code translate="no">{name}</code>}</h2>
      {children && <p class="ref-facts">{children}</p>}
    </header>
  );
}
