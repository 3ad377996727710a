/** The request that a response answers, on its way into the module. */
import { decode, isBytes } from "./bytes.js";
import { tagged } from "./values.js";

/**
 * @param {unknown} request
 * @param {number} size a longer text says nothing
 * @returns {{ text: string } | { value: string } | undefined}
 */
export function asked(request, size) {
  if (request === undefined) return undefined;
  if (typeof request === "string") return { text: request.length > size ? "" : request.toWellFormed() };
  if (isBytes(request)) return { text: request.byteLength > size ? "" : decode(request).text };
  const value = tagged(request);
  if (!value.startsWith("{")) throw new TypeError("request must be a string, a Uint8Array or a request's value");
  return { value };
}
