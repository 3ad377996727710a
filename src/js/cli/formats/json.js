/** For programs: one JSON document, written as the findings come. */
import { placeOf } from "../place.js";

export function json({ total }) {
  let isFirst = true;
  return {
    begin: () => '{"findings":[',
    item: (item) =>
      item.findings
        .map((finding) => {
          const comma = isFirst ? "\n" : ",\n";
          isFirst = false;
          return comma + JSON.stringify(told(item, finding));
        })
        .join(""),
    end: () => {
      const { envelopes, error, warning, info, unread } = total;
      return `${isFirst ? "" : "\n"}],"summary":${JSON.stringify({ envelopes, errors: error, warnings: warning, infos: info, unread })}}\n`;
    },
  };
}

function told(item, finding) {
  const { file, line: lineOfArchive, part, id } = item;
  const { rule, severity, message, help, path, span, related, fixes, section } = finding;
  const envelope = lineOfArchive === undefined ? undefined : { line: lineOfArchive, id, part };
  return { file, ...placeOf(item, finding), envelope, rule, severity, message, help, path, span, related, fixes: fixes.map(({ title, safe, edits }) => ({ title, safe, edits })), section };
}
