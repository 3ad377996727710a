import * as yct from "yct-envelope";
import { smoke } from "./smoke.mjs";

export default {
  async test() {
    console.log(JSON.stringify(await smoke(yct)));
  },
};
