import { useEffect, useState } from "preact/hooks";
import { connect } from "../engine/client.js";

const engine = connect(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));

/** What the worker answers, `{ value }` or `{ failed }`, asked again when `asked` changes; null until then. */
export function useAnswer(name, argument, asked) {
  const [answer, setAnswer] = useState(null);
  useEffect(() => {
    let gone = false;
    engine.ask(name, argument).then(
      (value) => gone || setAnswer({ value }),
      () => gone || setAnswer({ failed: true }),
    );
    return () => {
      gone = true;
    };
  }, asked);
  return answer;
}
