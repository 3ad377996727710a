/** The schemas: Standard Schema's face of the checker, and JSON Schema 2020-12 as an independent validator reads it. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { alteredValue, request } from "./arbitraries.mjs";
import { CANARY, canonicalRequest, eventFields, methodCodes, methodInfo, variants } from "./model.mjs";
import { errorsOf, rulesOf } from "./reports.mjs";
import { law } from "./running.mjs";
import { eventWith, requestWith } from "./samples.mjs";
import { checkRequest, sampleRequest, schemas } from "./watched.mjs";

const standard = (methodCode) => schemas[methodCode]["~standard"];
const stepOf = (step) => (typeof step === "object" ? step.key : step);
const issuePaths = ({ issues }) => issues.map(({ path = [] }) => path.map(stepOf).join("/")).sort();

suite("Standard Schema", () => {
  test("there is one for each method, and each is its own vendor's version 1", () => {
    assert.deepEqual(Object.keys(schemas).toSorted(), methodCodes.toSorted());
    for (const methodCode of methodCodes) {
      const { version, vendor, validate } = standard(methodCode);
      assert.deepEqual([version, typeof vendor, typeof validate], [1, "string", "function"]);
    }
  });
  law("a valid value is given back in canonical form, at once", request, (value) => {
    const answer = standard(value.methodCode).validate(value.methodParams);
    assert.equal(answer.issues, undefined);
    assert.deepEqual(answer.value, canonicalRequest(value).methodParams);
  });
  law("the issues are checkRequest's errors, their paths inside the parameters", alteredValue, ({ value }) => {
    const errors = errorsOf(checkRequest(value));
    if (!methodCodes.includes(value.methodCode) || errors.some(({ path }) => path[0] !== "methodParams")) return;
    const answer = standard(value.methodCode).validate(value.methodParams);
    assert.deepEqual(answer.issues ? issuePaths(answer) : [], errors.map(({ path }) => path.slice(1).join("/")).sort());
    // Parameters that are not there at all are empty ones to the schema, which never sees the envelope that lacks them.
    if (value.methodParams == null) return;
    assert.deepEqual((answer.issues ?? []).map(({ message }) => message).sort(), errors.map(({ message }) => message).sort());
  });
  test("messages are Chinese unless the library asks for English", () => {
    const message = (options) => schemas.stopReg["~standard"].validate({ secret: "s", orderList: [] }, options).issues[0].message;
    assert.match(message(), /没有内容/);
    assert.match(message({ libraryOptions: { locale: "en" } }), /has no content/);
    assert.throws(() => message({ libraryOptions: { locale: "fr" } }), RangeError);
  });

  test("an event's field has its whole path", () => {
    const { methodParams } = eventWith("26", { payAmout: 236, patName: undefined });
    assert.deepEqual(issuePaths(standard("msgPush").validate(methodParams)), ["eventParams/patName", "eventParams/payAmout"]);
  });
});

suite("JSON Schema 2020-12", () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, validateFormats: false });
  const compiled = Object.fromEntries(methodCodes.map((methodCode) => [methodCode, ajv.compile(schemas[methodCode].jsonSchema)]));
  const isValid = ({ methodCode, methodParams }) => compiled[methodCode](methodParams);

  test("each says so, and survives JSON", () => {
    for (const methodCode of methodCodes) {
      const { jsonSchema } = schemas[methodCode];
      assert.match(jsonSchema.$schema, /^https:\/\/json-schema\.org\/draft\/2020-12\/schema/);
      assert.deepEqual(JSON.parse(JSON.stringify(jsonSchema)), jsonSchema);
    }
  });
  for (const { method, event } of variants) {
    const { methodCode } = method;
    const sample = () => sampleRequest(methodCode, event && { eventCode: event.eventCode });
    const name = `${methodCode} ${event?.eventCode ?? ""}`.trim();

    test(`${name}: the sample is accepted`, () => assert.ok(isValid(sample()), JSON.stringify(compiled[methodCode].errors)));
    test(`${name}: whatever is required is, and the rest is not`, () => {
      for (const [holder, fields] of [[(value) => value.methodParams, method.params], [(value) => value.methodParams.eventParams, eventFields(method, event?.eventCode)]]) {
        for (const field of fields) {
          const value = sample();
          delete holder(value)[field.name];
          assert.equal(isValid(value), !field.required, field.name);
        }
      }
    });
  }

  const mistakes = {
    "fen with decimals": requestWith("refundGeneral", { refundAmout: 12.5 }),
    "fen as yuan": requestWith("refundGeneral", { refundAmout: "3.00" }),
    "negative fen": requestWith("refundGeneral", { refundAmout: -1 }),
    "fen beyond the limit": requestWith("refundGeneral", { refundAmout: 2 ** 53 }),
    "an unknown code": requestWith("refundGeneral", { refundType: "9" }),
    "a code that only another field has": requestWith("ordersQuery", { regMode: "0" }),
    "a date for a time": requestWith("refundGeneral", { refundTime: "2016-08-27" }),
    "a time for a date": requestWith("regOrdersQuery", { startDate: "2016-08-27 00:00:00" }),
    "an empty list": requestWith("stopReg", { orderList: [] }),
    "yuan as a number": eventWith("26", { payAmout: 236.5 }),
    "yuan with three decimals": eventWith("26", { payAmout: "236.505" }),
    "another event's parameters": { ...requestWith("msgPush", { eventCode: "26" }, "16") },
    "a negative count": eventWith("16", { currentNum: -1 }),
    "an empty text": requestWith("refundGeneral", { orderNo: "" }),
    "parameters that are none": { methodCode: "stopReg", methodParams: null },
  };
  for (const [name, value] of Object.entries(mistakes)) {
    test(`${name} is refused, by checkRequest too`, () => {
      assert.ok(!isValid(value));
      assert.ok(errorsOf(checkRequest(value)).length > 0);
    });
  }

  law("accepts every canonical value", request, (value) => {
    const canonical = canonicalRequest(value);
    assert.ok(isValid(canonical), JSON.stringify(compiled[value.methodCode].errors));
  });

  // What a schema cannot say: the calendar, an order between two fields, a likeness of names, which characters XML allows.
  const beyondSchemas = new Set(["time/calendar", "time/reversed", "field/misspelled", "xml/invalid-character"]);
  const wrongLeaves = fc.constantFrom("", "0", "01", "9", "-1", "12.5", "3.00", "1,000", "1e3", "微信", "2016-02-30 00:00:00", "2016-8-27", "0236", null, true, 1.5, -1, {}, [], [""], ["A,B"], undefined);

  law("agrees with checkRequest on one wrong field", fc.tuple(request, fc.nat(100), wrongLeaves), ([given, at, wrong]) => {
    const value = canonicalRequest(given);
    const params = methodInfo(value.methodCode).params;
    const { name } = params[at % params.length];
    if (wrong === undefined) delete value.methodParams[name];
    else value.methodParams[name] = wrong;
    const errors = rulesOf(errorsOf(checkRequest(value)));
    if (isValid(value)) assert.deepEqual(errors.filter((rule) => !beyondSchemas.has(rule)), [], name);
    else assert.ok(errors.length > 0, `${name} ${JSON.stringify(compiled[value.methodCode].errors)}`);
  });

  test("nothing of a caller's values stands in a schema", () => {
    standard("stopReg").validate({ secret: CANARY, orderList: [] });
    assert.ok(!JSON.stringify(Object.values(schemas).map(({ jsonSchema }) => jsonSchema)).includes(CANARY.slice(0, 6)));
  });
});
