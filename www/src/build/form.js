/** What has been filled in: of every method, for as long as the page is open, and in this browser without what is confidential. */
import { computed, effect, signal } from "@preact/signals";
import { kept, keep } from "../kept.js";
import { blank, eventIn, fieldsOf, scopeOf } from "./fields.js";

const empty = { method: "", responseType: "0", values: {} };

/** `{ method, responseType, values }`: the values by scope, then by the field's name, as they were typed. */
export const work = signal(empty);
/** `protocol.js`, once it is there. */
export const protocol = signal(null);
/** The fields that a person has left, as `scope.name`, and the forms that they have had checked as a whole, by scope. */
const touched = signal(new Set());
const checkedWhole = signal(new Set());

/** The form that is open: `{ method, event, scope, fields }`; null while the catalog loads. */
export const form = computed(() => {
  const method = protocol.value?.methodOf.get(work.value.method);
  if (!method) return null;
  const event = eventIn(method, work.value.values[method.methodCode]?.eventCode);
  return { method, event, scope: scopeOf(method, event), fields: fieldsOf(method, event) };
});

/** What stands in the open form, by the fields' keys. */
export const raw = computed(() => {
  const texts = {};
  for (const { key, scope, field } of form.value?.fields ?? []) {
    const text = work.value.values[scope]?.[field.name];
    if (!blank(text)) texts[key] = text;
  }
  return texts;
});

const withValue = (values, scope, name, text) => ({ ...values, [scope]: { ...values[scope], [name]: text } });

export function type({ scope, field }, text) {
  work.value = { ...work.value, values: withValue(work.value.values, scope, field.name, text) };
}

export const setResponseType = (responseType) => {
  work.value = { ...work.value, responseType };
};

const spot = ({ scope, field }) => `${scope}.${field.name}`;

export function touch(entry) {
  if (!touched.value.has(spot(entry))) touched.value = new Set(touched.value).add(spot(entry));
}

/** Whether what is wrong with a field is said at it yet: not before a person was there, and what is missing not before they asked. */
export const speaksOf = (entry, problem) =>
  checkedWhole.value.has(form.value.scope) || problem.severity !== "error" || (!problem.missing && touched.value.has(spot(entry)));

export const checkWhole = () => {
  checkedWhole.value = new Set(checkedWhole.value).add(form.value.scope);
};

/** Opens a method, and an event of it; what is not there is left alone. */
export function choose(methodCode, eventCode = "") {
  const method = protocol.value.methodOf.get(methodCode);
  if (!method) return;
  const values = eventIn(method, eventCode) ? withValue(work.value.values, methodCode, "eventCode", eventCode) : work.value.values;
  work.value = { ...work.value, method: methodCode, values };
}

const scopesOf = ({ method, event }) => [scopeOf(method), ...(event ? [scopeOf(method, event)] : [])];

/** Fills a form with what was read, in place of all that stood in it. Gives the function that undoes it. */
export function fill({ method: methodCode, eventCode, responseType, raw: texts }) {
  const method = protocol.value.methodOf.get(methodCode);
  const event = eventIn(method, eventCode);
  return replace({ method, event }, responseType, (entry) => texts[entry.key], true);
}

/** Empties the open form. Gives the function that undoes it. */
export function clear() {
  const { method, event } = form.value;
  return replace({ method, event }, work.value.responseType, ({ field }) => (field.name === "eventCode" ? event?.eventCode : undefined), false);
}

function replace({ method, event }, responseType, textOf, whole) {
  const before = { work: work.value, touched: touched.value, checkedWhole: checkedWhole.value };
  const scopes = scopesOf({ method, event });
  let values = { ...work.value.values };
  for (const scope of scopes) values[scope] = {};
  for (const entry of fieldsOf(method, event)) {
    const text = textOf(entry);
    if (!blank(text)) values = withValue(values, entry.scope, entry.field.name, text);
  }
  const scope = scopeOf(method, event);
  work.value = { method: method.methodCode, responseType, values };
  touched.value = new Set([...touched.value].filter((name) => !scopes.some((one) => name.startsWith(`${one}.`))));
  checkedWhole.value = new Set([...checkedWhole.value].filter((one) => one !== scope).concat(whole ? [scope] : []));
  return () => {
    work.value = before.work;
    touched.value = before.touched;
    checkedWhole.value = before.checkedWhole;
  };
}

/** Whether the open form holds anything that could be cleared. */
export const filledIn = computed(() => (form.value?.fields ?? []).some(({ key, field }) => field.name !== "eventCode" && raw.value[key] !== undefined));

/** What was kept, as far as the catalog still knows it. Gives whether there was anything. */
export function restore() {
  const { methods, methodOf, tableOf } = protocol.value;
  const stored = kept("build");
  const values = {};
  for (const method of methods) {
    for (const event of method.events ?? [undefined]) {
      for (const { scope, field } of fieldsOf(method, event)) {
        const text = stored?.values?.[scope]?.[field.name];
        if (fits(field, text)) (values[scope] ??= {})[field.name] = text;
      }
    }
  }
  const known = (list, value) => (list.has(value) ? value : undefined);
  const responseTypes = new Set(tableOf.get("ResponseType").codes.map(({ code }) => code));
  work.value = {
    method: known(methodOf, stored?.method) ?? methods[0].methodCode,
    responseType: known(responseTypes, stored?.responseType) ?? empty.responseType,
    values,
  };
  return Object.values(values).some((texts) => Object.keys(texts).some((name) => name !== "eventCode"));
}

function fits(field, text) {
  if (field.kind === "secret" || blank(text ?? "")) return false;
  if (field.kind === "orderList") return Array.isArray(text) && text.every((one) => typeof one === "string");
  return typeof text === "string" && (!field.codes || field.codes.some(({ code }) => code === text));
}

/** Keeps the work from now on, without the fields that `confidential` names, by scope. */
export function keepWithout(confidential) {
  effect(() => {
    const values = {};
    for (const [scope, texts] of Object.entries(work.value.values)) {
      const rest = Object.entries(texts).filter(([name, text]) => !blank(text) && !confidential[scope]?.includes(name));
      if (rest.length > 0) values[scope] = Object.fromEntries(rest);
    }
    keep("build", { ...work.value, values });
  });
}
