import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, inBothThemes, picture, speak, violations } from "./support.mjs";

const onPage = browserTests();
const views = [["check", "校验", "Check"], ["answers", "对账", "Answers"], ["build", "生成", "Build"], ["reference", "手册", "Reference"]];

const settings = (page) => page.getByRole("button", { name: /^(设置|Settings)$/ }).click();
const ground = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const becomes = (page, colour) => page.waitForFunction((wanted) => getComputedStyle(document.documentElement).backgroundColor === wanted, colour);

test("the views are reached by their links, by their addresses and by the keyboard, and are left as they were", () =>
  onPage({}, async ({ page, url }) => {
    for (const [index, name] of [[1, "中文"], [2, "EN"]]) {
      await speak(page, name);
      for (const view of views) {
        await page.getByRole("link", { name: view[index], exact: true }).press("Enter");
        await page.locator(`.view-${view[0]}`).waitFor({ state: "visible" });
        assert.ok(page.url().startsWith(`${url}#/${view[0]}`), page.url());
        assert.equal(await page.locator("nav.views [aria-current=page]").innerText(), view[index]);
        assert.ok((await page.title()).includes(view[index]));
        assert.equal(await page.locator("main .view:visible").count(), 1, "one view is shown");
      }
    }
    await page.goBack();
    await page.locator(".view-build").waitFor({ state: "visible" });
    await page.goto(`${url}#/no-such-view`);
    await page.locator(".view-check").waitFor({ state: "visible" });
  }));

test("the language is switched and remembered", () =>
  onPage({}, async ({ page }) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    await speak(page, "EN");
    await page.locator("html[lang=en]").waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Answers" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await speak(page, "中文");
    await page.getByRole("link", { name: "对账" }).waitFor();
  }));

test("the theme follows the system until one is chosen, and the choice is remembered", () =>
  onPage({ colorScheme: "dark" }, async ({ page }) => {
    const dark = await ground(page);
    await page.emulateMedia({ colorScheme: "light" });
    const light = await ground(page);
    assert.notEqual(light, dark);
    await page.emulateMedia({ colorScheme: "dark" });
    await becomes(page, dark);
    await settings(page);
    await page.getByLabel("外观").selectOption("light");
    await becomes(page, light);
    await page.reload();
    await page.locator(".brand").waitFor();
    assert.equal(await ground(page), light);
    await settings(page);
    await page.getByLabel("外观").selectOption("system");
    await becomes(page, dark);
  }));

/** Each width in one of the languages: the views' own tests look at the other. */
for (const [width, name] of [[360, "EN"], [1280, "中文"]]) {
  test(`axe finds nothing in any view as it opens: ${width} px`, () =>
    onPage({ viewport: { width, height: 800 } }, async ({ page }) => {
      const look = (view) => inBothThemes(page, async (theme) => {
        assert.deepEqual(await violations(page), [], `${view}, ${theme}`);
        await picture(page, `${view}-opened-${theme}-${width}`);
      });
      await speak(page, name);
      for (const [view] of views) {
        await page.goto(`${page.url().split("#")[0]}#/${view}`);
        await page.locator(view === "check" ? ".check .finding" : `.${view}`).first().waitFor();
        await look(view);
      }
      await settings(page);
      await look("settings");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".settings-panel").count(), 0, "Escape closes the settings");
    }));
}

test("a finger finds every control of the frame: none is smaller than 44 px", () =>
  onPage({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } }, async ({ page }) => {
    const small = await page.locator("header").locator("a, button, select").evaluateAll((controls) =>
      controls.map((control) => [control.textContent, control.getBoundingClientRect().height]).filter(([, height]) => height < 44));
    assert.deepEqual(small, []);
  }));

test("a view that cannot be loaded says so", () =>
  onPage({ fresh: true }, async ({ page, context }) => {
    await context.route(/view-[^/]*\.js/, (route) => route.abort());
    await page.getByRole("link", { name: "手册" }).click();
    await page.getByRole("alert").getByRole("button", { name: "重试" }).waitFor();
  }).catch((error) => {
    // The browser writes the aborted request to the console itself.
    if (!/errors in the console/.test(error.message)) throw error;
    for (const line of error.actual) assert.match(line, /Failed to load resource/);
  }));
