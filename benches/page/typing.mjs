/**
 * How long the page's main thread is held while someone types into an envelope of 1 MB, laid out and in a single line.
 *
 *   cargo xtask bench page
 */
import { chromium } from "playwright-core";
import { serve } from "../../www/serve.mjs";
import { answer } from "../js/documents.mjs";
import { watch } from "./watch.mjs";

const text = answer("ordersQuery", 2000);
const texts = { "laid out": text.replaceAll("><", ">\n<"), "in a single line": text.replaceAll(/>\s+</g, "><") };

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [name, pasted] of Object.entries(texts)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
    await page.goto(server.url);
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.evaluate((content) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", content);
      const target = document.querySelector(".editor").shadowRoot.querySelector(".cm-content");
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }));
    }, pasted);
    await page.locator(".verdict-passed .facts", { hasText: "2,000" }).waitFor();
    await page.keyboard.press("ControlOrMeta+End");
    await page.evaluate(watch);
    await page.keyboard.type("<!-- typed at the end -->", { delay: 40 });
    await page.keyboard.type("<", { delay: 40 });
    await page.locator(".verdict-refused").waitFor();
    const { gap, task } = await page.evaluate(() => window.worst);
    console.log(`typing into ${(pasted.length / 1e6).toFixed(1)} MB ${name}`.padEnd(45), `longest stretch ${Math.max(gap, task).toFixed(0).padStart(4)} ms`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log();
