import { side } from "../words.js";
import { nearest } from "./find.js";
import { Head, Section } from "./pieces.jsx";
import { addressOf, ruleGroups } from "./places.js";
import { groupTitle, RuleList } from "./rule.jsx";
import { say } from "./words.js";

/** Everything at a glance. */
export function Overview({ protocol, heading }) {
  const { version, methods, eventOf, codeTables, rules } = protocol;
  return (
    <>
      <Head type={say("overview")} title={say("overviewTitle")} heading={heading} />
      <p class="ref-prose">{say("overviewText", version)}</p>
      <section>
        <h3>{say("methods")}</h3>
        <ul class="ref-list">
          {methods.map((method) => (
            <li key={method.methodCode}>
              <a href={addressOf.method(method)}><code translate="no">{method.methodCode}</code> {side(method.title)}</a>
              <span>{say("countFields", method.params.length, method.result.fields.length)}</span>
              <Section section={method.section} />
              {method.provisional && <span class="ref-provisional">{say("provisional")}</span>}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{say("events")}</h3>
        <ul class="ref-list">
          {[...eventOf.values()].map((event) => (
            <li key={event.eventCode}>
              <a href={addressOf.event(event)}><code>{event.eventCode}</code> {side(event.title)}</a>
              <span>{say("countParams", event.params.length)}</span>
              <Section section={event.section} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{say("tables")}</h3>
        <ul class="ref-columns">
          {codeTables.map((table) => (
            <li key={table.name}><a href={addressOf.table(table)}>{side(table.title)} <code translate="no">{table.name}</code></a> <span>{say("countCodes", table.codes.length)}</span></li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{say("rules")}<span class="ref-aside">{say("countRules", rules.length)}</span></h3>
        <div class="ref-all-rules">
          {[...ruleGroups(rules)].map(([name, members]) => (
            <section key={name}>
              <h4><a href={addressOf.group(name)}>{groupTitle(name)}</a></h4>
              <RuleList rules={members} />
            </section>
          ))}
        </div>
      </section>
    </>
  );
}

/** What is shown for an address that names nothing. */
export function Absent({ here, entries, heading }) {
  const near = nearest(entries, here);
  return (
    <>
      <Head title={say("absent")} heading={heading} />
      <p class="ref-prose">{say("absentText", `#/${here.kind}/${here.rest}`)}</p>
      {near.length > 0 && (
        <section>
          <h3>{say("nearest")}</h3>
          <ul class="ref-list">
            {near.map(({ address, name, label, where }) => (
              <li key={address}><a href={address}><code translate="no">{name}</code> {side(label)}</a>{where && <span>{side(where)}</span>}</li>
            ))}
          </ul>
        </section>
      )}
      <p><a href="#/reference">{say("toOverview")}</a></p>
    </>
  );
}
