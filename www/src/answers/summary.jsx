import { grouped, side } from "../words.js";
import { SeverityMark } from "../parts/severity.jsx";
import { yuanShown } from "./money.js";
import { answer, readAs, tab } from "./opened.js";
import { say } from "./words.js";

/** Why the sums are not to be relied upon: each a sentence. */
function doubts({ summary, refused }, results) {
  const found = [];
  if (!summary) found.push(say("becauseStopped"));
  else if (summary.resultCode === null) found.push(say("becauseNoCode"));
  else if (summary.resultCode !== "0") {
    const { label } = results.codes.find(({ code }) => code === summary.resultCode);
    found.push(say("becauseCode", summary.resultCode, side(label)));
  }
  if (summary?.diagnostics.some(({ severity }) => severity === "error")) found.push(say("becauseDamage"));
  if (refused > 0) found.push(say("becauseRefused", refused));
  return found;
}

function Figure({ name, children, kind = "" }) {
  return <div class={`figure ${kind}`}><dt>{name}</dt><dd>{children}</dd></div>;
}

const Money = ({ fen }) => <strong class="money">{say("money", yuanShown(fen))}</strong>;

/** What the answer as a whole says, and what that is worth. */
export function Summary({ protocol }) {
  const shown = answer.value;
  const { summary, count } = shown;
  const results = protocol.tableOf.get("ResultCode");
  const result = results.codes.find(({ code }) => code === summary?.resultCode);
  const why = doubts(shown, results);
  return (
    <section class="summary" aria-label={say("summary")}>
      <dl class="figures">
        <Figure name={say("resultCode")} kind={summary?.resultCode === "0" ? "" : "figure-bad"}>
          {result ? <><strong>{side(result.label)}</strong> <small>{result.code}</small></> : <strong>{say("codeUnreadable")}</strong>}
        </Figure>
        <Figure name={say("records")}><strong>{grouped(count)}</strong></Figure>
        {summary && (
          <>
            <Figure name={say("payments")}><Money fen={summary.payments.totalFee} /> <small>{say("times", summary.payments.records)}</small></Figure>
            <Figure name={say("refunds")}><Money fen={summary.refunds.totalFee} /> <small>{say("times", summary.refunds.records)}</small></Figure>
            <Figure name={say("net")}><Money fen={BigInt(summary.payments.totalFee) - BigInt(summary.refunds.totalFee)} /></Figure>
          </>
        )}
        {shown.refused > 0 && <Figure name={say("refused")} kind="figure-bad"><strong>{grouped(shown.refused)}</strong></Figure>}
      </dl>
      {summary?.resultDesc && <p class="result-desc">{summary.resultDesc}</p>}
      {!shown.seen && !shown.told && count === 0 && <p class="quiet">{say("methodUnseen")}</p>}
      {why.length > 0 && (
        <p class="doubt">
          <SeverityMark severity="warning" label={say("warning")} />
          <span>
            {summary ? <>{say("notTrusted")} {why.join(" ")} </> : <>{say("incomplete", count)} </>}
            {summary
              ? <button type="button" class="doubt-more" onClick={() => (tab.value = "findings")}>{say("seeFindings")}</button>
              : <button type="button" class="doubt-more" onClick={() => readAs(shown.method)}>{say("readAgain")}</button>}
          </span>
        </p>
      )}
    </section>
  );
}
