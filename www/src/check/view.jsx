import { useEffect, useRef, useState } from "preact/hooks";
import { waiting } from "../handed.js";
import { notify } from "../notices.js";
import { rename, route } from "../router.js";
import { unfolded } from "../share.js";
import "./check.css";
import { active, begin, follow, load, main, openAlone, paired, request, sheets } from "./desk.js";
import { engine } from "./engine.js";
import { Findings } from "./findings.jsx";
import { openFile } from "./open-file.js";
import { Pane } from "./pane.jsx";
import { Toolbar } from "./toolbar.jsx";
import { Verdict } from "./verdict.jsx";
import { listed, opened, walk, wanted } from "./walk.js";
import { say } from "./words.js";

const carriesFile = (transfer) => transfer && [...transfer.types].includes("Files");

/** The sheet that an event points at, else the one that is being worked on. */
const sheetOf = (event) =>
  sheets.peek().find((sheet) => sheet.name === event.target.closest?.("[data-sheet]")?.dataset.sheet) ?? active.peek();

/** Opens files that are dropped or pasted anywhere while Check is shown; `true` while one is held over it. */
function useFiles() {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const here = () => route.peek().view === "check";
    const over = (event) => {
      if (!here() || !carriesFile(event.dataTransfer)) return;
      event.preventDefault();
      engine.warm();
      setDropping(true);
    };
    const leave = (event) => {
      if (!event.relatedTarget) setDropping(false);
    };
    const take = (event) => {
      const transfer = event.dataTransfer ?? event.clipboardData;
      setDropping(false);
      const [file] = here() && carriesFile(transfer) ? transfer.files : [];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      openFile(file, sheetOf(event));
    };
    const listeners = { dragover: over, dragleave: leave, drop: take, paste: take };
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener, true);
    };
  }, []);
  return dropping;
}

/** F8 and Shift+F8 walk the findings, Alt+Enter goes to the fix of the one that is open. */
function useKeys() {
  useEffect(() => {
    const pressed = (event) => {
      if (route.peek().view !== "check" || document.querySelector("dialog[open]")) return;
      if (event.key === "F8") walk(event.shiftKey ? -1 : 1);
      else if (event.key === "Enter" && event.altKey && listed.peek().some(({ key, finding }) => key === opened.peek() && finding.fixes.length > 0)) wanted.value = "take";
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/** Takes what another view or a link hands over. */
function useHanded() {
  const handed = waiting.check.value;
  useEffect(() => {
    if (!handed) return;
    waiting.check.value = null;
    if (handed.text === undefined) openAlone(handed);
    else load(handed, say("taken"));
  }, [handed]);
  const { kind, rest } = route.value;
  const shared = kind === "check" ? rest : "";
  useEffect(() => {
    if (!shared) return;
    unfolded(shared).then((content) => {
      rename("#/check");
      if (content) load(content, say("takenLink"));
      else notify(say("brokenLink"));
    });
  }, [shared]);
}

/** The linter: an envelope, or an answer beside its request, and what is found. */
export function CheckView() {
  useState(begin);
  const root = useRef(null);
  const dropping = useFiles();
  useKeys();
  useHanded();
  useEffect(follow, []);
  useEffect(() => {
    // Nothing is needed of the package before a person does something.
    const signs = ["pointerdown", "keydown", "focusin"];
    const warm = () => {
      for (const sign of signs) root.current.removeEventListener(sign, warm, true);
      engine.warm();
    };
    for (const sign of signs) root.current.addEventListener(sign, warm, true);
  }, []);
  return (
    <div ref={root} class={`check${dropping ? " check-dropping" : ""}`} data-drop={say("drop")}>
      <div class="desk">
        <Toolbar />
        <Verdict />
        <div class={`sheets${paired.value ? " sheets-paired" : ""}`}>
          <Pane key="main" sheet={main} title={paired.value ? "response" : null} />
          {paired.value && <Pane key="request" sheet={request} title="request" />}
        </div>
        <Findings />
      </div>
    </div>
  );
}
