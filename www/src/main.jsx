import { render } from "preact";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/page.css";
import { Page } from "./page.jsx";

render(<Page />, document.getElementById("app"));
