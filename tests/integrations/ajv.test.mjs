/** ajv, as its own documentation has it, without an option: a JSON Schema compiles without a complaint and takes what the package takes. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { checkRequest, requestSchema, responseSchemas, sampleRequest, sampleResponse, schemas } from "yct-envelope";

describe("ajv", () => {
  for (const [target, ajv] of [["draft-2020-12", new Ajv2020()], ["draft-07", new Ajv()]]) {
    const input = (schema) => schema["~standard"].jsonSchema.input({ target });
    test(`${target}: a request and an answer`, () => {
      const isRequest = ajv.compile(input(requestSchema));
      const isAnswer = ajv.compile(input(responseSchemas.ordersQuery));
      assert.ok(isRequest(sampleRequest("ordersQuery")));
      assert.ok(isAnswer(sampleResponse("ordersQuery", { records: 3 })));
      assert.ok(!isAnswer({ resultCode: "0", result: [{}] }));
    });
    test(`${target}: an error stands at the field that the checker names`, () => {
      const isParams = ajv.compile(input(schemas.refundGeneral));
      const { methodParams } = sampleRequest("refundGeneral");
      const wrong = { ...methodParams, refundAmout: 12.5 };
      assert.ok(!isParams(wrong));
      const places = new Set(isParams.errors.map(({ instancePath }) => instancePath));
      assert.deepEqual(Array.from(places), checkRequest({ methodCode: "refundGeneral", methodParams: wrong }).map(({ path }) => `/${path.slice(1).join("/")}`));
    });
  }
});
