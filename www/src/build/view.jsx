import { useEffect } from "preact/hooks";
import { hand, standing, waiting } from "../handed.js";
import { notify } from "../notices.js";
import { Menu } from "../parts/menu.jsx";
import { Prose } from "../parts/prose.jsx";
import { SeverityMark } from "../parts/severity.jsx";
import { locale } from "../preferences.js";
import { rename, route } from "../router.js";
import { useProtocol } from "../use-protocol.js";
import { side } from "../words.js";
import "./build.css";
import { engine } from "./engine.js";
import { Field, Star } from "./field.jsx";
import { choose, clear, fill, filledIn, form, keepWithout, protocol, restore, setResponseType, work } from "./form.js";
import { checkAll, Output, State } from "./output.jsx";
import { report } from "./report.js";
import { say } from "./words.js";

const addressOf = ({ method, event }) => `#/build/${method.methodCode}${event ? `/${event.eventCode}` : ""}`;
const undoable = (undo) => ({ label: say("undo"), run: undo });

/** Fills the form with the first of the texts that is a request; one that the package refuses is better mended in Check, where it is shown why. */
async function fillFrom(texts) {
  let read;
  try {
    read = await engine.ask("read", { texts: texts.filter((text) => text.trim() !== ""), locale: locale.value });
  } catch {
    return notify(say("failed"));
  }
  if (!read.found) return notify(say("noRequest"));
  if (!read.form) return notify(say("notSound", read.errors), { label: say("toCheck"), run: () => hand("check", { text: read.text, kind: "request" }) });
  const undo = fill(read.form);
  rename(addressOf(form.value));
  return notify(read.applied > 0 ? say("filledMended", read.applied) : say("filled"), undoable(undo));
}

async function fillSample() {
  const { method, event } = form.value;
  try {
    notify(say("filledSample"), undoable(fill(await engine.ask("sample", { method: method.methodCode, eventCode: event?.eventCode }))));
    rename(addressOf(form.value));
  } catch {
    notify(say("failed"));
  }
}

/** The methods: as links where there is room for all of them, as a list where there is not. */
function Methods({ methods }) {
  const current = form.value.method.methodCode;
  return (
    <div class="methods">
      <nav class="method-links" aria-label={say("methods")}>
        {methods.map(({ methodCode, title }) => (
          <a key={methodCode} href={`#/build/${methodCode}`} aria-current={methodCode === current ? "true" : undefined}>
            {side(title)} <code>{methodCode}</code>
          </a>
        ))}
      </nav>
      <label class="method-list">
        <span>{say("method")}</span>
        <select
          value={current}
          onChange={(event) => {
            choose(event.currentTarget.value);
            rename(addressOf(form.value));
          }}
        >
          {methods.map(({ methodCode, title }) => <option key={methodCode} value={methodCode}>{`${side(title)} ${methodCode}`}</option>)}
        </select>
      </label>
    </div>
  );
}

function Tools() {
  return (
    <div class="form-tools">
      <Menu label={say("fill")} end>
        {(close) => {
          const then = (run) => () => {
            close();
            run();
          };
          return (
            <div class="fill">
              <button type="button" class="menu-item" disabled={!standing.value.text && !standing.value.request} onClick={then(() => fillFrom([standing.value.text, standing.value.request]))}>{say("fillCheck")}</button>
              <button type="button" class="menu-item" onClick={then(fillSample)}>{say("fillSample")}</button>
              <p class="quiet">{say("fillHint")}</p>
            </div>
          );
        }}
      </Menu>
      <button type="button" class="tool" disabled={!filledIn.value} onClick={() => notify(say("cleared"), undoable(clear()))}>{say("clear")}</button>
    </div>
  );
}

const Section = ({ section, reference }) => <a class="section" href={reference} title={say("sectionHint", section)}>{say("section", section)}</a>;

/** In which format the answer is to come: the envelope's own code, of the catalog's table of that name. */
function ResponseType() {
  const table = protocol.value.tableOf.get("ResponseType");
  return (
    <div class="field">
      <div class="field-name">
        <span id="build-responseType" class="field-label">{side(table.title)}<Star /></span>
        <span class="field-wire"><code>responseType</code> <a href="#/codes/ResponseType" tabIndex={-1} title={say("sectionHint", table.section)}>{table.section}</a></span>
      </div>
      <div class="field-body">
        <div class="choices" role="radiogroup" aria-required="true" aria-labelledby="build-responseType">
          {table.codes.map(({ code, label }) => (
            <label key={code} class="choice">
              <input type="radio" name="build-responseType" checked={work.value.responseType === code} onChange={() => setResponseType(code)} />
              <span><code>{code}</code> {side(label)}</span>
            </label>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What is to be known of the method as a whole. */
function MethodNotes() {
  const told = (report.value?.problems ?? []).filter(({ key }) => key === "");
  return told.map(({ severity, message, help }) => (
    <p key={message} class={`method-note problem-${severity}`}>
      <SeverityMark severity={severity} label={say(severity)} />
      <span><Prose text={message} />{help && <span class="problem-help"> <Prose text={help} /></span>}</span>
    </p>
  ));
}

function Form() {
  const { method, event, fields } = form.value;
  const inner = fields.filter(({ path }) => path.length > 1);
  const holder = method.params.find(({ kind }) => kind === "event");
  const reference = `#/method/${method.methodCode}`;
  return (
    <form class="form" noValidate autocomplete="off" aria-labelledby="build-form-title" onSubmit={(submit) => submit.preventDefault()}>
      <div class="form-head">
        <h2 id="build-form-title">{side(method.title)}</h2>
        <p class="form-facts"><code>{method.methodCode}</code> <Section section={method.section} reference={reference} /> <span class="legend"><Star /> {say("requiredLegend")}</span></p>
        <Tools />
      </div>
      <MethodNotes />
      <ResponseType />
      {fields.filter(({ path }) => path.length === 1).map((entry) => <Field key={`${entry.scope} ${entry.key}`} entry={entry} reference={reference} />)}
      {holder && event && (
        <fieldset class="event">
          <legend>
            <span class="event-title">{side(holder.label)}<span class="event-name">{event.eventCode} {side(event.title)}</span></span>
          </legend>
          <p class="form-facts"><code>{holder.name}</code> <Section section={event.section} reference={`#/event/${event.eventCode}`} /></p>
          {inner.map((entry) => <Field key={`${entry.scope} ${entry.key}`} entry={entry} reference={`#/event/${event.eventCode}`} />)}
        </fieldset>
      )}
      <p class="kept-note">{say("keptNote")}</p>
    </form>
  );
}

/** On a small screen: how far it is, and the way to the next step. */
function Bar() {
  const finished = Boolean(report.value?.texts);
  return (
    <div class="bar">
      <State />
      {finished ? (
        <button
          type="button"
          class="button button-main"
          onClick={() => {
            const output = document.getElementById("build-output");
            output.scrollIntoView({ block: "start" });
            output.focus({ preventScroll: true });
          }}
        >
          {say("toEnvelope")}
        </button>
      ) : (
        <button type="button" class="button button-main" onClick={checkAll}>{say("checkAll")}</button>
      )}
    </div>
  );
}

/** Begins once the catalog is there: with what was kept, then with what the address names. */
function begin(loaded) {
  protocol.value = loaded;
  if (restore()) notify(say("restored"), null);
  engine.ask("confidential").then(keepWithout, () => {});
}

/** Build: a request filled in as a form, which the catalog alone has made. */
export function BuildView() {
  const loaded = useProtocol();
  const { kind, rest } = route.value;
  const waits = waiting.build.value;

  useEffect(() => {
    if (loaded && !protocol.value) begin(loaded);
    if (!loaded || kind !== "build" || rest === "") return;
    const [methodCode, eventCode] = rest.split("/");
    choose(methodCode, eventCode);
  }, [loaded, kind, rest]);

  useEffect(() => {
    if (!form.value || !waits) return;
    waiting.build.value = null;
    fillFrom([waits.text]);
  }, [form.value, waits]);

  const address = form.value && addressOf(form.value);
  useEffect(() => {
    if (form.value && kind === "build") rename(addressOf(form.value));
  }, [address, kind, rest]);

  useEffect(() => {
    const paste = (event) => {
      if (route.value.view !== "build" || event.target.closest?.("input, textarea, select")) return;
      const text = event.clipboardData.getData("text");
      if (text.trim() === "") return;
      event.preventDefault();
      fillFrom([text]);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);

  if (!form.value) return null;
  return (
    <div class="build">
      <Methods methods={loaded.methods} />
      <div class="build-desk">
        <Form />
        <Output />
      </div>
      <Bar />
    </div>
  );
}
