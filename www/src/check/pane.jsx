import { useEffect, useRef, useState } from "preact/hooks";
import { createPlain } from "./editor/plain.js";
import { active, decodeAs, events, paired } from "./desk.js";
import { textOf } from "./sheet.js";
import { say } from "./words.js";

const encodings = ["UTF-8", "GBK", "GB18030", "UTF-16"];

/** Whatever an input method is composing is let finish. */
const composed = (element) =>
  new Promise((resolve) => {
    if (!element.dataset.composing) return resolve();
    return element.addEventListener("compositionend", () => resolve(), { once: true });
  });

/** A sheet: its editor, in whose place a plain text area takes the typing until it is loaded, and what is to be said of it. */
export function Pane({ sheet, title }) {
  const plain = useRef(null);
  const host = useRef(null);
  const [ready, setReady] = useState(false);
  const words = () => ({
    label: title ? say(title) : say("editor"),
    empty: say(!title ? "empty" : title === "request" ? "emptyRequest" : "emptyAnswer"),
  });
  const voice = useRef(words);
  voice.current = words;

  useEffect(() => {
    let gone = false;
    const area = plain.current;
    area.value = textOf(sheet);
    area.setSelectionRange(0, 0);
    sheet.surface = createPlain({ element: area, ...events(sheet) });
    import("./editor/create.js").then(async ({ createEditor }) => {
      await composed(area);
      if (gone) return;
      const before = sheet.surface;
      const focused = document.activeElement === area;
      sheet.surface = createEditor({ host: host.current, words: () => voice.current(), text: before.text(), selection: before.selection(), ...events(sheet) });
      sheet.surface.mark(sheet.checked.peek()?.findings ?? []);
      if (focused) sheet.surface.focus();
      before.destroy();
      setReady(true);
    }, () => {
      // The text area does, where the editor cannot be loaded.
    });
    return () => {
      gone = true;
      sheet.held = textOf(sheet);
      sheet.surface.destroy();
      sheet.surface = null;
    };
  }, []);
  useEffect(() => sheet.surface.speak(), [title]);

  return (
    <section
      class={`pane pane-${sheet.name}${active.value === sheet && paired.value ? " pane-active" : ""}`}
      aria-label={words().label}
      data-sheet={sheet.name}
      onFocusIn={() => (active.value = sheet)}
    >
      {title && <h2 class="pane-title">{say(title)}</h2>}
      <div class="surface">
        <div ref={host} class="editor" />
        {!ready && (
          <textarea
            ref={plain}
            class="plain"
            lang="zh-CN"
            spellcheck={false}
            autocapitalize="off"
            aria-label={words().label}
            placeholder={words().empty}
            onCompositionStart={(event) => (event.currentTarget.dataset.composing = "yes")}
            onCompositionEnd={(event) => delete event.currentTarget.dataset.composing}
          />
        )}
      </div>
      <Foot sheet={sheet} />
    </section>
  );
}

/** Where the text is from, and where the cursor is. */
function Foot({ sheet }) {
  const origin = sheet.origin.value;
  const { line, column, lines } = sheet.cursor.value;
  return (
    <div class="foot">
      {origin?.bytes && (
        <div class="origin">
          {origin.name && <span class="file">{origin.name}</span>}
          <select aria-label={say("encoding")} value={origin.decodedAs} onChange={(event) => decodeAs(sheet, event.currentTarget.value)}>
            <option value="">{say("encodingAuto", origin.encoding)}</option>
            {encodings.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
          <span>{say("bytes", origin.bytes.length)}</span>
        </div>
      )}
      <p class="place">
        <span>{say("position", line, column)}</span>
        <span class="total">{say("lines", lines)}</span>
      </p>
    </div>
  );
}
