/** An archive of any length, in order, by as many threads as there are, in memory that does not grow with it. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { inspectLines } from "./lines.js";

const LF = 0x0a;
/** How much a thread is given at a time. */
const BATCH = 512 * 1024;
/** How many batches wait for each thread. */
const AHEAD = 2;
const DONE = Symbol("the oldest batch is done");

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {{ reading: object, showing: object, threads?: number }} options
 * @returns results of `inspectLines`, in order, their lines counted from the start of the archive; `upTo` is where in it they end, in bytes
 */
export async function* readArchive(chunks, { reading, showing, threads = Math.max(1, Math.min(availableParallelism(), 16)) }) {
  const batches = batchesOf(chunks, reading.limits.size);
  const first = await batches.next();
  const second = first.done ? first : await batches.next();
  const isShort = second.done === true || threads === 1;
  const workers = isShort ? null : startWorkers(threads, { reading, showing });
  const inspected = workers ? workers.run : async (bytes) => inspectLines(bytes, reading, showing);
  const work = ({ bytes, upTo }) => {
    const done = inspected(bytes).then((result) => Object.assign(result, { upTo }));
    done.catch(() => {}); // Told where it is awaited.
    return done;
  };
  const most = workers ? threads * AHEAD : 1;
  const waiting = [];
  let before = 0;
  const next = async () => {
    const result = await waiting.shift();
    for (const item of result.items) item.line += before;
    before += result.lines;
    return result;
  };
  try {
    for (const step of [first, second]) if (!step.done) waiting.push(work(step.value));
    let coming = batches.next();
    for (;;) {
      // What is done is told, also while nothing comes.
      const step = waiting.length >= most ? DONE : await Promise.race([coming, ...waiting.slice(0, 1).map((result) => result.then(() => DONE))]);
      if (step === DONE) yield await next();
      else if (step.done) break;
      else {
        waiting.push(work(step.value));
        coming = batches.next();
      }
    }
    while (waiting.length > 0) yield await next();
  } finally {
    await workers?.stop();
  }
}

/** Whole lines, about as many as a batch holds. Of a line that is too long, as much as shows it. */
async function* batchesOf(chunks, longest) {
  let parts = [];
  let held = 0;
  let read = 0;
  let isFirst = true;
  /** How long the unfinished line at the end is, as far as it is held, and in all. */
  let open = 0;
  const flush = (last) => {
    const bytes = new Uint8Array(held);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const end = last ? bytes.length : bytes.lastIndexOf(LF) + 1;
    const rest = bytes.slice(end);
    parts = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return { bytes: end === bytes.length ? bytes : bytes.slice(0, end), upTo: read - rest.length };
  };
  for await (const chunk of chunks) {
    read += chunk.length;
    let piece = chunk;
    if (isFirst && piece.length > 0) {
      isFirst = false;
      if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) piece = piece.subarray(3);
    }
    let from = 0;
    while (from < piece.length) {
      const end = piece.indexOf(LF, from);
      const to = end < 0 ? piece.length : end + 1;
      const room = Math.max(0, longest + 1 - open);
      const line = to - from - (end < 0 ? 0 : 1);
      const kept = Math.min(line, room);
      if (kept === line && end >= 0) {
        // What follows to the last end of a line within the piece needs no count.
        const last = piece.lastIndexOf(LF) + 1;
        if (last - from <= longest) {
          parts.push(piece.subarray(from, last));
          held += last - from;
          from = last;
          open = 0;
          continue;
        }
      }
      if (kept > 0) parts.push(piece.subarray(from, from + kept));
      held += kept;
      open += line;
      if (end >= 0) {
        parts.push(Uint8Array.of(LF));
        held += 1;
        open = 0;
      }
      from = to;
    }
    if (held >= BATCH && held > open) yield flush(false);
  }
  if (held > 0) yield flush(true);
}

/** Threads that inspect lines; each takes the next batch when it has done one. */
function startWorkers(count, workerData) {
  const free = [];
  const queue = [];
  let failure;
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL("./cli-worker.js", import.meta.url), { workerData });
    const fail = (error) => {
      failure ??= error ?? new Error("a thread ended");
      worker.task?.reject(failure);
      for (const { reject } of queue.splice(0)) reject(failure);
    };
    worker.on("message", (result) => {
      const { task } = worker;
      worker.task = undefined;
      free.push(worker);
      give();
      if (result.failed) task.reject(Object.assign(new Error(), { name: result.failed }));
      else task.resolve(result);
    });
    worker.on("error", fail);
    worker.on("exit", (code) => code !== 0 && worker.task && fail());
    free.push(worker);
    return worker;
  });
  const give = () => {
    while (free.length > 0 && queue.length > 0) {
      const worker = free.pop();
      worker.task = queue.shift();
      worker.postMessage(worker.task.bytes, [worker.task.bytes.buffer]);
    }
  };
  const run = (bytes) => {
    return new Promise((resolve, reject) => {
      if (failure) reject(failure);
      else queue.push({ bytes, resolve, reject });
      give();
    });
  };
  return { run, stop: () => Promise.all(workers.map((worker) => worker.terminate())) };
}
