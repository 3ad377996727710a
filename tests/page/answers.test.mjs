import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { catalog, fenToYuan, readRecords } from "yct-envelope";
import { guarded } from "../../www/src/answers/csv.js";
import { yuan } from "../../www/src/answers/money.js";
import { answerOf, drawnRows, exported, heads, matches, openFile, parsedCsv, recordsOf } from "./answers-support.mjs";
import { beyond, browserTests, gbk, inBothThemes, picture, speak, told, violations } from "./support.mjs";

const onPage = browserTests();
const onAnswers = (options, run) => onPage({ at: "#/answers", ...options }, run);

const methodOf = (method) => catalog().methods.find(({ methodCode }) => methodCode === method);
const labelOf = (method, field, code, locale) => methodOf(method).result.fields.find(({ name }) => name === field).codes.find((row) => row.code === code).label[locale];
const isRefund = ({ tradeType }) => tradeType === "2";
const sum = (records, field) => records.reduce((total, record) => total + record[field], 0);
const shownYuan = (fen) => fenToYuan(Math.abs(fen)).replace(/\B(?=(\d{3})+\.)/g, ",").replace(/^/, fen < 0 ? "−" : "");

async function summaryOf(method, text) {
  const reading = readRecords(method, text);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}

test("amounts as text are the package's, and go on where it has no more", () => {
  for (const fen of [0, 1, 9, 10, 99, 100, 1990, 123_456, Number.MAX_SAFE_INTEGER]) assert.equal(yuan(fen), fenToYuan(fen));
  assert.equal(yuan(-5n), "-0.05");
  assert.equal(yuan(-1990n), "-19.90");
  assert.equal(yuan(900_719_925_474_099_100n), "9007199254740991.00");
});

for (const { method, format, encode, encoding, name } of [
  { method: "ordersQuery", format: "xml", name: "订单.xml", encode: (text) => text, encoding: /XML · UTF-8/ },
  { method: "ordersQuery", format: "json", name: "orders.json", encode: (text) => text, encoding: /JSON · UTF-8/ },
  { method: "regOrdersQuery", format: "xml", name: "gbk.xml", encode: (text) => gbk(text.replace("UTF-8", "GBK")), encoding: /XML · GB/ },
  { method: "regOrdersQuery", format: "json", name: "reg.json", encode: (text) => text, encoding: /JSON · UTF-8/ },
]) {
  test(`an answer to ${method} is opened from a file: ${name}`, () =>
    onAnswers({}, async ({ page }) => {
      const records = recordsOf(method, 12);
      await openFile(page, name, encode(answerOf(method, records, format)));
      await matches(page, `${records.length} 条记录`);
      assert.equal(await page.locator(".method-choice select").inputValue(), method);
      assert.match(await page.locator(".origin").innerText(), encoding);
      assert.match(await page.locator(".origin-name").innerText(), new RegExp(name));
      for (const [button, locale] of [["EN", "en"], ["中文", "zh"]]) {
        await speak(page, button);
        await page.locator(".grid-row code").first().waitFor();
        const names = await heads(page);
        const rows = await drawnRows(page);
        assert.equal(rows.length, records.length);
        for (const [at, record] of records.entries()) {
          const cell = (field) => rows[at].cells[names.indexOf(field)];
          assert.equal(cell("orderNo"), record.orderNo);
          assert.equal(cell("tradeTime"), record.tradeTime);
          assert.equal(cell("tradeMode"), `${labelOf(method, "tradeMode", record.tradeMode, locale)} ${record.tradeMode}`);
          assert.equal(cell("payTotalFee"), `${fenToYuan(record.payTotalFee)} ${record.payTotalFee.toLocaleString("en")} ${locale === "en" ? "fen" : "分"}`);
          if (method === "regOrdersQuery") assert.equal(cell("branchName"), record.branchName);
        }
      }
    }));
}

test("every column sorts both ways, what is missing last, and the file follows", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 30);
    await openFile(page, "orders.xml", answerOf("ordersQuery", records));
    await matches(page, "条记录");
    const names = (await heads(page)).filter((name) => name in records[0] || records.some((record) => name in record));
    assert.ok(names.length >= 11);
    for (const name of names) {
      const head = page.locator(".grid-name", { has: page.locator(`code:text-is("${name}")`) });
      for (const [direction, sign] of [["ascending", 1], ["descending", -1]]) {
        await head.click();
        await page.locator(`.grid-name[aria-sort=${direction}]`, { has: page.locator(`code:text-is("${name}")`) }).waitFor();
        const wanted = records.map((record, at) => [record[name], at]).sort(([a, left], [b, right]) => {
          if (a === b) return left - right;
          if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
          return (a < b ? -1 : 1) * sign;
        });
        const expected = wanted.slice(0, 5).map(([, at]) => String(at + 1)).join();
        await page.waitForFunction((numbers) => {
          const rows = [...document.querySelectorAll(".grid-row")].sort((a, b) => a.ariaRowIndex - b.ariaRowIndex);
          return rows.slice(0, 5).map((row) => row.firstElementChild.innerText).join() === numbers;
        }, expected);
      }
      await head.click();
    }
    await page.locator(".grid-name", { hasText: "payTotalFee" }).click();
    await page.locator(".grid-name[aria-sort=ascending]").waitFor();
    const { name, text } = await exported(page, 0);
    assert.equal(name, "ordersQuery-records.csv");
    assert.ok(text.startsWith("\uFEFF") && text.endsWith("\r\n"));
    const [head, ...lines] = parsedCsv(text);
    const column = (wanted) => head.findIndex((label) => label.includes(wanted));
    const sorted = records.map((record, at) => ({ ...record, at })).sort((a, b) => a.payTotalFee - b.payTotalFee || a.at - b.at);
    assert.equal(lines.length, records.length);
    for (const [at, record] of sorted.entries()) {
      assert.equal(lines[at][0], String(record.at + 1));
      assert.equal(lines[at][column(" orderNo")], record.orderNo);
      assert.equal(lines[at][column("payTotalFee（元）")], fenToYuan(record.payTotalFee));
      assert.equal(lines[at][column("payTotalFee（分）")], String(record.payTotalFee));
      assert.equal(lines[at][column(" tradeMode")], record.tradeMode);
      assert.equal(lines[at][column("tradeMode（含义）")], labelOf("ordersQuery", "tradeMode", record.tradeMode, "zh"));
      assert.equal(lines[at][column("refundTotalFee（分）")], String(record.refundTotalFee ?? ""));
    }
  }));

test("filters narrow the table, the totals and the file, in English", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 40);
    await speak(page, "EN");
    await openFile(page, "orders.json", answerOf("ordersQuery", records, "json"));
    await matches(page, `${records.length} records`);

    await page.getByLabel("Payment platform").selectOption("3");
    const byPlatform = records.filter(({ tradeMode }) => tradeMode === "3");
    await matches(page, `${byPlatform.length} of ${records.length} records`);
    await page.getByLabel("From").fill("2016-08-02");
    await page.getByLabel("To", { exact: true }).fill("2016-08-03");
    const byDay = byPlatform.filter(({ tradeTime }) => tradeTime >= "2016-08-02" && tradeTime < "2016-08-04");
    await matches(page, `${byDay.length} of ${records.length} records`);
    assert.ok(byDay.length > 0 && byDay.length < byPlatform.length);

    const { text } = await exported(page, 1);
    const [head, all] = parsedCsv(text);
    assert.deepEqual(head.slice(0, 2), ["Day", "Payment platform"]);
    const payments = byDay.filter((record) => !isRefund(record));
    const refunds = byDay.filter(isRefund);
    const [paid, refunded] = [sum(payments, "payTotalFee"), sum(refunds, "refundTotalFee")];
    assert.deepEqual(all.slice(3), [
      String(payments.length), fenToYuan(paid), String(paid), String(refunds.length), fenToYuan(refunded), String(refunded), yuan(paid - refunded), String(paid - refunded),
    ]);

    await page.getByRole("tab", { name: "Totals" }).click();
    await matches(page, `Only the ${byDay.length} records`);
    await page.getByRole("button", { name: "Clear" }).click();
    await matches(page, `All ${records.length} records`);
    await page.getByRole("tab", { name: "Records" }).click();
    const one = records[7];
    await page.getByLabel("Find an order number").fill(one.orderNo.toLowerCase());
    await matches(page, `${records.filter(({ orderNo }) => orderNo === one.orderNo).length} of`);
    await page.getByLabel("Find an order number").fill(fenToYuan(one.payTotalFee));
    await matches(page, `${records.filter((record) => record.payTotalFee === one.payTotalFee || record.refundTotalFee === one.payTotalFee).length} of`);
    await page.getByLabel("Find an order number").fill("(nothing) [such]");
    await page.locator(".nothing", { hasText: "No record matches" }).waitFor();
  }));

test("payments and refunds are joined, and the totals are the package's", () =>
  onAnswers({ viewport: { width: 1600, height: 1600 } }, async ({ page }) => {
    const records = recordsOf("regOrdersQuery", 24);
    const text = answerOf("regOrdersQuery", records);
    const summary = await summaryOf("regOrdersQuery", text);
    await openFile(page, "reg.xml", text);
    await matches(page, "条记录");
    const figures = await page.locator(".figures").innerText();
    for (const fen of [summary.payments.totalFee, summary.refunds.totalFee, summary.payments.totalFee - summary.refunds.totalFee]) assert.ok(figures.includes(`${shownYuan(fen)} 元`), `${fen}`);

    await page.getByLabel("合并付款与退款").check();
    const orders = new Map(records.map(({ orderNo }) => [orderNo, records.filter((record) => record.orderNo === orderNo)]));
    await matches(page, `${orders.size} 个订单`);
    await page.locator(".grid-row code").first().waitFor();
    const rows = await drawnRows(page);
    for (const { cells } of rows) {
      const of = orders.get(cells[1]);
      const paid = sum(of.filter((record) => !isRefund(record)), "payTotalFee");
      const refunds = of.filter(isRefund);
      const refunded = sum(refunds, "refundTotalFee");
      assert.ok(cells[5].startsWith(shownYuan(paid)), cells[5]);
      assert.ok(refunds.length === 0 ? cells[6] === "" : cells[6].startsWith(shownYuan(refunded)), cells[6]);
      assert.ok(cells[7].startsWith(shownYuan(paid - refunded)), cells[7]);
      assert.equal(cells[8], String(of.length));
    }
    await page.locator(".grid-row", { hasText: records[0].orderNo }).locator(".grid-cell").nth(2).click();
    await page.locator(".detail .record").nth(2).waitFor();
    assert.match(await page.locator(".detail").innerText(), new RegExp(`${records[0].orderNo}[^]*付款[^]*退款[^]*${records[0].orderNo}-R1`));

    await page.getByRole("tab", { name: "合计" }).click();
    await page.locator(".bars").waitFor();
    await page.locator(".grid-row-sum").first().waitFor();
    const seen = Object.fromEntries((await drawnRows(page)).map(({ cells: [day, platform, ...figures] }) => [`${day} ${platform}`, figures]));
    const lineOf = (of) => {
      const [paid, refunded] = [sum(of.filter((record) => !isRefund(record)), "payTotalFee"), sum(of.filter(isRefund), "refundTotalFee")];
      const amount = (fen) => `${shownYuan(fen)} ${fen.toLocaleString("en").replace("-", "−")} 分`;
      return [String(of.filter((record) => !isRefund(record)).length), amount(paid), String(of.filter(isRefund).length), amount(refunded), amount(paid - refunded)];
    };
    assert.deepEqual(seen["全部日期 全部平台"], lineOf(records));
    const day = "2016-08-02";
    const platform = "3";
    const those = records.filter(({ tradeTime, tradeMode }) => tradeTime.startsWith(day) && tradeMode === platform);
    assert.ok(those.some(isRefund) && those.some((record) => !isRefund(record)));
    assert.deepEqual(seen[`${day} ${labelOf("regOrdersQuery", "tradeMode", platform, "zh")} ${platform}`], lineOf(those));

    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelector("[role=slider]").getAttribute("aria-valuetext").startsWith("2016-08-01"));
    const first = records.filter(({ tradeTime }) => tradeTime.startsWith("2016-08-01"));
    assert.ok((await slider.getAttribute("aria-valuetext")).includes(shownYuan(sum(first.filter((record) => !isRefund(record)), "payTotalFee"))));
  }));

test("what does not add up between payments and refunds is told, and can be filtered", () =>
  onAnswers({}, async ({ page }) => {
    const [payment, refund] = recordsOf("ordersQuery", 1);
    const order = (orderNo, ...records) => records.map((record) => ({ ...record, orderNo }));
    const records = [
      ...order("ALONE", refund),
      ...order("OVER", payment, { ...refund, refundTotalFee: payment.payTotalFee }, { ...refund, refundOrderNo: "R-2", refundTotalFee: 1 }),
      ...order("TWICE", payment, payment),
      ...order("REPEATED", payment, refund, refund),
      ...order("DIFFERS", payment, { ...refund, payTotalFee: payment.payTotalFee + 1 }),
      ...order("SOUND", payment, refund),
    ];
    await openFile(page, "odd.xml", answerOf("ordersQuery", records));
    await matches(page, "条记录");
    await page.getByLabel("合并付款与退款").check();
    await matches(page, "6 个订单");
    await page.locator(".grid-row code").first().waitFor();
    const names = await heads(page);
    const odd = Object.fromEntries((await drawnRows(page)).map(({ cells }) => [cells[1], cells[names.indexOf("核对")]]));
    assert.deepEqual(odd, { ALONE: "退款找不到付款", OVER: "退款超过付款", TWICE: "付款不止一笔", REPEATED: "同一退款重复", DIFFERS: "金额与付款不一致", SOUND: "" });
    assert.match((await drawnRows(page))[0].cells.join(), /不在此响应中/);
    await page.getByLabel("核对").selectOption("over");
    await matches(page, "1 个订单");
  }));

test("a file for spreadsheets runs no formula and keeps numbers as they are", () =>
  onAnswers({}, async ({ page }) => {
    const [payment] = recordsOf("ordersQuery", 1);
    const canaries = ['=HYPERLINK("http://x")', "+1+1", "-1", "@SUM(A1)", "＝1", "'quoted", "00012345", "12345678901234567890", "12E5", "2016-08-27", 'a,"b"', "ABC-1"];
    const records = canaries.map((hisOrderNo, at) => ({ ...payment, orderNo: `Y-${at}`, hisOrderNo }));
    await openFile(page, "canaries.xml", answerOf("ordersQuery", records));
    await matches(page, "条记录");
    const { name, text } = await exported(page, 0);
    assert.doesNotMatch(name, /canaries/);
    const [head, ...lines] = parsedCsv(text);
    const at = head.findIndex((label) => label.endsWith(" hisOrderNo"));
    for (const [index, line] of lines.entries()) {
      const plain = ['a,"b"', "ABC-1"].includes(canaries[index]);
      assert.equal(line[at], plain ? canaries[index] : `'${canaries[index]}`);
      assert.doesNotMatch(line[at], /^[=+\-@\t\r]/);
    }
    for (const start of ["\t", "\r", "\n"]) assert.equal(guarded(`${start}=1`), `'${start}=1`);
  }));

test("refused records are told, counted, and their neighbours keep their numbers", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 12);
    let at = -1;
    const text = answerOf("ordersQuery", records).replace(/<payTotalFee>(\d+)(\d\d)</g, (whole, yuanPart, cents) => ((at += 1) === 4 || at === 9 ? `<payTotalFee>${yuanPart}.${cents}<` : whole))
      .replace(`<orderNo>${records[5].orderNo}<`, `<orderNo> ${records[5].orderNo}<`);
    await openFile(page, "refused.xml", text);
    await matches(page, `${records.length - 2} 条记录`);
    assert.match(await page.locator(".doubt").innerText(), /不能当作账目[^]*2 条记录未通过/);
    await page.locator(".grid-row code").first().waitFor();
    assert.equal((await drawnRows(page))[4].cells[0], "6");

    await page.getByRole("tab", { name: /问题/ }).click();
    assert.equal(await page.locator(".found").count(), 3);
    assert.match(await page.locator(".findings-list").innerText(), /2 条记录未通过，不在表中[^]*第 5 条，未通过/);
    const chinese = await page.locator(".found-words p").first().innerText();
    await speak(page, "EN");
    await page.locator(".found-refused", { hasText: "Record 5, refused" }).waitFor();
    await page.waitForFunction((before) => document.querySelector(".found-words p").innerText !== before, chinese);
    await page.getByRole("button", { name: "Go to record 6" }).click();
    await page.locator(".grid:focus").waitFor();
    const active = await page.locator(".grid").getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`[id="${active}"]`).innerText(), "6");
  }));

test("an answer that is cut off, or that did not succeed, says what it is worth", () =>
  onAnswers({}, async ({ page }) => {
    const text = answerOf("ordersQuery", recordsOf("ordersQuery", 12));
    await openFile(page, "cut.xml", text.slice(0, -400));
    await page.locator(".doubt", { hasText: "可能缺少记录" }).waitFor();
    await page.getByRole("button", { name: "查看问题" }).click();
    await page.locator(".findings-part", { hasText: "响应本身" }).waitFor();
    await openFile(page, "failed.xml", "<return><resultCode>-1</resultCode><resultDesc>查询超时</resultDesc></return>");
    await page.locator(".doubt", { hasText: "响应结果是 -1（失败），不是 0" }).waitFor();
    assert.match(await page.locator(".summary").innerText(), /查询超时/);
    assert.match(await page.locator(".side").innerText(), /没有记录/);
  }));

test("a long answer is read with progress, and stopping keeps what has come", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 9000);
    const text = answerOf("ordersQuery", records);
    assert.ok(text.length > 4_000_000);
    await openFile(page, "long.xml", text);
    await matches(page, `${records.length.toLocaleString("en")} 条记录`);
    assert.equal(await page.locator(".grid").getAttribute("aria-rowcount"), String(records.length + 1));
    await page.locator(".grid").focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.locator(`.grid-row[aria-rowindex="${records.length + 1}"]`, { hasText: records.at(-1).orderNo }).waitFor();
    assert.ok((await page.locator(".grid-row").count()) < 120, "only what is seen is drawn");

    // Eight times as long, and stopped as soon as records have come.
    await page.evaluate(() => {
      const watch = new MutationObserver(() => {
        if (!/已读 [1-9]/.test(document.querySelector(".progress-figures")?.textContent ?? "")) return;
        watch.disconnect();
        document.querySelector(".progress .button").click();
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    const [head, body] = [text.slice(0, text.indexOf("<result>")), text.slice(text.indexOf("<result>"), text.lastIndexOf("</return>"))];
    const folder = await mkdtemp(join(tmpdir(), "yct-answers-"));
    const path = join(folder, "longer.xml");
    await writeFile(path, `${head}${body.repeat(8)}</return>`);
    await openFile(page, path);
    await page.locator(".doubt", { hasText: "读取被停止" }).waitFor();
    await rm(folder, { recursive: true });
    const kept = Number((await page.locator(".matches").innerText()).replace(/\D/g, ""));
    assert.ok(kept > 0 && kept < records.length * 8, `${kept} records kept`);
  }));

test("the table is worked with by the keyboard alone", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 100);
    await openFile(page, "keys.xml", answerOf("ordersQuery", records));
    await matches(page, "条记录");
    for (let tries = 0; tries < 40 && !(await page.evaluate(() => document.activeElement.matches(".grid"))); tries += 1) await page.keyboard.press("Tab");
    await page.locator(".grid:focus").waitFor();
    const active = async () => page.locator(`[id="${await page.locator(".grid").getAttribute("aria-activedescendant")}"]`).innerText();
    const at = async (text) => assert.equal((await active()).replace(/\s+/g, " "), text);
    await page.locator(".grid-row code").first().waitFor();
    await at("1");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await at(records[1].orderNo);
    await page.keyboard.press("ControlOrMeta+c");
    await told(page, /已复制/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), records[1].orderNo);
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Home");
    assert.ok(Number(await active()) > 15);
    await page.keyboard.press("ControlOrMeta+End");
    await page.locator(`.grid-row[aria-rowindex="${records.length + 1}"] code`).first().waitFor();
    await page.keyboard.press("Home");
    await at(String(records.length));
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.locator(".grid-name[aria-sort=ascending]", { hasText: "orderNo" }).waitFor();
    await page.locator(".grid-row code", { hasText: "YCT-TEST-00001" }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".detail h2:focus").waitFor();
    assert.match(await page.locator(".detail").innerText(), /YCT-TEST-00001/);
    await page.keyboard.press("Escape");
    await page.locator(".grid:focus").waitFor();
    assert.equal(await page.locator(".detail").count(), 0);
  }));

test("what is pasted or dropped is opened; a request is sent to Check", () =>
  onAnswers({}, async ({ page }) => {
    const records = recordsOf("ordersQuery", 3);
    const paste = (text) => page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData("text/plain", pasted);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await paste(answerOf("ordersQuery", records).replace("UTF-8", "GBK").replaceAll("HIS-", "医院-"));
    await matches(page, `${records.length} 条记录`);
    assert.ok((await page.locator(".grid").innerText()).includes("医院-"), "a pasted text is not decoded again");
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.json"));
      document.querySelector(".answers").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, answerOf("regOrdersQuery", recordsOf("regOrdersQuery", 5), "json"));
    await page.locator(".origin", { hasText: "dropped.json" }).waitFor();
    await paste("<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams><![CDATA[<secret>x</secret>]]></methodParams></arg0>");
    await page.getByRole("heading", { name: "这是一份请求，不是响应" }).waitFor();
    await page.getByRole("button", { name: "到“校验”里打开" }).click();
    await page.waitForFunction(() => location.hash.startsWith("#/check"));
  }));

test("nothing of an answer is stored, put in the address or written to the console", () =>
  onAnswers({}, async ({ page, lines }) => {
    const canary = "Canary7Zq3";
    const records = recordsOf("ordersQuery", 6).map((record) => ({ ...record, hisOrderNo: canary }));
    await openFile(page, "private.xml", answerOf("ordersQuery", records).replace(/<payTotalFee>/, "<payTotalFee>x"));
    await matches(page, "条记录");
    await page.getByLabel("查找单号等").fill(canary);
    await page.locator(".grid-cell", { hasText: canary }).first().click();
    await page.locator(".detail").waitFor();
    await speak(page, "EN");
    const kept = await page.evaluate(async () => JSON.stringify([
      { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, document.title, await indexedDB.databases(),
    ]));
    assert.ok(!kept.includes(canary) && !kept.includes("private.xml"));
    assert.ok(!lines.join("\n").includes(canary));
  }));

const openSample = async (page, index) => {
  await page.locator(".empty-sample").nth(index).click();
  await page.locator(".grid-row code").first().waitFor();
};

for (const width of [360, 800, 1280, 1920]) {
  test(`nothing is cut off at ${width} px, in either language`, () =>
    onAnswers({ viewport: { width, height: 800 } }, async ({ page }) => {
      for (const name of ["中文", "EN"]) {
        await speak(page, name);
        assert.deepEqual(await beyond(page), [], `${name}, empty`);
      }
      await openSample(page, 0);
      for (const name of ["中文", "EN"]) {
        await speak(page, name);
        for (const tab of [0, 1, 2]) {
          await page.getByRole("tab").nth(tab).click();
          assert.deepEqual(await beyond(page), [], `${name}, ${tab}`);
        }
        await page.getByRole("tab").first().click();
        for (const menu of [/^(列|Columns)$/, /^(导出 CSV|Export CSV)$/]) {
          await page.getByRole("button", { name: menu }).click();
          assert.deepEqual(await beyond(page), [], `${name}, ${menu}`);
          await page.keyboard.press("Escape");
        }
      }
    }));
}

for (const width of [360, 1280]) {
  test(`axe finds nothing: ${width} px`, () =>
    onAnswers({ viewport: { width, height: width < 600 ? 780 : 800 } }, async ({ page }) => {
      const look = (state) => inBothThemes(page, async (theme) => {
        assert.deepEqual(await violations(page), [], `${state}, ${theme}`);
        await picture(page, `answers-${state}-${theme}-${width}`);
      });
      await look("empty");
      await openSample(page, 0);
      await look("records");
      await page.getByLabel("合并付款与退款").check();
      await matches(page, "个订单");
      await page.locator(".grid-row .grid-cell:nth-child(2)").first().click();
      await page.locator(".detail").waitFor();
      await look("order");
      await page.getByRole("button", { name: "关闭" }).click();
      await page.getByRole("tab").nth(1).click();
      await page.locator(".bars").waitFor();
      await page.locator(".grid-row-sum").first().waitFor();
      await look("totals");
      await page.getByRole("tab").nth(2).click();
      await look("findings");
      await speak(page, "EN");
      await page.getByRole("tab").first().click();
      await page.locator(".grid-row code").first().waitFor();
      await look("english");
    }));
}
