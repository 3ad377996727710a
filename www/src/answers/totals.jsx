import { useEffect, useMemo, useState } from "preact/hooks";
import { locale } from "../preferences.js";
import { totalColumns } from "./columns.jsx";
import { FilterBar } from "./filter-bar.jsx";
import { Grid } from "./grid.jsx";
import { answer, view } from "./opened.js";
import { say } from "./words.js";

/** The chart, once it is loaded; the table beside it has all that it shows. */
function LaterChart({ lines }) {
  const [Chart, setChart] = useState(null);
  useEffect(() => {
    import("./chart.jsx").then((module) => setChart(() => module.Chart), () => {});
  }, []);
  return Chart ? <Chart lines={lines} /> : <div class="chart-room" />;
}

/** What the records that the filter leaves come to. */
export function Totals({ protocol }) {
  const { method, count } = answer.value;
  const { fields } = protocol.methodOf.get(method).result;
  const shown = view.value;
  const columns = useMemo(() => totalColumns(fields.find(({ name }) => name === "tradeMode")), [fields, locale.value]);
  if (count === 0) return <p class="nothing">{say("noRecords")}</p>;
  if (!shown) return null;
  const { totals, version, records } = shown;
  const rows = totals.map((line) => ({ ...line, kind: line.sum ? "sum" : "" }));
  return (
    <>
      <FilterBar fields={fields}>
        <p class="matches" role="status">{records === count ? say("totalsWhole", count) : say("totalsFiltered", records, count)}</p>
      </FilterBar>
      {records === 0 ? <p class="nothing">{say("noMatch")}</p> : (
        <div class="totals">
          <LaterChart lines={totals} />
          <Grid
            label={say("totalsTable")}
            columns={columns}
            count={rows.length}
            version={`${version} ${locale.value}`}
            load={async (from, to) => rows.slice(from, to)}
          />
        </div>
      )}
    </>
  );
}
