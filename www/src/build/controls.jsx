/** The controls, one for each kind of field. Each takes `entry`, what stands there (`text`), how to change it, and the attributes that tie it to its label. */
import { useId, useState } from "preact/hooks";
import { side } from "../words.js";
import { Orders } from "./orders.jsx";
import { Time } from "./time.jsx";
import { say } from "./words.js";

const typing = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: false };

/** A text: on one line, unless what was filled in has several, which an `input` would silently join. */
function Text({ text, onText, attributes, inputMode }) {
  const Tag = /[\r\n]/.test(text) ? "textarea" : "input";
  return <Tag class="entry entry-wire" {...(Tag === "input" ? { type: "text" } : { rows: 3 })} inputMode={inputMode} {...typing} {...attributes} value={text} onInput={(event) => onText(event.currentTarget.value)} />;
}

const Count = (properties) => <Text {...properties} inputMode="numeric" />;

function Secret({ text, onText, attributes }) {
  const [shown, setShown] = useState(false);
  return (
    <div class="joined">
      <input class="entry entry-wire" type={shown ? "text" : "password"} {...typing} {...attributes} value={text} onInput={(event) => onText(event.currentTarget.value)} />
      <button type="button" class="button" aria-pressed={shown} aria-label={say("showSecret")} onClick={() => setShown(!shown)}>{say(shown ? "hide" : "show")}</button>
    </div>
  );
}

/** Yuan in either case: `fen` and `yuan` say what becomes of it. */
function Amount({ text, onText, attributes }) {
  return (
    <div class="joined amount">
      <input class="entry entry-wire" type="text" inputMode="decimal" {...typing} {...attributes} value={text} onInput={(event) => onText(event.currentTarget.value)} />
      <span class="unit" aria-hidden="true">{say("yuan")}</span>
    </div>
  );
}

const written = ({ code, label }) => `${code} ${side(label)}`;

/** What leaving a field out comes to. */
function leftOut(field) {
  const meant = field.codes.find(({ code }) => code === field.default);
  return meant ? say("leftToDefault", written(meant)) : say("leaveOut");
}

/** A code: laid open where there are few, in a list where there are many. */
function Code({ entry: { field }, text, onText, attributes }) {
  const name = useId();
  const choices = [...(field.required ? [] : [{ code: "", label: null }]), ...field.codes];
  if (field.codes.length > 4) {
    return (
      <select class="entry" {...attributes} value={text} onChange={(event) => onText(event.currentTarget.value)}>
        <option value="">{field.required ? say("chooseOne") : leftOut(field)}</option>
        {field.codes.map((choice) => <option key={choice.code} value={choice.code}>{written(choice)}</option>)}
      </select>
    );
  }
  const { "aria-required": required, "aria-invalid": invalid, "aria-describedby": describedBy, "aria-labelledby": labelledBy } = attributes;
  return (
    <div class="choices" role="radiogroup" aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} aria-labelledby={labelledBy}>
      {choices.map((choice) => (
        <label key={choice.code} class="choice">
          <input type="radio" name={name} value={choice.code} checked={text === choice.code} onChange={() => onText(choice.code)} />
          {choice.label ? <span><code>{choice.code}</code> {side(choice.label)}</span> : <span class="quiet">{leftOut(field)}</span>}
        </label>
      ))}
    </div>
  );
}

export const controls = { text: Text, secret: Secret, code: Code, fen: Amount, yuan: Amount, timestamp: Time, date: Time, count: Count, orderList: Orders };
/** The kinds whose control is several: named by `aria-labelledby`, where a single one has its `label`. */
export const isGroup = (field) => field.kind === "code" && field.codes.length <= 4;
