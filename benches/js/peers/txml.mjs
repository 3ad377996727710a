/** txml with checks by hand. It does not ask whether a text is well-formed: what it drops or repairs in silence stays unnoticed. */
import * as txml from "txml";
import { recordFields } from "../fields.mjs";
import { recordChecker, refuse } from "./checks.mjs";

export function txmlByHand(method) {
  const check = recordChecker(method);
  const names = new Set(recordFields(method).map(({ name }) => name));
  const textOf = ({ attributes, children }) => {
    for (const _ in attributes) refuse("attribute");
    return children.length === 0 ? "" : children.length === 1 && typeof children[0] === "string" ? children[0] : refuse("nested");
  };
  const objects = (text) => {
    const nodes = txml.parse(text.isWellFormed() ? text : refuse("surrogate"), { keepWhitespace: true });
    const [envelope, second] = nodes.filter(({ tagName }) => tagName !== "?xml");
    if (envelope?.tagName !== "return" || second !== undefined) refuse("root");
    const answer = { result: [] };
    for (const node of envelope.children) {
      if (node.tagName !== "result") {
        answer[node.tagName] = textOf(node);
        continue;
      }
      const texts = {};
      for (const field of node.children) {
        if (!names.has(field.tagName) || texts[field.tagName] !== undefined) refuse(field.tagName);
        texts[field.tagName] = textOf(field);
      }
      answer.result.push(check(texts));
    }
    if (answer.resultCode !== "0") refuse("resultCode");
    delete answer.resultDesc;
    return answer;
  };
  return { name: "txml + checks by hand", objects, misses: ["xml/unclosed", "xml/ampersand", "xml/cdata-end"] };
}
