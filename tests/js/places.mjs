/** Whole envelopes as people send them, and the places in them where a mistake can be made. */
import { requestTextWith, requestWith, responseTextWith } from "./samples.mjs";
import { buildRequest, buildResponse, sampleResponse } from "./watched.mjs";

const request = (text) => ({ text, options: { kind: "request" } });
const response = (method, text) => ({ text, options: { kind: "response", method } });
const built = (method, changes, eventCode) => buildRequest(requestWith(method, changes, eventCode));
const withoutDeclaration = (text) => text.replace(/^<\?xml[^>]*\?>\s*/, "");
const withoutCdata = (text) => text.replace(/<!\[CDATA\[([^]*)\]\]>/, "$1");
const inSoap = (text) =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header/>\n<soapenv:Body>${withoutDeclaration(text).trim()}</soapenv:Body></soapenv:Envelope>\n`;

/** `{ text, options }` by name: XML that reads without an error. */
export const wholes = {
  "an indented request": request(requestTextWith("refundGeneral", { refundReason: "退费原因：𠮷先生取消😀" })),
  "a request on one line": request(built("stopReg", { orderList: ["YCT-1", "YCT-2", "YCT-3"] })),
  "a request without a declaration": request(withoutDeclaration(built("ordersQuery"))),
  "a push of nested parameters": request(requestTextWith("msgPush", { patName: "张𠮷" }, "16")),
  "a push of an amount": request(built("msgPush", {}, "26").replaceAll("><", ">\r\n<")),
  "a request in SOAP": request(inSoap(requestTextWith("regOrdersQuery"))),
  "a request without CDATA": request(withoutCdata(requestTextWith("refundGeneral", { pushMsg: null }))),
  // Its mistakes are made in the fragment, before it is escaped.
  "a request with escaped parameters": { ...request(built("refundGeneral", { refundReason: "原因😀" })), escaped: true },
  "an indented response": response("ordersQuery", responseTextWith("ordersQuery", { orderNo: "订单𠮷1" }, 2)),
  "a response on one line": response("refundGeneral", buildResponse("refundGeneral", sampleResponse("refundGeneral"))),
  "a failed response": response("msgPush", buildResponse("msgPush", { resultCode: "-1", resultDesc: "密钥不符，请核对" })),
  "a response in SOAP": response("regOrdersQuery", inSoap(responseTextWith("regOrdersQuery"))),
};

const entities = (text) => text.replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark]);

/** The text with its one CDATA section written in entities, and the place of what stood in the section from `start` to `end`. */
export function escaped({ text, start, end }) {
  const open = text.indexOf("<![CDATA[");
  const inner = open + "<![CDATA[".length;
  const close = text.lastIndexOf("]]>");
  const moved = (at) => open + entities(text.slice(inner, at)).length;
  return { text: text.slice(0, open) + entities(text.slice(inner, close)) + text.slice(close + 3), start: moved(start), end: moved(end) };
}

/** The same of JSON. */
export const jsonWholes = {
  "a JSON response": response("refundGeneral", buildResponse("refundGeneral", sampleResponse("refundGeneral"), { format: "json" })),
  "an indented JSON response": response(
    "ordersQuery",
    JSON.stringify(JSON.parse(buildResponse("ordersQuery", sampleResponse("ordersQuery", { records: 2 }), { format: "json" })), null, 2),
  ),
  "a wrapped JSON response": response("msgPush", `{"return":${buildResponse("msgPush", { resultCode: "-1", resultDesc: "密钥“不符”😀" }, { format: "json" })}}\n`),
};

const tagPattern = /<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g;
const noLevels = ["Envelope", "Header", "Body", "arg0", "return"];

/**
 * Every tag of such a text: `{ name, start, end, closing, path, partner }`; `path` is that of its element as a diagnostic has it, `partner`
 * the other tag of the element, `inner` whether it stands among the parameters.
 */
export function tagsOf({ text, options }) {
  const many = ["ordersQuery", "regOrdersQuery"].includes(options.method);
  const open = [];
  const tags = [];
  let records = 0;
  for (const { 0: written, 1: slash, 2: name, 3: empty, index } of text.matchAll(tagPattern)) {
    const place = { name, start: index, end: index + written.length };
    if (slash) {
      const partner = open.pop();
      const tag = { ...place, closing: true, path: partner.path, parent: partner.parent, inner: partner.inner, partner };
      partner.partner = tag;
      tags.push(tag);
      continue;
    }
    const local = name.replace(/^.*:/, "");
    const parent = open.at(-1)?.path ?? [];
    const path = noLevels.includes(local) ? [] : [...parent, local, ...(local === "result" && many ? [records++] : [])];
    const tag = { ...place, closing: false, path, parent, inner: parent[0] === "methodParams" };
    tags.push(tag);
    if (!empty) open.push(tag);
  }
  return tags;
}

/** Every element that holds a text and no element: `{ name, start, end, path, inner }`, the place that of the text. */
export const leavesOf = (whole) =>
  tagsOf(whole)
    .filter(({ closing, end, partner }) => !closing && partner && !whole.text.slice(end, partner.start).includes("<"))
    .map(({ name, end, partner, path, inner }) => ({ name, start: end, end: partner.start, path, inner }));
