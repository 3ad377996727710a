import { signal } from "@preact/signals";

const loaded = signal(null);
let asked = false;

/** The module `protocol.js`, or null until it is there; the component that asks is drawn again then. */
export function useProtocol() {
  if (!asked) {
    asked = true;
    import("./protocol.js").then((protocol) => {
      loaded.value = protocol;
    });
  }
  return loaded.value;
}
