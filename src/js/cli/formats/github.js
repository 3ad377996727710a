/** Annotations of GitHub Actions: workflow commands, one a finding. */
import { placeOf, withinOf } from "../place.js";

const LEVELS = { error: "error", warning: "warning", info: "notice" };

export function github({ say }) {
  return {
    item: (item) => item.findings.map((finding) => annotation(item, finding, say)).join(""),
    unread: (file, why) => `::error file=${property(file)}::${data(why)}\n`,
  };
}

function annotation(item, finding, say) {
  const { line, column, endLine, endColumn } = placeOf(item, finding);
  const place = { file: item.file, line, endLine, ...(line === endLine && { col: column, endColumn }), title: finding.rule };
  const properties = Object.entries(place).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${property(String(value))}`);
  const within = withinOf(item, finding, say);
  const text = (within && `(${within}) `) + finding.message + (finding.help ? `\n${finding.help}` : "");
  return `::${LEVELS[finding.severity]} ${properties.join(",")}::${data(text)}\n`;
}

const data = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
