import { useState } from "preact/hooks";
import { FileButton } from "../parts/file-button.jsx";
import { Menu } from "../parts/menu.jsx";
import { useProtocol } from "../use-protocol.js";
import { side } from "../words.js";
import { asked } from "./checking.js";
import { active, load, optionsOf, pair, paired, rewrite, sheets, tell } from "./desk.js";
import { text as firstText } from "virtual:first-report";
import { FixAll } from "./fix-all.jsx";
import { copyActive, copyReport, downloadActive } from "./hand-out.js";
import { openFile } from "./open-file.js";
import { sampleGroups } from "./samples.js";
import { Share } from "./share.jsx";
import { textOf } from "./sheet.js";
import { say } from "./words.js";

function OpenFile() {
  return <FileButton class="tool" title={say("openHint")} name={say("open")} onFile={(file) => openFile(file, active.peek())}>{say("open")}</FileButton>;
}

async function loadSample(argument) {
  const text = await asked("sample", argument);
  if (text !== null) load({ text, method: argument.form ? argument.method : "" }, say("loaded"));
}

async function loadPair() {
  const texts = await asked("pair", {});
  if (texts) load(texts, say("loaded"));
}

function Samples({ close }) {
  const groups = sampleGroups(useProtocol()?.methods ?? []);
  const choose = (run) => () => {
    close();
    run();
  };
  return (
    <div class="samples">
      <button type="button" class="menu-item sample-broken" onClick={choose(() => load({ text: firstText }, say("loaded")))}>{say("brokenSample")}</button>
      <button type="button" class="menu-item sample-pair" onClick={choose(loadPair)}>{say("pairSample")}</button>
      {groups.map((group) => {
        const title = side(group.title);
        return (
          <div key={group.methodCode} class="sample-row" role="group" aria-label={`${group.methodCode} ${title}`}>
            <p class="sample-method"><span>{title}</span> <code>{group.methodCode}</code></p>
            <p class="sample-forms">
              {group.samples.map(({ shape, event, argument }) => (
                <button key={shape + event?.eventCode} type="button" class="sample" onClick={choose(() => loadSample(argument))}>
                  {event ? say("requestOf", event.eventCode, side(event.title)) : say({ request: "request", xml: "xmlResponse", json: "jsonResponse" }[shape])}
                </button>
              ))}
            </p>
          </div>
        );
      })}
    </div>
  );
}

const mask = async (patient) => {
  const changed = await rewrite((sheet) => ["mask", { text: textOf(sheet), patient }]);
  tell(say(changed.length > 0 ? "maskedNow" : "maskUnchanged"), changed);
};

const layOut = async () => {
  const changed = await rewrite((sheet) => ["format", { text: textOf(sheet) }]);
  tell(say(changed.length > 0 ? "formatted" : "formatUnchanged"), changed);
};

/** What all safe fixes would make of every sheet, or null. */
async function planFixes() {
  const plan = [];
  for (const sheet of sheets.peek()) {
    const { version } = sheet;
    const fixed = await asked("fix", { text: textOf(sheet), options: optionsOf(sheet) });
    if (!fixed) return null;
    plan.push({ sheet, version, ...fixed });
  }
  return plan;
}

function History() {
  const sheet = active.value;
  return [["undo", "M6 2 2.5 5.5 6 9M3 5.5h5.5a3 3 0 0 1 0 6H6"], ["redo", "M8 2l3.5 3.5L8 9M11 5.5H5.5a3 3 0 0 0 0 6H8"]].map(([name, path]) => (
    <button key={name} type="button" class="tool tool-icon" aria-label={say(name)} title={say(name)} disabled={sheet.past.value[name] === 0} onClick={() => sheet.surface[name]()}>
      <svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><path d={path} /></svg>
    </button>
  ));
}

/** What can be done with what stands in Check. */
export function Toolbar() {
  const protocol = useProtocol();
  const [sharing, setSharing] = useState(false);
  const [plan, setPlan] = useState(null);
  const blank = sheets.value.every((sheet) => sheet.blank.value);
  const safe = sheets.value.reduce((sum, sheet) => sum + (sheet.checked.value?.safe ?? 0), 0);
  const item = (close, key, run) => (
    <button
      key={key}
      type="button"
      class="menu-item"
      disabled={blank}
      onClick={() => {
        close();
        run();
      }}
    >
      {say(key)}
    </button>
  );
  return (
    <div class="toolbar" role="group" aria-label={say("tools")}>
      <OpenFile />
      <Menu label={say("samples")} wide>{(close) => <Samples close={close} />}</Menu>
      <History />
      <span class="toolbar-gap" />
      <button type="button" class="tool" disabled={blank} onClick={layOut}>{say("format")}</button>
      <Menu label={say("mask")}>
        {(close) => [item(close, "maskSecret", () => mask(false)), item(close, "maskPatient", () => mask(true))]}
      </Menu>
      <button type="button" class="tool" disabled={blank} onClick={copyActive}>{say("copy")}</button>
      <Menu label={say("handOut")} end>
        {(close) => [
          item(close, "copyReport", () => copyReport(protocol)),
          item(close, "share", () => setSharing(true)),
          item(close, "download", downloadActive),
        ]}
      </Menu>
      <button type="button" class="tool" aria-pressed={paired.value} title={say("pairHint")} onClick={() => pair(!paired.peek())}>{say("pair")}</button>
      <button type="button" class="tool tool-fix" disabled={safe === 0} title={say("fixAllHint")} onClick={async () => setPlan(await planFixes())}>
        {say("fixAll")}
        {safe > 0 && <span class="tally">{safe}</span>}
      </button>
      {sharing && <Share onClose={() => setSharing(false)} />}
      {plan && <FixAll plan={plan} onClose={() => setPlan(null)} />}
    </div>
  );
}
