import { lint } from "yct-envelope/slim";

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

/** What a report says of the whole envelope; the value itself stays where it was read. */
const factsOf = ({ kind, format, methodCode, responseType, value }) => ({
  kind,
  format,
  methodCode,
  responseType,
  resultCode: value?.resultCode ?? null,
  records: Array.isArray(value?.result) ? value.result.length : null,
});

/**
 * Lints a text or bytes, with the options of the package's `lint`; every finding, related place and edit also gets its place in the editor.
 * `source` is the text and the encoding of bytes.
 */
export function check({ text, bytes, options }) {
  const report = lint(bytes ?? text, options);
  const place = editorOffsets(bytes ? (report.source?.text ?? "") : text);
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
    facts: factsOf(report),
    findings,
    refused,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    safe: findings.filter((finding) => finding.fixes.some((fix) => fix.safe)).length,
    ...(bytes && { source: { text: report.source?.text ?? "", encoding: report.source?.encoding ?? "" } }),
  };
}
