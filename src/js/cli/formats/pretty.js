/** For a person at a terminal. */
import { clean } from "../frame.js";
import { placeOf, withinOf } from "../place.js";

export function pretty({ say, colours, quiet, total }) {
  const hue = { error: colours.red, warning: colours.yellow, info: colours.cyan };
  const names = { error: say("错误", "error"), warning: say("警告", "warning"), info: say("提示", "info") };
  return { item, end };

  function item(item) {
    return item.findings.map((finding) => told(item, finding)).join("");
  }

  function told(item, finding) {
    const { line, column } = placeOf(item, finding);
    const within = withinOf(item, finding, say);
    const place = `${clean(item.file)}:${line}${column === undefined ? "" : `:${column}`}`;
    const head = `${colours.bold(place)}${within ? colours.dim(` (${clean(within)})`) : ""} ${hue[finding.severity](names[finding.severity])} ${colours.dim(finding.rule)}`;
    const rows = [head, `  ${clean(finding.message)}`, ...framed(item, finding)];
    for (const { message, span } of finding.related ?? []) rows.push(`  ${colours.dim(span ? `${span.line}:${span.column} ` : "")}${clean(message)}`);
    if (finding.help) rows.push(`  ${colours.bold(say("建议：", "help:"))}${say("", " ")}${clean(finding.help)}`);
    for (const { title, safe } of finding.fixes) {
      const mark = safe ? colours.green(say("可修复：", "fix:")) : colours.bold(say("可选：", "offer:"));
      rows.push(`  ${mark}${say("", " ")}${clean(title)}`);
    }
    return `${rows.join("\n")}\n\n`;
  }

  function framed(item, { frame, severity }) {
    if (!frame) return [];
    const moved = item.line !== undefined && item.isWhole ? item.line - 1 : 0;
    const number = (at) => String(at + moved);
    const wide = number(frame.lines[frame.lines.length - 1].number).length;
    const rows = frame.lines.map(({ number: at, text }) => `  ${colours.dim(`${number(at).padStart(wide)} │`)} ${text}`);
    rows.push(`  ${colours.dim(`${" ".repeat(wide)} │`)} ${" ".repeat(frame.from)}${hue[severity]("^".repeat(frame.marks))}`);
    return rows;
  }

  function end() {
    if (quiet) return "";
    const { envelopes, error, warning, info, unread } = total;
    const many = (count, zh, one, several) => say(`${count} ${zh}`, `${count} ${count === 1 ? one : several}`);
    const checked = many(envelopes, "份报文", "envelope", "envelopes");
    if (error + warning + info + unread === 0) return envelopes > 0 ? `${colours.green("✓")} ${say(`${checked}，没有问题`, `${checked}, nothing found`)}\n` : "";
    const counts = [
      [error, many(error, "个错误", "error", "errors"), colours.red],
      [warning, many(warning, "个警告", "warning", "warnings"), colours.yellow],
      [info, many(info, "个提示", "info", "infos"), colours.cyan],
      [unread, many(unread, "个来源未能读取", "source not read", "sources not read"), colours.red],
    ].filter(([count]) => count > 0).map(([, words, colour]) => colour(words));
    return `${error + unread > 0 ? colours.red("✗") : colours.yellow("!")} ${checked}${say("，", ": ")}${counts.join(say("、", ", "))}\n`;
  }
}
