import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, chooseSample, copied, enter, expectFindings, findings, speak, told } from "./support.mjs";

const onPage = browserTests();

/** The broken sample's mistakes: the line of each, in the order of the text. */
const mistakes = [
  [7, "code/unknown"], [10, "amount/not-fen"], [11, "time/format"], [12, "field/empty"], [13, "field/misspelled"], [14, "field/whitespace"],
  [15, "field/unknown"],
];
const brief = (list) => list.map((entry) => entry.replace(/:\d+/, ""));
/** Where the cursor is, as the editor's foot says. */
const place = (page, text) => page.locator(".place", { hasText: text }).waitFor();
/** Opens a finding. */
const openFinding = (page, rule) => page.locator(".finding", { hasText: rule }).locator(".finding-toggle").click();
const fixAll = async (page) => {
  await page.getByRole("button", { name: /修复全部安全项/ }).click();
  await page.locator("dialog .take-all").click();
};
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
    await place(page, "第 10 行，第 24 列");
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
    await place(page, "第 10 行");
    await page.keyboard.press("F8");
    await place(page, "第 11 行");
    await page.keyboard.press("Shift+F8");
    await place(page, "第 10 行");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("editor")), false, "Tab leaves the editor");
  }));

test("all safe fixes are shown before they are made, made at once, and undone at once", () =>
  onPage({}, async ({ page }) => {
    await expectFindings(page, (list) => list.length === mistakes.length);
    const before = await copied(page);
    await page.getByRole("button", { name: /修复全部安全项/ }).click();
    const dialog = page.getByRole("dialog", { name: "修复全部安全项" });
    await dialog.waitFor();
    assert.deepEqual(await dialog.locator("del").allInnerTexts(), ["01", "/3/5", "9", "partialOrAllRefund", "partialOrAllRefund", " ", " "]);
    assert.equal(await dialog.locator("ins").first().innerText(), "1");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await copied(page), before, "nothing was changed by looking");
    await fixAll(page);
    const left = await expectFindings(page, (list) => list.length === 3);
    assert.deepEqual(brief(left), ["10 amount/not-fen", "12 field/empty", "15 field/unknown"]);
    assert.equal(await page.getByRole("button", { name: /修复全部安全项/ }).isDisabled(), true);
    const after = await copied(page);
    for (const part of ["<refundType>1</refundType>", "<partialOrAllrefund>2</partialOrAllrefund>", "<pushMsg>1</pushMsg>", "2026-03-05 09:05:00"]) {
      assert.ok(after.includes(part), `${part} in:\n${after}`);
    }
    await page.locator(".toolbar").getByRole("button", { name: "撤销" }).click();
    await expectFindings(page, (list) => list.length === mistakes.length);
    assert.equal(await copied(page), before);
    await page.locator(".toolbar").getByRole("button", { name: "重做" }).click();
    await expectFindings(page, (list) => list.length === 3);
    assert.equal(await copied(page), after);
  }));

test("typing is checked as it goes, and the mended envelope passes", () =>
  onPage({}, async ({ page }) => {
    await fixAll(page);
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
      const form = String(button).includes("JSON") ? "JSON" : "XML";
      await page.locator(".facts", { hasText: new RegExp(`${String(button).includes("请求") ? "请求" : "响应"}\\s*${form}\\s*${method}`) }).waitFor();
      await page.locator(".headline", { hasText: "通过" }).waitFor();
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

test("a finding opens to what it is about, and its fix is shown before it is made", () =>
  onPage({}, async ({ page }) => {
    const item = page.locator(".finding", { hasText: "code/unknown" });
    const toggle = item.getByRole("button", { name: /^详情/ });
    assert.equal(await toggle.getAttribute("aria-expanded"), "false");
    await toggle.click();
    assert.equal(await toggle.getAttribute("aria-expanded"), "true");
    await item.locator(".explanation").waitFor();
    assert.equal(await item.getByRole("link", { name: "规则说明" }).getAttribute("href"), "#/rule/code/unknown");
    assert.match(await item.locator(".about").innerText(), /规范 2\.1/);
    assert.deepEqual([await item.locator("del").innerText(), await item.locator("ins").innerText()], ["01", "1"]);
    await page.locator(".cm-line", { hasText: "<refundType>01</refundType>" }).waitFor();
    await item.getByRole("button", { name: "采用" }).click();
    await expectFindings(page, (list) => list.length === mistakes.length - 1);
    await page.locator(".cm-line", { hasText: "<refundType>1</refundType>" }).waitFor();
    await page.locator(".notice-action", { hasText: "撤销" }).click();
    await expectFindings(page, (list) => list.length === mistakes.length);
    await page.locator(".cm-line", { hasText: "<refundType>01</refundType>" }).waitFor();
  }));

test("the button of a fix leads to what it changes, and there to its taking", () =>
  onPage({}, async ({ page }) => {
    await page.locator(".finding", { hasText: "time/format" }).locator(".fix").click();
    await page.waitForFunction(() => document.activeElement.classList.contains("take"));
    await page.keyboard.press("Enter");
    await page.locator(".cm-line", { hasText: "<refundTime>2026-03-05 09:05:00</refundTime>" }).waitFor();
    await expectFindings(page, (list) => list.length === mistakes.length - 1);
  }));

test("findings are filtered by severity", () =>
  onPage({}, async ({ page }) => {
    const filters = page.getByRole("group", { name: "按级别筛选" }).getByRole("button");
    assert.deepEqual(await filters.allInnerTexts(), ["5", "1", "1"]);
    await filters.nth(0).click();
    await expectFindings(page, (list) => list.join() === "14:15 field/whitespace,15:6 field/unknown");
    await page.keyboard.press("F8");
    await place(page, "第 14 行");
    await filters.nth(1).click();
    await filters.nth(2).click();
    await page.locator(".clean", { hasText: "7 处问题未显示" }).waitFor();
    await filters.nth(0).click();
    await expectFindings(page, (list) => list.length === 5);
  }));

test("a fix is not made in a text that has changed since", () =>
  onPage({}, async ({ page }) => {
    await openFinding(page, "code/unknown");
    // The change and the press in one task, before the text is checked again.
    await page.evaluate(() => {
      const content = document.querySelector(".editor").shadowRoot.querySelector(".cm-content");
      const data = new DataTransfer();
      data.setData("text/plain", "\n\n\n");
      content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
      document.querySelector(".take").click();
    });
    await told(page, /已重新校验/);
    await page.locator(".cm-line", { hasText: "<refundType>01</refundType>" }).waitFor();
    await expectFindings(page, (list) => list.some((entry) => entry === "10:17 code/unknown"));
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
    assert.equal(await page.locator(".fix-safe").count(), 2);
    assert.equal(await page.locator(".fix-offer").count(), 1);
    await fixAll(page);
    await expectFindings(page, (list) => list.length === 1);
    assert.ok((await copied(page)).includes("＜refundType>"), "what is offered was not applied");
    await page.locator(".fix-offer").click();
    assert.match(await page.locator(".offer-title").innerText(), /请先核对/);
    await page.locator(".take").click();
    await expectFindings(page, (list) => list.length === 0);
    assert.equal(await copied(page), sound);
  }));

test("of many findings some are drawn, the rest on demand, and the count says where there are still more", () =>
  onPage({}, async ({ page }) => {
    await chooseSample(page, "ordersQuery", "响应 JSON");
    await page.locator(".headline", { hasText: "通过" }).waitFor();
    const response = JSON.parse(await copied(page));
    const [record] = response.result;
    await enter(page, JSON.stringify({ ...response, result: Array.from({ length: 1200 }, () => ({ ...record, payTotalFee: "19.90" })) }));
    await page.locator(".headline", { hasText: "+ 处错误" }).waitFor();
    assert.equal((await findings(page)).length, 100);
    await page.getByRole("button", { name: "再显示 100 处" }).click();
    await expectFindings(page, (list) => list.length === 200);
    await page.keyboard.press("Shift+F8");
    await expectFindings(page, (list) => list.length > 900 && list.at(-1).endsWith("limit/findings"));
  }));

test("an answer is checked beside its request", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: "示例" }).click();
    await page.locator(".sample-pair").click();
    await page.locator(".pane").nth(1).locator(".cm-content").waitFor();
    await expectFindings(page, (list) => list.length === 1 && list[0].endsWith("record/outside-range"));
    assert.deepEqual(await page.locator(".findings-of h3").allInnerTexts(), ["响应"]);
    assert.match(await page.locator(".verdict").innerText(), /通过[^]*它的请求：通过/);
    const asked = page.locator(".pane-request");
    const query = await asked.locator(".cm-line").allInnerTexts().then((lines) => lines.join("\n"));
    const enterRequest = async (text) => {
      await asked.locator(".cm-content").click();
      await page.keyboard.press("ControlOrMeta+a");
      await asked.locator(".editor").evaluate((editor, pasted) => {
        const data = new DataTransfer();
        data.setData("text/plain", pasted);
        const target = editor.shadowRoot.querySelector(".cm-content");
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
      }, text);
    };
    await enterRequest(query.replace("<endTime>", "<x/><endTime>"));
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("field/unknown")));
    assert.deepEqual(await page.locator(".findings-of h3").allInnerTexts(), ["响应", "请求"]);
    await page.locator(".toolbar").getByRole("button", { name: "撤销" }).click();
    await expectFindings(page, (list) => list.length === 1);
    await enterRequest(query.replace(/<endTime>[^<]*/, "<endTime>2016-08-28 23:59:59"));
    await expectFindings(page, (list) => list.length === 0);
    await page.getByRole("button", { name: "对照请求" }).click();
    await page.locator(".pane-request").waitFor({ state: "detached" });
    await page.locator(".facts", { hasText: "响应" }).waitFor();
  }));

test("a request moves to its place when it is given an answer, and back", () =>
  onPage({}, async ({ page }) => {
    await page.getByRole("button", { name: "对照请求" }).click();
    await page.locator(".pane-request .cm-line", { hasText: "refundGeneral" }).waitFor();
    await page.locator(".verdict-waiting").waitFor();
    await expectFindings(page, (list) => list.length === mistakes.length);
    await page.getByRole("button", { name: "对照请求" }).click();
    await page.locator(".verdict-refused").waitFor();
    await page.locator(".pane-main .cm-line", { hasText: "refundGeneral" }).waitFor();
  }));

for (const [language, words] of [["中文", { errors: "5 处错误", passed: "通过" }], ["EN", { errors: "5 errors", passed: "Accepted" }]]) {
  test(`the keyboard alone mends an envelope: ${language}`, () =>
    onPage({}, async ({ page }) => {
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focused = (selector) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
      /** Tabs until something has the focus. */
      const tabTo = async (selector) => {
        for (let tries = 0; tries < 60; tries += 1) {
          if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
          await press("Tab");
        }
        assert.fail(`Tab never reaches ${selector}`);
      };
      await tabTo(language === "EN" ? ".switch [lang=en]" : ".switch [lang=zh-CN]");
      await press("Enter");
      await page.locator(".headline", { hasText: words.errors }).waitFor();
      await tabTo(".tool-fix");
      await press("Enter");
      await focused(".take-all");
      await press("Enter");
      await expectFindings(page, (list) => list.length === 3);
      await focused(".editor");
      await press("F8");
      await focused(".editor");
      await place(page, /10/);
      await press("Alt+Enter");
      await focused(".take");
      await press("Enter");
      await expectFindings(page, (list) => list.length === 2);
      await focused(".editor");
      await press("F8");
      await page.keyboard.type("<refundReason>患者改期</refundReason>");
      await expectFindings(page, (list) => list.length === 1);
      await press("F8", "Home", "Shift+End", "Delete");
      await page.locator(".headline", { hasText: words.passed }).waitFor();
      await expectFindings(page, (list) => list.length === 0);
    }));
}

test("both languages say the same of an envelope", () =>
  onPage({}, async ({ page }) => {
    const before = await expectFindings(page, (list) => list.length === mistakes.length);
    const chinese = await page.locator(".message").allInnerTexts();
    await page.keyboard.press("F8");
    await page.locator(".editor").evaluate((editor) => editor.shadowRoot.querySelector(".cm-content").focus());
    await speak(page, "EN");
    await page.locator(".headline", { hasText: "5 errors" }).waitFor();
    assert.deepEqual(await findings(page), before);
    for (const [index, text] of (await page.locator(".message").allInnerTexts()).entries()) assert.notEqual(text, chinese[index]);
  }));

test("what is typed over a selection takes its place, and no style of it", () =>
  onPage({}, async ({ page }) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("<arg0/>");
    await expectFindings(page, (list) => list.length === 3);
    assert.equal(await copied(page), "<arg0/>");
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+z");
    await expectFindings(page, (list) => list.length === 7);
  }));
