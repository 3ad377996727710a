import { checked, text } from "virtual:first-report";
import { locale } from "../preferences.js";

export function CheckView() {
  return <><pre>{text}</pre><ol>{checked[locale.value].findings.map((finding) => <li>{finding.message}</li>)}</ol></>;
}
