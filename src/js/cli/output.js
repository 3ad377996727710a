/** The two streams. Whoever stops listening ends the program quietly. */
import { exit, reason } from "./failures.js";

/** Writes, and waits where the reader is slower. */
export function print(text) {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

let bar = null;

/** What `erase` takes away before anything else is written to the terminal. */
export function keepBar(erase) {
  bar = erase;
}

export function complain(sentence) {
  bar?.();
  process.stderr.write(`yct-envelope: ${sentence}\n`);
}

/** No stack trace ever: a closed pipe ends the program, and so do Ctrl-C and a defect, each with its word. */
export function guardStreams(sayer) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code !== "EPIPE" && stream !== process.stderr) complain(reason(error, sayer()));
      process.exit(exit.impossible);
    });
  }
  const crashed = (error) => {
    complain(reason(error, sayer()));
    process.exit(exit.impossible);
  };
  process.on("uncaughtException", crashed);
  process.on("unhandledRejection", crashed);
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) {
    process.on(signal, () => {
      complain(sayer()("已中断", "interrupted"));
      process.exit(code);
    });
  }
}
