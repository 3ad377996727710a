/** Build: every method filled in as a person would, in both languages; the envelope is the package's own of the same value. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { beijingTime, buildRequest, catalog, checkRequest, fenToYuan, format, lint, mask, parseRequest, sampleRequest, schemas } from "yct-envelope";
import { browserTests, enter, speak, told } from "./support.mjs";

const onPage = browserTests();
const { methods } = catalog();
const languages = [["zh-CN", "中文", "zh"], ["en", "EN", "en"]];
const forms = methods.flatMap((method) => (method.events ?? [undefined]).map((event) => ({ method, event })));
const nameOf = ({ method, event }) => [method.methodCode, event?.eventCode].filter(Boolean).join("/");
const fieldsOf = ({ method, event }) =>
  method.params.flatMap((field) => (field.kind === "event" ? event.params.map((inner) => ({ ...inner, path: [field.name, inner.name] })) : { ...field, path: [field.name] }));
const valueAt = (request, path) => path.reduce((at, step) => at?.[step], request.methodParams);

/** A field's row, by its name on the wire. */
const row = (page, name) => page.locator(".field").filter({ has: page.locator(".field-wire code", { hasText: new RegExp(`^${name}$`) }) });
const state = (page) => page.locator(".output-state");
const complete = (page) => page.locator(".shapes").waitFor();
const main = (page) => page.locator(".output-tools .button-main");
const words = {
  "zh-CN": { whole: "复制（含秘钥）", fill: "填入", sample: "示例数据", fromCheck: "校验页里的请求", clear: "清空", undo: "撤销", all: "全部校验", more: "更多" },
  en: { whole: "Copy with the secret", fill: "Fill in", sample: "Sample data", fromCheck: "The request in Check", clear: "Clear", undo: "Undo", all: "Check all", more: "More" },
};

/** Types a value as the control of its kind takes it: amounts in yuan, codes by their label, lists with commas. */
async function fillIn(page, field, value, side) {
  const at = row(page, field.name);
  const label = field.label[side];
  if (field.codes) {
    const { label: meaning } = field.codes.find(({ code }) => code === value);
    const written = `${value} ${meaning[side]}`;
    if (field.codes.length > 4) await at.getByLabel(label, { exact: true }).selectOption({ label: written });
    else await at.getByRole("radiogroup", { name: label }).getByRole("radio", { name: written, exact: true }).check();
  } else if (field.kind === "orderList") {
    for (const order of value) await at.getByLabel(label, { exact: true }).pressSequentially(`${order},`);
  } else {
    await at.getByLabel(label, { exact: true }).fill(field.kind === "fen" ? fenToYuan(value) : String(value));
  }
}

async function fillAll(page, form, request, side) {
  for (const field of fieldsOf(form)) {
    const value = valueAt(request, field.path);
    if (value !== undefined) await fillIn(page, field, value, side);
  }
}

async function clipboard(page) {
  await told(page, /已复制|Copied/);
  return page.evaluate(() => navigator.clipboard.readText());
}
async function copyFirst(page) {
  await main(page).click();
  return clipboard(page);
}
async function fillFrom(page, item, language = "zh-CN") {
  await page.getByRole("button", { name: words[language].fill }).click();
  await page.getByRole("button", { name: words[language][item] }).click();
}
const paste = (page, text) =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.querySelector(".form-head").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

for (const [language, button, side] of languages) {
  for (const form of forms) {
    test(`${nameOf(form)} is filled in and gives the package's own envelope (${language})`, () =>
      onPage({ at: `#/build/${form.method.methodCode}` }, async ({ page }) => {
        await speak(page, button);
        const request = { ...sampleRequest(form.method.methodCode, form.event && { eventCode: form.event.eventCode }), responseType: "1" };
        await page.getByRole("radio", { name: "1 JSON" }).or(page.getByRole("radio", { name: "1 json" })).check();
        await fillAll(page, form, request, side);
        await complete(page);
        assert.equal(await page.getByRole("heading", { level: 2, name: form.method.title[side] }).count(), 1);
        assert.equal(new URL(page.url()).hash, `#/build/${nameOf(form)}`, "the address follows");

        const envelope = await copyFirst(page);
        assert.equal(envelope, format(buildRequest(request)));
        assert.deepEqual(parseRequest(envelope), request);
        await page.getByLabel(language === "en" ? "Indented" : "缩进").uncheck();
        assert.equal(await copyFirst(page), buildRequest(request));
        assert.deepEqual(lint(envelope).diagnostics.map(({ rule }) => rule), checkRequest(request).map(({ rule }) => rule));
        assert.deepEqual(await page.locator(".problem-error").count(), 0);
      }));
  }
}

test("a view that is being left does not take the address of the next one", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    await page.locator(".form-facts code", { hasText: "refundGeneral" }).waitFor();
    // Going back changes the address first and tells of it later: a choice falls between the two.
    assert.equal(await page.evaluate(() => {
      history.pushState(null, "", "#/check");
      const list = document.querySelector(".method-list select");
      list.value = "ordersQuery";
      list.dispatchEvent(new Event("change", { bubbles: true }));
      return location.hash;
    }), "#/check");
    await page.locator(".form-facts code", { hasText: "ordersQuery" }).waitFor();
    assert.equal(await page.evaluate(() => location.hash), "#/check");
  }));

test("every field has the catalog's label, name and section, its mark where it is required, and its default where it is not", () =>
  onPage({ at: "#/build" }, async ({ page, url }) => {
    for (const [, button, side] of languages) {
      await speak(page, button);
      for (const form of forms) {
        await page.goto(`${url}#/build/${nameOf(form)}`);
        await page.locator(".form-facts code", { hasText: form.method.methodCode }).waitFor();
        // Another event of the same method.
        if (form.event) await page.locator(`.field-wire a[href="#/event/${form.event.eventCode}"]`).first().waitFor();
        const seen = await page.locator(".field").evaluateAll((rows) =>
          rows.map((field) => ({
            label: field.querySelector(".field-label").firstChild.textContent,
            star: Boolean(field.querySelector(".star")),
            required: field.querySelector("[aria-required]")?.getAttribute("aria-required") === "true",
            name: field.querySelector("code").textContent,
            section: field.querySelector(".field-wire a").textContent,
            link: field.querySelector(".field-wire a").getAttribute("href"),
            note: field.querySelector(".note")?.textContent ?? null,
          })));
        const shown = fieldsOf(form).map((field) => ({
          label: field.label[side],
          star: field.required,
          required: field.required,
          name: field.name,
          section: field.section,
          link: field.path.length > 1 ? `#/event/${form.event.eventCode}` : `#/method/${form.method.methodCode}`,
          note: field.note?.[side] ?? null,
        }));
        assert.deepEqual(seen.slice(1), shown, nameOf(form));
        for (const field of fieldsOf(form).filter((one) => one.default)) {
          const meant = field.codes.find(({ code }) => code === field.default);
          assert.ok((await row(page, field.name).innerText()).includes(`${meant.code} ${meant.label[side]}`), field.name);
        }
      }
    }
  }));

test("what is missing is counted and listed, not shouted, and each entry goes to its field", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    const required = methods[0].params.filter((field) => field.required);
    await state(page).filter({ hasText: `还差 ${required.length} 项` }).waitFor();
    assert.deepEqual(await page.locator(".gap code").allInnerTexts(), required.map(({ name }) => name));
    for (const _ of required) await page.keyboard.press("Tab");
    assert.equal(await page.locator(".problem").count(), 0, "nothing said yet");
    await page.locator(".gap", { hasText: "refundTime" }).click();
    assert.equal(await row(page, "refundTime").getByRole("textbox").evaluate((field) => field === document.activeElement), true);
    await page.locator(".gap", { hasText: "refundType" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.value), "1");

    await page.getByRole("button", { name: "全部校验" }).click();
    await page.locator(".problem").first().waitFor();
    assert.equal(await page.locator(".problem").count(), required.length);
    assert.equal(await page.evaluate(() => document.activeElement.closest(".field").querySelector("code").textContent), "secret");
    assert.equal(await page.locator("[aria-invalid=true]").count(), required.length);
    assert.match(await page.locator(".draft").innerText(), /草稿，还不是报文/);
    assert.equal(await page.locator(".output-tools").count(), 0, "nothing to take away yet");
  }));

test("an error stands at its field, in the schema's own words, once the field has been left", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    for (const [language, button, side] of languages) {
      await speak(page, button);
      const field = row(page, "refundTime").getByRole("textbox");
      await field.fill("2016-08-27T10:15");
      await row(page, "refundReason").getByRole("textbox").focus();
      const { issues } = schemas.refundGeneral["~standard"].validate({ refundTime: "2016-08-27T10:15" }, { libraryOptions: { locale: language } });
      const wanted = issues.find(({ path }) => path[0] === "refundTime").message.replaceAll("`", "");
      await row(page, "refundTime").locator(".problem", { hasText: wanted }).waitFor();
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      const described = await field.evaluate((one) => one.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).innerText).join());
      assert.ok(described.includes(wanted));
      await field.fill("2016-02-30 10:15:00");
      await row(page, "refundTime").locator(".problem", { hasText: "2016-02-30" }).waitFor();
      await field.fill("2016-02-28 10:15:00");
      await row(page, "refundTime").locator(".problem").waitFor({ state: "detached" });
      assert.equal(await field.getAttribute("aria-invalid"), null);
      assert.ok(side);
    }
  }));

test("warnings and hints come beside the errors, and leave the envelope to be had", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    await fillFrom(page, "sample");
    await complete(page);
    await row(page, "refundAmout").getByRole("textbox").fill("0");
    await row(page, "orderNo").getByRole("textbox").fill("  Y1 ");
    await row(page, "refundAmout").locator(".problem-warning", { hasText: "0" }).waitFor();
    await row(page, "orderNo").locator(".problem-info").waitFor();
    await state(page).filter({ hasText: "有 2 处要留意" }).waitFor();
    assert.equal(parseRequest(await copyFirst(page)).methodParams.orderNo, "Y1");
  }));

test("two times in the wrong order are told at the first of them", () =>
  onPage({ at: "#/build/regOrdersQuery" }, async ({ page }) => {
    await fillFrom(page, "sample");
    await page.locator(".method-note", { hasText: "待定" }).waitFor();
    await row(page, "startDate").getByRole("textbox").fill("2016-09-01");
    await row(page, "startDate").locator(".problem-error", { hasText: "endDate" }).waitFor();
    assert.equal(await page.locator(".shapes").count(), 0);
  }));

test("an amount is typed in yuan and goes out in fen, to the last digit; what is no amount goes nowhere", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    await fillFrom(page, "sample");
    const amount = row(page, "refundAmout").getByRole("textbox");
    for (const [typed, fen] of [["300.00", 30000], ["0.01", 1], ["236.5", 23650], [" 12.34 ", 1234], ["1.10", 110], ["90071992547409.91", Number.MAX_SAFE_INTEGER], ["4.35", 435]]) {
      await amount.fill(typed);
      await row(page, "refundAmout").locator(".becomes", { hasText: `${typed.trim()} 元 = ${fen} 分` }).waitFor();
      assert.equal(parseRequest(await copyFirst(page)).methodParams.refundAmout, fen);
    }
    for (const typed of ["12.345", "1e3", "１２", ",", "1,234.00", "-1", "+1", ".5", "5.", "01", "0x10", "¥3", "90071992547409.92", "1/0", "NaN", " "]) {
      await amount.fill(typed);
      await amount.blur();
      await row(page, "refundAmout").locator(".problem-error", { hasText: "这里以元填写" }).waitFor();
      assert.equal(await page.locator(".shapes").count(), 0, `${typed}: no envelope`);
      assert.equal((await row(page, "refundAmout").locator(".becomes").innerText()).includes("="), false, typed);
    }
  }));

test("the one amount in yuan goes out as it is, with its warning and what it would be in fen", () =>
  onPage({ at: "#/build/msgPush/26" }, async ({ page }) => {
    await fillFrom(page, "sample");
    const amount = row(page, "payAmout").getByRole("textbox");
    // Another amount than the sample's, for which these words stand there already.
    await amount.fill("237.5");
    await row(page, "payAmout").locator(".becomes-yuan", { hasText: "合 23750 分" }).waitFor();
    assert.match(await row(page, "payAmout").innerText(), /以元写进报文，不换算成分/);
    assert.equal(parseRequest(await copyFirst(page)).methodParams.eventParams.payAmout, "237.5");
    for (const typed of ["12.345", "1e3", "１２", ","]) {
      await amount.fill(typed);
      await row(page, "payAmout").locator(".problem-error", { hasText: "payAmout" }).waitFor();
      assert.equal(await page.locator(".shapes").count(), 0, typed);
    }
  }));

test("order numbers are chips: typed, pasted, walked and removed by the keyboard alone", () =>
  onPage({ at: "#/build/stopReg" }, async ({ page }) => {
    const at = row(page, "orderList");
    const input = at.getByRole("textbox");
    const chips = () => at.locator(".chip > span").allInnerTexts();
    await input.focus();
    await page.keyboard.type("A1,A2 A3，");
    await page.keyboard.type("A4");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chips(), ["A1", "A2", "A3", "A4"]);
    await input.evaluate((field) => {
      const data = new DataTransfer();
      data.setData("text/plain", "B1\r\nB2、B3\tB4；B5\n\n");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await at.locator(".orders-count", { hasText: "共 9 个" }).waitFor();
    await page.keyboard.press("Backspace");
    assert.deepEqual((await chips()).at(-1), "B4");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Delete");
    assert.deepEqual(await chips(), ["A1", "A2", "A3", "A4", "B1", "B2", "B4"]);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "移除 B4");
    await page.keyboard.press("Backspace");
    assert.equal(await input.evaluate((field) => field === document.activeElement), true, "after the last, the field has the focus");
    await page.keyboard.type("A1");
    await page.keyboard.press("Tab");
    assert.deepEqual((await chips()).at(-1), "A1", "what was typed is not lost");
    await at.locator(".problem-warning", { hasText: "A1" }).waitFor();
    await at.getByRole("button", { name: "移除 A1" }).first().click();
    await row(page, "secret").getByLabel("接口秘钥").fill("not-a-secret");
    await complete(page);
    assert.deepEqual(parseRequest(await copyFirst(page)).methodParams.orderList, ["A2", "A3", "A4", "B1", "B2", "A1"]);
  }));

test("choosing the event swaps its fields and the address; each keeps what was typed, as each method does", () =>
  onPage({ at: "#/build/msgPush" }, async ({ page }) => {
    await page.getByRole("radio", { name: "16 候诊通知" }).check();
    await row(page, "currentNum").getByRole("textbox").fill("7");
    await page.getByRole("radio", { name: "26 门诊待缴费提醒" }).check();
    assert.equal(await row(page, "currentNum").count(), 0);
    assert.equal(new URL(page.url()).hash, "#/build/msgPush/26");
    await row(page, "payType").getByRole("textbox").fill("检查费");
    await page.getByRole("link", { name: /stopReg/ }).click();
    await row(page, "orderList").waitFor();
    await page.goBack();
    assert.equal(await row(page, "payType").getByRole("textbox").inputValue(), "检查费");
    await page.getByRole("radio", { name: "16 候诊通知" }).check();
    assert.equal(await row(page, "currentNum").getByRole("textbox").inputValue(), "7");
    await row(page, "currentNum").getByRole("textbox").fill("3.5");
    await row(page, "currentNum").getByRole("textbox").blur();
    await row(page, "currentNum").locator(".problem-error", { hasText: "currentNum" }).waitFor();
  }));

test("times are Beijing's wherever the browser is, and the browser's own picker fills in the wire's form", () =>
  onPage({ at: "#/build/ordersQuery", timezoneId: "America/New_York" }, async ({ page }) => {
    const at = row(page, "startTime");
    const before = beijingTime(new Date());
    await at.getByRole("button", { name: "此刻" }).click();
    await page.waitForFunction(() => document.querySelector('[id$="startTime-control"]').value !== "");
    const typed = await at.getByRole("textbox").inputValue();
    assert.ok(before <= typed && typed <= beijingTime(new Date()), typed);
    await at.getByRole("button", { name: "23:59:59" }).click();
    assert.equal(await at.getByRole("textbox").inputValue(), `${typed.slice(0, 10)} 23:59:59`);
    await at.locator("input[type=datetime-local]").evaluate((picker) => {
      picker.value = "2016-08-27T10:15";
      picker.dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.equal(await at.getByRole("textbox").inputValue(), "2016-08-27 10:15:00");
    await row(page, "endTime").getByRole("button", { name: "00:00:00" }).click();
    await page.waitForFunction(() => document.querySelector('[id$="endTime-control"]').value.endsWith(" 00:00:00"));
  }));

test("what is asked for in Check fills the form, and Check opens what was built", () =>
  onPage({}, async ({ page }) => {
    const request = sampleRequest("msgPush", { eventCode: "26" });
    await enter(page, format(buildRequest(request)));
    // Check tells the other views of what stands there once it rests, and keeps it then.
    await page.waitForFunction(() => localStorage.getItem("yct-page.work.check")?.includes("payAmout"));
    await page.locator('nav a[href="#/build"]').click();
    await page.locator(".build").waitFor();
    await fillFrom(page, "fromCheck");
    await told(page, /已按报文填入/);
    assert.equal(new URL(page.url()).hash, "#/build/msgPush/26");
    assert.equal(await copyFirst(page), format(buildRequest(request)));
    await row(page, "patName").getByRole("textbox").fill("王示例");
    await page.getByRole("button", { name: "在校验页打开" }).click();
    await page.locator(".cm-line", { hasText: "王示例" }).waitFor();
  }));

test("a pasted envelope fills the form, mended where only one reading is left; a worse one is sent to Check; undo brings back what was", () =>
  onPage({ at: "#/build/stopReg" }, async ({ page }) => {
    const refund = sampleRequest("refundGeneral");
    await paste(page, buildRequest(refund).replace("<refundType>1<", "<refundType>01<"));
    await told(page, /改正了 1 处/);
    assert.equal(new URL(page.url()).hash, "#/build/refundGeneral");
    assert.equal(await row(page, "refundAmout").getByRole("textbox").inputValue(), "300.00");
    assert.equal(await copyFirst(page), format(buildRequest(refund)));

    await paste(page, buildRequest({ ...refund, methodParams: { ...refund.methodParams, refundReason: "改过" } }));
    await told(page, /已按报文填入/);
    await page.locator(".notice").getByRole("button", { name: "撤销" }).click();
    assert.equal(await row(page, "refundReason").getByRole("textbox").inputValue(), refund.methodParams.refundReason);

    await paste(page, "<return><resultCode>0</resultCode></return>");
    await told(page, /没有找到请求/);
    await paste(page, buildRequest(refund).replace("30000", "300.00"));
    await told(page, /还有 1 处错误/);
    await page.getByRole("button", { name: "清空" }).click();
    await told(page, /已清空/);
    await state(page).filter({ hasText: "还差 7 项" }).waitFor();
    await page.locator(".notice").getByRole("button", { name: "撤销" }).click();
    await complete(page);
  }));

test("a text of several lines keeps them", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    const request = sampleRequest("refundGeneral");
    request.methodParams.refundReason = "第一行\n第二行 ]]> <b> & \u2028";
    await paste(page, buildRequest(request));
    await complete(page);
    assert.equal(parseRequest(await copyFirst(page)).methodParams.refundReason, parseRequest(buildRequest(request)).methodParams.refundReason);
  }));

test("the envelope is shown masked; it is copied whole, masked or without the patient, as asked for, and downloaded", () =>
  onPage({ at: "#/build/msgPush/16" }, async ({ page }) => {
    await fillFrom(page, "sample");
    await complete(page);
    const whole = format(buildRequest(sampleRequest("msgPush", { eventCode: "16" })));
    const shown = () => page.locator(".sheet").innerText().then((text) => text.trim());
    assert.equal(await shown(), mask(whole));
    for (const [name, wanted] of [["复制，遮盖秘钥", mask(whole)], ["复制，遮盖秘钥与患者信息", mask(whole, { patient: true })]]) {
      await page.getByRole("button", { name: "更多" }).click();
      await page.getByRole("button", { name, exact: true }).click();
      await told(page, /已遮盖/);
      assert.equal(await clipboard(page), wanted);
    }
    await page.getByLabel("显示秘钥", { exact: true }).last().check();
    assert.equal(await shown(), whole);
    await page.getByRole("button", { name: "更多" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载 XML（含秘钥）" }).click()]);
    assert.equal(download.suggestedFilename(), "msgPush-16.xml");
    assert.equal(await readFile(await download.path(), "utf8"), whole);
  }));
