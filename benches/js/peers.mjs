/** Everything that yct-envelope is compared with, by what it does. */
import * as fastXmlParser from "./peers/fast-xml-parser.mjs";
import { matchRequest, pattern, writeRequest } from "./peers/hand-written/pattern.mjs";
import { scanner, scanRequest } from "./peers/hand-written/scanner.mjs";
import { jsonAjv, jsonAlone } from "./peers/json.mjs";
import { libxml2Xsd } from "./peers/libxml2.mjs";
import { saxesByHand } from "./peers/saxes.mjs";
import { txmlByHand } from "./peers/txml.mjs";

/**
 * Those that read an answer: `objects`, `objectsOfJson` give it with its records, `findings` and `findingsOfBytes` only judge. Where they find
 * anything they throw, or give null or false. `misses` are the mistakes, by their names in mistakes.mjs, that they do not notice.
 */
export const answerPeers = [scanner, pattern, saxesByHand, txmlByHand, ...fastXmlParser.peers, libxml2Xsd, jsonAjv, jsonAlone];

/** Those that read a request. */
export const requestReaders = [
  { name: "hand-written scanner", run: scanRequest },
  { name: "hand-written pattern", run: matchRequest },
  { name: "fast-xml-parser + zod", run: fastXmlParser.parseRequest },
];

/** Those that write one. */
export const requestWriters = [
  { name: "zod + fast-xml-parser", run: fastXmlParser.buildRequest },
  { name: "template string, no checks", run: writeRequest },
];
