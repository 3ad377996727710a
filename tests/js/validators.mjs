/** JSON Schema as ajv reads it, for each target: strictly, as it is by default, and a complaint is an error. */
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** The targets, each with the `$schema` that it says. */
export const targets = {
  "draft-2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "openapi-3.0": undefined,
};

const complain = (...words) => {
  throw new Error(words.join(" "));
};
const options = { logger: { log: complain, warn: complain, error: complain } };
const validators = {
  "draft-2020-12": new Ajv2020(options),
  "draft-07": new Ajv(options),
  // What OpenAPI 3.0 has beside JSON Schema: `nullable`, which ajv knows, and `example`.
  "openapi-3.0": new Ajv(options).addKeyword("example"),
};

const compiled = new WeakMap();

/** Whether a schema, or one of a Standard JSON Schema's, takes the value. */
export function isSchemaValid(target, schema, value, form) {
  const key = `${target} ${form}`;
  const made = compiled.get(schema) ?? {};
  made[key] ??= validators[target].compile(form === undefined ? schema : schema["~standard"].jsonSchema[form]({ target }));
  compiled.set(schema, made);
  return made[key](value);
}

/** A schema and every schema in it. */
export function subschemas(schema) {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [schema, ...inner.flatMap(subschemas)];
}
