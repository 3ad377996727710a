/** One Standard Schema (standardschema.dev) a method, over its methodParams. */
import { call } from "./engine.js";
import { checkParams } from "./generated/glue.js";
import { jsonSchemas } from "./generated/reference.js";
import { localeOption } from "./guards.js";
import { tagged } from "./values.js";

/** Marked as pure, so that a bundler can leave out what a program does not use. */
export const schemas = /* @__PURE__ */ everySchema();

function everySchema() {
  return Object.freeze(Object.fromEntries(Object.entries(jsonSchemas).map(([method, text]) => [method, schemaOf(method, text)])));
}

function schemaOf(method, text) {
  let made;
  return Object.freeze({
    "~standard": Object.freeze({
      version: 1,
      vendor: "yct-envelope",
      validate: (value, options) => validated(method, value, options?.libraryOptions?.locale),
    }),
    get jsonSchema() {
      made ??= deeplyFrozen(JSON.parse(text));
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
