import assert from "node:assert/strict";
import { test } from "node:test";
import { pageHeader, pagePolicy, workerHeader } from "../../www/policy.mjs";
import { browserTests, enter, expectFindings, speak } from "./support.mjs";

const onPage = browserTests();

/** Runs a test in which the policy is tried on purpose: its refusals, and nothing else, may stand in the console. */
const trying = (run) =>
  onPage({ fresh: true }, run).catch((error) => {
    if (!/errors in the console/.test(error.message)) throw error;
    for (const line of error.actual) assert.match(line, /Content Security Policy/);
  });

test("the policies are strict, are sent, stand in the page, and are in force", () =>
  trying(async ({ page, response }) => {
    assert.equal(response.headers()["content-security-policy"], pageHeader);
    assert.equal(await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"), pagePolicy);
    for (const policy of [pageHeader, workerHeader]) {
      assert.match(policy, /^default-src 'none';/);
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|data:|blob:|\*/);
    }
    assert.doesNotMatch(pageHeader, /connect-src|wasm-unsafe-eval/);
    const refused = await page.evaluate(async () => {
      const seen = new Set();
      let all;
      const told = new Promise((resolve) => {
        all = resolve;
      });
      const note = (event) => {
        if (seen.add(event.effectiveDirective).size === 3) all();
      };
      document.addEventListener("securitypolicyviolation", note);
      document.head.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
      await fetch("/").catch(() => {});
      const image = document.body.appendChild(new Image());
      const failed = new Promise((resolve) => {
        image.onerror = resolve;
      });
      image.src = "https://example.invalid/x.png";
      await Promise.race([Promise.all([told, failed]), new Promise((resolve) => setTimeout(resolve, 20_000))]);
      document.removeEventListener("securitypolicyviolation", note);
      window.violations = [];
      return [...seen].sort();
    });
    assert.deepEqual(refused, ["connect-src", "img-src", "style-src-elem"]);
  }));

test("a worker can reach its own origin alone", () =>
  trying(async ({ page, context, url }) => {
    await page.locator(".cm-content").click();
    await page.keyboard.type(" ");
    const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
    const reached = await worker.evaluate(async (own) => {
      const reach = (address) => fetch(address, { mode: "no-cors" }).then(() => true, () => false);
      return [await reach(own), await reach("http://127.0.0.1:1/"), await reach("data:,x")];
    }, url);
    assert.deepEqual(reached, [true, false, false]);
    assert.equal(context.pages().length, 1);
  }));

test("the page holds no inline script or style", () =>
  onPage({}, async ({ page, url }) => {
    const html = await page.request.get(url).then((answer) => answer.text());
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  }));
