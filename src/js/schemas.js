/** One Standard Schema (standardschema.dev) a method, over its methodParams. */
import { call } from "./engine.js";
import { checkParams, jsonSchema } from "./generated/glue.js";
import { eventCodes } from "./generated/protocol.js";
import { localeOption } from "./guards.js";
import { tagged } from "./values.js";

export const schemas = Object.freeze(Object.fromEntries(Object.keys(eventCodes).map((method) => [method, schemaOf(method)])));

function schemaOf(method) {
  let made;
  return Object.freeze({
    "~standard": Object.freeze({
      version: 1,
      vendor: "yct-envelope",
      validate: (value, options) => validated(method, value, options?.libraryOptions?.locale),
    }),
    get jsonSchema() {
      made ??= deeplyFrozen(JSON.parse(call(jsonSchema, method)));
      return made;
    },
  });
}

function validated(method, params, asked) {
  const { locale } = localeOption({ locale: asked });
  const { diagnostics, value } = JSON.parse(call(checkParams, tagged(params), JSON.stringify({ method, locale })));
  if (value !== null) return { value };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { issues: errors.map(({ message, path }) => ({ message, path })) };
}

function deeplyFrozen(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deeplyFrozen);
  return value;
}
