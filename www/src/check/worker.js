/** What Check asks the package, off the main thread. */
import { buildRequest, buildResponse, fix, format, mask, sampleRequest, sampleResponse } from "yct-envelope/slim";
import { serve } from "../engine/serve.js";
import { check } from "./checked.js";

serve({
  check,
  fix({ text, options }) {
    const { text: fixed, applied } = fix(text, options);
    return { text: fixed, applied };
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
});
