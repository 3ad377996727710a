import { Dialog } from "../parts/dialog.jsx";
import { active, recheck, tell } from "./desk.js";
import { Differences } from "./differences.jsx";
import { put, returnTo } from "./sheet.js";
import { say } from "./words.js";

/** Every safe fix of every sheet, shown before it is made. `plan` is `[{ sheet, version, text, applied, hunks }]`. */
export function FixAll({ plan, onClose }) {
  const count = plan.reduce((sum, { applied }) => sum + applied, 0);
  const takeAll = (event) => {
    const changed = plan.filter(({ sheet, version, text }) => version === sheet.version && put(sheet, text, { fresh: false })).map(({ sheet }) => sheet);
    event.currentTarget.closest("dialog").close();
    returnTo(active.peek());
    onClose();
    recheck();
    tell(say("fixed", count), changed);
  };
  return (
    <Dialog title={say("fixAll")} closeLabel={say("close")} onClose={onClose}>
      <div class="dialog-scroll" tabIndex={0} role="group" aria-label={say("changes")} data-scrolls>
        {plan.filter(({ applied }) => applied > 0).map(({ sheet, hunks }) => (
          <div key={sheet.name}>
            {plan.length > 1 && <h3>{say(sheet.name === "main" ? "response" : "request")}</h3>}
            <Differences hunks={hunks} />
          </div>
        ))}
      </div>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{say("cancel")}</button>
        <button type="button" class="button button-main take-all" autofocus onClick={takeAll}>{say("takeAll", count)}</button>
      </div>
    </Dialog>
  );
}
