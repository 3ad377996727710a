/** The protocol and the rules, as the package's catalog has them. Loaded when first needed: `useProtocol`. */
import { catalog } from "yct-envelope/slim";

const { version, methods, codeTables, rules } = catalog();

export { version, methods, codeTables, rules };

const byId = (list, key) => new Map(list.map((entry) => [entry[key], entry]));

export const methodOf = byId(methods, "methodCode");
export const tableOf = byId(codeTables, "name");
export const ruleOf = byId(rules, "id");
/** `eventCode` to `{ ...event, method }`. */
export const eventOf = new Map(methods.flatMap((method) => (method.events ?? []).map((event) => [event.eventCode, { ...event, method }])));
