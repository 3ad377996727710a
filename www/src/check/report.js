/** What was found, as Markdown for a chat or a ticket. */
import { factsOf } from "./verdict.jsx";
import { say } from "./words.js";

/** A longer envelope is left out, and no more findings than this are listed. */
const LONGEST = 20_000;
const MOST = 100;

function verdictOf(checked) {
  if (!checked) return say("emptyVerdict");
  const counts = [
    checked.errors !== 0 && say("errors", checked.errors),
    checked.warnings !== 0 && say("warnings", checked.warnings),
    checked.infos !== 0 && say("infos", checked.infos),
  ].filter(Boolean);
  return [say(checked.refused ? "refusedDetail" : "passedDetail"), counts.join(say("comma"))].filter(Boolean).join(" ");
}

const findingOf = ({ severity, span, rule, message, help }) =>
  `- **${say(severity)}** ${span.line}:${span.column} \`${rule}\` ${message}${help ? `${say("semicolon")}${help}` : ""}`;

/** A text between fences that it does not hold itself. */
function fenced(text, format) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${format ?? ""}\n${text.replace(/\n$/, "")}\n${fence}`;
}

function sectionOf({ name, checked, text }, several, protocol) {
  const findings = checked?.findings ?? [];
  const facts = checked ? factsOf(checked, protocol).map(({ wire, text: meaning }) => [wire && `\`${wire}\``, meaning].filter(Boolean).join(" ")) : [];
  const isRequest = name === "request";
  return [
    ...(several ? [`## ${say(isRequest ? "request" : "response")}`, ""] : []),
    `**${say("reportVerdict")}**${say("colon")}${verdictOf(checked)}  `,
    ...(facts.length > 0 ? [`**${say("reportRead")}**${say("colon")}${facts.join(" · ")}`] : []),
    "",
    ...findings.slice(0, MOST).map(findingOf),
    ...(findings.length > MOST ? [`- ${say("reportMore", findings.length - MOST)}`] : []),
    ...(findings.length > 0 ? [""] : []),
    say(isRequest ? "reportMaskedRequest" : "reportMasked") + say("colon").trim(),
    "",
    text.length > LONGEST ? say("reportTooLong", text.length) : fenced(text, checked?.facts.format),
    "",
  ];
}

/** `parts` are the sheets: `{ name, checked, text }`, with the masked text that `checked` is of. */
export const reportOf = (parts, protocol) =>
  [`# ${say("reportTitle")}`, "", ...parts.flatMap((part) => sectionOf(part, parts.length > 1, protocol))].join("\n");
