/** From one view to another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalog } from "yct-envelope";
import { browserTests, expectFindings, findings } from "./support.mjs";

const onPage = browserTests();

test("every rule's bad example, opened in Check, shows that rule, and its good one does not", () =>
  onPage({ at: "#/reference" }, async ({ page, url }) => {
    for (const { id } of catalog().rules) {
      const shows = (entry) => entry.split(" ").at(-1) === id;
      for (const [at, wanted] of [[0, (list) => list.some(shows)], [1, (list) => !list.some(shows)]]) {
        await page.goto(`${url}#/rule/${id}`);
        await page.locator(".ref-page h2", { hasText: id }).waitFor();
        await page.getByRole("button", { name: "在校验中打开" }).nth(at).click();
        await page.locator(".view-check").waitFor({ state: "visible" });
        await expectFindings(page, wanted);
      }
    }
  }));

test("from Reference to the form, from the form to Check, and from Check back into the form", () =>
  onPage({ at: "#/method/stopReg" }, async ({ page }) => {
    await page.getByRole("link", { name: "用表单生成" }).click();
    await page.locator(".build").waitFor();
    assert.match(page.url(), /#\/build\/stopReg$/);
    await page.getByRole("button", { name: "填入" }).click();
    await page.getByRole("button", { name: /示例/ }).last().click();
    await page.getByRole("button", { name: /在校验/ }).click();
    await page.locator(".verdict-passed").waitFor();
    assert.deepEqual(await findings(page), []);
    await page.getByRole("button", { name: "填入表单" }).click();
    await page.locator(".build").waitFor({ state: "visible" });
  }));
