import { useEffect, useState } from "preact/hooks";
import { say } from "./words.js";

/** A part of the page that is loaded when it is first shown; `pick` names its component. */
export function Later({ load, pick }) {
  const [Part, setPart] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    load().then(
      (module) => gone || setPart(() => module[pick]),
      () => gone || setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, []);
  if (Part) return <Part />;
  if (!failed) return <p class="waiting" role="status">{say("loading")}</p>;
  return (
    <p class="waiting" role="alert">
      {say("unreachable")} <button type="button" class="tool" onClick={() => location.reload()}>{say("retry")}</button>
    </p>
  );
}
