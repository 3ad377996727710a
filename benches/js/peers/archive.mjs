/**
 * The archive as a script reads it that someone writes in an afternoon: one thread, line by line, fast-xml-parser and zod. `node archive.mjs FILE` prints what it refuses, a line of JSON
 * each, and at the end how many envelopes there were.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseAnswer, parseRequest } from "./fast-xml-parser.mjs";

let line = 0;
let envelopes = 0;
let waiting = "";

/** The first thing that is wrong; zod has its issues, the others a sentence. */
const reason = ({ issues, message }) => (issues ? `${issues[0].path.join(".")}: ${issues[0].message}` : message.split("\n")[0]);

function check(read, told = {}) {
  envelopes += 1;
  try {
    read();
  } catch (error) {
    waiting += `${JSON.stringify({ line, ...told, message: reason(error) })}\n`;
  }
}

function readLine(text) {
  line += 1;
  if (text.startsWith("<")) return check(() => parseRequest(text));
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return check(() => {
      throw error;
    });
  }
  if (typeof value === "string") return check(() => parseRequest(value));
  const { id, method, request, response } = value;
  if (request !== undefined) check(() => parseRequest(request), { id, part: "request" });
  if (response !== undefined) check(() => parseAnswer(method, response), { id, part: "response" });
}

const lines = createInterface({ input: createReadStream(process.argv[2], { highWaterMark: 1 << 20 }), crlfDelay: Infinity });
lines.on("line", (text) => {
  readLine(text);
  if (waiting.length > 65_536) flush();
});
lines.on("close", () => {
  flush();
  process.stdout.write(`${JSON.stringify({ envelopes })}\n`);
});

function flush() {
  process.stdout.write(waiting);
  waiting = "";
}
