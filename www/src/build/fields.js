/** A method's fields as the form has them: those of the chosen event stand where the catalog has the event itself. */

/** `{ field, scope, key, path }` of each: `scope` is where its value is kept (`msgPush`, `msgPush/26`), `key` its path as one word. */
export function fieldsOf(method, event) {
  return method.params.flatMap((field) =>
    field.kind === "event"
      ? (event?.params ?? []).map((inner) => entry(inner, scopeOf(method, event), [field.name, inner.name]))
      : entry(field, scopeOf(method), [field.name]),
  );
}

const entry = (field, scope, path) => ({ field, scope, path, key: path.join(".") });

/** Where the values of a method, or of one of its events, are kept. */
export const scopeOf = (method, event) => (event ? `${method.methodCode}/${event.eventCode}` : method.methodCode);

/** A method's event of that code, or undefined. */
export const eventIn = (method, eventCode) => method.events?.find((event) => event.eventCode === eventCode);

/** Whether nothing has been filled in: such a field is not written at all. */
export const blank = (raw) => raw === undefined || raw.length === 0;
