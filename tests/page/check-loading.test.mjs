/** What Check loads and when, and that it stays free while it works. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { buildResponse, format, sampleResponse } from "yct-envelope";
import { browserTests, enter, expectFindings, told } from "./support.mjs";

const onPage = browserTests();
/** Without the service worker, which fetches everything in advance for when the server is stopped. */
const alone = { serviceWorkers: "block" };
const kib = 1024;

test("the findings of the first sample are there without the checker, from at most 200 KB of scripts", (t) =>
  onPage({ ...alone }, async ({ page, context }) => {
    const scripts = [];
    const modules = [];
    context.on("response", (answer) => {
      const { pathname } = new URL(answer.url());
      if (pathname.endsWith(".wasm")) modules.push(pathname);
      if (pathname.endsWith(".js")) scripts.push(answer.body().then((body) => [pathname, gzipSync(body).length]));
    });
    await page.reload({ waitUntil: "networkidle" });
    await page.locator(".cm-lint-marker").first().waitFor();
    await expectFindings(page, (list) => list.length === 7);
    await page.locator(".facts", { hasText: "原渠道商户退费" }).waitFor();
    const sizes = await Promise.all(scripts);
    const sum = sizes.reduce((total, [, size]) => total + size, 0);
    assert.ok(sizes.length >= 3, `scripts: ${sizes}`);
    assert.deepEqual(modules, [], "no WebAssembly before it is needed");
    t.diagnostic(`${(sum / kib).toFixed(1)} KiB of initial JavaScript, gzip`);
    assert.ok(sum <= 200 * kib, `${sum} bytes: ${sizes.join("; ")}`);
    const [module] = await Promise.all([context.waitForEvent("response", (answer) => answer.url().endsWith(".wasm")), page.locator(".cm-content").click()]);
    assert.equal(module.status(), 200, "the first sign of use starts it");
  }));

test("what is typed before the editor is there is kept, checked, and stays in its place", () =>
  onPage({ ...alone }, async ({ page }) => {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route(/\/create-[^/]*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    const area = page.locator("textarea.plain");
    await expectFindings(page, (list) => list.length === 7);
    await page.locator(".finding", { hasText: "amount/not-fen" }).locator(".finding-go").click();
    await page.keyboard.type("30000");
    await expectFindings(page, (list) => list.length === 6);
    const before = await area.inputValue();
    assert.ok(before.includes("<refundAmout>30000</refundAmout>"));
    release();
    await page.locator(".cm-content").waitFor();
    await area.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("editor")), true, "the focus moves over");
    await page.keyboard.type("0");
    await page.locator(".cm-line", { hasText: "<refundAmout>300000</refundAmout>" }).waitFor();
  }));

test("where the editor cannot be loaded, the text area does its work", () =>
  onPage({ ...alone }, async ({ page }) => {
    await page.route(/\/create-[^/]*\.js$/, (route) => route.fulfill({ status: 200, contentType: "text/javascript", body: "throw 0" }));
    await page.reload();
    await page.locator("textarea.plain").fill("<arg0></arg0>");
    await expectFindings(page, (list) => list.length > 0 && list.length !== 7);
    await page.getByRole("button", { name: "复制", exact: true }).click();
    await told(page, /已复制/);
  }));

test("after a trap in the module another worker goes on", () =>
  onPage({ ...alone }, async ({ page, context }) => {
    await context.addInitScript(() => {
      const { Worker: Plain } = window;
      window.started = 0;
      window.Worker = class extends Plain {
        constructor(...of) {
          super(...of);
          window.started += 1;
        }
        postMessage(message, ...rest) {
          if (message.argument?.text?.includes("trap")) {
            queueMicrotask(() => this.onmessage({ data: { id: message.id, error: "EngineError" } }));
          } else super.postMessage(message, ...rest);
        }
      };
    });
    await page.reload();
    await page.locator(".cm-content").waitFor();
    await enter(page, "trap");
    await told(page, /校验器内部出错，已经复位/);
    await enter(page, "<arg0></arg0>");
    await expectFindings(page, (list) => list.length > 0 && list.length !== 7);
    assert.ok((await page.evaluate(() => window.started)) >= 2);
  }));

for (const [name, laidOut] of [["laid out", format], ["in a single line", (text) => text]]) {
  test(`an envelope of 1 MB, ${name}, is checked as one types`, () =>
    onPage({}, async ({ page }) => {
      const text = laidOut(buildResponse("ordersQuery", sampleResponse("ordersQuery", { records: 3000 })));
      assert.ok(text.length > 1e6, `${text.length}`);
      await enter(page, text);
      await page.locator(".verdict-passed .facts", { hasText: "3,000" }).waitFor();
      await page.locator(".cm-content").click();
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.type("<!-- typed at the end --><");
      await page.locator(".verdict-refused").waitFor();
      await page.waitForFunction(() => localStorage.getItem("yct-page.work.check") === null);
    }));
}
