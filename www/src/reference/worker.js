/** What the reference asks the package, off the main thread. */
import { buildRequest, buildResponse, format, lint, sampleRequest, sampleResponse } from "yct-envelope/slim";
import { serve } from "../engine/serve.js";

serve({
  /** What lint says of a rule's example, read as the rule says. */
  examine({ text, read: { bytes, ...options } = {}, locale }) {
    const { diagnostics } = lint(bytes ? new TextEncoder().encode(text) : text, { ...options, locale });
    return diagnostics.map(({ rule, severity, message, help, span, fixes }) => ({
      rule,
      severity,
      message,
      help,
      from: span.start,
      to: span.end,
      fixes: fixes.map(({ title, safe }) => ({ title, safe })),
    }));
  },
  /** A sample's text: of a method's request, or of its answer in `form`. */
  sample: ({ method, eventCode, form, records }) =>
    format(
      form
        ? buildResponse(method, sampleResponse(method, records ? { records } : {}), { format: form })
        : buildRequest(sampleRequest(method, eventCode ? { eventCode } : {})),
    ),
});
