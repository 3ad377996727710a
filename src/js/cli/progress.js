/** A bar on standard error, where a terminal watches. */
import { keepBar } from "./output.js";

const EVERY = 100;
const WIDE = 24;

export function progress(total, say) {
  if (!process.stderr.isTTY || process.env.TERM === "dumb") return { read() {}, seen() {}, end() {} };
  let read = 0;
  let seen = 0;
  let last = performance.now();
  let isDrawn = false;
  const erase = () => {
    if (isDrawn) process.stderr.write("\r\x1b[2K");
    isDrawn = false;
  };
  const draw = () => {
    const now = performance.now();
    if (now - last < EVERY) return;
    last = now;
    const count = seen.toLocaleString("en");
    const envelopes = say(`${count} 份报文`, `${count} envelopes`);
    const part = total ? Math.min(1, read / total) : 0;
    const done = Math.round(part * WIDE);
    const bar = total ? `${"█".repeat(done)}${"░".repeat(WIDE - done)} ${String(Math.floor(part * 100)).padStart(3)} %  ` : "";
    process.stderr.write(`\r\x1b[2K${bar}${envelopes}`);
    isDrawn = true;
  };
  keepBar(erase);
  return {
    read: (bytes) => {
      read += bytes;
      draw();
    },
    seen: (envelopes) => {
      seen += envelopes;
      draw();
    },
    end: () => {
      erase();
      keepBar(null);
    },
  };
}
