/** A thread that inspects lines of an archive. */
import { parentPort, workerData } from "node:worker_threads";
import { inspectLines } from "./lines.js";

const { reading, showing } = workerData;

parentPort.on("message", (bytes) => {
  try {
    parentPort.postMessage(inspectLines(bytes, reading, showing));
  } catch (error) {
    parentPort.postMessage({ failed: error?.name ?? "Error" });
  }
});
