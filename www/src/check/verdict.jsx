import { side } from "./words.js";

/** What the text was read as: kind, form, method, result, records. */
function facts({ say, locale, report, catalog }) {
  const method = catalog.methods.find((info) => info.methodCode === report.methodCode);
  const results = catalog.codeTables.find((table) => table.name === "ResultCode");
  const { value } = report;
  const found = [];
  if (report.kind) found.push(say(report.kind));
  if (report.format) found.push(report.format.toUpperCase());
  if (method) found.push(<><code>{method.methodCode}</code> {side(locale, method.title)}</>);
  if (method?.provisional) found.push(say("provisional"));
  if (report.kind === "request" && report.responseType) found.push(say("answerIn", report.responseType === "1" ? "JSON" : "XML"));
  if (report.kind === "response" && value) {
    const result = results?.codes.find((row) => row.code === value.resultCode);
    if (result) found.push(<><code>{result.code}</code> {side(locale, result.label)}</>);
    if (Array.isArray(value.result)) found.push(say("records", value.result.length));
  }
  return found;
}

/** The seal's character; English, which has none, gets a stroke or two. */
function Seal({ state, locale }) {
  if (locale !== "en") return { waiting: "待", refused: "驳", passed: "准" }[state];
  return <svg viewBox="0 0 24 24"><path d={{ waiting: "M6 12h12", refused: "M6 6l12 12M18 6L6 18", passed: "M4.5 12.5l5 5L19.5 7" }[state]} /></svg>;
}

/** The verdict: passed or refused, how many findings of each severity, what was read, and how to read it otherwise. */
export function Verdict({ say, locale, checked, catalog, kind, method, onKind, onMethod }) {
  const state = !checked ? "waiting" : checked.refused ? "refused" : "passed";
  const others = checked
    ? [checked.warnings !== 0 && say("warnings", checked.warnings), checked.infos !== 0 && say("infos", checked.infos)].filter(Boolean)
    : [];
  const headline = { waiting: say("emptyVerdict"), refused: checked && say("errors", checked.errors), passed: say("passed") }[state];
  const detail = { waiting: say("emptyDetail"), refused: say("refusedDetail"), passed: say("passedDetail") }[state];
  return (
    <section class={`verdict verdict-${state}`} aria-label={say("verdict")}>
      <div class="seal" aria-hidden="true"><Seal state={state} locale={locale} /></div>
      <div class="ruling">
        <p class="headline" role="status">
          <strong>{headline}</strong>
          {others.map((text) => <span key={text}>{text}</span>)}
        </p>
        <p class="detail">{detail}</p>
      </div>
      {checked && <ul class="facts">{facts({ say, locale, report: checked.report, catalog }).map((fact, index) => <li key={index}>{fact}</li>)}</ul>}
      {checked?.report.kind === "response" && !checked.report.methodCode && <p class="hint">{say("unknownMethod")}</p>}
      <div class="reading">
        <label>
          <span>{say("readAs")}</span>
          <select value={kind} onChange={(event) => onKind(event.currentTarget.value)}>
            <option value="">{say("auto")}</option>
            <option value="request">{say("request")}</option>
            <option value="response">{say("response")}</option>
          </select>
        </label>
        <label title={say("methodHint")}>
          <span>{say("method")}</span>
          <select value={method} disabled={kind === "request"} onChange={(event) => onMethod(event.currentTarget.value)}>
            <option value="">{say("auto")}</option>
            {catalog.methods.map((info) => (
              <option key={info.methodCode} value={info.methodCode}>{`${info.methodCode} ${side(locale, info.title)}`}</option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
