import { useRef } from "preact/hooks";
import { notify } from "../notices.js";
import { engine } from "./engine.js";
import { say } from "./words.js";

const kinds = {
  timestamp: { native: "datetime-local", form: "YYYY-MM-DD HH:MM:SS", pick: "pickTime", now: "now", nowHint: "nowHint" },
  date: { native: "date", form: "YYYY-MM-DD", pick: "pickDate", now: "today", nowHint: "todayHint" },
};
const dateLength = kinds.date.form.length;

/** The browser's own picker writes `T` between date and time, and leaves out seconds that are zero. */
const fromNative = (value) => (value.includes("T") ? `${value.replace("T", " ")}${value.length === 16 ? ":00" : ""}` : value);
const toNative = (text) => (/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text) ? text.replace(" ", "T") : "");

/**
 * A time as it stands on the wire, to be typed or pasted as it is; the browser's own picker fills it in. The browser's field alone would show
 * it in the form of its language, and take no paste.
 */
export function Time({ entry: { field }, text, onText, attributes }) {
  const picker = useRef(null);
  const kind = kinds[field.kind];

  const now = async () => {
    try {
      return (await engine.ask("now")).slice(0, kind.form.length);
    } catch {
      notify(say("failed"));
      return null;
    }
  };
  const setNow = async () => {
    const time = await now();
    if (time) onText(time);
  };
  const setClock = async (clock) => {
    const day = toNative(text.trim().slice(0, dateLength)) ? text.trim().slice(0, dateLength) : (await now())?.slice(0, dateLength);
    if (day) onText(`${day} ${clock}`);
  };
  const open = () => {
    picker.current.value = toNative(text.trim());
    picker.current.showPicker();
  };

  return (
    <div class="time">
      <span class="joined">
        <input
          class="entry entry-wire" type="text" size={kind.form.length} placeholder={kind.form} autocomplete="off" spellcheck={false}
          {...attributes} value={text} onInput={(event) => onText(event.currentTarget.value)}
        />
        <button type="button" class="button time-pick" title={say(kind.pick)} aria-label={say(kind.pick)} onClick={open}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.2v3M10.5 2.2v3" /></svg>
        </button>
        <input
          ref={picker} class="time-native" type={kind.native} step={field.kind === "timestamp" ? 1 : undefined} max={field.kind === "timestamp" ? "9999-12-31T23:59:59" : "9999-12-31"}
          tabIndex={-1} aria-hidden="true"
          onInput={(event) => event.currentTarget.value && onText(fromNative(event.currentTarget.value))}
        />
      </span>
      <span class="time-quick">
        <span class="zone">{say("beijing")}</span>
        <button type="button" class="tool" title={say(kind.nowHint)} onClick={setNow}>{say(kind.now)}</button>
        {field.kind === "timestamp" && (
          <>
            <button type="button" class="tool clock" title={say("dayStart")} onClick={() => setClock("00:00:00")}>00:00:00</button>
            <button type="button" class="tool clock" title={say("dayEnd")} onClick={() => setClock("23:59:59")}>23:59:59</button>
          </>
        )}
      </span>
    </div>
  );
}
