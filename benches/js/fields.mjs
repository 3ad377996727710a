/** The fields as the package's catalog has them, so that no peer checks another protocol than we do. */
import { catalog } from "yct-envelope";

const { methods } = catalog();
const method = (code) => methods.find(({ methodCode }) => methodCode === code);

/** What a record may say without a finding: 0 is printed for `tradeMode` and is a warning. */
const plain = ({ name, kind, required, codes }) => ({ name, kind, required, codes: codes?.map(({ code }) => code).filter((code) => code !== "0") });

/** The fields of a query's records: name, kind, whether required, the codes. */
export const recordFields = (code) => method(code).result.fields.map(plain);

/** The fields of a request's parameters. */
export const paramFields = (code) => method(code).params.map(plain);

/** What a refund must have (`record/incomplete-refund`): the service platform's refund number, which two methods name differently, and the amount. */
export const refundNumber = { ordersQuery: "refundOrderNo", regOrdersQuery: "agtRefundOrderNo" };
