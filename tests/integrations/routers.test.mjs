/** Routers: a schema is what a procedure or a route takes, its issues are what a bad call is told, and nothing that is told holds the secret. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sValidator } from "@hono/standard-validator";
import { Validator } from "@seriousme/openapi-schema-validator";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { checkRequest, requestSchema, requestSchemas, responseSchemas, sampleRequest, sampleResponse, schemas } from "yct-envelope";

const SECRET = "Zq7Xw2Vk9Jp4Ty6M";
const sample = sampleRequest("refundGeneral");
const good = { ...sample, methodParams: { ...sample.methodParams, secret: SECRET, refundType: 1, refundAmout: "30000" } };
const canonical = { ...good, methodParams: { ...good.methodParams, refundType: "1", refundAmout: 30000 } };
const bad = { ...good, methodParams: { ...good.methodParams, refundAmout: "300.00", refundTime: "2016-08-27" } };
const issuesOf = (value) => checkRequest(value).map(({ message, path }) => ({ message, path }));
const post = (url, value) => new Request(new URL(url, "http://hospital.invalid"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

describe("tRPC", () => {
  const t = initTRPC.create({
    errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, stack: undefined, issues: error.cause?.issues } }),
  });
  const router = t.router({
    refund: t.procedure.input(schemas.refundGeneral).mutation(({ input }) => input),
    any: t.procedure.input(requestSchema).mutation(({ input }) => input.methodCode),
    answer: t.procedure.output(responseSchemas.refundGeneral).query(() => ({ ...sampleResponse("refundGeneral"), traceId: "internal" })),
  });
  const caller = t.createCallerFactory(router)({});

  test("a procedure is given the canonical value", async () => {
    assert.deepEqual(await caller.refund(good.methodParams), canonical.methodParams);
    assert.equal(await caller.any(sampleRequest("msgPush")), "msgPush");
  });
  test("a bad call is a BAD_REQUEST that carries the issues", async () => {
    await assert.rejects(caller.any(bad), (error) => {
      assert.equal(error.code, "BAD_REQUEST");
      assert.deepEqual(error.cause.issues, issuesOf(bad));
      assert.ok(!`${error.message}${error.stack}${error.cause.stack}`.includes(SECRET.slice(0, 6)));
      return true;
    });
  });
  test("what a procedure gives back is made canonical, unknown keys left out", async () => {
    assert.deepEqual(await caller.answer(), sampleResponse("refundGeneral"));
  });
  test("over HTTP the error's data has the issues and the secret nowhere", async () => {
    const response = await fetchRequestHandler({ endpoint: "/trpc", req: post("/trpc/refund", bad.methodParams), router, createContext: () => ({}), onError() {} });
    const text = await response.text();
    assert.equal(response.status, 400);
    assert.deepEqual(JSON.parse(text).error.data.issues, issuesOf(bad).map(({ message, path }) => ({ message, path: path.slice(1) })));
    assert.ok(!text.includes(SECRET.slice(0, 6)));
  });
});

describe("Hono", () => {
  /** Without it, the validator's own answer repeats what came: the secret, and patients' data. */
  const issuesAlone = (result, c) => (result.success ? undefined : c.json({ issues: result.error }, 400));
  const app = new Hono();
  app.post("/refund", sValidator("json", schemas.refundGeneral, issuesAlone), (c) => c.json(c.req.valid("json")));
  app.post("/yct", sValidator("json", requestSchema, issuesAlone), (c) => c.json({ method: c.req.valid("json").methodCode }));

  test("a route is given the canonical value", async () => {
    const response = await app.request(post("/refund", good.methodParams));
    assert.deepEqual([response.status, await response.json()], [200, canonical.methodParams]);
    assert.deepEqual(await (await app.request(post("/yct", good))).json(), { method: "refundGeneral" });
  });
  test("a bad request is answered with the issues, and the secret is nowhere", async () => {
    const response = await app.request(post("/yct", bad));
    const text = await response.text();
    assert.equal(response.status, 400);
    assert.deepEqual(JSON.parse(text), { issues: issuesOf(bad) });
    assert.ok(!text.includes(SECRET.slice(0, 6)));
  });
  test("an OpenAPI document of the routes is valid", async () => {
    const { input } = requestSchema["~standard"].jsonSchema;
    const { output } = responseSchemas.refundGeneral["~standard"].jsonSchema;
    for (const [openapi, target] of [["3.0.3", "openapi-3.0"], ["3.1.0", "draft-2020-12"]]) {
      const json = (schema) => ({ "application/json": { schema } });
      const operation = {
        requestBody: { content: json(input({ target })) },
        responses: { 200: { description: "the answer", content: json(output({ target })) } },
      };
      const methods = Object.entries(requestSchemas).map(([method, schema]) => [method, schema["~standard"].jsonSchema.output({ target })]);
      const document = { openapi, info: { title: "YCT", version: "1.3" }, paths: { "/yct": { post: operation } }, components: { schemas: Object.fromEntries(methods) } };
      const { valid, errors } = await new Validator().validate(document);
      assert.ok(valid, JSON.stringify(errors));
    }
  });
});
