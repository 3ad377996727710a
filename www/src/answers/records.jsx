import { useEffect, useMemo, useState } from "preact/hooks";
import { notify } from "../notices.js";
import { download } from "../parts/hand-out.js";
import { Menu } from "../parts/menu.jsx";
import { locale } from "../preferences.js";
import { grouped, side } from "../words.js";
import { fileColumns, orderColumns, recordColumns } from "./columns.jsx";
import { Detail } from "./detail.jsx";
import { engine } from "./engine.js";
import { FilterBar } from "./filter-bar.jsx";
import { Grid } from "./grid.jsx";
import { oddities } from "./joined.js";
import { answer, goal, join, sort, sortBy, together, view } from "./opened.js";
import { say } from "./words.js";

const roomy = matchMedia("(min-width: 60rem)");

/** Whether a media query holds, as it changes. */
function useMatch(query) {
  const [holds, setHolds] = useState(query.matches);
  useEffect(() => {
    const change = () => setHolds(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return holds;
}

/** The words of codes, and of what is odd, for a file. */
const fileWords = (fields) => ({
  labels: Object.fromEntries(
    fields.filter(({ codes }) => codes).map(({ name, codes }) => [name, Object.fromEntries(codes.map(({ code, label }) => [code, side(label)]))]),
  ),
  oddLabels: Object.entries(oddities).map(([name, bit]) => [bit, say(name)]),
});

async function handOut(name, question, argument) {
  notify(say("exporting"));
  download(name, await engine.ask(question, argument), "text/csv;charset=utf-8");
  notify(say("exported", name));
}

function exportTotals(fields, method) {
  const [day, platform, paid, refunded, net] = ["day", "platform", "paidSum", "refundedSum", "net"].map((word) => say(word));
  return handOut(`${method}-totals.csv`, "exportedTotals", {
    heads: {
      day, platform, label: say("label", platform), payments: say("paymentCount"), paidYuan: say("inYuan", paid), paidFen: say("inFen", paid),
      refunds: say("refundCount"), refundedYuan: say("inYuan", refunded), refundedFen: say("inFen", refunded), netYuan: say("inYuan", net), netFen: say("inFen", net),
    },
    everyDay: say("everyDay"),
    everyPlatform: say("everyPlatform"),
    labels: fileWords(fields).labels.tradeMode,
  });
}

function ColumnMenu({ columns, hidden, onToggle }) {
  return (
    <Menu label={say("columns")} end>
      {() => (
        <div class="column-list" data-scrolls>
          {columns.map(({ key, field, filled }) => (
            <label key={key} class="column-choice">
              <input type="checkbox" checked={!hidden.has(key)} onChange={() => onToggle(key)} />
              <span>{side(field.label)} <code>{key}</code>{filled === 0 && <small>{say("columnEmpty")}</small>}</span>
            </label>
          ))}
        </div>
      )}
    </Menu>
  );
}

function ExportMenu({ columns, fields, method }) {
  return (
    <Menu label={say("export")} end>
      {(close) => (
        <div class="export-panel">
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              close();
              handOut(`${method}-${view.value.joined ? "orders" : "records"}.csv`, "exported", { columns: fileColumns(columns), ...fileWords(fields) });
            }}
          >
            {say("exportRows", view.value.rows)}
          </button>
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              close();
              exportTotals(fields, method);
            }}
          >
            {say("exportTotals")}
          </button>
          <p class="export-hint">{say("exportHint")}</p>
        </div>
      )}
    </Menu>
  );
}

/** The records, or the orders that they make, as a table. */
export function Records({ protocol }) {
  const { method, fields: measured, count, odd } = answer.value;
  const { fields } = protocol.methodOf.get(method).result;
  const wide = useMatch(roomy);
  const [hidden, setHidden] = useState(() => new Set());
  const [detail, setDetail] = useState(null);
  const shown = view.value;

  // Which columns have nothing in them is another thing for another answer.
  useEffect(() => {
    setHidden(new Set(fields.filter(({ name }) => measured[name].filled === 0).map(({ name }) => name)));
    setDetail(null);
  }, [measured]);
  useEffect(() => setDetail(null), [shown?.version]);

  const anyOdd = Object.values(odd).some((found) => found > 0);
  const joined = shown?.joined ?? false;
  const columns = useMemo(
    () => (joined ? orderColumns(fields, measured, wide) : recordColumns(fields, measured, { hidden, pin: wide, anyOdd })),
    [fields, measured, joined, hidden, wide, anyOdd, locale.value],
  );
  const every = useMemo(() => recordColumns(fields, measured, { hidden: new Set(), pin: false, anyOdd: false }).slice(2), [fields, measured, locale.value]);
  const toggle = (key) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };

  if (count === 0) return <p class="nothing">{say("noRecords")}</p>;
  if (!shown) return null;
  const load = (from, to) => engine.ask("rows", { version: shown.version, from, to, columns: columns.map(({ key }) => key) });
  return (
    <>
      <FilterBar fields={fields}>
        <label class="join"><input type="checkbox" checked={together.value} onChange={(event) => join(event.currentTarget.checked)} /><span>{say("join")}</span></label>
        <span class="filter-gap" />
        <p class="matches" role="status">{joined && `${say("orders", shown.rows)} · `}{say("matches", shown.records, count)}</p>
        {!joined && <ColumnMenu columns={every} hidden={hidden} onToggle={toggle} />}
        <ExportMenu columns={columns} fields={fields} method={method} />
      </FilterBar>
      {shown.rows === 0 ? <p class="nothing">{say("noMatch")}</p> : (
        <div class="table-and-detail">
          <Grid
            label={say(joined ? "ordersTable" : "table")}
            columns={columns}
            count={shown.rows}
            version={`${shown.version} ${columns.map(({ key }) => key)}`}
            load={load}
            sort={sort.value}
            onSort={sortBy}
            current={detail?.at ?? -1}
            goal={goal.value}
            onOpen={(at, { byKey = false, following = false }) => setDetail((before) => (following && !before ? before : { at, byKey }))}
          />
          {detail && <Detail key={wide} at={detail.at} byKey={detail.byKey} wide={wide} fields={fields} onClose={() => setDetail(null)} />}
        </div>
      )}
    </>
  );
}
