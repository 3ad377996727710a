import { useMemo, useState } from "preact/hooks";
import { yuanShown } from "./money.js";
import { say } from "./words.js";

/** Of more days than this, months are drawn. */
const DAYS = 100;
const WIDTH = 1000;
const HEIGHT = 220;

const nothing = { payments: 0, paid: 0n, refunds: 0, refunded: 0n, net: 0n };
const add = (left, right) => Object.fromEntries(Object.keys(nothing).map((name) => [name, left[name] + right[name]]));

/** Each day that lies between the first and the last, with a trade or without. */
function everyDay(days) {
  const byDay = new Map(days.map((line) => [line.day, line]));
  const [first, last] = [days[0].day, days.at(-1).day].map((day) => Date.parse(`${day}T00:00:00Z`));
  const spans = Math.round((last - first) / 86_400_000) + 1;
  if (spans > DAYS) return null;
  return Array.from({ length: spans }, (_, at) => {
    const day = new Date(first + at * 86_400_000).toISOString().slice(0, 10);
    return { ...nothing, ...byDay.get(day), name: day };
  });
}

function byMonth(days) {
  const months = new Map();
  for (const line of days) {
    const name = line.day.slice(0, 7);
    months.set(name, { name, ...add(months.get(name) ?? nothing, line) });
  }
  return [...months.values()];
}

const figures = ({ name, payments, paid, refunds, refunded, net }) =>
  say("chartFigures", name, payments, yuanShown(paid), refunds, yuanShown(refunded), yuanShown(net));

/** Payments upwards and refunds downwards, by day or by month: gone through with the arrow keys or by pointing. */
export function Chart({ lines }) {
  const days = useMemo(() => lines.filter(({ day, sum }) => day !== null && sum), [lines]);
  const daily = useMemo(() => everyDay(days), [days]);
  const bars = useMemo(() => daily ?? byMonth(days), [days, daily]);
  const [at, setAt] = useState(bars.length - 1);
  const here = Math.min(at, bars.length - 1);

  const up = Math.max(1, ...bars.map(({ paid }) => Number(paid)));
  const down = Math.max(0, ...bars.map(({ refunded }) => Number(refunded)));
  const scale = HEIGHT / (up + down);
  const zero = up * scale;
  const step = WIDTH / bars.length;
  const gap = Math.min(step * 0.25, 6);
  const bar = (from, height, index) => `M${index * step + gap / 2} ${from}h${step - gap}v${height}h${gap - step}z`;

  const onKeyDown = (event) => {
    const next = { ArrowLeft: here - 1, ArrowDown: here - 1, ArrowRight: here + 1, ArrowUp: here + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(bars.length - 1, next)));
  };
  const onPointer = (event) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.length))));
  };
  return (
    <figure class="chart" style={{ maxWidth: `${Math.max(24, bars.length * 5)}rem` }}>
      <figcaption>
        <span class="chart-title">{say(daily ? "chart" : "chartMonths")}</span>
        <span class="chart-key"><i class="key-paid" />{say("payments")}</span>
        <span class="chart-key"><i class="key-refunded" />{say("refunds")}</span>
      </figcaption>
      <div
        class="chart-slider"
        role="slider"
        tabIndex={0}
        aria-label={say(daily ? "chart" : "chartMonths")}
        aria-description={say("chartHint")}
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={here + 1}
        aria-valuetext={figures(bars[here])}
        onKeyDown={onKeyDown}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
      >
        <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <rect class="bar-here" x={here * step} y="0" width={step} height={HEIGHT} />
          <path class="bars-paid" d={bars.map(({ paid }, index) => bar(zero, -Number(paid) * scale, index)).join("")} />
          <path class="bars-refunded" d={bars.map(({ refunded }, index) => bar(zero, Number(refunded) * scale, index)).join("")} />
          <path class="bars-zero" d={`M0 ${zero}h${WIDTH}`} />
        </svg>
      </div>
      <p class="chart-days" aria-hidden="true"><span>{bars[0].name}</span>{bars.length > 1 && <span>{bars.at(-1).name}</span>}</p>
      <p class="chart-figures" aria-hidden="true">{figures(bars[here])}</p>
    </figure>
  );
}
