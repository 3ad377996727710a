/**
 * What the families of hostile cases are written with. A case is `{ source, options, expect }`: a text or bytes, what it is said to be, and all
 * that must be found in it, rule by rule in the order of the text, `rule ×n` where there are more of one; "nothing" where there is nothing to find.
 */
import { CANARY } from "../js/model.mjs";
import { requestTextWith, responseTextWith } from "../js/samples.mjs";

export const REQUEST = { kind: "request" };
export const ANSWER = { kind: "response", method: "ordersQuery" };

/** Cases from `name: [source, expect]` that share their options. */
export const family = (options, table) => Object.fromEntries(Object.entries(table).map(([name, [source, expect]]) => [name, { source, options, expect }]));

/** A valid refund that holds the canary, fields of it replaced. */
export const refund = (fields) => requestTextWith("refundGeneral", fields);
/** A refund with this for its reason; a reason is any text. */
export const reason = (content) => refund({ refundReason: content });
/** A valid answer of one record, fields of it replaced or added. */
export const answer = (fields = {}) =>
  Object.entries(fields).reduce((text, [name, content]) => text.replace(new RegExp(`(<${name}>[^]*?</${name}>)?\\s*</result>|<${name}>[^]*?</${name}>`), (whole) => `<${name}>${content}</${name}>${whole.includes("</result>") ? "</result>" : ""}`), responseTextWith("ordersQuery"));

/** A request on one line, its parameters as given, in CDATA. */
export const params = (fragment, around = (inner) => `<![CDATA[${inner}]]>`) =>
  `<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>${around(fragment)}</methodParams></arg0>`;
export const SECRET = `<secret>${CANARY}</secret>`;
export const ORDERS = "<orderList>A1</orderList>";
/** A request that cancels one order, with more among its parameters. */
export const stop = (more = "", around) => params(SECRET + ORDERS + more, around);

/** An answer of one record in JSON, members of it replaced by JSON text. */
export const json = (members = {}) => {
  const record = { tradeTime: '"2016-09-14 10:00:00"', orderMode: '"1"', tradeMode: '"3"', orderNo: '"Y1"', hisOrderNo: '"H1"', agtOrderNo: '"P1"', payTotalFee: '"100"', ...members };
  return jsonAnswer(`[{${Object.entries(record).map(([key, value]) => `"${key}":${value}`).join(",")}}]`);
};
export const jsonAnswer = (result) => `{"resultCode":"0","resultDesc":"","result":${result}}`;
