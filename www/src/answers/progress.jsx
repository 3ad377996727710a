import { amountOf } from "./bar.jsx";
import { cancel, reading } from "./opened.js";
import { say } from "./words.js";

/** How far the reading is, and a way to end it. */
export function Progress() {
  const { name, read, size, records, cancelling } = reading.value;
  return (
    <div class="progress">
      <p class="progress-title" role="status">{cancelling ? say("cancelling") : name ? say("readingOf", name) : say("readingPlain")}</p>
      <progress max={size || 1} value={Math.min(read, size)} aria-label={say("readingPlain")} />
      <p class="progress-figures">{size > 0 && say("readSoFar", amountOf(read), amountOf(size), records)}</p>
      <button type="button" class="button" disabled={cancelling} onClick={cancel}>{say("cancel")}</button>
    </div>
  );
}
