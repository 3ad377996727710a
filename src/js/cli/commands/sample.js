/** `sample`: envelopes of invented data, right ones and broken ones. */
import { buildRequest, buildResponse, catalog, sampleMutant, sampleRequest, sampleResponse } from "yct-envelope";
import { Failed, exit } from "../failures.js";
import { print } from "../output.js";
import { didYouMean } from "../similar.js";

export async function sample(words, { kind = "request", event, records, as, broken }) {
  if (broken !== undefined) {
    if (words.length > 0) throw new Failed("--broken 不与接口同用", "--broken takes no method beside it");
    const { source } = sampleMutant(broken);
    await print(typeof source === "string" ? `${source}\n` : Buffer.from(source));
    return exit.clean;
  }
  const methods = catalog().methods.map(({ methodCode }) => methodCode);
  const [method, ...rest] = words;
  if (method === undefined || rest.length > 0) throw new Failed(`要一个接口：${methods.join("、")}`, `this takes one method: ${methods.join(", ")}`);
  if (!methods.includes(method)) {
    const [zh, en] = didYouMean(method, methods);
    throw new Failed(`没有接口 ${method}${zh || `；可取 ${methods.join("、")}`}`, `unknown method ${method}${en || `; there are ${methods.join(", ")}`}`);
  }
  if (event !== undefined && !(kind === "request" && method === "msgPush")) throw new Failed("--event 只用于 msgPush 的请求", "--event is for requests of msgPush alone");
  if (kind === "request" && (as === "json" || records !== undefined)) throw new Failed("--as json 和 --records 用于 --kind response", "--as json and --records are for --kind response");
  const text = kind === "request" ? buildRequest(sampleRequest(method, { eventCode: event })) : buildResponse(method, sampleResponse(method, { records }), { format: as });
  await print(`${text}\n`);
  return exit.clean;
}
