import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, copied, expectFindings, gbk } from "./support.mjs";

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
    assert.match(await page.locator(".origin").innerText(), /退费\.xml\s+GBK/);
    assert.ok((await copied(page)).includes("患者改期"));
  }));

test("offsets hold in a file with CR LF line ends", () =>
  onPage({}, async ({ page }) => {
    const text = envelope("GBK").replace("<refundType>1<", "<refundType>01<").replaceAll("\n", "\r\n");
    await choose(page, "crlf.xml", gbk(text));
    await expectFindings(page, (list) => list.join() === "6:17 code/unknown,10:18 amount/not-fen");
    assert.deepEqual(await page.locator(".cm-lintRange").allInnerTexts(), ["01", "300.00"]);
    await page.locator(".finding-go").last().click();
    assert.match(await page.locator(".place").innerText(), /第 10 行，第 24 列/);
    await page.locator(".fix").first().click();
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
    await page.locator(".cm-line").last().click();
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
    await page.locator(".page-dropping").waitFor();
    await drop("drop", bytes);
    await expectFindings(page, only("10:18 amount/not-fen"));
    assert.match(await page.locator(".origin").innerText(), /dropped\.xml\s+GB18030/);
    assert.equal(await page.locator(".page-dropping").count(), 0);
  }));
