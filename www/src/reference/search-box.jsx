import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { SeverityMark } from "../parts/severity.jsx";
import { locale } from "../preferences.js";
import { go } from "../router.js";
import { side } from "../words.js";
import { matches, search, wordsOf } from "./find.js";
import { say } from "./words.js";

/** The search field with its list of what was found; `/` goes to it while the reference is `active`. */
export function SearchBox({ entries, active }) {
  const input = useRef(null);
  const list = useRef(null);
  const id = useId();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { value: chosenLocale } = locale;
  const groups = useMemo(() => search(entries, query, chosenLocale === "en" ? "en" : "zh"), [entries, query, chosenLocale]);
  const options = groups.flatMap((group) => group.entries);
  const words = wordsOf(query);
  const shown = open && words.length > 0;

  useEffect(() => {
    if (!active) return undefined;
    const toSearch = (event) => {
      // With a modifier, since a shortcut of one character gets in the way of whoever speaks to the machine.
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    document.addEventListener("keydown", toSearch);
    return () => document.removeEventListener("keydown", toSearch);
  }, [active]);

  useEffect(() => {
    if (shown) list.current.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [shown, at, query]);

  const ask = (text) => {
    setQuery(text);
    setAt(0);
    setOpen(true);
  };
  const clear = () => {
    input.current.value = "";
    setQuery("");
    setOpen(false);
  };
  const choose = (entry) => {
    clear();
    go(entry.address);
  };
  const move = (to) => setAt(Math.max(0, Math.min(options.length - 1, to)));
  const keys = {
    ArrowDown: () => (shown ? move(at + 1) : setOpen(true)),
    ArrowUp: () => move(at - 1),
    PageDown: () => move(at + 8),
    PageUp: () => move(at - 8),
    Enter: () => shown && options[at] && choose(options[at]),
    Escape: clear,
  };

  return (
    <div class="ref-search" role="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={say("search")}
        aria-autocomplete="list"
        aria-expanded={shown && options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && options.length > 0 ? `${id}-${at}` : undefined}
        aria-keyshortcuts="Control+K Meta+K"
        placeholder={say("searchHint")}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="go"
        onInput={(event) => event.isComposing || ask(event.currentTarget.value)}
        oncompositionend={(event) => ask(event.currentTarget.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          // While an input method is composing, the keys are its own.
          if (event.isComposing || event.keyCode === 229 || !Object.hasOwn(keys, event.key)) return;
          event.preventDefault();
          keys[event.key]();
        }}
      />
      {query === "" ? <kbd aria-hidden="true">Ctrl K</kbd> : (
        <button type="button" class="ref-clear" aria-label={say("clear")} onClick={() => { clear(); input.current.focus(); }}>
          <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" /></svg>
        </button>
      )}
      <p class="unseen" role="status">{shown && (options.length > 0 ? say("found", options.length) : say("nothing", query.trim()))}</p>
      <div ref={list} class="ref-found" hidden={!shown} onPointerDown={(event) => event.preventDefault()}>
        {shown && options.length === 0 && <p class="ref-quiet">{say("nothing", query.trim())}</p>}
        <div id={`${id}-list`} role="listbox" aria-label={say("search")}>
          {shown && groups.map(({ group, entries: found }) => (
            <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
              <p id={`${id}-${group}`} class="ref-found-group" role="presentation">{say(group)}</p>
              {found.map((entry) => {
                const index = options.indexOf(entry);
                return (
                  <div key={entry.address} id={`${id}-${index}`} role="option" class="ref-option" aria-selected={index === at} onClick={() => choose(entry)}>
                    <Option entry={entry} words={words} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Something found: what of it answers the query is marked; where only its text does, a piece of that is shown. */
function Option({ entry: { name, more, label, where, about, severity }, words }) {
  const seen = [name, more, side(label), where && side(where)].filter(Boolean).join(" ");
  const hidden = words.filter((word) => matches(seen, [word]).length === 0);
  const rest = [label.zh, label.en, about?.zh, about?.en].filter(Boolean);
  const telling = hidden.length > 0 && (rest.find((text) => text === side(about ?? label) && matches(text, hidden).length > 0) ?? rest.find((text) => matches(text, hidden).length > 0));
  return (
    <>
      {severity && <SeverityMark severity={severity} label={say(severity)} />}
      <code translate="no"><Marked text={name} words={words} /></code>
      <span><Marked text={side(label)} words={words} /></span>
      {more && <code class="ref-found-more" translate="no"><Marked text={more} words={words} /></code>}
      {where && <small><Marked text={side(where)} words={words} /></small>}
      {telling && <small class="ref-snippet"><Marked text={around(telling, hidden)} words={words} /></small>}
    </>
  );
}

function Marked({ text, words }) {
  const pieces = [];
  let from = 0;
  for (const hit of matches(text, words)) {
    pieces.push(text.slice(from, hit.from), <mark key={hit.from}>{text.slice(hit.from, hit.to)}</mark>);
    from = hit.to;
  }
  return [...pieces, text.slice(from)];
}

/** The part of a text around the first word that it holds. */
function around(text, words) {
  const [{ from, to }] = matches(text, words);
  const start = Math.max(0, from - 24);
  const end = Math.min(text.length, to + 36);
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}
