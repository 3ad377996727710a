/** What goes wrong around the work: wrong files, odd links, other tabs, things done too soon. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { buildRequest, sampleRequest } from "yct-envelope";
import { folded } from "../../www/src/share.js";
import { answerOf, drawnRows, matches, openFile, recordsOf } from "./answers-support.mjs";
import { browserTests, chooseSample, copied, enter, expectFindings, gbk, told } from "./support.mjs";

const onPage = browserTests();
const request = buildRequest(sampleRequest("ordersQuery"));
const oddLink = await folded({ text: "<arg0/>", kind: "bogus", method: "__proto__" });
const handOut = async (page, name) => {
  await page.getByRole("button", { name: "导出" }).click();
  await page.locator(".menu-item", { hasText: name }).click();
};

test("a request's file that was opened in Answers goes to Check, to stand there alone", () =>
  onPage({ at: "#/answers" }, async ({ page }) => {
    await openFile(page, "request.xml", request);
    await page.locator(".empty-begin button").click();
    await told(page, /request\.xml/);
    await page.locator(".facts", { hasText: "ordersQuery" }).waitFor();
    assert.match(await page.locator(".origin").first().innerText(), /request\.xml\s+自动：UTF-8/);
    assert.equal(await copied(page), request);
  }));

test("an answer that is opened while another is read is the one that is looked at", () =>
  onPage({ at: "#/answers" }, async ({ page }) => {
    const long = answerOf("ordersQuery", recordsOf("ordersQuery", 40));
    const [record] = /<result>[^]*?<\/result>/.exec(long);
    const folder = await mkdtemp(join(tmpdir(), "yct-long-"));
    after(() => rm(folder, { recursive: true }));
    const path = join(folder, "long.xml");
    await writeFile(path, long.replace(record, record.repeat(60_000)));
    await openFile(page, path);
    await page.locator(".progress-figures", { hasText: /[1-9]/ }).waitFor();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, answerOf("ordersQuery", recordsOf("ordersQuery", 1)));
    await matches(page, /^3 条记录/);
    assert.deepEqual((await drawnRows(page)).map(({ cells }) => cells.some((cell) => cell === "YCT-TEST-00001")), [true, true, true]);
  }));

test("a link or kept work that names a kind and a method that are none is read all the same", () =>
  onPage({ at: `#/check/${oddLink}` }, async ({ page }) => {
    await expectFindings(page, (list) => list.length === 3);
    for (const work of [{ text: "<arg0/>", kind: "bogus", method: "bogus" }, { text: "<arg0/>", request: 5, method: [1] }]) {
      await page.evaluate((kept) => localStorage.setItem("yct-page.work.check", kept), JSON.stringify(work));
      await page.reload();
      await expectFindings(page, (list) => list.length === 3);
    }
  }));

test("going back with a dialog open leaves no page that cannot be used", () =>
  onPage({ at: "#/reference" }, async ({ page }) => {
    await page.evaluate(() => (location.hash = "#/check"));
    await page.locator(".cm-content").waitFor();
    await handOut(page, "分享链接");
    await page.locator("dialog[open]").waitFor();
    await page.goBack();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "生成" }).click();
    await page.locator(".build").waitFor();
  }));

test("a report is of the text that it holds, even when asked for at once", () =>
  onPage({}, async ({ page }) => {
    await enter(page, "<arg0>hello</arg0>");
    // In one go, so that no check comes in between.
    await page.evaluate(() => [...document.querySelectorAll(".toolbar .menu > button")].find((button) => button.textContent.startsWith("导出")).click());
    await page.evaluate(() => [...document.querySelectorAll(".menu-item")].find((button) => button.textContent.includes("报告")).click());
    await told(page, /已复制报告/);
    const report = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(report.includes("<arg0>hello</arg0>") && report.includes("field/nested") && !report.includes("amount/not-fen"), report);
  }));

test("a download of what was in GBK declares the UTF-8 that it is written in", () =>
  onPage({}, async ({ page }) => {
    const text = request.replace("UTF-8", "GBK").replace("</methodParams>", "</methodParams><!--患者-->");
    await page.locator(".check input[type=file]").setInputFiles({ name: "g.xml", mimeType: "text/xml", buffer: gbk(text) });
    await page.locator(".origin", { hasText: "GBK" }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), handOut(page, "下载")]);
    assert.equal(await readFile(await download.path(), "utf8"), text.replace("GBK", "UTF-8"));
    await told(page, /声明里的 GBK 已改成 UTF-8/);
  }));

test("work is kept by no tab once one of them is told not to", () =>
  onPage({ fresh: true }, async ({ page, context, url }) => {
    const other = await context.newPage();
    await other.goto(url);
    await other.getByRole("button", { name: "设置" }).click();
    await other.locator(".setting-check input").uncheck();
    await page.bringToFront();
    await page.getByRole("button", { name: "设置" }).click();
    await page.locator(".setting-check input:not(:checked)").waitFor();
  }));

test("what could not be loaded is loaded by the next question", () =>
  onPage({ fresh: true }, async ({ page, context }) => {
    const module = /\.wasm$/;
    await context.route(module, (route) => route.abort());
    await enter(page, "<arg0/>");
    await told(page, /没有载入成功/);
    assert.match(await page.locator(".headline").innerText(), /尚未校验/);
    await context.unroute(module);
    await page.keyboard.type(" ");
    await expectFindings(page, (list) => list.length === 3);
  }).catch((error) => {
    // The browser writes the aborted request to the console itself.
    if (!/errors in the console/.test(error.message)) throw error;
    for (const line of error.actual) assert.match(line, /Failed to load resource/);
  }));

test("a sample without a request leaves none of the last pair's behind", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: "示例" }).click();
    await page.locator(".sample-pair").click();
    await page.locator(".pane-request .cm-line", { hasText: "ordersQuery" }).waitFor();
    await chooseSample(page, "ordersQuery", "响应 XML");
    await page.locator(".pane-request").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "对照请求" }).click();
    await page.locator(".pane-request .cm-content").waitFor();
    assert.equal(await page.locator(".pane-request .cm-line", { hasText: "ordersQuery" }).count(), 0);
  }));
