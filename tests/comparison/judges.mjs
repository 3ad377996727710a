/**
 * The four that are asked. A verdict on a text is `{ findings, params }`: the findings as they stand in the judge's own words, and the text
 * inside `methodParams` where the judge reads the document.
 */
import { readFile } from "node:fs/promises";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { XmlDocument } from "libxml2-wasm";
import { lint } from "yct-envelope";
import { launch } from "../package/browser/hosts.mjs";

const versionOf = async (name) => JSON.parse(await readFile(new URL(`../../node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

/** What a program sees that takes text alone and is given these bytes. */
const asText = ({ text, bytes }) => (bytes ? new TextDecoder().decode(bytes) : text);

const wrapped = (fragment) => `<params>${fragment}</params>`;

function fastXmlParser(text) {
  const answer = XMLValidator.validate(text);
  if (answer !== true) return { findings: [{ line: answer.err.line, column: answer.err.col, message: answer.err.msg }] };
  return { findings: [], params: paramsOf(new XMLParser({ parseTagValue: false, trimValues: false }).parse(text)) };
}

/** The text of `methodParams`, however deep in plain objects. */
function paramsOf(node) {
  if (typeof node !== "object") return undefined;
  return node.methodParams ?? Object.values(node).map(paramsOf).find((params) => params !== undefined);
}

function libxml2(source) {
  let document;
  try {
    document = typeof source === "string" ? XmlDocument.fromString(source) : XmlDocument.fromBuffer(source);
    return { findings: [], params: document.get("//methodParams")?.content };
  } catch (error) {
    return { findings: error.details.map(({ line, col, message }) => ({ line, column: col, message })) };
  } finally {
    document?.dispose();
  }
}

/** Runs in the page. */
function domParser(text) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  const error = document.querySelector("parsererror");
  if (!error) return { findings: [], params: document.querySelector("methodParams")?.textContent };
  const [, line, column, message] = /(?:error on line (\d+) at column (\d+): )?([^]*)/.exec(error.querySelector("div")?.textContent ?? error.textContent);
  return { findings: [{ line: Number(line), column: Number(column), message }] };
}

/** The two layers, as a careful program reads them: the document, and if that reads the fragment inside, put into a root of its own. */
async function layers(judge, source) {
  const { findings, params } = await judge(source);
  return { outer: findings, inner: params === undefined ? undefined : (await judge(wrapped(params))).findings };
}

/** The other judges, each with its name, its version and what it says of a case. */
export async function others() {
  const browser = await launch();
  const page = await browser.newPage();
  const [major] = browser.version().split(".");
  const judges = [
    { name: "fast-xml-parser", version: await versionOf("fast-xml-parser"), asked: (one) => layers(fastXmlParser, asText(one)) },
    { name: "libxml2-wasm", version: await versionOf("libxml2-wasm"), asked: ({ text, bytes }) => layers(libxml2, bytes ?? text) },
    { name: "DOMParser", version: major, asked: (one) => layers((text) => page.evaluate(domParser, text), asText(one)) },
  ];
  return { judges, close: () => browser.close() };
}

/** What yct-envelope says of a case. */
export const ours = ({ text, bytes }, locale) => lint(bytes ?? text, { locale }).diagnostics;
