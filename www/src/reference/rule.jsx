import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";
import { locale } from "../preferences.js";
import { side } from "../words.js";
import { useAnswer } from "./engine.js";
import { Example } from "./example.jsx";
import { difference } from "./layout.js";
import { Head } from "./pieces.jsx";
import { addressOf, ruleGroups, siblingsOf } from "./places.js";
import { groupTitles, say } from "./words.js";

export const groupTitle = (name) => (groupTitles[name] ? side(groupTitles[name]) : name);

/** The page of a rule. */
export function Rule({ thing: rule, protocol, heading }) {
  const { id, severity, title, explanation, bad, good, read = {} } = rule;
  const [group] = id.split("/");
  const answer = useAnswer("examine", { text: bad, read, locale: locale.value }, [id, locale.value]);
  const findings = answer?.value ?? [];
  const own = findings.find((finding) => finding.rule === id);
  const place = own && own.to > own.from ? { from: own.from, to: own.to } : null;
  // A text that is right has nothing to do with the limit that its counterpart is read with.
  const { limits, ...same } = read;
  const siblings = siblingsOf(rule, protocol.rules);
  return (
    <>
      <Head type={<>{say("rule")} <a href={addressOf.group(group)}>{groupTitle(group)}</a></>} title={side(title)} name={id} heading={heading}>
        <span class={`ref-severity ref-severity-${severity}`}><SeverityMark severity={severity} label={say(severity)} /> {say(severity)}</span>
        <span>{say(`${severity}Means`)}</span>
      </Head>
      <p class="ref-prose"><Prose text={side(explanation)} /></p>
      <div class="ref-examples">
        <Example title={say("bad")} text={bad} mark={place} tone={`bad ref-${severity}`} handed={handing(bad, read)}>
          <div class="ref-says" aria-label={say("says")} role="group">
            {!answer && <p class="ref-quiet">{say("saying")}</p>}
            {answer?.failed && <p class="ref-quiet">{say("silent")}</p>}
            {findings.map((finding) => <Said key={`${finding.rule} ${finding.from}`} finding={finding} own={finding.rule === id} />)}
          </div>
          <Reading read={read} />
        </Example>
        <Example title={say("good")} text={good} mark={difference(bad, good)} tone="good" handed={handing(good, same)} />
      </div>
      {siblings.length > 1 && (
        <section>
          <h3>{say("siblings")}<span class="ref-aside">{groupTitle(group)}</span></h3>
          <RuleList rules={siblings} current={id} />
        </section>
      )}
    </>
  );
}

/** What Check is given to read a text as the rule's page does. */
const handing = (text, { bytes, method, ...read }) => ({
  ...read,
  ...(method && { kind: "response", method }),
  ...(bytes && { bytes: new TextEncoder().encode(text) }),
});

function Said({ finding: { rule, severity, message, help, fixes }, own }) {
  return (
    <div class="ref-said">
      <SeverityMark severity={severity} label={say(severity)} />
      <p>
        <Prose text={message} />
        {help && <span class="ref-help"><Prose text={help} /></span>}
        {fixes.map(({ title, safe }) => <span key={title} class="ref-help">{say(safe ? "safeFix" : "offeredFix")}{locale.value === "en" ? ": " : "："}<Prose text={title} /></span>)}
        {own ? <code class="ref-help" translate="no">{rule}</code> : <a class="ref-help" href={addressOf.rule({ id: rule })}><code translate="no">{rule}</code></a>}
      </p>
    </div>
  );
}

/** How the bad example is read, where that is not as it comes. */
function Reading({ read: { method, bytes, limits = {}, request } }) {
  const ways = [method && say("readMethod", method), bytes && say("readBytes"), ...Object.entries(limits).map(([name, n]) => say("readLimit", name, n))].filter(Boolean);
  if (ways.length === 0 && !request) return null;
  return (
    <div class="ref-reading">
      {ways.length > 0 && <p><strong>{say("readAs")}</strong> {ways.join(locale.value === "en" ? ", " : "，")}</p>}
      {request && <Example title={say("readRequest")} text={request} handed={{ kind: "request" }} />}
    </div>
  );
}

export function RuleList({ rules, current }) {
  return (
    <ul class="ref-rules">
      {rules.map(({ id, severity, title }) => (
        <li key={id}>
          <a href={addressOf.rule({ id })} aria-current={id === current ? "page" : undefined}>
            <SeverityMark severity={severity} label={say(severity)} />
            <span class="ref-rule-name"><span class="ref-rule-title">{side(title)}</span> <code translate="no">{id}</code></span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The page of a group of rules. */
export function Group({ thing: name, protocol, heading }) {
  const rules = ruleGroups(protocol.rules).get(name);
  return (
    <>
      <Head type={say("group")} title={groupTitle(name)} name={name} heading={heading}>
        <span>{say("countRules", rules.length)}</span>
      </Head>
      <div class="ref-group">
        {rules.map(({ id, severity, title, explanation }) => (
          <section key={id}>
            <h3><SeverityMark severity={severity} label={say(severity)} /> <a href={addressOf.rule({ id })}>{side(title)}</a> <code translate="no">{id}</code></h3>
            <p class="ref-prose"><Prose text={side(explanation)} /></p>
          </section>
        ))}
      </div>
    </>
  );
}
