/**
 * The Content-Security-Policy of the page, in one place: the build writes it into the page as a meta tag, and the server sends it as a header.
 * `wasm-unsafe-eval` lets the package compile its WebAssembly and nothing else; there is no `connect-src`, so the page cannot send anything.
 */
const directives = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self' data:",
  "base-uri": "'none'",
  "form-action": "'none'",
};

const write = (entries) => entries.map(([name, sources]) => `${name} ${sources}`).join("; ");

/** For the meta tag, which may not hold `frame-ancestors`. */
export const policy = write(Object.entries(directives));

/** For the header. */
export const headerPolicy = write(Object.entries({ ...directives, "frame-ancestors": "'none'" }));
