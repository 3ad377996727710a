import { buildRequest, buildResponse, catalog, format, sampleRequest, sampleResponse } from "yct-envelope";
import broken from "./samples/broken.xml?raw";

/** The sample with mistakes in it, which the page opens with. */
export const brokenSample = { text: broken };

const request = (method, event) => ({
  shape: "request",
  event,
  load: () => ({ text: format(buildRequest(sampleRequest(method, event ? { eventCode: event.eventCode } : {}))) }),
});

const response = (method, form, options) => ({
  shape: form,
  load: () => ({ text: format(buildResponse(method, sampleResponse(method, options), { format: form })), method }),
});

/** Every method with its samples: a request (for msgPush one an event), and its answer in XML and in JSON. */
export function sampleGroups() {
  return catalog().methods.map(({ methodCode, title, events, result }) => {
    const options = result.cardinality === "many" ? { records: 2 } : {};
    return {
      methodCode,
      title,
      samples: [
        ...(events ? events.map((event) => request(methodCode, event)) : [request(methodCode)]),
        response(methodCode, "xml", options),
        response(methodCode, "json", options),
      ],
    };
  });
}
