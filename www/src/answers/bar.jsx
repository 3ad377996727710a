import { notify } from "../notices.js";
import { FileButton } from "../parts/file-button.jsx";
import { Menu } from "../parts/menu.jsx";
import { grouped, side } from "../words.js";
import { answer, mistaken, open, readAs, reading } from "./opened.js";
import { say } from "./words.js";

export const samples = { small: "sampleSmall", reg: "sampleReg", large: "sampleLarge" };

/** A button that lets a person choose a file. */
export function OpenButton({ main = false }) {
  return (
    <FileButton class={main ? "button button-main" : "button"} name={say("open")} onFile={(file) => open({ blob: file, name: file.name })}>
      {say(main ? "open" : "openShort")}
    </FileButton>
  );
}

/** Opens what is on the clipboard, where the browser lets it be read. */
export async function paste() {
  let text;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    return notify(say("clipboardRefused"));
  }
  return text.trim() ? open({ text, name: say("pasted") }) : notify(say("clipboardEmpty"));
}

const megabytes = (size) => (size < 1_000_000 ? `${(size / 1000).toFixed(1)} KB` : `${(size / 1_000_000).toFixed(1)} MB`);
/** How much of a source: bytes, or of a pasted text its characters, which are about as many. */
export const amountOf = (size) => (size < 1000 ? `${grouped(size)} B` : megabytes(size));

function MethodChoice({ protocol }) {
  const { method } = answer.value;
  return (
    <label class="method-choice">
      <span>{say("method")}</span>
      <select value={method} onChange={(event) => readAs(event.currentTarget.value)}>
        {protocol.methods.filter(({ result }) => result.cardinality === "many").map(({ methodCode, title }) => (
          <option key={methodCode} value={methodCode}>{`${methodCode} ${side(title)}`}</option>
        ))}
      </select>
    </label>
  );
}

/** What is open, and ways to open something else. */
export function Bar({ protocol }) {
  const shown = reading.value || mistaken.value ? null : answer.value;
  return (
    <div class="bar" role="group" aria-label={say("tools")}>
      <OpenButton />
      {navigator.clipboard?.readText && <button type="button" class="tool" onClick={paste}>{say("pasteHere")}</button>}
      <Menu label={say("samples")}>
        {(close) => Object.entries(samples).map(([kind, word]) => (
          <button
            key={kind}
            type="button"
            class="menu-item"
            onClick={() => {
              close();
              open({ sample: kind });
            }}
          >
            {say(word)}
          </button>
        ))}
      </Menu>
      {shown && (
        <>
          <p class="origin">
            <span class="origin-name" title={shown.name}>{shown.name}</span>
            <span>{[amountOf(shown.size), shown.format?.toUpperCase(), shown.encoding].filter(Boolean).join(" · ")}</span>
          </p>
          <MethodChoice protocol={protocol} />
        </>
      )}
    </div>
  );
}
