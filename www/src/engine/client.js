/** The page's side of a worker: questions that are answered in their order. */

/** A question that could not be answered: `name` is that of the package's error, or `Unreachable` where the worker could not be loaded. */
export class Unanswered extends Error {
  constructor(name) {
    super(name);
    this.name = name;
  }
}

/**
 * A worker that is started by the first question; `make` makes it. `ask(name, argument, { onEvent, transfer })` resolves with the answer of the
 * worker's function of that name; `onEvent` gets what it tells in between. `stop` ends the worker, whatever it is doing; the next question
 * starts another.
 */
export function connect(make) {
  let worker = null;
  let last = 0;
  const open = new Map();

  const fail = (name) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of open.values()) reject(new Unanswered(name));
    open.clear();
  };

  const start = () => {
    worker = make();
    worker.onmessage = ({ data: { id, event, answer, error } }) => {
      const question = open.get(id);
      if (!question) return;
      if (event !== undefined) return void question.onEvent?.(event);
      // One that could not load the package never will: the next question is for another.
      if (error === "Unreachable") return fail(error);
      open.delete(id);
      if (error) question.reject(new Unanswered(error));
      else question.resolve(answer);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail("Unreachable");
    };
  };

  return {
    ask(name, argument, { onEvent, transfer = [] } = {}) {
      if (!worker) start();
      const id = (last += 1);
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject, onEvent });
        worker.postMessage({ id, name, argument }, transfer);
      });
    },
    /** Starts the worker without asking it anything. */
    warm() {
      if (!worker) start();
    },
    stop: () => fail("Stopped"),
  };
}
