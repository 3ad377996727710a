/** Every method with its samples: a request (for msgPush one an event), and its answer in XML and in JSON. Each is what the worker's `sample` takes. */
export const sampleGroups = (methods) =>
  methods.map(({ methodCode: method, title, events, result }) => {
    const records = result.cardinality === "many" ? 2 : undefined;
    return {
      methodCode: method,
      title,
      samples: [
        ...(events ?? [undefined]).map((event) => ({ shape: "request", event, argument: { method, eventCode: event?.eventCode } })),
        ...["xml", "json"].map((form) => ({ shape: form, argument: { method, form, records } })),
      ],
    };
  });
