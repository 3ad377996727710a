import { exercise } from "./exercise.js";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => {
  globalThis.answer = { page: exercise(), worker: data };
};
