import { connect } from "../engine/client.js";

/** The package, as Check asks it: `engine.ask("check", { text, options })`. What it can be asked is in worker.js. */
export const engine = connect(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
