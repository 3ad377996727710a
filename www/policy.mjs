/**
 * The Content-Security-Policies, in one place: the build writes the page's into it as a meta tag, and the server sends them as headers.
 *
 * The page has no `connect-src`: nothing that is typed into it can be sent. `wasm-unsafe-eval` lets the package compile its WebAssembly and
 * nothing else. A worker fetches the module from its own origin, and the service worker the page itself.
 */
const shared = { "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'" };

const page = {
  ...shared,
  "script-src": "'self'",
  "worker-src": "'self'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self'",
  "manifest-src": "'self'",
};
const worker = { ...shared, "script-src": "'self' 'wasm-unsafe-eval'", "connect-src": "'self'" };

const write = (entries) => Object.entries(entries).map(([name, sources]) => `${name} ${sources}`).join("; ");

/** For the meta tag, which may not hold `frame-ancestors`. */
export const pagePolicy = write(page);

/** For the page's header. */
export const pageHeader = write({ ...page, "frame-ancestors": "'none'" });

/** For the header of every script: it is in force where the script is a worker's. */
export const workerHeader = write(worker);
