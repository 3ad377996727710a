/** JSON Schema as the targets of Standard JSON Schema want it. What is stored is 2020-12 without what the others lack. */
import * as guard from "./guards.js";

const targets = {
  "draft-2020-12": (schema) => ({ $schema: "https://json-schema.org/draft/2020-12/schema", ...schema }),
  "draft-07": (schema) => ({ $schema: "http://json-schema.org/draft-07/schema#", ...schema }),
  "openapi-3.0": openApi,
};

/**
 * The face that libraries ask for schemas.
 *
 * @param {(form: "input" | "output") => object} make gives a fresh schema, without `$schema`
 */
export function converter(make) {
  const converted = (form) => (options) => targets[guard.schemaTarget(options, Object.keys(targets))](make(form));
  return Object.freeze({ input: converted("input"), output: converted("output") });
}

/** OpenAPI 3.0 has no `const`, no list of examples and no type of null. */
function openApi({ const: only, examples, ...schema }) {
  if (schema.type === "null") return { type: "string", nullable: true, enum: [null] };
  const converted = { ...schema };
  if (only !== undefined) converted.enum = [only];
  if (examples !== undefined) converted.example = examples[0];
  for (const key of ["anyOf", "oneOf"]) if (key in schema) converted[key] = schema[key].map(openApi);
  if ("items" in schema) converted.items = openApi(schema.items);
  if ("properties" in schema) {
    converted.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, openApi(property)]));
  }
  return converted;
}
