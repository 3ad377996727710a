/** The schemas: Standard Schema's face of the checker, and JSON Schema as an independent validator reads it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import { types } from "node:util";
import fc from "fast-check";
import { alteredValue, choices, loosely, request, response } from "./arbitraries.mjs";
import { corpus } from "./corpus.mjs";
import { CANARY, canonicalRequest, canonicalResponse, methodCodes, methodInfo, methods, rules, variants } from "./model.mjs";
import { odd } from "./oddities.mjs";
import { errorsOf, rulesOf } from "./reports.mjs";
import { law } from "./running.mjs";
import { eventWith, recordWith, requestWith } from "./samples.mjs";
import { chooser } from "./shapes.mjs";
import { isSchemaValid, subschemas, targets } from "./validators.mjs";
import { checkRequest, checkResponse, lint, requestSchema, requestSchemas, responseSchemas, sampleMutant, sampleRequest, sampleResponse, schemas } from "./watched.mjs";

const validate = (schema, value, options) => schema["~standard"].validate(value, options);
const issuePaths = ({ issues = [] }) => issues.map(({ path }) => path.join("/")).sort();
const messages = (list = []) => list.map(({ message }) => message).sort();

/** `[name, schema]`: all of them. */
const everySchema = [
  ...Object.entries({ schemas, requestSchemas, responseSchemas }).flatMap(([name, all]) => Object.entries(all).map(([code, schema]) => [`${name}.${code}`, schema])),
  ["requestSchema", requestSchema],
];

suite("Standard Schema", () => {
  test("there is one for each method's parameters, requests and answers, and one for all requests", () => {
    for (const all of [schemas, requestSchemas, responseSchemas]) assert.deepEqual(Object.keys(all).toSorted(), methodCodes.toSorted());
    for (const [name, schema] of everySchema) {
      const { version, vendor, validate, jsonSchema } = schema["~standard"];
      assert.deepEqual([version, vendor, typeof validate, typeof jsonSchema.input, typeof jsonSchema.output], [1, "yct-envelope", "function", "function", "function"], name);
    }
  });
  law("a valid request is given back in canonical form, at once", request, (value) => {
    const canonical = canonicalRequest(value);
    assert.deepEqual(validate(schemas[value.methodCode], value.methodParams), { value: canonical.methodParams });
    assert.deepEqual(validate(requestSchemas[value.methodCode], value), { value: canonical });
    assert.deepEqual(validate(requestSchema, value), { value: canonical });
  });
  law("so is a valid answer", response, ({ methodCode, value }) => {
    assert.deepEqual(validate(responseSchemas[methodCode], value), { value: canonicalResponse(methodCode, value) });
  });
  law("the issues are the checker's errors, their paths inside what was given", alteredValue, ({ value }) => {
    const errors = errorsOf(checkRequest(value));
    const whole = validate(requestSchema, value);
    assert.deepEqual([messages(whole.issues), issuePaths(whole)], [messages(errors), errors.map(({ path }) => path.join("/")).sort()]);
    if (!methodCodes.includes(value.methodCode)) return;
    assert.deepEqual(validate(requestSchemas[value.methodCode], value), whole);
    // Parameters that are not there at all are empty ones to the schema, which never sees the envelope that lacks them.
    if (value.methodParams == null || errors.some(({ path }) => path[0] !== "methodParams")) return;
    const inner = validate(schemas[value.methodCode], value.methodParams);
    assert.deepEqual(issuePaths(inner), errors.map(({ path }) => path.slice(1).join("/")).sort());
    assert.deepEqual(messages(inner.issues), messages(errors));
  });
  test("the issues of an answer are checkResponse's errors", () => {
    const value = recordWith("ordersQuery", { payTotalFee: "19.90", tradeTime: undefined });
    const answer = validate(responseSchemas.ordersQuery, value);
    assert.deepEqual(issuePaths(answer), ["result/0/payTotalFee", "result/0/tradeTime"]);
    assert.deepEqual(messages(answer.issues), messages(errorsOf(checkResponse("ordersQuery", value))));
  });
  test("another method's request has one issue, whatever else is wrong with it", () => {
    for (const wrong of ["msgPush", " msgPush\n"]) {
      const value = { methodCode: wrong, methodParams: { secret: CANARY } };
      assert.deepEqual(validate(requestSchemas.stopReg, value), { issues: [{ message: "`methodCode` 的值是 `msgPush`，这里应为 `stopReg`", path: ["methodCode"] }] });
      const english = validate(requestSchemas.stopReg, value, { libraryOptions: { locale: "en" } });
      assert.deepEqual(messages(english.issues), ["`methodCode` is `msgPush`; here it must be `stopReg`"]);
    }
    for (const odd of ["stopreg", 1, null, undefined, "toString", ["msgPush"]]) {
      const value = { methodCode: odd, methodParams: {} };
      assert.deepEqual(messages(validate(requestSchemas.stopReg, value).issues), messages(errorsOf(checkRequest(value))));
    }
  });
  test("messages are Chinese unless the library asks for English", () => {
    const message = (schema, options) => validate(schema, { secret: "s", orderList: [] }, options).issues[0].message;
    assert.match(message(schemas.stopReg), /没有内容/);
    for (const [name, schema] of everySchema) {
      assert.match(message(schema), /\p{Script=Han}/u, name);
      assert.doesNotMatch(message(schema, { libraryOptions: { locale: "en" } }).replace(/\(.*?\)/g, ""), /[\u4e00-\u9fff]/, name);
      assert.throws(() => message(schema, { libraryOptions: { locale: "fr" } }), RangeError);
    }
  });
  test("an event's field has its whole path", () => {
    const { methodParams } = eventWith("26", { payAmout: 236, patName: undefined });
    assert.deepEqual(issuePaths(validate(schemas.msgPush, methodParams)), ["eventParams/patName", "eventParams/payAmout"]);
  });
});

suite("Standard JSON Schema", () => {
  const face = (schema) => schema["~standard"].jsonSchema;
  const forms = ["input", "output"];

  test("every target is a valid schema of its kind, says so, and is the caller's own", () => {
    for (const [name, schema] of everySchema) {
      for (const form of forms) {
        for (const target of Object.keys(targets)) {
          const made = face(schema)[form]({ target });
          assert.equal(made.$schema, targets[target], `${name} ${target}`);
          assert.deepEqual(JSON.parse(JSON.stringify(made)), made);
          made.type = "x";
          assert.equal(face(schema)[form]({ target }).type, "object");
        }
      }
    }
  });
  test("`jsonSchema` is the input for 2020-12, frozen", () => {
    for (const [, schema] of everySchema) {
      assert.deepEqual(schema.jsonSchema, face(schema).input({ target: "draft-2020-12" }));
      assert.equal(schema.jsonSchema, schema.jsonSchema);
      assert.ok(subschemas(schema.jsonSchema).every(Object.isFrozen));
    }
  });
  test("another target is a RangeError, none a TypeError", () => {
    for (const target of ["draft-04", "openapi-3.1", "", "toString"]) assert.throws(() => face(schemas.stopReg).input({ target }), RangeError);
    for (const options of [undefined, null, {}, { target: 7 }, "draft-07"]) assert.throws(() => face(schemas.stopReg).output(options), TypeError);
  });

  test("titles are the specification's labels, descriptions begin with their translations, codes carry theirs", () => {
    const assertFields = (fields, { properties }, form) => {
      for (const { name, label, codes, note, default: absent } of fields) {
        const property = properties[name];
        assert.equal(property.title, label.zh);
        assert.ok(property.description.startsWith(label.en), name);
        if (note) assert.ok(property.description.endsWith(`${note.zh} · ${note.en}`), name);
        assert.equal(property.default, absent);
        if (!codes || name === "eventCode") continue;
        const { oneOf } = form === "input" ? property.anyOf[0] : property;
        assert.deepEqual(oneOf, codes.map(({ code, label }) => ({ const: code, title: label.zh, description: label.en })));
      }
    };
    for (const { methodCode, title, params, events = [], result } of methods) {
      for (const form of forms) {
        const schema = face(schemas[methodCode])[form]({ target: "draft-07" });
        assert.deepEqual([schema.title, schema.description], [title.zh, title.en]);
        const answer = face(responseSchemas[methodCode])[form]({ target: "draft-07" }).oneOf[0].properties.result;
        if (events.length === 0) assertFields(params, schema, form);
        events.forEach((event, index) => {
          assert.equal(schema.oneOf[index].title, event.title.zh);
          assertFields(params, schema.oneOf[index], form);
          assertFields(event.params, schema.oneOf[index].properties.eventParams, form);
        });
        if (result.cardinality === "one") assertFields(result.fields, answer, form);
        if (result.cardinality === "many") assertFields(result.fields, form === "input" ? answer.anyOf[0].items : answer.items, form);
      }
    }
  });
  test("amounts and times tell their unit", () => {
    const { refundAmout, refundTime } = schemas.refundGeneral.jsonSchema.properties;
    assert.match(refundAmout.description, /以分为单位的整数 · whole fen/);
    assert.match(refundTime.description, /北京时间/);
    assert.match(schemas.msgPush.jsonSchema.oneOf[1].properties.eventParams.properties.payAmout.description, /以元为单位，最多两位小数 · yuan/);
  });
  test("every example is one", () => {
    let examples = 0;
    for (const [name, schema] of everySchema) {
      for (const form of forms) {
        for (const part of subschemas(face(schema)[form]({ target: "draft-2020-12" }))) {
          for (const example of part.examples ?? []) {
            examples += 1;
            assert.ok(isSchemaValid("draft-2020-12", part, example), `${name} ${form}: ${JSON.stringify(example)}`);
          }
        }
      }
    }
    assert.ok(examples > 100);
  });
  test("the secret is for writing alone", () => assert.equal(schemas.refundGeneral.jsonSchema.properties.secret.writeOnly, true));
  test("nothing of a caller's values stands in a schema", () => {
    for (const [, schema] of everySchema) {
      validate(schema, { secret: CANARY, methodCode: "stopReg", methodParams: { secret: CANARY } });
      assert.ok(!JSON.stringify([schema.jsonSchema, face(schema).output({ target: "openapi-3.0" })]).includes(CANARY.slice(0, 6)));
    }
  });
});

const shown = (value) => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part));

/** Whether every target's schema of this form takes the value; they never differ. */
function fits(schema, form, value) {
  const verdicts = Object.keys(targets).map((target) => isSchemaValid(target, schema, value, form));
  assert.ok(verdicts.every((verdict) => verdict === verdicts[0]), `${form}: ${shown(value)} is ${verdicts} to ${Object.keys(targets)}`);
  return verdicts[0];
}

/** Where `input` takes what the checker refuses: by the rule, why, and a value. The declarations list the same. */
const wider = {
  "time/calendar": ["the calendar is no pattern", requestWith("refundGeneral", { refundTime: "2015-02-29 00:00:00" })],
  "time/reversed": ["two fields are not compared", requestWith("ordersQuery", { startTime: "2016-08-28 00:00:00", endTime: "2016-08-27 00:00:00" })],
  "amount/out-of-range": ["the largest amount as text is no pattern that one can read", requestWith("refundGeneral", { refundAmout: "9007199254740992" })],
  "amount/not-yuan": ["likewise", eventWith("26", { payAmout: "99999999999999" })],
  "count/not-whole": ["likewise", eventWith("16", { currentNum: "9007199254740992" })],
  "field/misspelled": ["unknown keys are dropped, and a schema knows no likeness of names", requestWith("refundGeneral", { partialOrAllrefund: undefined, partialOrAllRefund: "2" })],
  "xml/invalid-character": ["classes of characters differ between validators", requestWith("refundGeneral", { refundReason: "a\u0000" })],
};

/** Where `input` refuses what the checker takes: why, whether a value is of that kind, and one. */
const narrower = {
  bigint: ["JSON has none", (value) => holds(value, (part) => typeof part === "bigint"), requestWith("refundGeneral", { refundAmout: 1990n })],
  misplaced: [
    "a result straight in the answer, envelope/result-place, is read and never meant",
    (value) => Object.keys(value).some((key) => methodInfo("refundGeneral").result.fields.some(({ name }) => name === key)),
    { resultCode: "0", refundOrderNo: "R1", agtRefundOrderNo: "A1" },
  ],
  wrapped: [
    "records in an object of their own are read and never meant",
    ({ result }) => typeof result === "object" && result !== null && !Array.isArray(result),
    { resultCode: "0", result: { item: [sampleResponse("ordersQuery").result[0]] } },
  ],
};

function holds(value, is) {
  return is(value) || (typeof value === "object" && value !== null && Object.values(value).some((part) => holds(part, is)));
}

/** Holds the schema to the checker's verdict, but for the differences that are listed. */
function assertAgrees(schema, value, diagnostics) {
  const errors = rulesOf(errorsOf(diagnostics));
  const taken = fits(schema, "input", value);
  if (taken) assert.deepEqual(errors.filter((rule) => !Object.hasOwn(wider, rule)), [], `taken: ${shown(value)}`);
  else if (errors.length === 0) assert.ok(Object.values(narrower).some(([, is]) => is(value)), `refused: ${shown(value)}`);
  const outcome = validate(schema, value);
  if (outcome.issues === undefined) assert.ok(fits(schema, "output", outcome.value), `given back: ${shown(value)}`);
  return taken;
}

const agreesOnRequest = (value) => {
  const taken = assertAgrees(requestSchema, value, checkRequest(value));
  if (!methodCodes.includes(value?.methodCode)) return taken;
  assert.equal(fits(requestSchemas[value.methodCode], "input", value), taken);
  // Absent parameters are the envelope's matter, and so is a wrong format.
  const { methodParams } = value;
  if (typeof methodParams === "object" && methodParams !== null) {
    assertAgrees(schemas[value.methodCode], methodParams, checkRequest({ methodCode: value.methodCode, methodParams }));
  }
  return taken;
};
const agreesOnResponse = (methodCode, value) => assertAgrees(responseSchemas[methodCode], value, checkResponse(methodCode, value));

/** Whether JSON can carry the value: a schema is about nothing else. Bigints count as such, since the list of differences speaks of them. */
function isJson(value, depth = 0) {
  if (typeof value === "number") return Number.isFinite(value);
  if (value === null || ["string", "boolean", "bigint"].includes(typeof value)) return true;
  if (typeof value !== "object" || types.isProxy(value) || depth > 20) return false;
  const { length, ...properties } = Object.getOwnPropertyDescriptors(value);
  const members = Array.isArray(value) ? properties : Object.getOwnPropertyDescriptors(value);
  const isWhole = Array.isArray(value) ? Object.keys(members).length === value.length : Object.getPrototypeOf(value) === Object.prototype;
  return isWhole && Reflect.ownKeys(members).every((key) => typeof key === "string" && members[key].enumerable && isJson(members[key].value, depth + 1));
}

suite("what JSON Schema takes is what the checker takes:", () => {
  for (const [rule, [reason, value]] of Object.entries(wider)) {
    test(`wider by ${rule}: ${reason}`, () => {
      assert.deepEqual(rulesOf(errorsOf(checkRequest(value))), [rule]);
      assert.ok(fits(requestSchema, "input", value));
    });
  }
  for (const [name, [reason, is, value]] of Object.entries(narrower)) {
    test(`narrower by what is ${name}: ${reason}`, () => {
      assert.ok(is(value));
      const [check, schema] = value.methodCode ? [checkRequest, requestSchema] : [(it) => checkResponse(codeOf(it), it), responseSchemas[codeOf(value)]];
      assert.deepEqual(errorsOf(check(value)), []);
      assert.ok(!fits(schema, "input", value));
    });
  }
  test("the page on schemas lists the same differences", async () => {
    for (const file of ["schemas.md", "schemas.zh-CN.md"]) {
      const [taken, refused] = (await readFile(new URL(`../../docs/${file}`, import.meta.url), "utf8")).split(/^\| --- \| --- \|$/m).slice(-2);
      const rows = taken.split("\n\n")[0];
      assert.deepEqual(Array.from(rows.matchAll(/`([a-z]+\/[a-z-]+)`/g), ([, rule]) => rule).toSorted(), Object.keys(wider).toSorted(), file);
      assert.equal(refused.split("\n\n")[0].trim().split("\n").length, Object.keys(narrower).length, file);
    }
  });
  const codeOf = (value) => (value.refundOrderNo ? "refundGeneral" : "ordersQuery");

  for (const { method, event } of variants) {
    const { methodCode } = method;
    const name = `${methodCode} ${event?.eventCode ?? ""}`.trim();
    const sample = () => sampleRequest(methodCode, event && { eventCode: event.eventCode });
    test(`${name}: whatever is required is, and the rest is not`, () => {
      assert.ok(agreesOnRequest(sample()));
      for (const [holder, fields] of [[(value) => value.methodParams, method.params], [(value) => value.methodParams.eventParams, event?.params ?? []]]) {
        for (const field of fields) {
          const value = sample();
          delete holder(value)[field.name];
          assert.equal(agreesOnRequest(value), !field.required, field.name);
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
    "an unknown method": { methodCode: "orderQuery", methodParams: {} },
    "a response format that is none": { ...requestWith("stopReg"), responseType: "2" },
  };
  for (const [name, value] of Object.entries(mistakes)) {
    test(`${name} is refused`, () => assert.ok(!agreesOnRequest(value)));
  }

  law("every valid request, written loosely too", fc.tuple(request, choices), ([value, numbers]) => {
    assert.ok(agreesOnRequest(canonicalRequest(value)));
    const loose = loosely(value, chooser(numbers));
    assert.equal(agreesOnRequest(loose), !holds(loose, (part) => typeof part === "bigint"));
  });
  law("what comes back is canonical, and nothing else is", fc.tuple(request, choices), ([value, numbers]) => {
    const canonical = canonicalRequest(value);
    const loose = { ...loosely(canonical, chooser(numbers)) };
    assert.equal(fits(requestSchema, "output", loose), shown(loose) === shown(canonical), shown(loose));
    assert.ok(!fits(requestSchema, "output", { ...canonical, traceId: "1" }));
    assert.ok(!fits(schemas[value.methodCode], "output", { ...canonical.methodParams, traceId: "1" }));
  });
  law("every valid answer", response, ({ methodCode, value }) => {
    assert.ok(agreesOnResponse(methodCode, value));
    assert.ok(fits(responseSchemas[methodCode], "output", canonicalResponse(methodCode, value)));
  });
  law("requests with one odd value", alteredValue, ({ value }) => {
    if (isJson(value)) agreesOnRequest(value);
  });

  const wrong = fc.constantFrom("", " \n", "0", " 1\t", "01", "9", "-1", "12.5", "3.00", "1,000", "1e3", "微信", "2016-02-30 00:00:00", "2016-8-27", "0236", "9007199254740992", null, true, 0, 1, 1.5, -1, 1e300, {}, [], [""], [null], ["A,B"], ["A\u3000B"], ["A\u0085"], ["A\uFEFF", 7], [{}], undefined);
  law("requests with one wrong field", fc.tuple(request, fc.nat(100), wrong), ([given, at, value]) => {
    const canonical = canonicalRequest(given);
    const { methodParams } = canonical;
    const inner = at % 3 === 0 && methodParams.eventParams;
    const fields = inner ? methodInfo("msgPush").events.find(({ eventCode }) => eventCode === methodParams.eventCode).params : methodInfo(canonical.methodCode).params;
    set(inner || methodParams, fields[at % fields.length].name, value);
    agreesOnRequest(canonical);
    set(canonical, ["responseType", "methodCode", "methodParams"][at % 3], value);
    agreesOnRequest(canonical);
  });
  law("answers with one wrong field", fc.tuple(response, fc.nat(100), wrong), ([{ methodCode, value }, at, other]) => {
    const canonical = canonicalResponse(methodCode, value);
    const records = [canonical.result ?? []].flat();
    const { fields } = methodInfo(methodCode).result;
    if (records.length > 0) set(records[at % records.length], fields[at % fields.length].name, other);
    agreesOnResponse(methodCode, canonical);
    set(canonical, ["resultCode", "resultDesc", "result"][at % 3], other);
    agreesOnResponse(methodCode, canonical);
  });
  function set(holder, name, value) {
    if (value === undefined) delete holder[name];
    else holder[name] = value;
  }

  test("odd values, whole and in every place", () => {
    let judged = 0;
    for (const make of Object.values(odd)) {
      const value = make();
      if (!isJson(value) || Object.keys(Object(value)).length > 100) continue;
      judged += 1;
      agreesOnRequest(value);
      for (const methodCode of methodCodes) {
        agreesOnResponse(methodCode, value);
        agreesOnResponse(methodCode, { resultCode: "0", result: value });
        agreesOnResponse(methodCode, { resultCode: "0", result: [value] });
      }
      for (const { method, event } of variants) {
        for (const { name } of method.params) agreesOnRequest(requestWith(method.methodCode, { [name]: make() }, event?.eventCode));
        for (const { name } of event?.params ?? []) agreesOnRequest(eventWith(event.eventCode, { [name]: make() }));
      }
    }
    assert.ok(judged >= 10, `${judged}`);
  });

  test("what mutants and hostile texts hold", () => {
    const sources = [...rules.flatMap(({ id, good, read }) => [sampleMutant(id), { source: good, options: { method: read?.method } }]), ...corpus.map(([, one]) => one)];
    let values = 0;
    for (const { source, options } of sources) {
      const { value, methodCode } = lint(source, options);
      if (value?.methodCode) {
        values += 1;
        assert.ok(fits(requestSchemas[value.methodCode], "output", value), String(source));
        assert.ok(agreesOnRequest(value), String(source));
      } else if (value !== null && methodCode !== null) {
        values += 1;
        assert.ok(fits(responseSchemas[methodCode], "output", value), String(source));
        assert.ok(agreesOnResponse(methodCode, value), String(source));
      }
      for (const data of typeof source === "string" ? jsonOf(source) : []) agreesOnResponse(methodCode ?? "ordersQuery", data);
    }
    assert.ok(values > 200, `${values}`);
  });
  /** The value of a text that is JSON. */
  function jsonOf(text) {
    try {
      return [JSON.parse(text)].filter((value) => isJson(value));
    } catch {
      return [];
    }
  }
});
