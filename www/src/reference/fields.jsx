import { side } from "../words.js";
import { Label, Note } from "./pieces.jsx";
import { addressOf, extraCodes, groupOfKind, tableOfField } from "./places.js";
import { say } from "./words.js";

/**
 * A table of fields, each of which has an address below `base`; the one whose address is `mark` is marked. On a narrow screen every row becomes a
 * block of its own; the roles keep it a table for those who do not see it.
 */
export function Fields({ label, fields, base, mark, protocol, section }) {
  return (
    <table class="ref-table ref-fields" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {["field", "presence", "content", "note"].map((key) => <th key={key} role="columnheader" scope="col">{say(key)}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {fields.map((field) => {
          const address = `${base}/${field.name}`;
          return (
            <tr key={field.name} role="row" data-address={address} aria-current={address === mark ? "true" : undefined}>
              <th role="rowheader" scope="row">
                <a href={address} translate="no"><code>{field.name}</code></a>
                <span class="ref-label"><Label label={field.label} /></span>
              </th>
              <td role="cell" class="ref-presence">
                <span class={field.required ? "ref-required" : "ref-optional"}>{say(field.required ? "required" : "optional")}</span>
                {field.default !== undefined && <span class="ref-default">{say("fallback", field.default)}</span>}
              </td>
              <td role="cell"><Content field={field} protocol={protocol} /></td>
              <td role="cell" class="ref-note">
                {field.note && <Note note={field.note} />}
                {field.section !== section && <span class="ref-section">{say("section", field.section)}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What a field holds: its codes with their table, or its kind, which leads to the rules about it. */
function Content({ field, protocol }) {
  const kind = say(`kind-${field.kind}`);
  const table = tableOfField(field, protocol);
  if (table) {
    const extra = extraCodes(field, table);
    return (
      <>
        <a class="ref-table-link" href={addressOf.table(table)}>{side(table.title)} <code translate="no">{table.name}</code></a>
        <Codes codes={field.codes} extra={extra} />
      </>
    );
  }
  const group = groupOfKind[field.kind];
  if (field.kind === "event") {
    return (
      <>
        {kind}
        <ul class="ref-codes">
          {[...protocol.eventOf.values()].map((event) => (
            <li key={event.eventCode}><code>{event.eventCode}</code> <a href={addressOf.event(event)}>{side(event.title)}</a></li>
          ))}
        </ul>
      </>
    );
  }
  return <>{kind} {group && <a class="ref-more" href={addressOf.group(group)}>{say("rulesOfKind")}</a>}</>;
}

function Codes({ codes, extra }) {
  return (
    <ul class="ref-codes">
      {codes.map(({ code, label }) => (
        <li key={code} class={extra.some((entry) => entry.code === code) ? "ref-extra" : undefined}><code>{code}</code> {side(label)}</li>
      ))}
    </ul>
  );
}
