/** Two XML parsers that know nothing of ours, read to the same nodes: `[name, text | nodes]`. */
import { SaxesParser } from "saxes";

const { ParseOption, XmlDocument } = await withWholeTexts(() => import("libxml2-wasm"));

const local = (name) => name.slice(name.indexOf(":") + 1);

/** The root node, read by saxes; throws where the text is not well-formed. */
export function readBySaxes(text) {
  const parser = new SaxesParser({ forceXMLVersion: true, defaultXMLVersion: "1.0" });
  const top = { nodes: [], text: "" };
  const open = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => open.push({ name: local(name), nodes: [], text: "" }));
  parser.on("closetag", () => {
    const { name, nodes, text } = open.pop();
    open.at(-1).nodes.push([name, nodes.length > 0 ? nodes : text]);
  });
  const characters = (text) => {
    open.at(-1).text += text;
  };
  parser.on("text", characters);
  parser.on("cdata", characters);
  parser.write(text).close();
  return top.nodes[0];
}

/** What libxml2 refuses although it is well-formed: a prefix that nothing declares, a name of two colons. */
export class NamespaceError extends Error {}

/** As libxml2 calls what is not well-formed; of namespaces it tells below that. */
const FATAL = 3;

/** The root node, read by libxml2; throws where the text is not well-formed, and a `NamespaceError` where only namespaces are at fault. */
export function readByLibxml(text) {
  const document = parsedByLibxml(text);
  try {
    return node(document.root);
  } finally {
    document.dispose();
  }

  function node(element) {
    const children = element.find("*").map(node);
    return [element.name, children.length > 0 ? children : element.content];
  }
}

function parsedByLibxml(text) {
  try {
    return XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_IGNORE_ENC });
  } catch (error) {
    const isWellFormed = error.details?.length > 0 && error.details.every(({ level }) => level < FATAL);
    throw isWellFormed ? new NamespaceError(error.message) : error;
  }
}

/**
 * What is imported, with a decoder that keeps a U+FEFF in front. libxml2's WebAssembly wrapper takes each text that it hands out for a file of its own,
 * and drops what it takes for a byte order mark; libxml2 itself has kept it, as XML has it.
 */
async function withWholeTexts(load) {
  const { TextDecoder } = globalThis;
  globalThis.TextDecoder = class extends TextDecoder {
    constructor(label, options) {
      super(label, { ...options, ignoreBOM: true });
    }
  };
  try {
    return await load();
  } finally {
    globalThis.TextDecoder = TextDecoder;
  }
}

/** The root node at both layers: the fragment inside `methodParams` is read, too. */
export function envelopeNodes(read, text) {
  const opened = ([name, content]) => {
    if (typeof content !== "string") return [name, content.map(opened)];
    return name === "methodParams" ? [name, read(`<fragment>${content}</fragment>`)[1]] : [name, content];
  };
  return opened(read(text));
}

/** Whether the text and every fragment in it is well-formed. */
export function isWellFormed(text, read = readBySaxes) {
  try {
    envelopeNodes(read, text);
    return true;
  } catch {
    return false;
  }
}
