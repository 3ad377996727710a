import { useEffect, useRef, useState } from "preact/hooks";
import { notify } from "../notices.js";
import { Dialog } from "../parts/dialog.jsx";
import { copy } from "../parts/hand-out.js";
import { linkOf } from "./hand-out.js";
import { say } from "./words.js";

/** Beyond this some programs cut a link, and beyond that it is of no use to anyone. */
const LONG = 2000;
const TOO_LONG = 100_000;

export function Share({ onClose }) {
  const [patient, setPatient] = useState(false);
  const [secret, setSecret] = useState(false);
  const [made, setMade] = useState({});
  // A link is shown as what it is: one made for another choice is none.
  const choice = `${patient} ${secret}`;
  const link = made.choice === choice ? made.link : null;
  const field = useRef(null);
  useEffect(() => {
    let gone = false;
    linkOf({ patient, secret }).then((next) => gone || setMade({ choice, link: next }));
    return () => {
      gone = true;
    };
  }, [choice]);

  const copyLink = async () => {
    // Where the clipboard is refused, the link is selected, to be copied by hand.
    if (!(await copy(link))) return field.current.select();
    onClose();
    return notify(say("copiedLink"));
  };
  const tooLong = link !== null && link.length > TOO_LONG;
  const masked = say(secret ? "maskedNothing" : patient ? "maskedSecretOnly" : "maskedBoth");
  return (
    <Dialog title={say("shareTitle")} closeLabel={say("close")} onClose={onClose}>
      <p>{say("shareIntro")}</p>
      <div class="choices">
        <label class="choice">
          <input
            type="checkbox"
            checked={patient}
            onChange={(event) => {
              setPatient(event.currentTarget.checked);
              if (!event.currentTarget.checked) setSecret(false);
            }}
          />
          <span>{say("sharePatient")}<small>{say("sharePatientHint")}</small></span>
        </label>
        {patient && (
          <label class="choice choice-danger">
            <input type="checkbox" checked={secret} onChange={(event) => setSecret(event.currentTarget.checked)} />
            <span>{say("shareSecret")}<small>{say("shareSecretHint")}</small></span>
          </label>
        )}
      </div>
      {tooLong ? <p class="hint">{say("linkTooLong")}</p> : (
        <>
          <label class="link">
            <span class="unseen">{say("link")}</span>
            <input ref={field} readOnly value={link ?? ""} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <p class="link-facts" role="status">
            {link !== null && `${say("linkLength", link.length)}${link.length > LONG ? say("linkLong") : ""}${say("semicolon")}${masked}`}
          </p>
        </>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{say("cancel")}</button>
        <button type="button" class="button button-main" disabled={link === null || tooLong} onClick={copyLink}>{say("copyLink")}</button>
      </div>
    </Dialog>
  );
}
