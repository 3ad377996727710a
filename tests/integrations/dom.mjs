/** A document of happy-dom's for libraries that look for one when they are loaded: to be imported before them. */
import { Window } from "happy-dom";

const window = new Window();
for (const [name, value] of Object.entries({ window, document: window.document, MutationObserver: window.MutationObserver })) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
// The oldest Node.js has none of its own.
if (globalThis.navigator === undefined) globalThis.navigator = window.navigator;

export const close = () => window.happyDOM.close();
