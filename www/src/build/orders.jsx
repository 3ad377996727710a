import { useEffect, useId, useRef, useState } from "preact/hooks";
import { say } from "./words.js";

const separators = /[\s,，、;；]+/;
const parted = (text) => text.split(separators).filter(Boolean);

/**
 * Order numbers, each a chip. What is typed becomes one with a separator, with Enter, or when the field is left; what is pasted is parted at once.
 * The chips are one stop on the way through the form: arrow keys walk them.
 */
export function Orders({ text, onText, attributes }) {
  const orders = Array.isArray(text) ? text : [];
  const [draft, setDraft] = useState("");
  const input = useRef(null);
  const list = useRef(null);
  const hint = useId();

  // What has just been added is seen, however long the list.
  const count = useRef(orders.length);
  useEffect(() => {
    if (orders.length > count.current) list.current.scrollTop = list.current.scrollHeight;
    count.current = orders.length;
  }, [orders.length]);

  const add = (more) => {
    const found = parted(more);
    if (found.length > 0) onText([...orders, ...found]);
    setDraft("");
  };
  const enter = (value, composing) => {
    if (composing || !separators.test(value)) setDraft(value);
    else add(value);
  };
  const focusChip = (index) => (list.current?.querySelectorAll("button")[index] ?? input.current).focus();
  const remove = (index) => {
    if (index === orders.length - 1) input.current.focus();
    onText(orders.filter((_, place) => place !== index));
  };

  return (
    <div class="orders" onClick={(event) => event.target === event.currentTarget && input.current.focus()}>
      {orders.length > 0 && (
        <ul ref={list} class="chips" data-scrolls aria-label={say("ordersOf", orders.length)}>
          {orders.map((order, index) => (
            <li key={index} class="chip">
              <span>{order}</span>
              <button
                type="button"
                tabIndex={index === orders.length - 1 ? 0 : -1}
                aria-label={say("removeOrder", order)}
                onClick={() => remove(index)}
                onKeyDown={(event) => {
                  if (event.key === "Delete" || event.key === "Backspace") remove(index);
                  else if (event.key === "ArrowLeft") focusChip(Math.max(index - 1, 0));
                  else if (event.key === "ArrowRight") focusChip(index + 1);
                  else return;
                  event.preventDefault();
                }}
              >
                <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 2.5l7 7M9.5 2.5l-7 7" /></svg>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        class="orders-input"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        {...attributes}
        aria-describedby={`${attributes["aria-describedby"] ?? ""} ${hint}`.trim()}
        value={draft}
        onInput={(event) => enter(event.currentTarget.value, event.isComposing)}
        onCompositionEnd={(event) => enter(event.currentTarget.value, false)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (!separators.test(pasted)) return;
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          add(draft.slice(0, selectionStart) + pasted + draft.slice(selectionEnd));
        }}
        onBlur={() => add(draft)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
          if (event.key === "Enter" && draft) add(draft);
          else if (event.key === "Backspace" && draft === "" && orders.length > 0) onText(orders.slice(0, -1));
          else if (event.key === "ArrowLeft" && atStart && orders.length > 0) focusChip(orders.length - 1);
          else return;
          event.preventDefault();
        }}
      />
      <p class="orders-foot">
        <span id={hint}>{say("ordersHint")}<span class="unseen"> {say("ordersKeys")}</span></span>
        <output class="orders-count">{say("orders", orders.length)}</output>
      </p>
    </div>
  );
}
