import { SeverityMark } from "../parts/severity.jsx";
import { side } from "../words.js";
import { addressOf, ruleGroups } from "./places.js";
import { groupTitle } from "./rule.jsx";
import { say } from "./words.js";

/** The side navigation: everything that has a page, with the rules folded by group. `here` is the address of the page shown. */
export function Contents({ protocol, here, id, open }) {
  const { methods, eventOf, codeTables, rules } = protocol;
  const link = (address, content) => <li key={address}><a href={address} aria-current={address === here ? "page" : undefined}>{content}</a></li>;
  return (
    <nav id={id} class="ref-contents" aria-label={say("contents")} data-open={open}>
      <ul>{link("#/reference", say("overview"))}</ul>
      <h2>{say("methods")}</h2>
      <ul>{methods.map((method) => link(addressOf.method(method), <>{side(method.title)} <code translate="no">{method.methodCode}</code></>))}</ul>
      <h2>{say("events")}</h2>
      <ul>{[...eventOf.values()].map((event) => link(addressOf.event(event), <>{side(event.title)} <code>{event.eventCode}</code></>))}</ul>
      <h2>{say("tables")}</h2>
      <ul>{codeTables.map((table) => link(addressOf.table(table), <>{side(table.title)} <code translate="no">{table.name}</code></>))}</ul>
      <h2>{say("rules")}</h2>
      {[...ruleGroups(rules)].map(([name, members]) => {
        const holds = here === addressOf.group(name) || members.some((rule) => addressOf.rule(rule) === here);
        return (
          <details key={`${name} ${holds}`} open={holds}>
            <summary>{groupTitle(name)} <span>{members.length}</span></summary>
            <ul>
              {members.map((rule) => link(addressOf.rule(rule), <><SeverityMark severity={rule.severity} label={say(rule.severity)} /> <span>{side(rule.title)}</span></>))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}
