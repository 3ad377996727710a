import { connect } from "../engine/client.js";

/** The answer that is open, in its worker: what it can be asked is in worker.js. */
export const engine = connect(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
