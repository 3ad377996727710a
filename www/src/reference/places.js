/** Where everything of the catalog stands in the reference: addresses, and what belongs together. */

export const addressOf = {
  method: (method) => `#/method/${method.methodCode}`,
  event: (event) => `#/event/${event.eventCode}`,
  table: (table) => `#/codes/${table.name}`,
  rule: (rule) => `#/rule/${rule.id}`,
  group: (name) => `#/rule/${name}`,
};

/** The codes of a table that belong to no field of a method, but to the outer layer. */
export const outerField = { ResponseType: "responseType", ResultCode: "resultCode" };

/** The group of rules that watches over a kind of value. */
export const groupOfKind = { fen: "amount", yuan: "amount", timestamp: "time", date: "time", count: "count", orderList: "orders" };

const groupName = (rule) => rule.id.slice(0, rule.id.indexOf("/"));

/** Rules by group, in the catalog's order. */
export function ruleGroups(rules) {
  const groups = new Map();
  for (const rule of rules) groups.set(groupName(rule), [...(groups.get(groupName(rule)) ?? []), rule]);
  return groups;
}

export const siblingsOf = (rule, rules) => rules.filter((other) => groupName(other) === groupName(rule));

/**
 * Every list of fields: `{ owner, base, part, fields }`. A field's address is `base` with its name; that of a result has `result/` before it, since a
 * name may stand in both.
 */
const fieldLists = ({ methods, eventOf }) => [
  ...methods.flatMap((method) => [
    { owner: method, base: addressOf.method(method), part: "params", fields: method.params },
    { owner: method, base: `${addressOf.method(method)}/result`, part: "result", fields: method.result.fields },
  ]),
  ...[...eventOf.values()].map((event) => ({ owner: event, base: addressOf.event(event), part: "params", fields: event.params })),
];

/** Every field with its address: `{ owner, part, field, address }`. */
export const allFields = (protocol) =>
  fieldLists(protocol).flatMap(({ owner, base, part, fields }) => fields.map((field) => ({ owner, part, field, address: `${base}/${field.name}` })));

/** The table that a field's codes come from: the one all of whose codes it takes. A query's `0` comes on top. */
export const tableOfField = (field, { codeTables }) =>
  field.codes && codeTables.find((table) => table.codes.every(({ code, label }) => field.codes.some((own) => own.code === code && own.label.zh === label.zh)));

/** What a field takes that its table has not. */
export const extraCodes = (field, table) => field.codes.filter(({ code }) => !table.codes.some((entry) => entry.code === code));

/**
 * What an address shows: `{ type, thing, mark }`, where `mark` is the address of the field or code to be marked; `{ type: "absent" }` where it
 * names nothing.
 */
export function resolve({ kind, rest }, protocol) {
  const { methodOf, eventOf, tableOf, ruleOf, rules } = protocol;
  const absent = { type: "absent" };
  if (kind === "reference" || rest === "") return rest === "" ? { type: "overview" } : absent;
  if (kind === "rule") {
    if (ruleOf.has(rest)) return { type: "rule", thing: ruleOf.get(rest) };
    return ruleGroups(rules).has(rest) ? { type: "group", thing: rest } : absent;
  }
  const [name, ...path] = rest.split("/");
  const thing = { method: methodOf, event: eventOf, codes: tableOf }[kind].get(name);
  if (!thing) return absent;
  if (path.length === 0) return { type: kind, thing };
  const inner = path.join("/");
  if (kind === "codes") return thing.codes.some(({ code }) => code === inner) ? { type: kind, thing, mark: `#/codes/${rest}` } : absent;
  const [field] = [`#/${kind}/${rest}`, `#/${kind}/${name}/result/${inner}`]
    .map((address) => allFields(protocol).find((entry) => entry.address === address))
    .filter(Boolean);
  return field ? { type: kind, thing, mark: field.address } : absent;
}
