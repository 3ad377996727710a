import { useEffect, useRef, useState } from "preact/hooks";
import { notify } from "../notices.js";
import { copy } from "../parts/hand-out.js";
import { grouped, side } from "../words.js";
import { Amount, Value, oddNames } from "./columns.jsx";
import { engine } from "./engine.js";
import { goTo, view } from "./opened.js";
import { say } from "./words.js";

function Field({ field, value }) {
  return (
    <div class="field">
      <dt>{side(field.label)} <code>{field.name}</code></dt>
      <dd><Value field={field} value={value} /></dd>
    </div>
  );
}

function Record({ record, fields, onCopy }) {
  const { number, refund, values } = record;
  return (
    <section class="record">
      <header>
        <h3>{say("detailRecord", number + 1)} <span class={refund ? "is-refund" : "is-payment"}>{say(refund ? "refund" : "payment")}</span></h3>
        <button type="button" class="tool" onClick={() => onCopy(values)}>{say("copyRecord")}</button>
      </header>
      <dl>{fields.filter(({ name }) => values[name] !== undefined).map((field) => <Field key={field.name} field={field} value={values[field.name]} />)}</dl>
    </section>
  );
}

function Content({ found, fields, onClose, heading }) {
  const { order, others, records } = found;
  const { joined } = view.value;
  const onCopy = (values) => copy(JSON.stringify(values, undefined, 2)).then((done) => notify(say(done ? "copied" : "copyRefused")));
  const odd = oddNames(order.odd);
  return (
    <>
      <header class="detail-head">
        <h2 ref={heading} tabIndex={-1}>{joined ? say("detailOrder", records[0].values.orderNo) : say("detailRecord", records[0].number + 1)}</h2>
        <button type="button" class="tool" onClick={onClose}>{say("close")}</button>
      </header>
      {odd.length > 0 && <ul class="odd-list">{odd.map((name) => <li key={name}><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1l5.5 10H.5z" /></svg>{say(name)}</li>)}</ul>}
      {(joined || others.length > 0) && (
        <dl class="order-sums">
          <div><dt>{say("paid")}</dt><dd>{order.paid === undefined ? say("notHere") : <Amount fen={order.paid} />}</dd></div>
          {order.refunded !== undefined && <div><dt>{say("refunded")}</dt><dd><Amount fen={order.refunded} /></dd></div>}
          <div><dt>{say("net")}</dt><dd><Amount fen={order.net} /></dd></div>
        </dl>
      )}
      {others.length > 0 && (
        <p class="others">
          {say("sameOrder")} {others.map((number) => <button key={number} type="button" class="other" onClick={() => goTo(number)}>{grouped(number + 1)}</button>)}
        </p>
      )}
      {records.map((record) => <Record key={record.number} record={record} fields={fields} onCopy={onCopy} />)}
    </>
  );
}

/** A row in full: beside the table where there is room, else above it. */
export function Detail({ at, byKey, wide, fields, onClose }) {
  const [found, setFound] = useState(null);
  const dialog = useRef(null);
  const heading = useRef(null);
  const { version } = view.value;

  useEffect(() => {
    let gone = false;
    engine.ask("detail", { version, at }).then((answer) => gone || setFound(answer), () => {});
    return () => {
      gone = true;
    };
  }, [at, version]);

  const close = () => {
    // The grid has the focus again when the detail is gone.
    const grid = dialog.current?.closest(".table-and-detail")?.querySelector(".grid");
    onClose();
    grid?.focus({ preventScroll: true });
  };
  const ready = found !== null;
  useEffect(() => {
    if (!ready) return;
    if (!wide && !dialog.current.open) dialog.current.showModal();
    if (!wide || byKey) heading.current?.focus();
  }, [ready, wide, byKey]);

  useEffect(() => {
    if (wide) return undefined;
    // Hidden with its view, it would still hold the whole page back.
    addEventListener("hashchange", close);
    return () => removeEventListener("hashchange", close);
  });

  if (!ready) return null;
  const content = <Content found={found} fields={fields} onClose={close} heading={heading} />;
  if (!wide) return <dialog ref={dialog} class="detail detail-over" aria-label={say("detail")} onClose={close}>{content}</dialog>;
  return (
    <aside
      ref={dialog}
      class="detail"
      data-scrolls
      tabIndex={0}
      aria-label={say("detail")}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      {content}
    </aside>
  );
}
