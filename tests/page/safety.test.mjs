import assert from "node:assert/strict";
import { test } from "node:test";
import { headerPolicy, policy } from "../../www/policy.mjs";
import { browserTests, enter, expectFindings } from "./support.mjs";

const onPage = browserTests();

test("the strict policy is sent, stands in the page, and is in force", () =>
  onPage({}, async ({ page, response }) => {
    assert.equal(response.headers()["content-security-policy"], headerPolicy);
    assert.equal(await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content"), policy);
    assert.match(policy, /^default-src 'none';/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|connect-src|https?:|\*/);
    const refused = await page.evaluate(async () => {
      const seen = [];
      const note = (event) => seen.push(event.effectiveDirective);
      document.addEventListener("securitypolicyviolation", note);
      document.head.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
      await fetch("/").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      document.removeEventListener("securitypolicyviolation", note);
      window.violations = [];
      return [...new Set(seen)].sort();
    });
    assert.deepEqual(refused, ["connect-src", "style-src-elem"]);
  }).catch((error) => {
    // The refusals above are written to the console as well: they, and nothing else, are wanted there.
    if (!/errors in the console/.test(error.message)) throw error;
    for (const line of error.actual) assert.match(line, /Content Security Policy/);
  }));

test("the page holds no inline script or style", () =>
  onPage({}, async ({ page, url }) => {
    const html = await page.request.get(url).then((answer) => answer.text());
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  }));

test("a secret typed into the page is in no address, storage, console line or report", () =>
  onPage({}, async ({ page, lines }) => {
    const canary = "Kq7ZpW3xVt9R";
    await enter(page, `<arg0><methodCode>stopReg</methodCode><methodParams><![CDATA[<secret>${canary}</secret><orderList>A;B</orderList><secret>${canary}</secret>]]></methodParams></arg0>`);
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("orders/separator")) && list.some((entry) => entry.endsWith("field/duplicate")));
    await page.getByRole("button", { name: "EN", exact: true }).click();
    await page.getByLabel("Theme").selectOption("dark");
    await page.getByRole("button", { name: "Format", exact: true }).click();
    await page.getByRole("button", { name: /Fix all safe/ }).click();
    const kept = await page.evaluate(async () => JSON.stringify([
      { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, await indexedDB.databases(), await caches.keys(),
      document.body.innerText, document.body.innerHTML,
    ]));
    for (let at = 0; at + 6 <= canary.length; at += 1) {
      const part = canary.slice(at, at + 6);
      assert.ok(!kept.includes(part), `${part} is kept or shown`);
      assert.ok(!lines.join("\n").includes(part), `${part} is in the console`);
    }
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).sort()), ["yct-page.locale", "yct-page.theme"]);
  }));

test("a file over 64 MiB is refused by name before it is read", () =>
  onPage({}, async ({ page }) => {
    const read = await page.evaluate(() => {
      let touched = false;
      const file = new File(["x"], "huge.xml");
      Object.defineProperty(file, "size", { value: 64 * 1024 * 1024 + 1 });
      file.arrayBuffer = () => {
        touched = true;
        return Promise.resolve(new ArrayBuffer(0));
      };
      const data = new DataTransfer();
      Object.defineProperty(data, "files", { value: [file] });
      Object.defineProperty(data, "types", { value: ["Files"] });
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      return touched;
    });
    assert.equal(read, false);
    await page.locator(".notice", { hasText: "huge.xml 超过 64 MiB" }).waitFor();
  }));
