/** A static server and a browser for the tests of this folder. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The policy that an inlined module needs, and nothing more. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

/** Serves a folder on the loopback interface. */
export async function serve(root, policy = STRICT) {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const file = normalize(join(root, path === "/" ? "index.html" : path));
    const body = file.startsWith(root + sep) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body === undefined ? 404 : 200, { "content-type": TYPES[extname(file)] ?? "text/plain", "content-security-policy": policy });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** The system's Chromium, without its own traffic; a sandbox is not to be had as root. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** What a page answers, and what it asked of anyone else. */
export async function visit(browser, url) {
  const page = await browser.newPage();
  const complaints = [];
  const strangers = [];
  const broken = new Promise((resolve) => page.once("pageerror", () => resolve(undefined)));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !message.text().includes("favicon") && complaints.push(message.text()));
  page.on("request", (request) => request.url().startsWith(new URL(url).origin) || strangers.push(request.url()));
  try {
    await page.goto(url);
    const answered = await Promise.race([page.waitForFunction(() => globalThis.answer).catch(() => undefined), broken]);
    return { answer: await answered?.jsonValue(), complaints: complaints.filter((text) => !text.includes("404")), strangers };
  } finally {
    await page.close();
  }
}
