import { hand } from "../handed.js";
import { locale } from "../preferences.js";
import { useProtocol } from "../use-protocol.js";
import { side } from "../words.js";
import { busy, kind, main, method, paired, request } from "./desk.js";
import { fileName } from "./hand-out.js";
import { textOf } from "./sheet.js";
import { say } from "./words.js";

/** What the text was read as: kind, form, method, result, records. Each a text, or a wire value and what it means. */
export function factsOf({ facts }, protocol) {
  const info = protocol?.methodOf.get(facts.methodCode);
  const result = protocol?.tableOf.get("ResultCode").codes.find((row) => row.code === facts.resultCode);
  return [
    facts.kind && { text: say(facts.kind) },
    facts.format && { text: facts.format.toUpperCase() },
    facts.methodCode && { wire: facts.methodCode, text: info ? side(info.title) : "" },
    info?.provisional && { text: say("provisional") },
    facts.kind === "request" && facts.responseType && { text: say("answerIn", facts.responseType === "1" ? "JSON" : "XML") },
    facts.kind === "response" && facts.resultCode !== null && { wire: facts.resultCode, text: result ? side(result.label) : "" },
    facts.kind === "response" && facts.records !== null && { text: say("records", facts.records) },
  ].filter(Boolean);
}

/** The seal's character; English, which has none, gets a stroke or two. */
function Seal({ state }) {
  if (locale.value !== "en") return { waiting: "待", refused: "驳", passed: "准" }[state];
  return <svg viewBox="0 0 24 24"><path d={{ waiting: "M6 12h12", refused: "M6 6l12 12M18 6L6 18", passed: "M4.5 12.5l5 5L19.5 7" }[state]} /></svg>;
}

/** Where what was checked can be worked on further. */
function Further({ facts }) {
  const protocol = useProtocol();
  if (facts.kind === "request" && facts.methodCode) {
    return <button type="button" class="button further" onClick={() => hand("build", { text: textOf(main) })}>{say("asForm")}</button>;
  }
  if (facts.kind === "response" && protocol?.methodOf.get(facts.methodCode)?.result.cardinality === "many") {
    const toTable = () => hand("answers", { text: textOf(main), name: main.origin.peek()?.name || fileName(facts), method: facts.methodCode });
    return <button type="button" class="button further" onClick={toTable}>{say("asTable")}</button>;
  }
  return null;
}

/** The verdict: passed or refused, how many findings of each severity, what was read, and how to read it otherwise. */
export function Verdict() {
  const protocol = useProtocol();
  const checked = main.checked.value;
  const asked = paired.value ? request.checked.value : null;
  const state = !checked ? "waiting" : checked.refused ? "refused" : "passed";
  const others = checked
    ? [checked.warnings !== 0 && say("warnings", checked.warnings), checked.infos !== 0 && say("infos", checked.infos)].filter(Boolean)
    : [];
  const blank = main.blank.value;
  const headline = { waiting: say(blank ? "emptyVerdict" : "unchecked"), refused: checked && say("errors", checked.errors), passed: say("passed") }[state];
  const detail = { waiting: say(blank ? "emptyDetail" : "uncheckedDetail"), refused: say("refusedDetail"), passed: say("passedDetail") }[state];
  return (
    <section class={`verdict verdict-${state}`} aria-label={say("verdict")}>
      <div class="seal" aria-hidden="true"><Seal state={state} /></div>
      <div class="ruling">
        <p class="headline" role="status">
          <strong>{headline}</strong>
          {others.map((text) => <span key={text}>{text}</span>)}
        </p>
        <p class="detail">{busy.value ? say("busy") : detail}</p>
        {asked && <p class="detail">{asked.refused ? say("requestRefused", asked.errors) : say("requestPassed")}</p>}
      </div>
      {checked && (
        <ul class="facts">
          {factsOf(checked, protocol).map(({ wire, text }, index) => <li key={index}>{wire && <code>{wire}</code>} {text}</li>)}
        </ul>
      )}
      {checked?.facts.kind === "response" && !checked.facts.methodCode && <p class="hint">{say("unknownMethod")}</p>}
      <div class="reading">
        <label>
          <span>{say("readAs")}</span>
          <select value={paired.value ? "response" : kind.value} disabled={paired.value} onChange={(event) => (kind.value = event.currentTarget.value)}>
            <option value="">{say("auto")}</option>
            <option value="request">{say("request")}</option>
            <option value="response">{say("response")}</option>
          </select>
        </label>
        <label title={say("methodHint")}>
          <span>{say("method")}</span>
          <select value={protocol?.methodOf.has(method.value) ? method.value : ""} disabled={kind.value === "request"} onChange={(event) => (method.value = event.currentTarget.value)}>
            <option value="">{say("auto")}</option>
            {(protocol?.methods ?? []).map((info) => (
              <option key={info.methodCode} value={info.methodCode}>{`${info.methodCode} ${side(info.title)}`}</option>
            ))}
          </select>
        </label>
        {checked && <Further facts={checked.facts} />}
      </div>
    </section>
  );
}
