import { useState } from "preact/hooks";
import { grouped, side } from "../words.js";
import { oddities } from "./joined.js";
import { answer, nothingWanted, want, wanted } from "./opened.js";
import { say } from "./words.js";

function Picker({ label, value, choices, onChoose }) {
  return (
    <label class="picker">
      <span>{label}</span>
      <select value={value} class={value ? "picked" : ""} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{say("any")}</option>
        {choices.map(([choice, name]) => <option key={choice} value={choice}>{name}</option>)}
      </select>
    </label>
  );
}

function OddPicker() {
  const { odd } = answer.value;
  const there = Object.keys(oddities).filter((name) => odd[name] > 0);
  if (there.length === 0) return null;
  return (
    <Picker
      label={say("odd")}
      value={wanted.value.odd}
      choices={[["any", say("oddAny")], ...there.map((name) => [name, `${say(name)} (${grouped(odd[name])})`])]}
      onChoose={(odd) => want({ odd })}
    />
  );
}

/** What narrows the records down; `children` stand at the end of the line. */
export function FilterBar({ fields, children }) {
  const [unfolded, setUnfolded] = useState(false);
  const { search, codes, from, to, odd } = wanted.value;
  const { days } = answer.value;
  const time = fields.find(({ name }) => name === "tradeTime");
  const active = Object.values(codes).filter(Boolean).length + (from ? 1 : 0) + (to ? 1 : 0) + (odd ? 1 : 0);
  return (
    <div class="filter">
      <label class="search">
        <span class="unseen">{say("search")}</span>
        <input type="search" value={search} placeholder={say("search")} title={say("searchHint")} onInput={(event) => want({ search: event.currentTarget.value })} />
      </label>
      <button type="button" class="tool filter-fold" aria-expanded={unfolded} aria-controls="answers-pickers" onClick={() => setUnfolded(!unfolded)}>
        {active > 0 ? say("filterActive", active) : say("filter")}
      </button>
      <div id="answers-pickers" class={`pickers${unfolded ? " pickers-unfolded" : ""}`}>
        {fields.filter((field) => field.kind === "code").map((field) => (
          <Picker
            key={field.name}
            label={side(field.label)}
            value={codes[field.name] ?? ""}
            choices={field.codes.map(({ code, label }) => [code, `${side(label)} ${code}`])}
            onChoose={(code) => want({ codes: { ...codes, [field.name]: code } })}
          />
        ))}
        <fieldset class="range">
          <legend>{side(time.label)}</legend>
          <input type="date" class={from ? "picked" : ""} aria-label={say("from")} value={from} min={days?.[0]} max={days?.[1]} onChange={(event) => want({ from: event.currentTarget.value })} />
          <span aria-hidden="true">–</span>
          <input type="date" class={to ? "picked" : ""} aria-label={say("to")} value={to} min={days?.[0]} max={days?.[1]} onChange={(event) => want({ to: event.currentTarget.value })} />
        </fieldset>
        <OddPicker />
        {(active > 0 || search) && <button type="button" class="tool" onClick={() => want(nothingWanted)}>{say("clear")}</button>}
      </div>
      <div class="filter-line">{children}</div>
    </div>
  );
}
