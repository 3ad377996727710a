import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";
import { side } from "../words.js";
import { controls, isGroup } from "./controls.jsx";
import { raw, speaksOf, touch, type } from "./form.js";
import { report } from "./report.js";
import { say } from "./words.js";

const idOf = ({ scope, field }) => `build-${scope.replace("/", "-")}-${field.name}`;

/** Puts the focus on a field's control. */
export function focusField(entry) {
  const row = document.getElementById(idOf(entry));
  row.scrollIntoView({ block: "center" });
  (row.querySelector("input:checked") ?? row.querySelector(".entry, .orders-input, input")).focus({ preventScroll: true });
}

/** A required field's mark; the control itself tells it to screen readers. */
export const Star = () => <span class="star" aria-hidden="true" />;

/** What an amount comes to on the wire. */
function AmountNote({ field, text, fen, id }) {
  const amount = text.trim();
  if (field.kind === "yuan") {
    return (
      <p id={id} class="becomes becomes-yuan">
        <strong>{say("yuanAsIs")}</strong> {fen !== undefined && <output>{say("yuanOf", amount, fen)}</output>}
      </p>
    );
  }
  return <p id={id} class="becomes"><output>{fen === undefined ? say("typeYuan") : say("inFen", amount, fen)}</output></p>;
}

/** What is said at a field: errors first. */
function Problems({ id, problems }) {
  return (
    <ul id={id} class="problems">
      {problems.map(({ severity, message, help, rule, missing }) => (
        <li key={message} class={`problem problem-${severity}`}>
          <SeverityMark severity={severity} label={say(severity)} />
          <span>
            <Prose text={message} />
            {help && !missing && <span class="problem-help"> <Prose text={help} /></span>}
            {rule && !missing && <>{" "}<a class="problem-rule" href={`#/rule/${rule}`} title={say("rule")}>{rule}</a></>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A field: what it is called, its control, what is known of it, and what is wrong with it. `section` is that of the group it stands in. */
export function Field({ entry, reference }) {
  const { field, key, scope } = entry;
  const id = idOf(entry);
  const text = raw.value[key] ?? "";
  const current = report.value;
  const problems = (current?.problems ?? []).filter((problem) => problem.key === key && speaksOf(entry, problem));
  const wrong = problems.some(({ severity }) => severity === "error");
  const isAmount = field.kind === "fen" || field.kind === "yuan";
  const notes = [field.note && `${id}-note`, isAmount && `${id}-becomes`, problems.length > 0 && `${id}-problems`].filter(Boolean).join(" ");
  const attributes = {
    "aria-required": field.required ? "true" : undefined,
    "aria-invalid": wrong ? "true" : undefined,
    "aria-describedby": notes || undefined,
    ...(isGroup(field) ? { "aria-labelledby": `${id}-label` } : { id: `${id}-control` }),
  };
  const Control = controls[field.kind];
  const label = <>{side(field.label)}{field.required && <Star />}</>;
  return (
    <div
      id={id}
      class={`field field-${field.kind}${wrong ? " field-wrong" : ""}`}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) touch(entry);
      }}
    >
      <div class="field-name">
        {isGroup(field) ? <span id={`${id}-label`} class="field-label">{label}</span> : <label for={`${id}-control`} class="field-label">{label}</label>}
        <span class="field-wire">
          <code>{field.name}</code>
          {/* The heading above leads there too: one stop on the way through the form is enough. */}
          <a href={reference} tabIndex={-1} title={say("sectionHint", field.section)}>{field.section}</a>
        </span>
      </div>
      <div class="field-body">
        <Control key={`${scope} ${key}`} entry={entry} text={text} onText={(value) => type(entry, value)} attributes={attributes} />
        {isAmount && <AmountNote id={`${id}-becomes`} field={field} text={text} fen={current?.raw[key] === text ? current.fen[key] : undefined} />}
        {field.note && <p id={`${id}-note`} class="note">{side(field.note)}</p>}
        {problems.length > 0 && <Problems id={`${id}-problems`} problems={problems} />}
      </div>
    </div>
  );
}
