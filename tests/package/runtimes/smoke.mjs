/** What every runtime does with the package: builds, parses, lints, fixes, reads a stream, and is told what is wrong. */
const UNSPACED = "<return><resultCode> 0 </resultCode></return>";

export async function smoke(yct) {
  const request = yct.sampleRequest("refundGeneral");
  const built = yct.buildRequest(request);
  const answer = yct.buildResponse("ordersQuery", yct.sampleResponse("ordersQuery", { records: 25 }));

  let refused;
  try {
    yct.parseRequest("<arg0>");
  } catch (error) {
    refused = error instanceof yct.EnvelopeError && error.diagnostics.length > 0;
  }

  const stream = new Blob([answer]).stream();
  const reading = yct.readRecords("ordersQuery", stream, { batch: 10 });
  let records = 0;
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) records += step.value.records.length;

  const thrown = atTheEndOfTheStack(() => yct.lint("<arg0>"));

  return {
    trapped: thrown.length > 0 && thrown.every((error) => error instanceof yct.EngineError || error instanceof RangeError),
    same: JSON.stringify(yct.parseRequest(built)) === JSON.stringify(request),
    findings: yct.lint(built).diagnostics.length,
    damaged: yct.lint("<x/>").value === null,
    fixed: yct.fix(UNSPACED, { kind: "response", method: "stopReg" }).text,
    refused,
    records,
    summed: step.value.records,
  };
}

/** What calls throw with ever less stack left, from none at all. */
function atTheEndOfTheStack(call) {
  const thrown = [];
  let calls = 0;
  (function deeper() {
    try {
      deeper();
    } catch {
      // Each frame on the way back leaves a little more room.
    }
    if (calls++ < 400) {
      try {
        call();
      } catch (error) {
        thrown.push(error);
      }
    }
  })();
  return thrown;
}
