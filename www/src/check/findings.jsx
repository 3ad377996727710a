import { useEffect, useRef, useState } from "preact/hooks";
import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";
import { useProtocol } from "../use-protocol.js";
import { side } from "../words.js";
import { active, main, paired, take } from "./desk.js";
import { hunks } from "./diff.js";
import { Differences } from "./differences.jsx";
import { isFresh, returnTo } from "./sheet.js";
import { counts, current, go, goTo, listed, opened, severities, shown, walk, wanted } from "./walk.js";
import { say } from "./words.js";

/** How many findings are drawn at first, and how many more each time. */
const STEP = 100;

/** `result[3].tradeTime`: only where a record's number tells more than the message does. */
const placeOf = (path) =>
  path.some((step) => typeof step === "number")
    ? path.map((step, index) => (typeof step === "number" ? `[${step}]` : index ? `.${step}` : step)).join("")
    : "";

/** What a fix changes: the lines that it touches, before and after. */
function changesOf(sheet, { edits }) {
  const { surface } = sheet;
  const first = surface.lineAt(edits[0].start);
  const last = surface.lineAt(edits.at(-1).end);
  const before = surface.slice(first.from, last.to);
  let after = "";
  let at = first.from;
  for (const { start, end, text } of edits) {
    after += surface.slice(at, start) + text;
    at = end;
  }
  return hunks(before, after + surface.slice(at, last.to), first.number);
}

/** A fix as it would be: what it changes, and the button that makes it. */
function Offer({ sheet, fix, focus }) {
  const button = useRef(null);
  useEffect(() => {
    if (!focus) return;
    wanted.value = null;
    button.current.focus();
  }, [focus]);
  return (
    <div class={`offer offer-${fix.safe ? "safe" : "check"}`}>
      <p class="offer-title"><span class="offer-kind">{say(fix.safe ? "safeFix" : "offeredFix")}</span> <Prose text={fix.title} /></p>
      {isFresh(sheet) && sheet.surface && fix.edits.length > 0 && <Differences hunks={changesOf(sheet, fix)} />}
      <button
        ref={button}
        type="button"
        class="button button-main take"
        onClick={() => take(sheet, fix) && returnTo(sheet)}
      >
        {say("take")}
      </button>
    </div>
  );
}

function Opened({ entry }) {
  const { sheet, finding } = entry;
  const { rule, help, section, related, fixes } = finding;
  const explanation = useProtocol()?.ruleOf.get(rule)?.explanation;
  const place = placeOf(finding.path);
  return (
    <div class="finding-opened">
      {help && !fixes.some((fix) => fix.title === help) && <p class="help"><Prose text={help} /></p>}
      {related.map((other, index) => (
        <button key={index} type="button" class="related" disabled={!other.span} onClick={() => goTo(sheet, other)}>
          {other.span && <span class="where">{`${other.span.line}:${other.span.column}`}</span>} <Prose text={other.message} />
        </button>
      ))}
      {fixes.map((fix, index) => <Offer key={index} sheet={sheet} fix={fix} focus={index === 0 && wanted.value === "take"} />)}
      {explanation && <p class="explanation"><Prose text={side(explanation)} /></p>}
      <p class="about">
        <a href={`#/rule/${rule}`}>{say("rulePage")}</a>
        {section && <span>{say("section", section)}</span>}
        {place && <code>{place}</code>}
      </p>
    </div>
  );
}

function Finding({ entry, open, isCurrent }) {
  const item = useRef(null);
  useEffect(() => {
    if (isCurrent || open) item.current.scrollIntoView({ block: "nearest" });
  }, [isCurrent, open]);
  const { finding } = entry;
  const { severity, span, message, help, rule, fixes } = finding;
  const toggle = (next) => {
    opened.value = next ? entry.key : null;
  };
  return (
    <li ref={item} class={`finding finding-${severity}`} aria-current={isCurrent ? "true" : undefined} data-open={open ? "" : undefined}>
      <button type="button" class="finding-go" title={span && say("goTo", span.line, span.column)} onClick={() => go(entry)}>
        <SeverityMark severity={severity} label={say(severity)} />
        <span class="meta"><span class="where">{span ? `${span.line}:${span.column}` : "–"}</span> <code>{rule}</code></span>
        <span class="message"><Prose text={message} /></span>
        {!open && help && fixes.length === 0 && <span class="help"><Prose text={help} /></span>}
      </button>
      <button type="button" class="finding-toggle" aria-expanded={open} aria-label={`${say("details")} ${span ? `${span.line}:${span.column}` : ""} ${rule}`} onClick={() => toggle(!open)}>
        <svg class="caret" viewBox="0 0 10 6" aria-hidden="true"><path d="M1 1l4 4 4-4" /></svg>
      </button>
      {!open && fixes.length > 0 && (
        <div class="fixes">
          {fixes.map((fix, index) => (
            <button
              key={index}
              type="button"
              class={`fix fix-${fix.safe ? "safe" : "offer"}`}
              title={say(fix.safe ? "safeFix" : "offeredFix")}
              onClick={() => {
                toggle(true);
                wanted.value = "take";
              }}
            >
              <Prose text={fix.title} />
            </button>
          ))}
        </div>
      )}
      {open && <Opened entry={entry} />}
    </li>
  );
}

/** Which severities are shown, how many there are of each, and the way from one finding to the next. */
function Head() {
  return (
    <div class="findings-head">
      <div class="filters" role="group" aria-label={say("filter")}>
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            class="filter"
            disabled={counts.value[severity] === 0}
            aria-pressed={shown.value.includes(severity)}
            onClick={() => {
              shown.value = severities.filter((each) => (each === severity) !== shown.value.includes(each));
            }}
          >
            <SeverityMark severity={severity} label={say(severity)} />
            <span class="count">{counts.value[severity]}</span>
          </button>
        ))}
      </div>
      <div class="walk">
        {[["previous", -1, "M2 8l5-5 5 5"], ["next", 1, "M2 4l5 5 5-5"]].map(([name, step, path]) => (
          <button key={name} type="button" class="tool" aria-label={say(name)} title={say(name)} disabled={listed.value.length === 0} onClick={() => walk(step)}>
            <svg class="icon" viewBox="0 0 14 12" aria-hidden="true"><path d={path} /></svg>
          </button>
        ))}
      </div>
    </div>
  );
}

/** Every finding in the order of the text, of an answer and its request apart. Arrow keys walk the list. */
export function Findings() {
  const list = useRef(null);
  const [room, setRoom] = useState(STEP);
  const entries = listed.value;
  const at = entries.findIndex((entry) => entry.key === opened.value);
  const most = Math.max(room, at + 1);
  const total = Object.values(counts.value).reduce((sum, count) => sum + Number.parseInt(count, 10), 0);
  const isChecked = active.value.checked.value !== null;

  const arrows = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...list.current.querySelectorAll(".finding-go")];
    const next = buttons[buttons.indexOf(document.activeElement?.closest(".finding")?.querySelector(".finding-go")) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  const row = (entry) => <Finding key={entry.key} entry={entry} open={entry.key === opened.value} isCurrent={entry.key === current.value?.key} />;
  const drawn = entries.slice(0, most);
  return (
    <section class="findings" tabIndex={-1} aria-label={say("findings")}>
      <Head />
      <div ref={list} class="findings-list" onKeyDown={arrows}>
        {isChecked && total === 0 && <p class="clean">{say("clean")}</p>}
        {entries.length === 0 && total > 0 && <p class="clean">{say("allHidden", total)}</p>}
        {paired.value
          ? [...new Set(drawn.map((entry) => entry.sheet))].map((sheet) => (
              <section key={sheet.name} class="findings-of">
                <h3>{say(sheet === main ? "response" : "request")}</h3>
                <ol>{drawn.filter((entry) => entry.sheet === sheet).map(row)}</ol>
              </section>
            ))
          : drawn.length > 0 && <ol>{drawn.map(row)}</ol>}
        {entries.length > most && (
          <button type="button" class="tool more" onClick={() => setRoom(most + STEP)}>{say("more", Math.min(STEP, entries.length - most))}</button>
        )}
      </div>
    </section>
  );
}
