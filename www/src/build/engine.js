import { connect } from "../engine/client.js";

/** The package, as Build asks it: what it can be asked is in worker.js. */
export const engine = connect(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
