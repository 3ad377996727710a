/** A consumer of the package, compiled and never run: what it uses must type, and what it must not do must not. */
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import * as slim from "yct-envelope/slim";
import {
  type Abortable,
  type Chunks,
  CardType,
  EngineError,
  EnvelopeError,
  EventCode,
  OrderMode,
  RefundType,
  ResultCode,
  beijingTime,
  buildRequest,
  buildResponse,
  catalog,
  checkRequest,
  checkResponse,
  fenToYuan,
  fix,
  format,
  init,
  lint,
  mask,
  parseRequest,
  parseResponse,
  readRecords,
  rejection,
  requestSchema,
  requestSchemas,
  responseSchemas,
  sampleMutant,
  sampleRequest,
  sampleResponse,
  schemas,
  yuanToFen,
} from "yct-envelope";
import type {
  Catalog,
  Diagnostic,
  Fen,
  JsonSchemaTarget,
  LintReport,
  MethodCode,
  MethodParams,
  MethodParamsInput,
  MsgPushParams,
  OrderRecord,
  RefundReceipt,
  RegOrderRecord,
  RequestEnvelope,
  RequestEnvelopeInput,
  ResponseEnvelope,
  ResponseEnvelopeInput,
  ResultOf,
  RuleId,
  Span,
} from "yct-envelope";

/** Holds where the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_Proof extends true>(): void {}

// Codes: unions of strings, and constants that are of them.
const registration: RefundType = RefundType.Registration;
holds<Same<typeof RefundType.Registration, "1">>();
holds<Same<RefundType, "1" | "2" | "3">>();
holds<Same<ResultCode, "0" | "-1" | "1" | "2" | "3">>();
holds<Same<EventCode, "16" | "26">>();
// @ts-expect-error a frozen table
RefundType.Registration = "2";
// @ts-expect-error not a code
const wrongCode: RefundType = "4";

// Building: canonical values and every form that is taken.
const request: RequestEnvelope = {
  methodCode: "refundGeneral",
  methodParams: {
    secret: "s",
    refundType: registration,
    orderNo: "1",
    hisRefundOrderNo: "2",
    refundAmout: 1990,
    refundTime: beijingTime(new Date(0)),
    refundReason: "r",
  },
};
const text: string = buildRequest(request, { locale: "en" });
buildRequest({ ...request, responseType: 1, methodParams: { ...request.methodParams, refundType: 1, refundAmout: 1990n, pushMsg: undefined } });
buildRequest({ ...request, methodParams: { ...request.methodParams, refundAmout: "1990" } });
// @ts-expect-error an amount in yuan's notation is a string, a boolean is nothing
buildRequest({ ...request, methodParams: { ...request.methodParams, refundAmout: true } });
// @ts-expect-error a field is missing
buildRequest({ methodCode: "stopReg", methodParams: { secret: "s" } });
// @ts-expect-error no such field: the specification spells it refundAmout
buildRequest({ ...request, methodParams: { ...request.methodParams, refundAmount: 1 } });
// @ts-expect-error no such method
buildRequest({ methodCode: "orderQuery", methodParams: {} });
buildRequest({ methodCode: "stopReg", methodParams: { secret: "s", orderList: ["1", "2"] as const } });
buildRequest({ methodCode: "ordersQuery", methodParams: { secret: "s", orderMode: 0, regMode: "3", tradeMode: "0", startTime: "", endTime: "" } });
buildRequest({ methodCode: "regOrdersQuery", methodParams: { hospitalCode: "h", regType: "0", tradeMode: 0, startDate: "", endDate: "" } });

// Discriminated by methodCode, then by eventCode.
function amountOf(envelope: RequestEnvelope): Fen | undefined {
  switch (envelope.methodCode) {
    case "refundGeneral":
      return envelope.methodParams.refundAmout;
    case "msgPush":
      return envelope.methodParams.eventCode === "26" ? yuanToFen(envelope.methodParams.eventParams.payAmout) : undefined;
    case "stopReg":
      holds<Same<typeof envelope.methodParams.orderList, string[]>>();
      return undefined;
    case "ordersQuery":
    case "regOrdersQuery":
      holds<Same<typeof envelope.methodParams.tradeMode, "1" | "2" | "3" | "4" | "5" | "0">>();
      return undefined;
    default: {
      const never: never = envelope;
      return never;
    }
  }
}
amountOf(parseRequest(text, { limits: { size: 1 }, kind: "request" }));
function queueOf(params: MsgPushParams): number | undefined {
  if (params.eventCode === EventCode.WaitingNotice) {
    // @ts-expect-error only event 26 speaks of money
    void params.eventParams.payAmout;
    return params.eventParams.currentNum;
  }
  holds<Same<typeof params.eventParams.patCardType, CardType>>();
  return undefined;
}
void queueOf;

// Answers: discriminated by resultCode, their result by the method.
holds<Same<ResultOf<"refundGeneral">, RefundReceipt>>();
holds<Same<ResultOf<"ordersQuery">, OrderRecord[]>>();
holds<Same<ResultOf<"regOrdersQuery">, RegOrderRecord[]>>();
holds<Same<ResultOf<"stopReg">, undefined>>();
const answer = parseResponse("ordersQuery", new Uint8Array(), { locale: "zh-CN" });
if (answer.resultCode === ResultCode.Success) {
  const fees: Fen[] = answer.result.map((record) => record.refundTotalFee ?? record.payTotalFee);
  const modes: ("0" | "1" | "2" | "3" | "4" | "5")[] = answer.result.map((record) => record.tradeMode);
  const shown: OrderMode | undefined = answer.result[0]?.orderMode;
  void [fees, modes, shown];
} else {
  holds<Same<typeof answer.resultDesc, string>>();
  // @ts-expect-error a failure has no result
  void answer.result;
}
buildResponse("ordersQuery", { resultCode: 0, result: [] }, { format: "json" });
buildResponse("stopReg", { resultCode: "0" });
buildResponse("stopReg", { resultCode: -1, resultDesc: "d" });
// @ts-expect-error this method has a result
buildResponse("ordersQuery", { resultCode: "0" });
// @ts-expect-error a failure says what went wrong
buildResponse("stopReg", { resultCode: "1" });

/** What is given back is taken, whatever the method. */
function rebuilt<M extends MethodCode>(method: M): string {
  const response: ResponseEnvelope<M> = sampleResponse(method, { records: 3 });
  return buildResponse<MethodCode>(method, response);
}
void rebuilt;
const taken: RequestEnvelopeInput = sampleRequest("msgPush", { eventCode: "26" });
holds<Same<ReturnType<typeof sampleRequest<"stopReg">>["methodParams"], MethodParams["stopReg"]>>();
void taken;

// Reports.
const report: LintReport = lint(text, { kind: "request", method: "stopReg", limits: { depth: 8, findings: 10 } });
const spans: (Span | undefined)[] = report.diagnostics.map((diagnostic: Diagnostic) => diagnostic.span);
const encoding: string | undefined = report.source?.encoding;
const repaired: string = fix(text).text;
const answered: string = rejection(report, { format: "json", locale: "en" });
const findings: Diagnostic[] = [...checkRequest({}), ...checkResponse("stopReg", null, { locale: "en" })];
const texts: string[] = [format(text, { indent: 2 }), mask(text, { patient: true }), fenToYuan(1200)];
void [spans, encoding, repaired, answered, findings, texts];
const paired: LintReport<ResponseEnvelope<MethodCode>> = lint(text, { request });
const comparisons: LintReport[] = [lint("", { request: text }), lint("", { request: new Uint8Array(), kind: "response" }), fix("", { request: taken }).report];
parseResponse("stopReg", "", { request: undefined });
void [paired, comparisons];
// @ts-expect-error a request answers none
parseRequest(text, { request: text });
// @ts-expect-error no request
lint("", { request: 1 });
// @ts-expect-error not a language
lint(text, { locale: "fr" });
// @ts-expect-error neither a string nor bytes
lint(42);

// Errors.
try {
  parseRequest("");
} catch (error) {
  if (error instanceof EnvelopeError) {
    holds<Same<typeof error.name, "EnvelopeError">>();
    const rules: RuleId[] = error.diagnostics.map(({ rule }) => rule);
    void rules;
  }
  if (error instanceof EngineError) holds<Same<typeof error.name, "EngineError">>();
}

// The catalog, and the schemas as libraries see them.
const everything: Catalog = catalog();
const labels: string[] = everything.methods.flatMap(({ params }) => params.map(({ label }) => label.zh));
const schema: StandardSchemaV1 = schemas.refundGeneral;
const standards: (StandardSchemaV1 & StandardJSONSchemaV1)[] = [schemas.stopReg, requestSchema, requestSchemas.msgPush, responseSchemas.ordersQuery];
void standards;
holds<Same<StandardSchemaV1.InferInput<typeof schemas.msgPush>, MethodParamsInput["msgPush"]>>();
holds<Same<StandardSchemaV1.InferOutput<typeof schemas.stopReg>, MethodParams["stopReg"]>>();
holds<Same<StandardSchemaV1.InferInput<typeof requestSchema>, RequestEnvelopeInput>>();
holds<Same<StandardSchemaV1.InferOutput<typeof requestSchema>, RequestEnvelope>>();
holds<Same<StandardJSONSchemaV1.InferOutput<typeof requestSchemas.stopReg>["methodParams"], MethodParams["stopReg"]>>();
holds<Same<StandardSchemaV1.InferInput<typeof responseSchemas.stopReg>, ResponseEnvelopeInput<"stopReg">>>();
holds<Same<StandardSchemaV1.InferOutput<typeof responseSchemas.ordersQuery>, ResponseEnvelope<"ordersQuery">>>();
const target: JsonSchemaTarget = "openapi-3.0";
const described: Record<string, unknown> = requestSchema["~standard"].jsonSchema.output({ target });
// @ts-expect-error a target must be named
schemas.stopReg["~standard"].jsonSchema.input({});
const outcome: ReturnType<(typeof responseSchemas.stopReg)["~standard"]["validate"]> = responseSchemas.stopReg["~standard"].validate(null);
// @ts-expect-error not before its issues are looked at
void outcome.value.resultCode;
void described;
const checked = schemas.msgPush["~standard"].validate({});
if (checked.issues === undefined) queueOf(checked.value);
else void checked.issues.map(({ message, path }) => `${path.join(".")}: ${message}`);
const jsonSchema: object = schemas.stopReg.jsonSchema;
void [labels, schema, jsonSchema];

// Mutants, by the names of rules.
const mutants: [RuleId, LintReport][] = everything.rules.map(({ id }) => {
  const { source, options } = sampleMutant(id);
  return [id, lint(source, options)];
});
sampleMutant("amount/not-fen").options.method satisfies MethodCode | undefined;
// @ts-expect-error no such rule
sampleMutant("amount/not-a-rule");
void mutants;

// Records as they come.
async function reconciled(source: Chunks, signal: Abortable): Promise<number> {
  const reading = readRecords("ordersQuery", source, { batch: 10, signal, onProgress: (read) => void read.toFixed() });
  const first = await reading.next();
  if (first.done) return first.value.payments.totalFee - first.value.refunds.totalFee;
  first.value.records.map(({ payTotalFee, orderMode }) => [payTotalFee.toFixed(), orderMode satisfies OrderMode]);
  first.value.diagnostics.map(({ span }) => span.line);
  for await (const { records } of readRecords("regOrdersQuery", ["", ""])) records.map(({ bookDate }) => bookDate.length);
  // @ts-expect-error no query
  readRecords("stopReg", "");
  // @ts-expect-error compared with no request here
  readRecords("ordersQuery", "", { request: "" });
  return 0;
}
void reconciled;

// Both entries, and starting ahead.
const started: Promise<void>[] = [init(), slim.init(new Uint8Array()), slim.init(Promise.resolve(new Uint8Array()))];
const same: string = slim.buildRequest(request);
void [started, same];
