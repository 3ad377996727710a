/** Whether a document is well-formed, as yct-envelope and four other parsers say. */
import { execFileSync } from "node:child_process";
import { XMLValidator } from "fast-xml-parser";
import { XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";
import { lint } from "yct-envelope";
import { textOf } from "./suite.mjs";

/**
 * What lint says of well-formedness, whatever else it says of what is no envelope: "refused" where it reports an error of the group `xml`;
 * "warned" where it only warns that the bytes are in another encoding than they declare, which XML 1.0 (4.3.3) calls a fatal error and lint reads
 * past, for a byte order mark, or a declaration that is readable as ASCII, leaves no doubt; else "taken". A DTD alone is refused by xml/doctype,
 * though it is well-formed.
 */
export function verdict(source) {
  const { diagnostics } = lint(source);
  const found = diagnostics.filter(({ rule }) => rule.startsWith("xml/"));
  if (found.some(({ severity }) => severity === "error")) return "refused";
  return found.some(({ rule }) => rule === "xml/encoding-mismatch") ? "warned" : "taken";
}

/** The rules of the group `xml` by which lint refuses a document. */
export const refusals = (source) => [...new Set(lint(source).diagnostics.filter(({ rule, severity }) => rule.startsWith("xml/") && severity === "error").map(({ rule }) => rule))].sort();

/** Whether it takes a text; one that takes texts alone is given what a strict decoder makes of the bytes, which refuses in its place. */
const ofText = (takes) => (bytes) => {
  const text = textOf(bytes);
  return text !== null && takes(text);
};
const withoutThrowing = (parse) => (source) => {
  try {
    parse(source);
    return true;
  } catch {
    return false;
  }
};

const saxes = ofText(
  withoutThrowing((text) => {
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(text).close();
  }),
);

/** quick-xml is asked natively, of all documents at once: whether its reader takes each, as it comes. */
export function quickXml(documents) {
  const input = Buffer.concat(documents.flatMap((bytes) => [Buffer.from(`${bytes.length}\n`), bytes]));
  const lines = execFileSync("cargo", ["xtask", "quick-xml"], { input, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] }).trim().split("\n");
  return lines.map((word) => word === "true");
}

/** `{ name: (bytes) => whether it takes them }`. */
export const judges = {
  "yct-envelope": (bytes) => verdict(bytes) === "taken",
  "libxml2-wasm": withoutThrowing((bytes) => XmlDocument.fromBuffer(bytes).dispose()),
  saxes,
  "fast-xml-parser": ofText((text) => XMLValidator.validate(text) === true),
};
