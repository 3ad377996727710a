/** What is known without the module: the protocol and the rules as data. Each call reads its own copy. */
import * as reference from "./generated/reference.js";

export function catalog() {
  return { ...JSON.parse(reference.protocol), rules: Object.values(reference.rules).map((rule) => JSON.parse(rule)) };
}
