import * as yct from "yct-envelope";
import { smoke } from "./smoke.mjs";

console.log(JSON.stringify(await smoke(yct)));
