/** What each judge makes of the suite: `rows()` as data; run by itself, the table in Markdown. */
import { pathToFileURL } from "node:url";
import { judges, quickXml, verdict } from "./judges.mjs";
import { probes } from "./probes.mjs";
import { sets } from "./suite.mjs";

export const probeDocuments = Object.entries(probes).map(([id, text]) => ({ id, bytes: new Uint8Array(Buffer.from(text)) }));

const measures = [
  { of: "illFormed", counts: "taken", title: "ill-formed documents taken" },
  { of: "illFormedFree", counts: "taken", title: "… of those without a DTD" },
  { of: "illFormedText", counts: "taken", title: "… of those in UTF-8" },
  { of: "wellFormedText", counts: "refused", title: "well-formed documents without a DTD, in UTF-8, refused" },
  { of: "wellFormedWithDtd", counts: "refused", title: "well-formed documents with a DTD refused" },
  { of: "probes", counts: "taken", title: "our own probes, each of one rule, taken" },
];

/** `{ of, counts, title, total, found: { judge: number } }` for each measure. */
export function rows() {
  return measures.map((measure) => {
    const documents = { ...sets, probes: probeDocuments }[measure.of].map(({ bytes }) => bytes);
    const count = (verdicts) => verdicts.filter((isTaken) => isTaken === (measure.counts === "taken")).length;
    const verdicts = { ...Object.fromEntries(Object.entries(judges).map(([name, takes]) => [name, documents.map(takes)])), "quick-xml": quickXml(documents) };
    return { ...measure, total: documents.length, found: Object.fromEntries(Object.entries(verdicts).map(([name, found]) => [name, count(found)])) };
  });
}

/** What of the ill-formed documents is told as a warning alone. */
const warned = () => sets.illFormed.filter(({ bytes }) => verdict(bytes) === "warned");

function markdown(rows) {
  const names = Object.keys(rows[0].found);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const table = [line(["W3C XML conformance suite, and probes", "of", ...names]), line(["---", "---:", ...names.map(() => "---:")]), ...rows.map(({ title, total, found }) => line([title, total, ...names.map((name) => found[name])]))];
  return [...table, "", `Of ${warned().length} ill-formed documents, whose bytes are in another encoding than they declare, yct-envelope warns.`].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(markdown(rows()));
