/**
 * What findings are told in. A format is made of `{ say, colours, quiet, total }` and gives text: at the `begin`ning, for each `item` (an envelope with its findings, which may be
 * none), behind an `archive`, of what is `unread`, at the `end`.
 */
import { github } from "./formats/github.js";
import { json } from "./formats/json.js";
import { junit } from "./formats/junit.js";
import { pretty } from "./formats/pretty.js";
import { sarif } from "./formats/sarif.js";

export const FORMATS = { pretty, json, sarif, github, junit };
