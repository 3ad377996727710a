/** The envelope as it grows: a draft of what is there with a list of what is not, then the envelope, to be taken away in several forms. */
import { signal } from "@preact/signals";
import { hand } from "../handed.js";
import { notify } from "../notices.js";
import { copy, download } from "../parts/hand-out.js";
import { Menu } from "../parts/menu.jsx";
import { side } from "../words.js";
import { focusField } from "./field.jsx";
import { checkWhole, form, raw } from "./form.js";
import { askAgain, report, settled } from "./report.js";
import { say } from "./words.js";
import { XmlText } from "./xml-text.jsx";

const shape = signal("xml");
const laidOut = signal(true);
const revealed = signal(false);

/** What stands in the way of an envelope: `{ missing, wrong }`, both in the order of the form. */
export function gaps() {
  const errors = (report.value?.problems ?? []).filter(({ severity }) => severity === "error");
  const entryOf = (key) => form.value.fields.find((entry) => entry.key === key);
  const group = (missing) => [...new Set(errors.filter((error) => error.missing === missing).map(({ key }) => key))].map(entryOf).filter(Boolean);
  return { missing: group(true), wrong: group(false) };
}

/** Says at every field what is wrong with it, and goes to the first. */
export async function checkAll() {
  checkWhole();
  await settled();
  const { missing, wrong } = gaps();
  const first = form.value.fields.find((entry) => missing.includes(entry) || wrong.includes(entry));
  if (first) focusField(first);
}

/** How far the envelope is, in a few words. */
export function State() {
  const current = report.value;
  if (!current) return <strong class="state">{say("checking")}</strong>;
  if (current.failed) return <strong class="state state-wrong">{say("failed")} <button type="button" class="tool" onClick={askAgain}>{say("retry")}</button></strong>;
  if (current.texts) {
    const told = current.problems.length;
    return <strong class="state state-complete">{told > 0 ? say("completeBut", told) : say("complete")}</strong>;
  }
  const { missing, wrong } = gaps();
  return (
    <strong class="state">
      {[missing.length > 0 && say("lacks", missing.length), wrong.length > 0 && say("wrong", wrong.length)].filter(Boolean).join(say("and"))}
    </strong>
  );
}

/** What is left to do, each a way to its field. */
function Left() {
  const { missing, wrong } = gaps();
  if (missing.length + wrong.length === 0) return null;
  return (
    <div class="left">
      <h3>{say("left")}</h3>
      <ul>
        {form.value.fields.filter((entry) => missing.includes(entry) || wrong.includes(entry)).map((entry) => (
          <li key={entry.key}>
            <button type="button" class={`gap${wrong.includes(entry) ? " gap-wrong" : ""}`} onClick={() => focusField(entry)}>
              {side(entry.field.label)} <code>{entry.field.name}</code>
              {wrong.includes(entry) && <span class="gap-word">{say("error")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a field will be on the wire, as far as it is known; of a secret only that it is there. */
function draftOf({ key, field }) {
  const text = raw.value[key];
  if (field.kind === "secret") return "***";
  if (field.kind === "fen") return report.value?.raw[key] === text ? (report.value.fen[key] ?? text) : text;
  return Array.isArray(text) ? text.join(",") : text;
}

/** The parameters that stand already, in no envelope: one that cannot be sent must not look as if it could. */
function Draft() {
  const { missing, wrong } = gaps();
  const lines = form.value.fields.filter((entry) => raw.value[entry.key] !== undefined || missing.includes(entry));
  return (
    <div class="draft">
      <h3>{say("draft")}</h3>
      <p class="quiet">{say("draftHint")}</p>
      <pre class="sheet sheet-draft" role="group" tabIndex={0} data-scrolls aria-label={say("draft")}>
        {lines.map((entry) => {
          const indent = entry.path.length > 1 ? "  " : "";
          const text = raw.value[entry.key] === undefined ? null : draftOf(entry);
          return (
            <span key={entry.key} class={`line${text === null ? " line-missing" : ""}${wrong.includes(entry) ? " line-wrong" : ""}`}>
              {indent}<span class="x-mark">&lt;</span><span class="x-name">{entry.field.name}</span><span class="x-mark">&gt;</span>
              {text === null ? <i>{say("missing")}</i> : text}
              {text !== null && <><span class="x-mark">&lt;/</span><span class="x-name">{entry.field.name}</span><span class="x-mark">&gt;</span></>}
              {wrong.includes(entry) && <i class="line-word"> {say("error")}</i>}
              {"\n"}
            </span>
          );
        })}
      </pre>
    </div>
  );
}

/** How each form can be copied: what it is called, which text it is, and what is said when it is done. The first is the button, the others a menu. */
const ways = {
  xml: ({ holdsSecret, xml }) => {
    const text = xml[layout()];
    if (!holdsSecret) return [["copy", text.whole, "copied"], ["copyPatient", text.patient, "copiedPatient"]];
    return [["copyWhole", text.whole, "copiedWhole"], ["copyMasked", text.masked, "copiedMasked"], ["copyPatient", text.patient, "copiedPatient"]];
  },
  javascript: ({ holdsSecret, javascript }) => [["copy", javascript, holdsSecret ? "copiedJs" : "copied"]],
  curl: ({ holdsSecret, curl }) => {
    const text = curl[layout()];
    return holdsSecret ? [["copyOpen", text.open, "copiedOpen"], ["copyWhole", text.whole, "copiedWhole"]] : [["copy", text.whole, "copied"]];
  },
};
const layout = () => (laidOut.value ? "laidOut" : "sent");

function shown({ holdsSecret, xml, javascript, curl }) {
  if (shape.value === "javascript") return javascript;
  if (shape.value === "curl") return curl[layout()][holdsSecret && !revealed.value ? "open" : "whole"];
  return xml[layout()][revealed.value ? "whole" : "masked"];
}

/** Does something with the envelope as it stands now, which may be newer than what is drawn. */
const withTexts = (run) => async () => {
  const { texts } = (await settled()) ?? {};
  if (texts) await run(texts);
};

const copyWay = (index) =>
  withTexts(async (texts) => {
    const [, text, done] = ways[shape.value](texts)[index];
    notify(say((await copy(text)) ? done : "copyRefused"));
  });
const save = withTexts(({ xml }) => download(`${form.value.scope.replace("/", "-")}.xml`, xml[layout()].whole, "application/xml"));
const openInCheck = withTexts(({ xml }) => hand("check", { text: xml[layout()].whole, kind: "request" }));

function noteOf({ holdsSecret }) {
  if (shape.value === "curl") return say("curlNote");
  if (!holdsSecret) return null;
  if (shape.value === "javascript") return say("jsNote");
  return say(revealed.value ? "revealedNote" : "maskedNote");
}

/** The finished envelope. */
function Ready({ texts }) {
  const [first, ...others] = ways[shape.value](texts);
  const note = noteOf(texts);
  return (
    <>
      <div class="shapes" role="radiogroup" aria-label={say("output")}>
        {Object.keys(ways).map((name) => (
          <label key={name} class="shape">
            <input type="radio" name="build-shape" class="unseen" checked={shape.value === name} onChange={() => (shape.value = name)} />
            <span>{say(`form_${name}`)}</span>
          </label>
        ))}
      </div>
      <div class="output-tools" role="group" aria-label={say("envelope")}>
        <button type="button" class="button button-main" onClick={copyWay(0)}>{say(first[0])}</button>
        {(others.length > 0 || shape.value === "xml") && (
          <Menu label={say("more")}>
            {(close) =>
              [
                ...others.map(([name], index) => [name, copyWay(index + 1)]),
                ...(shape.value === "xml" ? [[texts.holdsSecret ? "downloadWhole" : "download", save]] : []),
              ].map(([name, run]) => (
                <button
                  key={name}
                  type="button"
                  class="menu-item"
                  onClick={() => {
                    close();
                    run();
                  }}
                >
                  {say(name)}
                </button>
              ))}
          </Menu>
        )}
        <button type="button" class="button" onClick={openInCheck}>{say("openInCheck")}</button>
      </div>
      <div class="output-view">
        {shape.value !== "javascript" && (
          <label title={say("layoutHint")}><input type="checkbox" checked={laidOut.value} onChange={(event) => (laidOut.value = event.currentTarget.checked)} /> {say("layout")}</label>
        )}
        {texts.holdsSecret && shape.value !== "javascript" && (
          <label><input type="checkbox" checked={revealed.value} onChange={(event) => (revealed.value = event.currentTarget.checked)} /> {say("reveal")}</label>
        )}
        {note && <p class="quiet">{note}</p>}
      </div>
      <pre class="sheet" role="group" tabIndex={0} data-scrolls aria-label={say("envelope")}>
        {shape.value === "xml" ? <XmlText text={shown(texts)} /> : shown(texts)}
      </pre>
    </>
  );
}

/** Form and envelope share the screen where it is wide; where it is not, the envelope stands below and the bar leads there. */
export function Output() {
  const texts = report.value?.texts;
  return (
    <section class="output" id="build-output" aria-labelledby="build-output-title" tabIndex={-1}>
      <div class="output-head">
        <h2 id="build-output-title">{say("envelope")}</h2>
        <p role="status" class="output-state"><State /></p>
        {!texts && <button type="button" class="button button-main" onClick={checkAll}>{say("checkAll")}</button>}
      </div>
      {texts ? <Ready texts={texts} /> : <div class="unfinished"><Left /><Draft /></div>}
    </section>
  );
}
