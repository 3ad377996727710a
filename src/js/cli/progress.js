/** A bar on standard error, where a terminal watches. */
import { keepBar } from "./output.js";
import { width } from "./width.js";

const EVERY = 100;
const WIDE = 24;

/**
 * @param {number | undefined} total bytes, where that is known
 * @returns {{ done: (envelopes: number, bytes: number) => void, erase: () => void, end: () => void }} `done` is told how many envelopes more are done, and how many bytes in all
 */
export function progress(total, say) {
  const { stderr, stdout, env } = process;
  if (!stderr.isTTY || env.TERM === "dumb") return { done() {}, erase() {}, end() {} };
  let seen = 0;
  let last = performance.now();
  let isDrawn = false;
  const wipe = () => {
    if (isDrawn) stderr.write("\r\x1b[2K");
    isDrawn = false;
  };
  keepBar(wipe);
  return {
    done(envelopes, bytes) {
      seen += envelopes;
      const now = performance.now();
      if (now - last < EVERY) return;
      last = now;
      stderr.write(`\r\x1b[2K${barOf({ seen, bytes, total, columns: stderr.columns }, say)}`);
      isDrawn = true;
    },
    /** Before something is written to standard output: the bar is in its way only where that is the terminal, too. */
    erase: () => stdout.isTTY && wipe(),
    end() {
      wipe();
      keepBar(null);
    },
  };
}

/** What the bar says, in no more columns than there are: a line that breaks cannot be taken away. */
export function barOf({ seen, bytes, total, columns = 80 }, say) {
  const count = seen.toLocaleString("en");
  const envelopes = say(`${count} 份报文`, `${count} ${seen === 1 ? "envelope" : "envelopes"}`);
  if (!total) return fitting([envelopes], columns);
  const part = Math.min(1, bytes / total);
  const full = Math.floor(part * WIDE);
  const percent = `${String(Math.floor(part * 100)).padStart(3)} %`;
  return fitting([`${"█".repeat(full)}${"░".repeat(WIDE - full)} ${percent}  ${envelopes}`, `${percent}  ${envelopes}`, percent], columns);
}

/** The first that leaves the last column free. */
const fitting = (texts, columns) => texts.find((text) => width(text) < columns) ?? "";
