/** `build`: from a value, as JSON, to an envelope. */
import { EnvelopeError, buildRequest, buildResponse } from "yct-envelope";
import { Failed, exit } from "../failures.js";
import { bytesOf, nameOf, only } from "../inputs.js";
import { print } from "../output.js";
import { refusedValue } from "../refusal.js";
import { placesOf } from "../regions.js";

export async function build(files, { kind, method, as, locale, color }, say) {
  const file = only(files);
  const value = valueOf(await bytesOf(file), nameOf(file));
  const isAnswer = kind === "response" || (kind === undefined && (method !== undefined || Object.hasOwn(value ?? {}, "resultCode")));
  if (!isAnswer && as === "json") throw new Failed("请求只有 XML 形式；--as json 用于响应", "a request is XML alone; --as json is for answers");
  if (isAnswer && method === undefined) throw new Failed("生成响应需要 --method：它回答哪个接口", "an answer needs --method: which method it answers");
  try {
    await print(`${isAnswer ? buildResponse(method, value, { format: as, locale }) : buildRequest(value, { locale })}\n`);
    return exit.clean;
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return refusedValue(nameOf(file), error.diagnostics, say, color);
  }
}

/** The value; where there is none, where the JSON breaks off, and nothing of what stands there. */
function valueOf(bytes, name) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failed(`${name}: 不是 UTF-8`, `${name}: this is not UTF-8`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(error.message)?.[1];
    const { line, column } = placesOf(text)(at === undefined ? text.length : Number(at));
    throw new Failed(`${name}:${line}:${column}: 这里不是 JSON`, `${name}:${line}:${column}: this is not JSON`);
  }
}
