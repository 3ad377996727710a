/** What every page and worker of these tests does with the package: builds, reads, and finds what is wrong. */
import { EnvelopeError, buildRequest, catalog, lint, parseRequest, sampleRequest } from "yct-envelope";

export function exercise() {
  const methods = catalog().methods.map(({ methodCode }) => methodCode);
  const same = methods.every((method) => {
    const request = sampleRequest(method);
    return JSON.stringify(parseRequest(buildRequest(request))) === JSON.stringify(request);
  });
  let caught = false;
  try {
    parseRequest("<arg0>");
  } catch (error) {
    caught = error instanceof EnvelopeError;
  }
  return { methods: methods.length, same, caught, bytes: lint(new TextEncoder().encode("<x/>")).source.encoding };
}
