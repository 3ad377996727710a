/** The commands: what each is called with, takes and does, and what it `says` of an option where that means something of its own. Parsing, help and did-you-mean are made from this table. */
import { build } from "./commands/build.js";
import { printCatalog } from "./commands/catalog.js";
import { explain } from "./commands/explain.js";
import { lint } from "./commands/lint.js";
import { maskFile } from "./commands/mask.js";
import { parseFile } from "./commands/parse.js";
import { fixFiles, formatFiles } from "./commands/rewrite.js";
import { sample } from "./commands/sample.js";

const REWRITING = ["check", "diff", "stdout", "to-utf8"];

export const COMMANDS = {
  lint: {
    takes: "[FILE…]",
    zh: "检查报文：文件、目录、通配符、NDJSON 存档，- 或不写即标准输入",
    en: "check envelopes: files, directories, globs, NDJSON archives; - or nothing for standard input",
    options: ["kind", "method", "request", "archive", "format", "severity", "quiet", "max-warnings", "max-findings", "max-size", "threads"],
    run: lint,
  },
  fix: { takes: "[FILE…]", zh: "就地应用安全的修复", en: "apply every safe fix, in place", options: [...REWRITING, "kind", "method", "request"], run: fixFiles },
  format: { takes: "[FILE…]", zh: "就地重新排版，值不变", en: "lay envelopes out, in place, their values unchanged", options: [...REWRITING, "indent"], run: formatFiles },
  mask: { takes: "[FILE]", zh: "遮盖秘钥后写到标准输出", en: "print an envelope with its secrets masked", options: ["patient"], run: maskFile },
  build: { takes: "[FILE]", zh: "由 JSON 值生成请求或响应报文", en: "make a request or an answer from a JSON value", options: ["kind", "method", "as"], says: { kind: { zh: "值是请求还是响应；默认写了 --method 或值里有 resultCode 即响应，否则请求", en: "whether the value is a request or an answer; by default an answer where --method is given or it has a resultCode, else a request" } }, run: build },
  parse: { takes: "[FILE]", zh: "把报文读成 JSON 值", en: "read an envelope into a JSON value", options: ["kind", "method", "indent"], run: parseFile },
  explain: { takes: "[RULE]", zh: "解释一条规则；不写则列出全部", en: "explain a rule; without one, list them all", options: ["json"], run: explain },
  sample: { takes: "[METHOD]", zh: "虚构的示例报文", en: "an envelope of invented data", options: ["kind", "event", "records", "as", "broken"], says: { kind: { zh: "请求还是响应，默认 request", en: "a request or an answer to one; request by default" } }, run: sample },
  catalog: { takes: "", zh: "以 JSON 输出协议：接口、字段、代码表、规则", en: "print the protocol as JSON: methods, fields, codes, rules", options: [], run: printCatalog },
};
