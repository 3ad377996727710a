/** Check as it looks: for assistive technology, at every width, in both themes and languages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, browserTests, chooseSample, expectFindings, inBothThemes, picture, speak, violations } from "./support.mjs";

const onPage = browserTests();

const dialogs = {
  "中文": { fixAll: /修复全部安全项/, more: "导出", share: "分享链接…" },
  EN: { fixAll: /Fix all safe/, more: "Export", share: "Share as a link…" },
};
const openSamples = (page) => page.getByRole("button", { name: /^(示例|Samples)$/ }).click();
const openPair = async (page) => {
  await openSamples(page);
  await page.locator(".sample-pair").click();
  await page.locator(".pane-request .cm-content").waitFor();
  await expectFindings(page, (list) => list.length === 1);
};

for (const width of [360, 800, 1280, 1920]) {
  test(`nothing is cut off at ${width} px, in either language`, () =>
    onPage({ viewport: { width, height: 800 } }, async ({ page }) => {
      for (const [language, words] of Object.entries(dialogs)) {
        await speak(page, language);
        await page.locator(".finding-toggle").nth(4).click();
        assert.deepEqual(await beyond(page), [], `${language}, a finding open`);
        await openSamples(page);
        await page.locator(".sample-row").first().waitFor();
        assert.deepEqual(await beyond(page), [], `${language}, the samples open`);
        await page.keyboard.press("Escape");
        assert.equal(await page.locator(".menu-panel").count(), 0, "Escape closes the samples");
        await page.getByRole("button", { name: words.fixAll }).click();
        await page.locator("dialog .take-all").waitFor();
        assert.deepEqual(await beyond(page), [], `${language}, the fixes shown`);
        await page.keyboard.press("Escape");
        await openPair(page);
        assert.deepEqual(await beyond(page), [], `${language}, with a request`);
        await chooseSample(page);
        await expectFindings(page, (list) => list.length === 7);
      }
    }));
}

for (const width of [360, 1280]) {
  test(`axe finds nothing, and it is worth looking at: ${width} px`, () =>
    onPage({ viewport: { width, height: 800 } }, async ({ page }) => {
      const look = (state, options) => inBothThemes(page, async (theme) => {
        assert.deepEqual(await violations(page), [], `${state}, ${theme}`);
        await picture(page, `check-${state}-${theme}-${width}`, options);
      });
      await expectFindings(page, (list) => list.length > 0);
      await page.locator(".facts", { hasText: "原渠道商户退费" }).waitFor();
      await look("findings", { fullPage: width < 500 });
      await page.locator(".finding-go").nth(1).click();
      await page.locator(".explanation").waitFor();
      await look("finding-open", { fullPage: width < 500 });
      await page.getByRole("button", { name: dialogs["中文"].fixAll }).click();
      await page.locator("dialog .take-all").waitFor();
      await look("fix-all");
      await page.keyboard.press("Escape");
      await openPair(page);
      await look("pair", { fullPage: width < 500 });
      await speak(page, "EN");
      await page.locator(".headline", { hasText: "Accepted" }).waitFor();
      await look("pair-english", { fullPage: width < 500 });
      await page.getByRole("button", { name: dialogs.EN.more }).click();
      await page.getByRole("button", { name: dialogs.EN.share }).click();
      await page.getByLabel(/Include patient data/).check();
      await page.getByLabel(/interface secret/).check();
      await page.locator(".link-facts", { hasText: "neither" }).waitFor();
      await look("share");
      await page.keyboard.press("Escape");
      await openSamples(page);
      await page.locator(".sample-row").first().waitFor();
      await look("samples");
      await page.keyboard.press("Escape");
      await empty(page);
      await look("empty");
    }));
}

/** A single sheet with nothing in it. */
async function empty(page) {
  await chooseSample(page);
  await expectFindings(page, (list) => list.length === 7);
  await page.locator(".notice-close").click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.locator(".verdict-waiting").waitFor();
}
