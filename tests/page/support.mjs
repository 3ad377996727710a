/** What the page's tests share: the built page behind its strict policy, a browser, and a watch over what the page may never do. */
import assert from "node:assert/strict";
import { access, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../www/serve.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = new URL("../../target/page/", import.meta.url);

/** What a view has drawn when it can be worked with. */
const ready = { check: ".cm-content", answers: ".answers", build: ".build", reference: ".reference" };
const viewOf = (hash) => ({ answers: "answers", build: "build", reference: "reference", method: "reference", event: "reference", codes: "reference", rule: "reference" })[hash.split("/")[1]] ?? "check";

/**
 * Starts the server and the browser for a test file. The function it gives opens the page (`at`: an address such as `#/build`), runs a test with
 * it, and then asserts that nothing was written to the console as an error, no policy was violated, and no other origin was asked for anything.
 * The test gets `{ page, response, lines, url, server }`; `lines` is all that was written to the console.
 *
 * Tests share a tab, emptied of all that the last one left, without the service worker. A test that is `fresh`, or has options of Playwright's for a
 * context, gets a context of its own, with the service worker, and `context` to change what is loaded or to open other tabs.
 */
export function browserTests() {
  let server;
  let browser;
  let shared;
  before(async () => {
    await access(new URL("../../www/dist/index.html", import.meta.url)).catch(() => {
      throw new Error("www/dist is missing: build the page first (cargo xtask build)");
    });
    server = await serve();
    browser = await chromium.launch({ executablePath, args });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  return async function onPage({ at = "", viewport = { width: 1280, height: 800 }, colorScheme = "light", fresh = false, ...options }, run) {
    const own = fresh || Object.keys(options).length > 0;
    const tab = own ? await openTab(browser, server.url, { viewport, colorScheme, ...options }) : (shared ?? (await openTab(browser, server.url, { serviceWorkers: "block" })));
    shared = undefined;
    const { context, page, seen } = tab;
    let passed = false;
    try {
      if (!own) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme, media: null });
      }
      const response = await page.goto(server.url + at);
      await page.locator(ready[viewOf(at)]).waitFor();
      await run({ page, response, lines: seen.lines, url: server.url, server, ...(own && { context }) });
      assert.deepEqual(await page.evaluate(() => window.violations), [], "violations of the policy");
      assert.deepEqual(seen.errors, [], "errors in the console");
      assert.deepEqual(seen.elsewhere, [], "requests to other origins");
      passed = true;
    } finally {
      if (passed && !own) await emptyTab(tab, server.url).then(() => (shared = tab), () => context.close());
      else await context.close();
    }
  };
}

/** A tab in a context of its own, and what is seen of it. */
async function openTab(browser, url, options) {
  const context = await browser.newContext({ locale: "zh-CN", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const seen = { lines: [], errors: [], elsewhere: [] };
  context.on("console", (message) => {
    seen.lines.push(message.text());
    if (message.type() === "error") seen.errors.push(message.text());
  });
  context.on("weberror", (error) => seen.errors.push(String(error.error())));
  context.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) seen.elsewhere.push(request.url());
  });
  await context.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { context, page: await context.newPage(), seen };
}

/** Leaves the page, and then empties all that it keeps: leaving may keep something still. */
async function emptyTab({ context, page, seen }, url) {
  await page.goto(`${url}icon.svg`);
  await page.mouse.move(0, 0);
  await page.evaluate(() => sessionStorage.clear());
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "all" });
  await session.detach();
  for (const list of Object.values(seen)) list.length = 0;
}

/** Keeps a picture of the page in `target/page/`, where `PICTURES` asks for it: of the window, or of all that can be scrolled to. */
export async function picture(page, name, { fullPage = false } = {}) {
  if (!process.env.PICTURES) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, shots)), fullPage, animations: "disabled" });
}

const everyRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Those that a theme can break: it changes colours alone. */
const coloursAlone = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** The violations of WCAG A and AA, and of good practice, that axe finds: each in a line. In the dark, of colours: the rest is as it is in the light. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)));
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const options = { runOnly: dark ? coloursAlone : everyRule, resultTypes: ["violations"], preload: false };
  const found = await page.evaluate((asked) => window.axe.run(document, asked), options);
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}`));
}

/** Looks at the page as it stands in the light and in the dark. */
export async function inBothThemes(page, look) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    await look(colorScheme);
  }
}

/** What reaches beyond the window's sides, where nothing may: each in a line. */
export const beyond = (page) =>
  page.evaluate(() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : []),
    ...[...document.querySelectorAll("button, select, input, p, li, h1, h2, h3, .menu-panel")]
      .filter((element) => element.getClientRects().length > 0 && !element.closest(".unseen, [data-scrolls]"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 || element.getBoundingClientRect().left < -0.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  ]);

/** Switches the language. */
export const speak = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** Waits until a sentence that the page tells of what has happened matches. */
export const told = (page, text) => page.locator(".notice-card p", { hasText: text }).waitFor();

/** The rule and place of every finding shown: ["7:17 code/unknown", …]. */
export const findings = (page) =>
  page.locator(".finding").evaluateAll((items) => items.map((item) => `${item.querySelector(".where").textContent} ${item.querySelector(".meta code").textContent}`));

/** Waits until the findings shown are as asked; a list that never is fails with both lists. */
export async function expectFindings(page, wanted) {
  let seen;
  for (let tries = 0; tries < 240; tries += 1) {
    seen = await findings(page);
    if (wanted(seen)) return seen;
    await page.waitForTimeout(50);
  }
  return assert.fail(`the findings never became as asked; last seen: ${JSON.stringify(seen)}`);
}

/** Replaces what stands in the editor, as by pasting. */
export async function enter(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const target = document.querySelector(".editor").shadowRoot.querySelector(".cm-content");
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
  }, text);
}

/** What stands in the editor, by way of the copy button. */
export async function copied(page, name = "复制") {
  await page.getByRole("button", { name, exact: true }).click();
  await told(page, /已复制|Copied/);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens the samples and loads one: by the method's name and the button's, or the broken one. */
export async function chooseSample(page, method, button) {
  await page.getByRole("button", { name: /^(示例|Samples)$/ }).click();
  const panel = page.locator(".samples");
  await (method ? panel.getByRole("group", { name: new RegExp(`^${method} `) }).getByRole("button", { name: button }) : panel.locator(".sample-broken")).click();
  await told(page, /已载入示例|Sample loaded/);
}

/** A text in GBK, by turning the host's decoder round. */
export function gbk(text) {
  const decoder = new TextDecoder("gbk");
  const table = new Map();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== "\uFFFD" && !table.has(character)) table.set(character, [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((character) => (character < "\x80" ? [character.charCodeAt(0)] : table.get(character))));
}
