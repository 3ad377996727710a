/** The same package by require: compiled and never run. */
import slim = require("yct-envelope/slim");
import yct = require("yct-envelope");

const request: yct.RequestEnvelope = yct.parseRequest("");
if (request.methodCode === "msgPush" && request.methodParams.eventCode === yct.EventCode.OutpatientPaymentReminder) {
  const pay: yct.Yuan = request.methodParams.eventParams.payAmout;
  const fen: yct.Fen = yct.yuanToFen(pay);
  void fen;
}
const answer: yct.ResponseEnvelope<"refundGeneral"> = yct.parseResponse("refundGeneral", "");
if (answer.resultCode === "0") void answer.result.agtRefundOrderNo;
const text: string = slim.buildResponse("regOrdersQuery", { resultCode: "0", result: [] });
const failed = (error: unknown): error is yct.EnvelopeError => error instanceof yct.EnvelopeError;
// @ts-expect-error a code of another table
const code: yct.RefundType = yct.EventCode.WaitingNotice;
const issues = yct.requestSchemas.stopReg["~standard"].validate({}).issues?.map(({ path }) => path);
void [issues, text, failed, code, slim.init({}), yct.init()];
