import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, chooseSample, copied, enter, expectFindings, findings } from "./support.mjs";

const onPage = browserTests();

/** The broken sample's mistakes: the line of each, in the order of the text. */
const mistakes = [
  [7, "code/unknown"], [10, "amount/not-fen"], [11, "time/format"], [12, "field/empty"], [13, "field/misspelled"], [14, "field/whitespace"],
  [15, "field/unknown"],
];
const brief = (list) => list.map((entry) => entry.replace(/:\d+/, ""));
const expected = mistakes.map(([line, rule]) => `${line} ${rule}`);

test("the page opens with the broken sample and shows each mistake at its line", () =>
  onPage({}, async ({ page }) => {
    const seen = await expectFindings(page, (list) => list.length > 0);
    assert.deepEqual(brief(seen), expected);
    assert.ok(seen.includes("7:17 code/unknown") && seen.includes("10:18 amount/not-fen"), `columns: ${seen}`);
    assert.match(await page.locator(".verdict").innerText(), /5 处错误[^]*1 处警告[^]*1 处提示/);
    assert.match(await page.locator(".facts").innerText(), /请求[^]*XML[^]*refundGeneral/);
  }));

test("each finding says what, and is marked in the text and in the gutter", () =>
  onPage({}, async ({ page }) => {
    await expectFindings(page, (list) => list.length === mistakes.length);
    for (const item of await page.locator(".finding").all()) assert.notEqual((await item.locator(".message").innerText()).trim(), "");
    assert.equal(await page.locator(".cm-lint-marker").count(), mistakes.length);
    const underlined = await page.locator(".cm-lintRange").evaluateAll((marks) => marks.map((mark) => mark.textContent));
    assert.ok(underlined.includes("01") && underlined.includes("300.00"), `underlined: ${underlined}`);
  }));

test("a click on a finding selects its place, and the cursor's finding is marked in the list", () =>
  onPage({}, async ({ page }) => {
    await page.locator(".finding", { hasText: "amount/not-fen" }).locator(".finding-go").click();
    assert.equal(await page.locator(".place").innerText().then((text) => text.includes("第 10 行，第 24 列")), true);
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("editor")), true, "the editor has the focus");
    await page.keyboard.type("30000");
    await expectFindings(page, (list) => list.length === mistakes.length - 1);
    await page.locator(".cm-line", { hasText: "refundType" }).locator(".cm-lintRange").click();
    await page.locator(".finding[aria-current]", { hasText: "code/unknown" }).waitFor();
  }));

test("the keyboard alone reaches a finding and goes to it", () =>
  onPage({}, async ({ page }) => {
    await expectFindings(page, (list) => list.length > 0);
    await page.locator(".finding-go").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".place").innerText(), /第 10 行/);
    await page.keyboard.press("F8");
    assert.match(await page.locator(".place").innerText(), /第 11 行/);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("editor")), false, "Tab leaves the editor");
  }));

test("all safe fixes are applied at once and undone at once", () =>
  onPage({}, async ({ page }) => {
    await expectFindings(page, (list) => list.length === mistakes.length);
    const before = await copied(page);
    await page.getByRole("button", { name: /修复全部安全项/ }).click();
    const left = await expectFindings(page, (list) => list.length === 3);
    assert.deepEqual(brief(left), ["10 amount/not-fen", "12 field/empty", "15 field/unknown"]);
    assert.equal(await page.getByRole("button", { name: /修复全部安全项/ }).isDisabled(), true);
    const after = await copied(page);
    for (const part of ["<refundType>1</refundType>", "<partialOrAllrefund>2</partialOrAllrefund>", "<pushMsg>1</pushMsg>", "2026-03-05 09:05:00"]) {
      assert.ok(after.includes(part), `${part} in:\n${after}`);
    }
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+z");
    await expectFindings(page, (list) => list.length === mistakes.length);
    assert.equal(await copied(page), before);
  }));

test("typing is checked as it goes, and the mended envelope passes", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: /修复全部安全项/ }).click();
    await expectFindings(page, (list) => list.length === 3);
    const text = await copied(page);
    await enter(page, text.replace("300.00", "30000").replace("<refundReason>", "<refundReason>患者改期").replace(/\n.*operator.*\n/, "\n"));
    await expectFindings(page, (list) => list.length === 0);
    assert.match(await page.locator(".headline").innerText(), /通过/);
    await page.locator(".cm-line", { hasText: "refundReason" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("<oops>");
    await expectFindings(page, (list) => list.length > 0);
  }));

test("an empty editor asks for an envelope and reports nothing", () =>
  onPage({}, async ({ page }) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.locator(".verdict-waiting").waitFor();
    assert.deepEqual(await findings(page), []);
  }));

test("every sample of every method reads without an error", () =>
  onPage({}, async ({ page }) => {
    const samples = [
      ...["refundGeneral", "stopReg", "ordersQuery", "regOrdersQuery"].flatMap((method) => [[method, /^请求/], [method, "响应 XML"], [method, "响应 JSON"]]),
      ["msgPush", /^请求 16/], ["msgPush", /^请求 26/], ["msgPush", "响应 XML"], ["msgPush", "响应 JSON"],
    ];
    for (const [method, button] of samples) {
      await chooseSample(page, method, button);
      const of = `${method} ${button}`;
      assert.match(await page.locator(".headline").innerText(), /通过/, `${of}: ${await findings(page)}`);
      const facts = await page.locator(".facts").innerText();
      assert.ok(facts.includes(method), `${of}: ${facts}`);
      assert.ok(facts.includes(String(button).includes("JSON") ? "JSON" : "XML"), `${of}: ${facts}`);
      const shown = await findings(page);
      assert.deepEqual(shown.filter((entry) => !entry.endsWith("envelope/provisional")), [], of);
    }
    await chooseSample(page);
    await expectFindings(page, (list) => list.length === mistakes.length);
  }));

test("how a text is read can be said: its kind, and the method that it answers", () =>
  onPage({}, async ({ page }) => {
    await chooseSample(page, "stopReg", "响应 XML");
    await page.getByLabel("接口").selectOption("");
    assert.match(await page.locator(".hint").innerText(), /看不出/);
    await page.getByLabel("接口").selectOption("refundGeneral");
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("field/missing")));
    await page.getByLabel("读作").selectOption("request");
    assert.equal(await page.getByLabel("接口").isDisabled(), true);
    await expectFindings(page, (list) => list.length > 0 && !list.some((entry) => entry.includes("refundOrderNo")));
  }));

test("format lays an envelope out and keeps its values; mask hides the secret, then the patient too", () =>
  onPage({}, async ({ page }) => {
    await chooseSample(page, "msgPush", /^请求 16/);
    const laidOut = await copied(page);
    const flat = laidOut.replace(/>\s+</g, "><");
    await enter(page, flat);
    await expectFindings(page, (list) => list.length === 0);
    await page.getByRole("button", { name: "格式化", exact: true }).click();
    assert.ok((await copied(page)).split("\n").length > 5, "more than five lines");

    const secret = /<secret>([^<]*)</;
    const patient = /<patName>([^<]*)</;
    await page.getByRole("button", { name: "遮盖", exact: true }).click();
    await page.getByRole("button", { name: "遮盖秘钥", exact: true }).click();
    const masked = await copied(page);
    assert.notEqual(secret.exec(masked)[1], secret.exec(laidOut)[1]);
    assert.equal(patient.exec(masked)[1], patient.exec(laidOut)[1]);
    await page.getByRole("button", { name: "遮盖", exact: true }).click();
    await page.getByRole("button", { name: "遮盖秘钥与患者信息" }).click();
    assert.notEqual(patient.exec(await copied(page))[1], patient.exec(laidOut)[1]);
  }));

test("a finding's own fix is applied by its button", () =>
  onPage({}, async ({ page }) => {
    await page.locator(".finding", { hasText: "code/unknown" }).locator(".fix").first().click();
    await expectFindings(page, (list) => list.length === mistakes.length - 1);
    await page.locator(".cm-line", { hasText: "<refundType>1</refundType>" }).waitFor();
    await page.getByRole("button", { name: "撤销" }).click();
    await expectFindings(page, (list) => list.length === mistakes.length);
    await page.locator(".cm-line", { hasText: "<refundType>01</refundType>" }).waitFor();
  }));

test("damage is read through: what is safe is mended at once, what is offered only by its own button", () =>
  onPage({}, async ({ page }) => {
    await chooseSample(page, "refundGeneral", /^请求/);
    const sound = await copied(page);
    const damaged = sound
      .replace(/<\?xml.*\?>/, "<?xml version=”1.0”encoding=”UTF-8”?>")
      .replace("</orderNo>", "</ orderNo>")
      .replace("<refundType>1</refundType>", "＜refundType>1</refundType>");
    await enter(page, damaged);
    await expectFindings(page, (list) => list.map((entry) => entry.split(" ")[1]).join() === "xml/declaration,xml/full-width-markup,xml/end-tag");
    const apart = page.locator(".finding", { hasText: "xml/full-width-markup" }).getByRole("group", { name: "请先核对" });
    assert.equal(await page.locator(".fix-safe").count(), 2);
    assert.equal(await page.locator(".fix-offer").count(), 1);
    await page.getByRole("button", { name: /修复全部安全项/ }).click();
    await expectFindings(page, (list) => list.length === 1);
    assert.ok((await copied(page)).includes("＜refundType>"), "what is offered was not applied");
    await apart.getByRole("button").click();
    await expectFindings(page, (list) => list.length === 0);
    assert.equal(await copied(page), sound);
  }));

test("where a report holds only some of the findings, the count says that there are more", () =>
  onPage({}, async ({ page }) => {
    await chooseSample(page, "ordersQuery", "响应 JSON");
    const response = JSON.parse(await copied(page));
    const [record] = response.result;
    await enter(page, JSON.stringify({ ...response, result: Array.from({ length: 1200 }, () => ({ ...record, payTotalFee: "19.90" })) }));
    await page.locator(".headline", { hasText: "+ 处错误" }).waitFor();
    assert.ok((await findings(page)).some((entry) => entry.endsWith("limit/findings")));
  }));
