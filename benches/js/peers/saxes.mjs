/** saxes, which judges well-formedness by the book, with checks by hand. */
import { SaxesParser } from "saxes";
import { recordFields } from "../fields.mjs";
import { recordChecker, refuse } from "./checks.mjs";

export function saxesByHand(method) {
  const check = recordChecker(method);
  const names = new Set(recordFields(method).map(({ name }) => name));
  const read = (text, keep) => {
    const parser = new SaxesParser({ xmlns: false, position: false });
    let depth = 0;
    let record;
    let value = "";
    let code;
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      depth += 1;
      value = "";
      for (const _ in attributes) refuse("attribute");
      if (depth === 1 && name !== "return") refuse("root");
      if (depth === 2 && name === "result") record = {};
      if (depth === 3 && (record === undefined || !names.has(name) || record[name] !== undefined)) refuse(name);
      if (depth > 3) refuse("nested");
    });
    parser.on("text", (text) => {
      value += text;
    });
    parser.on("closetag", ({ name }) => {
      if (depth === 3) record[name] = value;
      if (depth === 2) {
        if (name === "result") {
          keep(check(record));
          record = undefined;
        } else if (name === "resultCode") code = value;
        else if (name !== "resultDesc" || value !== "") refuse(name);
      }
      depth -= 1;
    });
    parser.write(text.isWellFormed() ? text : refuse("surrogate")).close();
    if (code !== "0") refuse("resultCode");
  };
  return {
    name: "saxes + checks by hand",
    objects: (text) => {
      const result = [];
      read(text, (record) => result.push(record));
      return { resultCode: "0", result };
    },
    findings: (text) => read(text, () => {}),
    misses: [],
  };
}
