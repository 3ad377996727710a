import { side } from "../words.js";
import { Head, Label, Section } from "./pieces.jsx";
import { addressOf, allFields, extraCodes, outerField, tableOfField } from "./places.js";
import { say } from "./words.js";

/** The page of a code table. */
export function Codes({ thing: table, mark, protocol, heading }) {
  const base = addressOf.table(table);
  return (
    <>
      <Head type={say("table")} title={<Label label={table.title} />} name={table.name} heading={heading}>
        <Section section={table.section} />
      </Head>
      <section>
        <table class="ref-table ref-code-table" role="table" aria-label={side(table.title)}>
          <thead role="rowgroup">
            <tr role="row">
              {["code", "meaning", "constant"].map((key) => <th key={key} role="columnheader" scope="col">{say(key)}</th>)}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {table.codes.map(({ code, label, constant }) => (
              <tr key={code} role="row" data-address={`${base}/${code}`} aria-current={mark === `${base}/${code}` ? "true" : undefined}>
                <th role="rowheader" scope="row"><a href={`${base}/${code}`}><code>{code}</code></a></th>
                <td role="cell"><Label label={label} /></td>
                <td role="cell"><code translate="no">{table.name}.{constant}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h3>{say("usedBy")}</h3>
        <Uses table={table} protocol={protocol} />
      </section>
    </>
  );
}

function Uses({ table, protocol }) {
  const uses = allFields(protocol).filter(({ field }) => tableOfField(field, protocol) === table);
  if (uses.length === 0) {
    const outer = outerField[table.name];
    return <p>{outer ? say("usedByOuter", outer) : say("usedByNone")}</p>;
  }
  return (
    <ul class="ref-list">
      {uses.map(({ owner, part, field, address }) => {
        const extra = extraCodes(field, table);
        return (
          <li key={address}>
            <a href={address}><code translate="no">{field.name}</code> {side(field.label)}</a>
            <span>{side(owner.title)} <code translate="no">{owner.methodCode ?? owner.eventCode}</code> · {say(part === "params" ? "inParams" : "inResult")}</span>
            {extra.length > 0 && <span>{say("alsoTakes", extra.map(({ code, label }) => `${code} ${side(label)}`).join(", "))}</span>}
          </li>
        );
      })}
    </ul>
  );
}
