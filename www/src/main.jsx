import { render } from "preact";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./shell/shell.css";
import { Shell } from "./shell/shell.jsx";

render(<Shell />, document.getElementById("app"));

// What the page needs with the server stopped is fetched when nothing else is to be done.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => {
    const later = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 2000));
    later(() => navigator.serviceWorker.register("./sw.js").catch(() => {}));
  });
}
