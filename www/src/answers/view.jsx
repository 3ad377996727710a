import { useEffect, useRef, useState } from "preact/hooks";
import { waiting } from "../handed.js";
import { route } from "../router.js";
import { useProtocol } from "../use-protocol.js";
import { grouped } from "../words.js";
import "./answers.css";
import { Bar } from "./bar.jsx";
import { Empty, Mistaken } from "./empty.jsx";
import { Findings } from "./findings.jsx";
import { answer, mistaken, open, reading, tab } from "./opened.js";
import { Progress } from "./progress.jsx";
import { Records } from "./records.jsx";
import { Summary } from "./summary.jsx";
import { Totals } from "./totals.jsx";
import { say } from "./words.js";

/** What was pasted or dropped: a file, or a text. */
function given(data) {
  const [file] = data.files;
  if (file) return { blob: file, name: file.name };
  const text = data.getData("text/plain");
  return text.trim() ? { text, name: say("pasted") } : null;
}

const sides = { records: "tabRecords", totals: "tabTotals", findings: "tabFindings" };

/** The answer's sides, as tabs. */
function Sides() {
  const list = useRef(null);
  const names = Object.keys(sides);
  const { findings, summary } = answer.value;
  const count = findings.error + findings.warning + findings.info + (summary?.diagnostics.length ?? 0);
  const go = (step) => {
    const next = names[(names.indexOf(tab.value) + step + names.length) % names.length];
    tab.value = next;
    list.current.querySelector(`#answers-tab-${next}`).focus();
  };
  return (
    <div
      ref={list}
      class="sides"
      role="tablist"
      aria-label={say("sides")}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") go(1);
        if (event.key === "ArrowLeft") go(-1);
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          id={`answers-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={tab.value === name}
          aria-controls={tab.value === name ? "answers-side" : undefined}
          tabIndex={tab.value === name ? 0 : -1}
          onClick={() => (tab.value = name)}
        >
          {say(sides[name])}
          {name === "findings" && count > 0 && <span class="tally">{grouped(count)}</span>}
        </button>
      ))}
    </div>
  );
}

function Answer({ protocol }) {
  const Side = { records: Records, totals: Totals, findings: Findings }[tab.value];
  return (
    <>
      <Summary protocol={protocol} />
      <Sides />
      <div id="answers-side" class="side" role="tabpanel" aria-labelledby={`answers-tab-${tab.value}`}>
        <Side protocol={protocol} />
      </div>
    </>
  );
}

/** An answer to a query as a table, its totals and its findings. */
export function AnswersView() {
  const protocol = useProtocol();
  const [dropping, setDropping] = useState(false);
  const handed = waiting.answers.value;

  useEffect(() => {
    if (!handed) return;
    waiting.answers.value = null;
    open(handed);
  }, [handed]);

  useEffect(() => {
    const paste = (event) => {
      if (route.value.view !== "answers" || event.target.closest?.("input, textarea, select")) return;
      const found = given(event.clipboardData);
      if (!found) return;
      event.preventDefault();
      open(found);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);

  if (!protocol) return null;
  const shown = answer.value;
  return (
    <div
      class={`answers${dropping ? " answers-dropping" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setDropping(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        const found = given(event.dataTransfer);
        if (found) open(found);
      }}
    >
      {(shown || reading.value || mistaken.value) && <Bar protocol={protocol} />}
      {reading.value ? <Progress /> : mistaken.value ? <Mistaken /> : shown ? <Answer protocol={protocol} /> : <Empty />}
      {dropping && <p class="drop-here" aria-hidden="true">{say("drop")}</p>}
    </div>
  );
}
