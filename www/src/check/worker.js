/** What Check asks the package, off the main thread. */
import { beijingTime, buildRequest, buildResponse, fix, format, mask, sampleRequest, sampleResponse, schemas } from "yct-envelope/slim";
import { serve } from "../engine/serve.js";
import { check } from "./checked.js";
import { hunks } from "./diff.js";

const minute = 60_000;

/** The options, without a method that is none: a link may name one, and what was kept. */
const known = ({ method, ...options }) => (method && Object.hasOwn(schemas, method) ? { ...options, method } : options);

serve({
  check: (question) => check({ ...question, options: known(question.options) }),
  /** The text with every safe fix, how many they were, and where it differs. */
  fix({ text, options }) {
    const { text: fixed, applied } = fix(text, known(options));
    return { text: fixed, applied: applied.length, hunks: hunks(text, fixed) };
  },
  format: ({ text }) => format(text),
  mask: ({ text, patient }) => mask(text, { patient }),
  /** A sample's text: of a method's request, or of its answer in `form`. */
  sample: ({ method, eventCode, form, records }) =>
    format(
      form
        ? buildResponse(method, sampleResponse(method, records ? { records } : {}), { format: form })
        : buildRequest(sampleRequest(method, eventCode ? { eventCode } : {})),
    ),
  /** A query and an answer whose last record was paid just after the end of the range. */
  pair() {
    const method = "ordersQuery";
    const request = sampleRequest(method);
    const response = sampleResponse(method, { records: 3 });
    const end = new Date(`${request.methodParams.endTime.replace(" ", "T")}+08:00`);
    response.result.at(-1).tradeTime = beijingTime(new Date(end.getTime() + 5 * minute));
    return { request: format(buildRequest(request)), text: format(buildResponse(method, response)) };
  },
});
