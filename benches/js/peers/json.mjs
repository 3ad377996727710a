/** JSON.parse with ajv, and alone: alone it checks that the text is JSON and nothing else. */
import { valueMistakes } from "../mistakes.mjs";
import { ajvAnswer } from "./fast-xml-parser.mjs";

export function jsonAjv(method) {
  const checked = ajvAnswer(method);
  return { name: "JSON.parse + ajv", objectsOfJson: (text) => checked(JSON.parse(text)), misses: ["json/twice"] };
}

export const jsonAlone = () => ({ name: "JSON.parse", objectsOfJson: (text) => JSON.parse(text), checks: false, misses: [...valueMistakes, "json/twice"] });
