import { hand } from "../handed.js";
import { OpenButton, paste, samples } from "./bar.jsx";
import { mistaken, open } from "./opened.js";
import { say } from "./words.js";

/** What this is for, and how to begin. */
export function Empty() {
  return (
    <div class="empty">
      <h2>{say("emptyTitle")}</h2>
      <p>{say("emptyText")}</p>
      <p class="empty-begin">
        <OpenButton main />
        {navigator.clipboard?.readText && <button type="button" class="button" onClick={paste}>{say("pasteHere")}</button>}
      </p>
      <p class="quiet">{say("emptyWays")}</p>
      <h3>{say("orSample")}</h3>
      <ul class="empty-samples">
        {Object.entries(samples).map(([kind, word]) => (
          <li key={kind}><button type="button" class="empty-sample" onClick={() => open({ sample: kind })}>{say(word)}</button></li>
        ))}
      </ul>
    </div>
  );
}

/** A request was given, which is for Check. */
export function Mistaken() {
  const { blob, text, name } = mistaken.value;
  return (
    <div class="empty">
      <h2>{say("requestTitle")}</h2>
      <p>{say("requestText")}</p>
      <p class="empty-begin">
        <button
          type="button"
          class="button button-main"
          onClick={async () => {
            mistaken.value = null;
            hand("check", text === undefined ? { bytes: new Uint8Array(await blob.arrayBuffer()), name } : { text });
          }}
        >
          {say("toCheck")}
        </button>
      </p>
    </div>
  );
}
