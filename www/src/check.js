import { lint } from "yct-envelope";

/** Offsets of a text in the editor's terms: there every line end, CR LF included, counts as one. */
function editorOffsets(text) {
  const pairs = [];
  for (let at = text.indexOf("\r\n"); at !== -1; at = text.indexOf("\r\n", at + 2)) pairs.push(at);
  if (pairs.length === 0) return (offset) => offset;
  return (offset) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

/** Lints a text or bytes; every finding, related place and edit also gets its place in the editor. */
export function check(source, options) {
  const report = lint(source, options);
  const text = typeof source === "string" ? source : (report.source?.text ?? "");
  const place = editorOffsets(text);
  const range = (span) => (span ? { from: place(span.start), to: place(span.end) } : { from: 0, to: 0 });
  const findings = report.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    ...range(diagnostic.span),
    related: (diagnostic.related ?? []).map((other) => ({ ...other, ...range(other.span) })),
    fixes: diagnostic.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ start: place(edit.start), end: place(edit.end), text: edit.text })),
    })),
  }));
  const refused = report.value === null;
  // Of more findings than a report holds, it says so in one of its own.
  const cut = findings.some((finding) => finding.rule === "limit/findings");
  const count = (severity) => {
    const seen = findings.filter((finding) => finding.severity === severity && finding.rule !== "limit/findings").length;
    const least = severity === "error" && refused ? Math.max(seen, 1) : seen;
    return cut && least > 0 ? `${least}+` : least;
  };
  return {
    report,
    findings,
    refused,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    safe: findings.filter((finding) => finding.fixes.some((fix) => fix.safe)).length,
  };
}
