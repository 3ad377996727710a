/** Standard Schemas (standardschema.dev): the checker and its JSON Schema as form and router libraries ask for them. */
import { call } from "./engine.js";
import { check, checkParams } from "./generated/glue.js";
import { requestJsonSchemas, responseJsonSchemas } from "./generated/reference.js";
import { localeOption } from "./guards.js";
import { converter } from "./json-schema.js";
import { tagged } from "./values.js";

// Each is marked as pure, so that a bundler can leave out what a program does not use.
export const schemas = /* @__PURE__ */ byMethod(requestJsonSchemas, paramsSchema);
export const requestSchemas = /* @__PURE__ */ byMethod(requestJsonSchemas, requestSchemaOf);
export const responseSchemas = /* @__PURE__ */ byMethod(responseJsonSchemas, responseSchema);
export const requestSchema = /* @__PURE__ */ anyRequestSchema();

function byMethod(texts, schemaOf) {
  return Object.freeze(Object.fromEntries(Object.entries(texts).map(([method, forms]) => [method, schemaOf(method, forms)])));
}

function paramsSchema(method, forms) {
  return standardSchema(
    (value, locale) => outcome(checkParams, tagged(value), { method, locale }),
    (form) => stored(forms[form]).properties.methodParams,
  );
}

function requestSchemaOf(method, forms) {
  return standardSchema(
    (value, locale) => {
      const text = tagged(value);
      const other = otherMethod(text, method);
      if (other !== undefined) return { issues: [{ message: anotherMethod(method, other, locale), path: ["methodCode"] }] };
      return outcome(check, text, { kind: "request", locale });
    },
    (form) => stored(forms[form]),
  );
}

function responseSchema(method, forms) {
  return standardSchema(
    (value, locale) => outcome(check, tagged(value), { kind: "response", method, locale }),
    (form) => stored(forms[form]),
  );
}

function anyRequestSchema() {
  return standardSchema(
    (value, locale) => outcome(check, tagged(value), { kind: "request", locale }),
    (form) => ({ title: "请求", description: "Request", type: "object", oneOf: Object.values(requestJsonSchemas).map((forms) => stored(forms[form])) }),
  );
}

function standardSchema(validated, jsonSchemaOf) {
  let made;
  const jsonSchema = converter(jsonSchemaOf);
  return Object.freeze({
    "~standard": Object.freeze({
      version: 1,
      vendor: "yct-envelope",
      validate: (value, options) => validated(value, localeOption({ locale: options?.libraryOptions?.locale }).locale),
      jsonSchema,
    }),
    get jsonSchema() {
      made ??= deeplyFrozen(jsonSchema.input({ target: "draft-2020-12" }));
      return made;
    },
  });
}

function stored(text) {
  const { $schema, ...schema } = JSON.parse(text);
  return schema;
}

function outcome(checking, text, options) {
  const { diagnostics, value } = JSON.parse(call(checking, text, JSON.stringify(options)));
  if (value !== null) return { value };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { issues: errors.map(({ message, path }) => ({ message, path })) };
}

/** The method that a tagged value names, where it is one and not this. */
function otherMethod(text, method) {
  const named = JSON.parse(text)?.methodCode;
  const code = typeof named === "string" ? named.slice(1).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "") : method;
  return code !== method && Object.hasOwn(requestJsonSchemas, code) ? code : undefined;
}

function anotherMethod(method, other, locale) {
  return locale === "en" ? `\`methodCode\` is \`${other}\`; here it must be \`${method}\`` : `\`methodCode\` 的值是 \`${other}\`，这里应为 \`${method}\``;
}

function deeplyFrozen(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deeplyFrozen);
  return value;
}
