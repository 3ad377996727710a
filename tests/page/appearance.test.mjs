import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { browserTests, chooseSample, expectFindings } from "./support.mjs";

const onPage = browserTests();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations that axe finds, each in a line. */
async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}`));
}

test("the language is switched, remembered, and reaches the findings", () =>
  onPage({}, async ({ page }) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    const chinese = await page.locator(".message").allInnerTexts();
    await page.getByRole("button", { name: "EN", exact: true }).click();
    await page.locator(".headline", { hasText: "5 errors" }).waitFor();
    const english = await page.locator(".message").allInnerTexts();
    assert.equal(english.length, chinese.length);
    for (const [index, text] of english.entries()) assert.notEqual(text, chinese[index]);
    assert.equal(await page.title(), "YCT envelope linter");

    await page.reload();
    await page.locator(".headline", { hasText: "5 errors" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.getByRole("button", { name: "中文" }).click();
    await page.locator(".headline", { hasText: "5 处错误" }).waitFor();
  }));

test("the theme follows the system until one is chosen, and the choice is remembered", () =>
  onPage({ colorScheme: "dark" }, async ({ page }) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const becomes = (colour) => page.waitForFunction((wanted) => getComputedStyle(document.documentElement).backgroundColor === wanted, colour);
    const dark = await ground();
    await page.emulateMedia({ colorScheme: "light" });
    const light = await ground();
    assert.notEqual(light, dark);
    await page.emulateMedia({ colorScheme: "dark" });
    await becomes(dark);
    await page.getByLabel("外观").selectOption("light");
    await becomes(light);
    await page.reload();
    await page.locator(".headline").waitFor();
    assert.equal(await ground(), light);
    await page.getByLabel("外观").selectOption("system");
    await becomes(dark);
  }));

for (const width of [360, 800, 1280, 1920]) {
  test(`nothing is cut off at ${width} px, in either language`, () =>
    onPage({ viewport: { width, height: 800 } }, async ({ page }) => {
      for (const name of ["中文", "EN"]) {
        await page.getByRole("button", { name, exact: true }).click();
        await page.getByRole("button", { name: /^(示例|Samples)$/ }).click();
        const beyond = await page.evaluate(() =>
          [...document.querySelectorAll("button, select, p, li, .editor, .menu-panel")]
            .filter((element) => element.getClientRects().length > 0 && !element.closest(".unseen"))
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 || element.getBoundingClientRect().left < -0.5)
            .map((element) => element.outerHTML.slice(0, 80)));
        assert.deepEqual(beyond, [], name);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "no sideways scrolling");
        await page.keyboard.press("Escape");
        assert.equal(await page.locator(".menu-panel").count(), 0, "Escape closes the samples");
      }
    }));
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, () =>
      onPage({ colorScheme, viewport: { width, height: 800 } }, async ({ page }) => {
        await expectFindings(page, (list) => list.length > 0);
        assert.deepEqual(await accessibility(page), [], "with findings");
        await page.getByRole("button", { name: "EN", exact: true }).click();
        await page.getByRole("button", { name: "Samples" }).click();
        assert.deepEqual(await accessibility(page), [], "with the samples open, in English");
        await page.keyboard.press("Escape");
        await chooseSample(page, "ordersQuery", "Response XML");
        assert.deepEqual(await accessibility(page), [], "with a clean envelope");
      }));
  }
}
