import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, copied, enter, expectFindings, gbk, told } from "./support.mjs";

const onPage = browserTests();

const envelope = (declaration) => `<?xml version="1.0" encoding="${declaration}"?>
<arg0>
  <responseType>0</responseType>
  <methodCode>refundGeneral</methodCode>
  <methodParams><![CDATA[<secret>example-secret-0000</secret>
    <refundType>1</refundType>
    <orderNo>YCT2026030500017</orderNo>
    <hisRefundOrderNo>HIS-TF-08</hisRefundOrderNo>
    <refundReason>患者改期</refundReason>
    <refundAmout>300.00</refundAmout>
    <refundTime>2026-03-05 09:05:00</refundTime>]]></methodParams>
</arg0>
`;
const choose = (page, name, buffer) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/xml", buffer });
const only = (entry) => (list) => list.length === 1 && list[0] === entry;

test("a file in GBK is decoded, says so, and its finding stands at its place", () =>
  onPage({}, async ({ page }) => {
    await choose(page, "退费.xml", gbk(envelope("GBK")));
    await expectFindings(page, only("10:18 amount/not-fen"));
    assert.match(await page.locator(".origin").innerText(), /退费\.xml\s+自动：GBK/);
    assert.match(await page.locator(".origin").innerText(), new RegExp(`${gbk(envelope("GBK")).length} 字节`));
    assert.ok((await copied(page)).includes("患者改期"));
  }));

test("offsets hold in a file with CR LF line ends", () =>
  onPage({}, async ({ page }) => {
    const text = envelope("GBK").replace("<refundType>1<", "<refundType>01<").replaceAll("\n", "\r\n");
    await choose(page, "crlf.xml", gbk(text));
    await expectFindings(page, (list) => list.join() === "6:17 code/unknown,10:18 amount/not-fen");
    assert.deepEqual(await page.locator(".cm-lintRange").allInnerTexts(), ["01", "300.00"]);
    await page.locator(".finding-go").last().click();
    await page.locator(".place", { hasText: "第 10 行，第 24 列" }).waitFor();
    await page.locator(".fix").first().click();
    await page.locator(".take").click();
    await expectFindings(page, only("10:18 amount/not-fen"));
    assert.equal(await copied(page), envelope("GBK"));
  }));

test("UTF-16 is read by its byte order mark", () =>
  onPage({}, async ({ page }) => {
    await choose(page, "utf16.xml", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(envelope("UTF-16"), "utf16le")]));
    await expectFindings(page, only("10:18 amount/not-fen"));
    assert.match(await page.locator(".origin").innerText(), /UTF-16LE/);
  }));

test("bytes that do not decode are an error, until the text is changed", () =>
  onPage({}, async ({ page }) => {
    await choose(page, "latin.xml", gbk(envelope("UTF-8")));
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("xml/encoding")));
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" ");
    await expectFindings(page, (list) => !list.some((entry) => entry.endsWith("xml/encoding")));
    assert.equal(await page.locator(".origin").count(), 0);
  }));

test("a file dropped on the page is opened", () =>
  onPage({}, async ({ page }) => {
    const drop = (type, bytes) => page.evaluate(([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], "dropped.xml", { type: "text/xml" }));
      const target = document.querySelector(".editor").shadowRoot.querySelector(".cm-content");
      target.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true }));
    }, [type, [...bytes]]);
    const bytes = gbk(envelope("GB18030"));
    await drop("dragover", bytes);
    await page.locator(".check-dropping").waitFor();
    await drop("drop", bytes);
    await expectFindings(page, only("10:18 amount/not-fen"));
    assert.match(await page.locator(".origin").innerText(), /dropped\.xml\s+自动：GB18030/);
    assert.equal(await page.locator(".check-dropping").count(), 0);
  }));

test("a person may say which encoding a file is in", () =>
  onPage({}, async ({ page }) => {
    const bytes = gbk(envelope("UTF-8"));
    await choose(page, "mislabelled.xml", bytes);
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("xml/encoding")));
    await page.getByLabel("编码").selectOption("GBK");
    await expectFindings(page, only("10:18 amount/not-fen"));
    await page.locator(".cm-line", { hasText: "患者改期" }).waitFor();
    await page.getByLabel("编码").selectOption("UTF-16");
    await expectFindings(page, (list) => !list.includes("10:18 amount/not-fen"));
    await page.getByLabel("编码").selectOption("");
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("xml/encoding")));
  }));

test("a file that is pasted is opened, in place of what stood, and can be taken back", () =>
  onPage({}, async ({ page }) => {
    await page.evaluate((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], "pasted.xml", { type: "text/xml" }));
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
    }, [...gbk(envelope("GBK"))]);
    await told(page, /已打开 pasted\.xml/);
    await expectFindings(page, only("10:18 amount/not-fen"));
    await page.locator(".notice-action").click();
    await expectFindings(page, (list) => list.length === 7);
    assert.equal(await page.locator(".origin").count(), 0);
  }));

test("a file over 8 MiB is handed to the answers unread", () =>
  onPage({}, async ({ page }) => {
    const read = await page.evaluate(() => {
      let touched = false;
      const file = new File(["x"], "huge.xml");
      Object.defineProperty(file, "size", { value: 8 * 1024 * 1024 + 1 });
      file.arrayBuffer = () => {
        touched = true;
        return Promise.resolve(new ArrayBuffer(0));
      };
      const data = new DataTransfer();
      Object.defineProperty(data, "files", { value: [file] });
      Object.defineProperty(data, "types", { value: ["Files"] });
      document.querySelector(".check").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      return touched;
    });
    assert.equal(read, false);
    await told(page, /huge\.xml 超过 8 MiB/);
    assert.equal(await page.evaluate(() => location.hash), "#/answers");
  }));

test("a download is called after its method and kind, and holds the text as it stands", () =>
  onPage({}, async ({ page }) => {
    await enter(page, envelope("UTF-8"));
    await expectFindings(page, only("10:18 amount/not-fen"));
    await page.getByRole("button", { name: "导出" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载" }).click()]);
    assert.equal(download.suggestedFilename(), "refundGeneral-request.xml");
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), envelope("UTF-8"));
  }));
