/** The fields as the package's catalog has them, so that no peer checks another protocol than we do. */
import { catalog } from "yct-envelope";

const { methods } = catalog();
const method = (code) => methods.find(({ methodCode }) => methodCode === code);

const plain = ({ name, kind, required, codes }) => ({ name, kind, required, codes: codes?.map(({ code }) => code) });

/** What a record may say without a finding: 0 is printed for `tradeMode` and is a warning. */
const withoutAll = ({ codes, ...field }) => ({ ...field, codes: codes?.filter((code) => code !== "0") });

export const methodCodes = methods.map(({ methodCode }) => methodCode);

/** The fields of a query's records: name, kind, whether required, the codes. */
export const recordFields = (code) => method(code).result.fields.map(plain).map(withoutAll);

/** Whether an answer has no record, one, or many. */
export const cardinality = (code) => method(code).result.cardinality;

/** The fields of a request's parameters. */
export const paramFields = (code) => method(code).params.map(plain);

/** The fields of each event's parameters, by its code. */
export const eventFields = (code) => Object.fromEntries((method(code).events ?? []).map(({ eventCode, params }) => [eventCode, params.map(plain)]));

/** What a refund must have (`record/incomplete-refund`): the service platform's refund number, which two methods name differently, and the amount. */
export const refundNumber = { ordersQuery: "refundOrderNo", regOrdersQuery: "agtRefundOrderNo" };
