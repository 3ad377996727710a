import { useState } from "preact/hooks";
import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";
import { answer, goTo } from "./opened.js";
import { say } from "./words.js";

/** So many are drawn, and as many more when asked for. */
const STEP = 100;

function Finding({ finding }) {
  const { severity, message, help, rule, span, path, number, given } = finding;
  return (
    <li class="found">
      <SeverityMark severity={severity} label={say(severity)} />
      <div class="found-words">
        <p><Prose text={message} /></p>
        {help && <p class="quiet"><Prose text={help} /></p>}
        <p class="found-meta">
          {typeof number === "number" && (given
            ? <button type="button" class="found-go" onClick={() => goTo(number)}>{say("goToRecord", number + 1)}</button>
            : <span class="found-refused">{say("recordRefused", number + 1)}</span>)}
          <a href={`#/rule/${rule}`}><code>{rule}</code></a>
          {path.length > 2 && <code>{path.slice(2).join(".")}</code>}
          {span && <span>{say("at", span.line, span.column)}</span>}
        </p>
      </div>
    </li>
  );
}

function Part({ title, list, all, note }) {
  const [shown, setShown] = useState(STEP);
  const drawn = list.slice(0, shown);
  return (
    <section class="findings-part">
      <h2>{title}</h2>
      {note && <p class="quiet">{note}</p>}
      <ol>{drawn.map((finding, index) => <Finding key={index} finding={finding} />)}</ol>
      {drawn.length < all && (
        <p class="findings-more">
          <span class="quiet">{say("firstOnly", drawn.length, all)}</span>
          {drawn.length < list.length && <button type="button" class="button" onClick={() => setShown(shown + STEP)}>{say("more")}</button>}
        </p>
      )}
    </section>
  );
}

/** What was found in the answer: around its records, and in them. */
export function Findings() {
  const { findings, summary, refused, numbered } = answer.value;
  const around = summary?.diagnostics ?? [];
  const { error, warning, info, list } = findings;
  const all = error + warning + info;
  if (all + around.length === 0) return <p class="nothing">{say("findingsNone")}</p>;
  const notes = [
    refused > 0 && say("refusedRecords", refused), error > 0 && say("errors", error), warning > 0 && say("warnings", warning), info > 0 && say("infos", info),
    !numbered && say("numbersUnsure"),
  ].filter(Boolean);
  return (
    <div class="findings-list" data-scrolls tabIndex={0} role="group" aria-label={say("tabFindings")}>
      {around.length > 0 && <Part title={say("findingsOfAnswer")} list={around} all={around.length} />}
      {all > 0 && <Part title={say("findingsOfRecords")} list={list} all={all} note={notes.join(" · ")} />}
    </div>
  );
}
