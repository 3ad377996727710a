/**
 * Serves the built page on the loopback interface with the strict Content-Security-Policies as headers.
 *
 *   node www/serve.mjs [--port N]      prints the address; without a port, any free one
 *
 * The tests import `serve` from here.
 */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { parseArgs } from "node:util";
import { pageHeader, workerHeader } from "./policy.mjs";

const dist = join(import.meta.dirname, "dist");

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

const headers = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The build names these files after their content. */
const forEver = "max-age=31536000, immutable";

/** The file that a request path names, or null where it leads out of the folder. */
function fileOf(root, url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    if (path.includes("\0")) return null;
    const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

/** Starts the server; gives its address and the function that stops it. */
export async function serve({ port = 0, root = dist } = {}) {
  const server = createServer(async (request, response) => {
    const answer = (status, type, body) => {
      const policy = type.startsWith("text/javascript") ? workerHeader : pageHeader;
      const caching = status === 200 && request.url.startsWith("/assets/") ? forEver : "no-cache";
      response.writeHead(status, { ...headers, "content-security-policy": policy, "content-type": type, "cache-control": caching });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "text/plain", "method not allowed\n");
    const file = fileOf(root, request.url);
    const body = file && (await readFile(file).catch(() => null));
    if (!body) return answer(404, "text/plain", "not found\n");
    answer(200, types[extname(file)] ?? "application/octet-stream", body);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(`--port takes a whole number from 0 to 65535, not "${values.port}"`);
    process.exit(2);
  }
  const missing = await readFile(join(dist, "index.html")).then(() => false, () => true);
  if (missing) {
    console.error("The page is not built yet: run `cargo xtask build`, or `cargo xtask serve`, which builds and serves it.");
    process.exit(1);
  }
  try {
    const { url } = await serve({ port });
    console.log(url);
  } catch (error) {
    console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken; choose another with --port.` : String(error));
    process.exit(1);
  }
}
