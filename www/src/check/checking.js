/** Has sheets checked: in the worker, never two at once, and of each only the newest text. */
import { notify } from "../notices.js";
import { engine } from "./engine.js";
import { say } from "./words.js";

/** How long typing is waited for, and how many times as long as the last check took. */
const wait = { least: 120, most: 1500, ofLastCheck: 3 };

/** Asks the worker; null where there is no answer, which has been told then. */
export async function asked(name, argument) {
  try {
    return await engine.ask(name, argument);
  } catch (error) {
    if (error.name === "Stopped") return null;
    // After a trap, the next question is for another worker.
    if (error.name !== "Unreachable") engine.stop();
    notify(say(error.name === "Unreachable" ? "unreachable" : "broken"));
    return null;
  }
}

/** `check(sheet)` gives what is found of a sheet's text, `show(sheet, found)` shows it. */
export function createChecker({ check, show }) {
  const due = new Set();
  let timer = 0;
  let lastCheck = 0;
  let running = null;

  async function run() {
    for (const sheet of due) {
      due.delete(sheet);
      const { version } = sheet;
      const start = performance.now();
      const found = await check(sheet);
      lastCheck = performance.now() - start;
      if (version === sheet.version && !due.has(sheet)) show(sheet, found);
    }
    running = null;
  }

  const checker = {
    now(...sheets) {
      clearTimeout(timer);
      for (const sheet of sheets) due.add(sheet);
      running ??= run();
      return running;
    },
    soon(...sheets) {
      clearTimeout(timer);
      for (const sheet of sheets) due.add(sheet);
      timer = setTimeout(checker.now, Math.min(wait.most, Math.max(wait.least, lastCheck * wait.ofLastCheck)));
    },
  };
  return checker;
}
