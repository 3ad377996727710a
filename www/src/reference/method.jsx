import { useState } from "preact/hooks";
import { side } from "../words.js";
import { useAnswer } from "./engine.js";
import { Example } from "./example.jsx";
import { Fields } from "./fields.jsx";
import { Head, Label, Section } from "./pieces.jsx";
import { addressOf } from "./places.js";
import { say } from "./words.js";

/** The page of a method. */
export function Method({ thing: method, mark, protocol, heading }) {
  const { methodCode, title, section, provisional, params, events, result } = method;
  const base = addressOf.method(method);
  return (
    <>
      <Head type={say("method")} title={<Label label={title} />} name={methodCode} heading={heading}>
        <Section section={section} />
        {provisional && <a class="ref-provisional" href="#/rule/envelope/provisional">{say("provisional")}</a>}
        {!events && <a href={`#/build/${methodCode}`}>{say("build")}</a>}
      </Head>
      <section>
        <h3>{say("params")}</h3>
        <Fields label={say("params")} fields={params} base={base} mark={mark} protocol={protocol} section={section} />
      </section>
      {events && (
        <section>
          <h3>{say("events")}</h3>
          <ul class="ref-list">
            {events.map((event) => (
              <li key={event.eventCode}>
                <a href={addressOf.event(event)}><code>{event.eventCode}</code> <Label label={event.title} /></a>
                <span>{say("countParams", event.params.length)}</span>
                <Section section={event.section} />
                <a href={`#/build/${methodCode}/${event.eventCode}`}>{say("build")}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{say("result")}{result.cardinality !== "none" && <span class="ref-aside">{say(result.cardinality === "one" ? "resultOne" : "resultMany")}</span>}</h3>
        {result.cardinality === "none"
          ? <p>{say("resultNone")}</p>
          : <Fields label={say("result")} fields={result.fields} base={`${base}/result`} mark={mark} protocol={protocol} section={section} />}
      </section>
      <Samples method={method} events={events} />
    </>
  );
}

/** The page of an event. */
export function Event({ thing: event, mark, protocol, heading }) {
  const { eventCode, title, section, params, method } = event;
  return (
    <>
      <Head type={say("event")} title={<Label label={title} />} name={eventCode} heading={heading}>
        <Section section={section} />
        <span>{say("eventOf")} <a href={addressOf.method(method)}>{side(method.title)} <code translate="no">{method.methodCode}</code></a></span>
        <a href={`#/build/${method.methodCode}/${eventCode}`}>{say("build")}</a>
      </Head>
      <section>
        <h3>{say("eventParams")}</h3>
        <Fields label={say("eventParams")} fields={params} base={addressOf.event(event)} mark={mark} protocol={protocol} section={section} />
      </section>
      <Samples method={method} events={[event]} requestOnly />
    </>
  );
}

/** The samples of a method, one at a time. */
function Samples({ method: { methodCode: method, result }, events, requestOnly = false }) {
  const records = result.cardinality === "many" ? 2 : undefined;
  const kinds = [
    ...(events ?? [null]).map((event) => ({
      label: event && !requestOnly ? `${say("sampleRequest")} ${event.eventCode}` : say("sampleRequest"),
      argument: { method, eventCode: event?.eventCode },
      handed: { kind: "request" },
    })),
    ...(requestOnly
      ? []
      : [["sampleXml", "xml"], ["sampleJson", "json"]].map(([key, form]) => ({ label: say(key), argument: { method, form, records }, handed: { kind: "response", method } }))),
  ];
  const [chosen, setChosen] = useState(0);
  const { label, argument, handed } = kinds[chosen];
  const answer = useAnswer("sample", argument, [method, chosen]);
  return (
    <section>
      <h3>{say("sample")}</h3>
      {kinds.length > 1 && (
        <div class="ref-kinds" role="group" aria-label={say("which")}>
          {kinds.map((kind, index) => (
            <button key={kind.label} type="button" class="tool" aria-pressed={index === chosen} onClick={() => setChosen(index)}>{kind.label}</button>
          ))}
        </div>
      )}
      {answer?.value && <Example title={label} text={answer.value} handed={handed} note={false} />}
      {answer?.failed && <p role="alert">{say("silent")}</p>}
    </section>
  );
}
