import { useEffect, useRef } from "preact/hooks";
import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";

/** `result[3].tradeTime`: only where a record's number tells more than the message does. */
const placeOf = (path) =>
  path.some((step) => typeof step === "number")
    ? path.map((step, index) => (typeof step === "number" ? `[${step}]` : index ? `.${step}` : step)).join("")
    : "";

/** What can be done at once, and apart from it what a person must first look at. */
function Fixes({ kind, word, fixes, onFix }) {
  if (fixes.length === 0) return null;
  return (
    <div class="fixes" role="group" aria-label={word}>
      {kind === "offer" && <span class="fix-word">{word}</span>}
      {fixes.map((fix, index) => (
        <button key={index} type="button" class={`fix fix-${kind}`} title={word} onClick={() => onFix(fix)}>
          <Prose text={fix.title} />
        </button>
      ))}
    </div>
  );
}

function Finding({ say, finding, current, onGo, onFix }) {
  const item = useRef(null);
  useEffect(() => {
    if (current) item.current.scrollIntoView({ block: "nearest" });
  }, [current]);
  const { severity, span, message, help, rule, section, related, fixes } = finding;
  const place = placeOf(finding.path);
  return (
    <li ref={item} class={`finding finding-${severity}`} aria-current={current ? "true" : undefined}>
      <button type="button" class="finding-go" title={span && say("goTo", span.line, span.column)} onClick={() => onGo(finding)}>
        <span class="where">{span ? `${span.line}:${span.column}` : "–"}</span>
        <SeverityMark severity={severity} label={say(severity)} />
        <span class="message"><Prose text={message} /></span>
        {help && !fixes.some((fix) => fix.title === help) && <span class="help"><Prose text={help} /></span>}
      </button>
      <div class="finding-more">
        {related.map((other, index) => (
          <button key={index} type="button" class="related" disabled={!other.span} onClick={() => onGo(other)}>
            {other.span && <span class="where">{`${other.span.line}:${other.span.column}`}</span>} <Prose text={other.message} />
          </button>
        ))}
        <p class="meta">
          <code>{rule}</code>
          {section && <span>{say("section", section)}</span>}
          {place && <code>{place}</code>}
        </p>
        <Fixes kind="safe" word={say("safeFix")} fixes={fixes.filter((fix) => fix.safe)} onFix={onFix} />
        <Fixes kind="offer" word={say("offeredFix")} fixes={fixes.filter((fix) => !fix.safe)} onFix={onFix} />
      </div>
    </li>
  );
}

/** Every finding in the order of the text, each a button that goes to its place. Arrow keys walk the list. */
export function Findings({ say, checked, currentIndex, onGo, onFix }) {
  const list = useRef(null);
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...list.current.querySelectorAll(".finding-go")];
    const next = buttons[buttons.indexOf(document.activeElement?.closest(".finding")?.querySelector(".finding-go")) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  return (
    <section class="findings" aria-label={say("findings")}>
      {checked && checked.findings.length === 0 && <p class="clean">{say("clean")}</p>}
      {checked && checked.findings.length > 0 && (
        <ol ref={list} onKeyDown={walk}>
          {checked.findings.map((finding, index) => (
            <Finding key={`${finding.rule} ${finding.from} ${index}`} say={say} finding={finding} current={index === currentIndex} onGo={onGo} onFix={onFix} />
          ))}
        </ol>
      )}
    </section>
  );
}
