import assert from "node:assert/strict";
import { test } from "node:test";
import { catalog } from "yct-envelope";
import { beyond, browserTests, inBothThemes, picture, speak, told, violations } from "./support.mjs";

const onPage = browserTests();
const { methods, codeTables, rules } = catalog();
const events = methods.flatMap((method) => method.events ?? []);
const languages = { zh: "中文", en: "EN" };
/** What is refused unread has no place of its own. */
const unread = ["limit/size", "limit/damage"];
const search = (page) => page.getByRole("combobox", { name: /^(搜索手册|Search the reference)$/ });

/** Goes to an address inside the reference, and waits until what `name` says is its heading. */
async function visit(page, hash, name) {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator(".ref-head h2 > code", { hasText: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`) }).waitFor();
}

const headingOf = (page) => page.locator(".ref-head h2 > span").evaluate((span) => span.firstChild.textContent.trim());

/** The fields of every table: `[name, label, required, …]`, as they are shown. */
const fieldsShown = (page) =>
  page.locator(".ref-fields").evaluateAll((tables) =>
    tables.map((table) =>
      [...table.querySelectorAll("tbody tr")].map((row) => ({
        name: row.querySelector("th code").textContent,
        label: row.querySelector(".ref-label").firstChild.textContent.trim(),
        required: row.querySelector(".ref-presence .ref-required") !== null,
        fallback: row.querySelector(".ref-default")?.textContent.match(/\d+/)[0],
        codes: [...row.querySelectorAll(".ref-codes li")].map((item) => item.textContent),
        note: row.querySelector(".ref-note").textContent,
        content: row.querySelector("td:nth-child(3)").textContent,
      }))));

const wanted = (field, language) => ({
  name: field.name,
  label: field.label[language],
  required: field.required,
  fallback: field.default,
  codes: (field.codes ?? (field.kind === "event" ? events.map(({ eventCode, title }) => ({ code: eventCode, label: title })) : [])).map(({ code, label }) => `${code} ${label[language]}`),
});

/** What must be said of a kind whose unit or form is easily mistaken. */
const said = { fen: "分", yuan: "元", timestamp: "YYYY-MM-DD HH:MM:SS", date: "YYYY-MM-DD" };

function assertFields(shown, fields, language, of) {
  assert.deepEqual(shown.map(({ note, content, ...rest }) => rest), fields.map((field) => wanted(field, language)), of);
  for (const [index, field] of fields.entries()) {
    const { note, content } = shown[index];
    if (field.note) assert.ok(note.toLowerCase().includes(field.note[language].toLowerCase()), `${of}/${field.name}: ${note}`);
    assert.ok(content.includes(said[field.kind] ?? ""), `${of}/${field.name}: ${content}`);
  }
}

for (const [language, button] of Object.entries(languages)) {
  test(`every method and event is shown as the catalog has it: ${language}`, () =>
    onPage({ at: "#/reference" }, async ({ page }) => {
      await speak(page, button);
      for (const method of methods) {
        await visit(page, `#/method/${method.methodCode}`, method.methodCode);
        assert.equal(await headingOf(page), method.title[language]);
        const tables = await fieldsShown(page);
        assert.equal(tables.length, method.result.cardinality === "none" ? 1 : 2, method.methodCode);
        assertFields(tables[0], method.params, language, method.methodCode);
        if (tables[1]) assertFields(tables[1], method.result.fields, language, `${method.methodCode} result`);
        assert.ok((await page.locator(".ref-facts").innerText()).includes(method.section));
        assert.equal(await page.locator(".ref-facts .ref-provisional").count(), method.provisional ? 1 : 0);
        assert.match(await page.title(), new RegExp(`^${method.methodCode} `));
      }
      for (const event of events) {
        await visit(page, `#/event/${event.eventCode}`, event.eventCode);
        assert.equal(await headingOf(page), event.title[language]);
        assertFields((await fieldsShown(page))[0], event.params, language, event.eventCode);
        assert.equal(await page.locator(`.ref-facts a[href="#/build/msgPush/${event.eventCode}"]`).count(), 1);
      }
    }));

  test(`every code table is shown as the catalog has it: ${language}`, () =>
    onPage({ at: "#/reference" }, async ({ page }) => {
      await speak(page, button);
      for (const table of codeTables) {
        await visit(page, `#/codes/${table.name}`, table.name);
        assert.equal(await headingOf(page), table.title[language]);
        const shown = await page.locator(".ref-code-table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => (cell.querySelector("code") ?? cell.firstChild).textContent.trim())));
        assert.deepEqual(shown, table.codes.map(({ code, label, constant }) => [code, label[language], `${table.name}.${constant}`]));
        // A field that takes all of a table's codes is listed with it.
        const fields = [...methods.flatMap((method) => [...method.params, ...method.result.fields]), ...events.flatMap((event) => event.params)];
        const users = fields.filter((field) => field.codes && table.codes.every((entry) => field.codes.some(({ code, label }) => code === entry.code && label.en === entry.label.en)));
        assert.deepEqual(await page.locator(".ref-list li > a > code").allTextContents(), users.map(({ name }) => name), table.name);
      }
    }));

  test(`every rule is explained, and its bad example shows it: ${language}`, () =>
    onPage({ at: "#/reference" }, async ({ page }) => {
      await speak(page, button);
      for (const rule of rules) {
        await visit(page, `#/rule/${rule.id}`, rule.id);
        assert.equal(await headingOf(page), rule.title[language]);
        assert.equal(await page.locator(".ref-page > .ref-prose").textContent(), rule.explanation[language].replaceAll("`", ""));
        assert.equal(await page.locator(`.ref-facts .mark-${rule.severity}`).count(), 1);
        await page.locator(".ref-said code.ref-help", { hasText: rule.id }).first().waitFor();
        const spoken = await page.locator(".ref-said", { has: page.locator("code.ref-help") }).first().innerText();
        assert.equal(/[\u4e00-\u9fff]{4}/.test(spoken.replace(/“[^”]*”|示例[^ ]*/g, "")), language === "zh", `${rule.id}: ${spoken}`);
        assert.deepEqual(await page.locator(".ref-examples > .ref-example > .ref-code").evaluateAll((blocks) => blocks.map((block) => {
          const copy = block.cloneNode(true);
          for (const odd of copy.querySelectorAll("[data-text]")) odd.replaceWith(odd.dataset.text);
          return copy.textContent;
        })), [rule.bad, rule.good], rule.id);
        if (!unread.includes(rule.id)) assert.ok((await page.locator(".ref-example-bad > .ref-code mark").count()) > 0, `${rule.id}: the place is marked`);
      }
    }));
}

test("an example goes to Check, as does a sample", () =>
  onPage({ at: "#/rule/amount/not-fen" }, async ({ page }) => {
    await page.locator(".ref-example-bad").getByRole("button", { name: "在校验中打开" }).first().click();
    assert.equal(await page.evaluate(() => location.hash), "#/check");
    assert.equal(await page.locator(".reference").isVisible(), false);
    await page.goBack();
    await page.locator(".reference").waitFor();
    assert.equal(await page.locator(".ref-head h2 > code").innerText(), "amount/not-fen");
    await visit(page, "#/method/ordersQuery", "ordersQuery");
    await page.getByRole("button", { name: "响应 JSON" }).click();
    await page.locator(".ref-code", { hasText: '"resultCode"' }).waitFor();
    await page.getByRole("button", { name: "在校验中打开" }).click();
    assert.equal(await page.evaluate(() => location.hash), "#/check");
  }));

test("what is copied is the text itself, not what is laid out for reading", () =>
  onPage({ at: "#/rule/xml/end-tag" }, async ({ page }) => {
    await page.locator(".ref-odd").first().waitFor();
    await page.getByRole("button", { name: "复制" }).first().click();
    await told(page, /已复制/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), rules.find(({ id }) => id === "xml/end-tag").bad);
  }));

test("a field and a code have addresses of their own, which mark them", () =>
  onPage({ at: "#/method/regOrdersQuery/agtRefundPayOrderNo" }, async ({ page }) => {
    const marked = page.locator("tr[aria-current]");
    assert.equal(await marked.getAttribute("data-address"), "#/method/regOrdersQuery/result/agtRefundPayOrderNo");
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector("tr[aria-current]").getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "agtRefundPayOrderNo");
    await visit(page, "#/codes/RefundType/2", "RefundType");
    assert.match(await marked.innerText(), /^2\s+门诊退费\s+RefundType\.Outpatient/);
    await page.evaluate(() => (location.hash = "#/method/ordersQuery/result/tradeMode"));
    await page.locator('tr[aria-current][data-address="#/method/ordersQuery/result/tradeMode"]').waitFor();
    assert.equal(await marked.count(), 1, "of two fields of a name, one is meant");
  }));

test("a page begins at its top, with the focus on its heading", () =>
  onPage({ at: "#/method/regOrdersQuery", viewport: { width: 1280, height: 500 } }, async ({ page }) => {
    await page.locator(".ref-table-link").last().click();
    await page.locator(".ref-head h2 > code", { hasText: "TradeType" }).waitFor();
    await page.waitForFunction(() => document.activeElement.matches(".ref-head h2"));
    assert.equal(await page.locator(".ref-scroller").evaluate((element) => element.scrollTop), 0);
  }));

test("an address that names nothing says so and offers the nearest", () =>
  onPage({ at: "#/rule/amount/not-fenn" }, async ({ page }) => {
    assert.match(await page.locator(".ref-page").innerText(), /#\/rule\/amount\/not-fenn/);
    assert.equal(await page.locator(".ref-list a").first().getAttribute("href"), "#/rule/amount/not-fen");
    for (const [wrong, right] of [["#/method/refundGenral", "#/method/refundGeneral"], ["#/codes/RefoundType", "#/codes/RefundType"], ["#/method/refundGeneral/refundAmount", "#/method/refundGeneral/refundAmout"]]) {
      await page.evaluate((to) => (location.hash = to), wrong);
      await page.locator(".ref-prose", { hasText: wrong }).waitFor();
      assert.equal(await page.locator(".ref-list a").first().getAttribute("href"), right);
    }
    for (const wrong of ["#/method/toString", "#/event/99", "#/rule/x", "#/codes/RefundType/9", "#/reference/nothing", "#/method/ordersQuery/result/secret"]) {
      await page.evaluate((to) => (location.hash = to), wrong);
      await page.locator(".ref-prose", { hasText: wrong }).waitFor();
    }
  }));

test("search finds by wire name, label, code, title and explanation, the exact first", () =>
  onPage({ at: "#/reference" }, async ({ page }) => {
    const first = page.getByRole("option").first();
    for (const [query, href] of [
      ["refundAmout", "#/method/refundGeneral/refundAmout"],
      ["not-fen", "#/rule/amount/not-fen"],
      ["refundgeneral", "#/method/refundGeneral"],
      ["退费类型", "#/method/refundGeneral/refundType"],
      ["Alipay", "#/codes/PayPlatform/4"],
      ["ＰａｙＰｌａｔｆｏｒｍ", "#/codes/PayPlatform"],
      ["订单号 重复", "#/rule/orders/duplicate"],
      ["差一百倍", "#/rule/amount/not-fen"],
      ["factor of one hundred", "#/rule/amount/not-fen"],
      ["2.5.2.2", "#/event/26"],
      ["26", "#/event/26"],
    ]) {
      await search(page).fill(query);
      await first.waitFor();
      await search(page).press("Enter");
      assert.equal(await page.evaluate(() => location.hash), href, query);
      assert.equal(await search(page).inputValue(), "", "what was asked for is there");
    }
    await search(page).fill("没有这样的东西");
    await page.locator(".ref-found", { hasText: "没有与“没有这样的东西”相符的内容" }).waitFor();
    assert.equal(await search(page).getAttribute("aria-expanded"), "false");
    await search(page).press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#/event/26", "Enter goes nowhere");
  }));

test("what an input method composes is not searched for, nor its keys taken, until it is done", () =>
  onPage({ at: "#/reference", fresh: true }, async ({ page, context }) => {
    const session = await context.newCDPSession(page);
    await search(page).focus();
    await session.send("Input.imeSetComposition", { text: "tui fei", selectionStart: 7, selectionEnd: 7 });
    assert.equal(await page.getByRole("option").count(), 0);
    await search(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, keyCode: 229 });
    assert.equal(await page.evaluate(() => location.hash), "#/reference");
    await session.send("Input.insertText", { text: "退费标志" });
    await page.getByRole("option").first().waitFor();
    assert.equal(await search(page).inputValue(), "退费标志");
    await search(page).press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#/method/refundGeneral/partialOrAllrefund");
  }));

test("the keyboard alone: search, walk, open, clear, and go on by links", () =>
  onPage({ at: "#/reference" }, async ({ page }) => {
    const selected = page.locator('[role=option][aria-selected="true"]');
    await page.getByRole("link", { name: "手册" }).focus();
    await page.keyboard.press("ControlOrMeta+k");
    assert.equal(await search(page).evaluate((input) => document.activeElement === input), true);
    await page.keyboard.type("amount/");
    await selected.waitFor();
    const names = await page.locator(".ref-option > code:first-of-type").allTextContents();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    assert.equal(await selected.locator("code").first().textContent(), names[1]);
    assert.equal(await search(page).getAttribute("aria-activedescendant"), await selected.getAttribute("id"));
    await page.keyboard.press("Escape");
    assert.equal(await search(page).inputValue(), "");
    assert.equal(await page.getByRole("option").count(), 0);
    await page.keyboard.type("amount/zero");
    await selected.waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".ref-head h2"));
    await page.locator(".ref-said").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "在校验中打开");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#/check");
  }));

test("on a narrow screen the contents unfold, and fold when something is chosen", () =>
  onPage({ at: "#/reference", viewport: { width: 360, height: 780 } }, async ({ page }) => {
    const contents = page.getByRole("navigation", { name: "目录" });
    assert.equal(await contents.isVisible(), false);
    await page.getByRole("button", { name: "目录" }).click();
    await contents.getByRole("link", { name: /订单查询 ordersQuery/ }).click();
    await page.locator(".ref-head h2 > code", { hasText: "ordersQuery" }).waitFor();
    await contents.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => scrollY), 0);
  }));

test("on paper there is the one thing that is shown", () =>
  onPage({ at: "#/rule/amount/not-fen", colorScheme: "dark" }, async ({ page }) => {
    await page.locator(".ref-said").waitFor();
    await page.emulateMedia({ media: "print" });
    for (const part of [".head", ".ref-side", ".ref-tools"]) assert.equal(await page.locator(part).first().isVisible(), false, part);
    assert.equal(await page.locator(".ref-scroller").evaluate((element) => element.scrollHeight <= element.clientHeight + 1), true, "nothing is cut off");
    await picture(page, "reference-print");
  }));

const states = {
  overview: "#/reference", method: "#/method/ordersQuery", field: "#/method/refundGeneral/refundAmout", event: "#/event/26", codes: "#/codes/PayPlatform/4",
  rule: "#/rule/xml/end-tag", paired: "#/rule/record/outside-range", group: "#/rule/amount", absent: "#/rule/amount/not-fenn",
};

/** Waits until what a page asks of the worker is there. */
async function settled(page, hash) {
  await page.waitForFunction((wanted) => location.hash === wanted, hash);
  const last = { rule: ".ref-page-rule .ref-said, .ref-page-group, .ref-page-absent", method: ".ref-page-method .ref-code", event: ".ref-page-event .ref-code", codes: ".ref-page-codes", reference: ".ref-page-overview" };
  await page.locator(last[hash.split("/")[1]]).first().waitFor();
}

for (const width of [360, 800, 1280, 1920]) {
  test(`nothing is cut off at ${width} px, in either language`, () =>
    onPage({ at: "#/reference", viewport: { width, height: 800 } }, async ({ page }) => {
      for (const button of Object.values(languages)) {
        await speak(page, button);
        for (const hash of Object.values(states)) {
          await page.evaluate((to) => (location.hash = to), hash);
          await settled(page, hash);
          assert.deepEqual(await beyond(page), [], `${hash} ${button}`);
        }
        await search(page).fill("refund order");
        assert.deepEqual(await beyond(page), [], `search ${button}`);
        await search(page).press("Escape");
      }
    }));
}

for (const width of [360, 1280]) {
  test(`axe finds nothing: ${width} px`, () =>
    onPage({ at: "#/reference", viewport: { width, height: 800 } }, async ({ page }) => {
      const look = (state) => inBothThemes(page, async (theme) => {
        assert.deepEqual(await violations(page), [], `${state}, ${theme}`);
        await picture(page, `reference-${state}-${theme}-${width}`);
      });
      for (const [name, hash] of Object.entries(states)) {
        await page.evaluate((to) => (location.hash = to), hash);
        await settled(page, hash);
        await look(name);
      }
      await speak(page, "EN");
      await search(page).fill("refund");
      await page.getByRole("option").first().waitFor();
      await look("search");
      await search(page).press("Escape");
      if (width === 360) {
        await page.getByRole("button", { name: "Contents" }).click();
        await look("contents");
      }
    }));
}
