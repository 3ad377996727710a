/** What every JavaScript object has, as the name of an element or a key. Beside what is found: no prototype is changed, and no value gains a field. */
import { ANSWER, ORDERS, REQUEST, SECRET, answer, family, json, jsonAnswer, params, stop } from "./cases.mjs";
import { CANARY } from "../js/model.mjs";

const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf", "__defineGetter__", "__lookupSetter__", "length", "then", "toJSON", "__proto__.secret"];
const each = (options, what, write, expect) => family(options, Object.fromEntries(names.map((name) => [`${name} ${what}`, [write(name), typeof expect === "function" ? expect(name) : expect]])));

export const elements = each(REQUEST, "for an element of the parameters", (name) => stop(`<${name}>polluted</${name}>`), "field/unknown");
export const outside = each(REQUEST, "for an element of the envelope", (name) => stop().replace("<methodParams>", `<${name}>polluted</${name}><methodParams>`), "field/unknown");
export const inside = each(REQUEST, "around the parameters", (name) => params(`<${name}>${SECRET}${ORDERS}</${name}>`), "field/missing ×2, field/unknown");
export const roots = each(REQUEST, "for a root", (name) => `<${name}>${SECRET}</${name}>`, "envelope/root, field/missing ×3, field/unknown");
export const methods = each(REQUEST, "for a method", (name) => stop().replace("stopReg", name), "envelope/method");
export const attributes = each(REQUEST, "for an attribute", (name) => stop(`<zz ${name}="polluted">1</zz>`), "field/unknown, xml/attribute");
export const wrappers = each(ANSWER, "around a record", (name) => answer().replace("<result>", `<result><${name}>`).replace("</result>", `</${name}></result>`), "nothing");
export const keys = each(ANSWER, "for a key of a record", (name) => json({ [name === "__proto__" ? "\\u005f_proto__" : name]: '{"polluted":"1"}' }), "field/unknown");
export const keysAsTheyStand = each(ANSWER, "for a key of the answer", (name) => `{"${name}":{"polluted":"1"},${json().slice(1)}`, "field/unknown");
export const keysTwice = each(ANSWER, "for a key given twice", (name) => `{"${name}":1,"${name}":2,${json().slice(1)}`, "field/unknown, json/duplicate-key");
export const jsonWrappers = each(ANSWER, "for a key around the records", (name) => jsonAnswer(`{"${name}":${JSON.stringify(JSON.parse(json()).result)}}`), "nothing");
export const jsonRoots = each(ANSWER, "for a key around the answer", (name) => `{"${name}":${json()}}`, "field/missing, field/unknown");

export const values = family(REQUEST, {
  "the names of prototypes for values": [params(`<secret>${CANARY}</secret><orderList>__proto__,constructor,toString</orderList>`), "nothing"],
});
