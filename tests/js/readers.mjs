/** Two XML parsers that know nothing of ours, read to the same nodes: `[name, text | nodes]`. */
import { ParseOption, XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";

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

/** The root node, read by libxml2; throws where the text is not well-formed. */
export function readByLibxml(text) {
  const document = XmlDocument.fromString(text.replace(/^\uFEFF/, ""), { option: ParseOption.XML_PARSE_IGNORE_ENC });
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
