/** What leaves Check and comes back to it: reports, links, the last work, what other views hand over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { buildRequest, buildResponse, sampleRequest, sampleResponse } from "yct-envelope";
import { browserTests, copied, enter, expectFindings, findings, speak, told } from "./support.mjs";

const onPage = browserTests();
const inflated = promisify(inflateRaw);

const secret = "Kq7ZpW3xVt9R";
const patient = "欧阳测试甲";
const card = "990011223344";
const envelope = (() => {
  const request = sampleRequest("msgPush", { eventCode: "16" });
  request.methodParams.secret = secret;
  request.methodParams.voucherCode = card;
  Object.assign(request.methodParams.eventParams, { patName: patient, patCardNo: card });
  return buildRequest(request);
})();

/** The parts of the secret that nothing may hold, six characters each. */
const parts = Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6));
const without = (text, values, where) => {
  for (const value of values) assert.ok(!text.includes(value), `${value} in ${where}`);
};
const ready = (page) => page.locator(".facts", { hasText: "msgPush" }).waitFor();
const unfold = async (link) => JSON.parse(await inflated(Buffer.from(link.split("#/check/")[1], "base64url")));
const openShare = async (page) => {
  await page.getByRole("button", { name: /^(导出|Export)$/ }).click();
  await page.getByRole("button", { name: /^(分享链接…|Share as a link…)$/ }).click();
};
/** The link, once it is the one asked for. */
const linkWhere = async (page, pattern) => {
  await page.locator(".link-facts", { hasText: pattern }).waitFor();
  return page.locator(".link input").inputValue();
};

for (const [language, words] of [["中文", { report: "复制报告（Markdown）", title: "# 医程通报文校验报告", error: "**错误**" }], ["EN", { report: "Copy the report as Markdown", title: "# YCT envelope report", error: "**error**" }]]) {
  test(`the report is copied as Markdown, without the secret and the patient: ${language}`, () =>
    onPage({}, async ({ page }) => {
      await speak(page, language);
      await enter(page, envelope.replace("<currentNum>3<", "<currentNum>three<"));
      await ready(page);
      await expectFindings(page, (list) => list.some((entry) => entry.endsWith("count/not-whole")));
      await page.getByRole("button", { name: /^(导出|Export)$/ }).click();
      await page.getByRole("button", { name: words.report }).click();
      await told(page, /已复制报告|Report copied/);
      const report = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(report.startsWith(words.title), report);
      const [shown] = (await findings(page)).filter((entry) => entry.endsWith("count/not-whole"));
      const [place, rule] = shown.split(" ");
      assert.ok(report.includes(`- ${words.error} ${place} \`${rule}\` `), report);
      assert.match(report, /```xml\n[^]*<patName>\*\*\*<\/patName>[^]*\n```/);
      without(report, [...parts, patient, card], "the report");
    }));
}

test("a link holds neither secret nor patient, unless a person says so", () =>
  onPage({}, async ({ page }) => {
    await enter(page, envelope);
    await ready(page);
    await openShare(page);
    const link = await linkWhere(page, "秘钥与患者信息已遮盖");
    assert.match(await page.locator(".link-facts").innerText(), new RegExp(`长 ${link.length.toLocaleString("en")} 个字符`));
    const { text } = await unfold(link);
    assert.ok(text.includes("<deptName>"));
    without(text, [...parts, patient, card], "the link");

    assert.equal(await page.getByLabel(/包含接口秘钥/).count(), 0, "the secret is asked for only after the patient");
    await page.getByLabel(/包含患者信息/).check();
    const open = await unfold(await linkWhere(page, "患者信息未遮盖"));
    assert.ok(open.text.includes(patient) && open.text.includes(card));
    without(open.text, parts, "the link with patient data");
    await page.getByLabel(/包含接口秘钥/).check();
    assert.equal((await unfold(await linkWhere(page, "都未遮盖"))).text, envelope);
    await page.getByLabel(/包含患者信息/).uncheck();
    const again = await unfold(await linkWhere(page, "秘钥与患者信息已遮盖"));
    without(again.text, [...parts, patient], "the link after thinking better of it");
    await page.getByRole("button", { name: "复制链接" }).click();
    await told(page, /已复制链接/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    assert.equal(await page.evaluate(() => location.hash.includes("/check/")), false);
  }));

test("a link opens what it holds, and the address forgets it", () =>
  onPage({ fresh: true }, async ({ page, context, url }) => {
    await page.getByRole("button", { name: "示例" }).click();
    await page.locator(".sample-pair").click();
    await page.locator(".pane-request .cm-line", { hasText: "ordersQuery" }).waitFor();
    await expectFindings(page, (list) => list.length === 1);
    await openShare(page);
    const link = await linkWhere(page, "秘钥与患者信息已遮盖");
    const other = await context.newPage();
    await other.goto("about:blank");
    await other.evaluate(() => {});
    await other.goto(link);
    await other.locator(".pane-request .cm-line", { hasText: "ordersQuery" }).waitFor();
    await expectFindings(other, (list) => list.length === 1 && list[0].endsWith("record/outside-range"));
    await other.waitForURL(`${url}#/check`);
    await other.close();
  }));

test("a broken link says so and changes nothing", () =>
  onPage({ at: "#/check/bm90IGEgbGluaw" }, async ({ page, url }) => {
    await told(page, /链接不完整或已损坏/);
    await page.waitForURL(`${url}#/check`);
    await expectFindings(page, (list) => list.length === 7);
  }));

test("the last work comes back without its secret and patient data, and can be left", () =>
  onPage({}, async ({ page }) => {
    const kept = () => page.evaluate(() => localStorage.getItem("yct-page.work.check"));
    assert.equal(await kept(), null);
    await enter(page, envelope);
    await ready(page);
    await page.waitForFunction(() => localStorage.getItem("yct-page.work.check"));
    without(await kept(), [...parts, patient, card], "storage");
    await page.reload();
    await told(page, /已恢复上次的报文/);
    await ready(page);
    await page.locator(".cm-line", { hasText: "<secret>***</secret>" }).waitFor();
    await page.locator(".notice-action", { hasText: "重新开始" }).click();
    await expectFindings(page, (list) => list.length === 7);
    await page.waitForFunction(() => localStorage.getItem("yct-page.work.check") === null);
    await page.reload();
    await expectFindings(page, (list) => list.length === 7);
    assert.equal(await page.locator(".notice-card").count(), 0);
  }));

test("nothing is kept where that is switched off", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: "设置" }).click();
    await page.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    await enter(page, envelope);
    await ready(page);
    // The time after which it would have been kept is over once this comes back from Build.
    await page.getByRole("button", { name: "填入表单" }).click();
    await page.waitForTimeout(900);
    assert.equal(await page.evaluate(() => localStorage.getItem("yct-page.work.check")), null);
  }));

test("an answer that says it is in GBK goes on to the table as the text that stands", () =>
  onPage({}, async ({ page }) => {
    const answer = buildResponse("ordersQuery", sampleResponse("ordersQuery", { records: 3 }));
    await enter(page, answer.replace("UTF-8", "GBK").replace(/<resultDesc>.*?<\/resultDesc>|<resultDesc\/>/, "<resultDesc>查询成功</resultDesc>"));
    await page.locator(".facts", { hasText: "3 条记录" }).waitFor();
    await page.getByRole("button", { name: "用表格查看" }).click();
    await page.locator(".matches", { hasText: /^3 条记录/ }).waitFor();
    assert.equal(await page.locator(".doubt").count(), 0);
  }));

test("an answer goes on to the table, a request to the form", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: "填入表单" }).click();
    assert.match(await page.evaluate(() => location.hash), /^#\/build(\/refundGeneral)?$/);
    await page.goBack();
    await page.getByRole("button", { name: "示例" }).click();
    await page.getByRole("group", { name: /^ordersQuery/ }).getByRole("button", { name: "响应 XML" }).click();
    await page.getByRole("button", { name: "用表格查看" }).click();
    assert.equal(await page.evaluate(() => location.hash), "#/answers");
    await page.locator(".matches", { hasText: /^2 条记录/ }).waitFor();
  }));

test("the secret typed into Check is in no address, storage, console line, title or report", () =>
  onPage({}, async ({ page, lines }) => {
    await enter(page, envelope.replace("<eventCode>", `<secret>${secret}</secret><eventCode>`));
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("field/duplicate")));
    await page.locator(".finding-toggle").first().click();
    await page.locator(".explanation").waitFor();
    await page.waitForFunction(() => localStorage.getItem("yct-page.work.check"));
    const seen = await page.evaluate(async () => JSON.stringify([
      { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, document.title, await indexedDB.databases(),
      [...document.querySelectorAll(".message, .help, .related, .verdict, .explanation")].map((element) => element.textContent),
    ]));
    without(seen, parts, "what is kept or told");
    without(lines.join("\n"), parts, "the console");
    assert.deepEqual(await copied(page).then((text) => text.includes(secret)), true, "the text itself is the person's own");
  }));
