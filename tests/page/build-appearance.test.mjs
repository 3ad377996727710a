/** How Build looks and can be reached: its pictures, what axe says of it, nothing cut off, and the keyboard alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRequest } from "yct-envelope";
import { beyond, browserTests, inBothThemes, picture, speak, told, violations } from "./support.mjs";

const onPage = browserTests();

const states = {
  empty: { at: "#/build/refundGeneral" },
  errors: {
    at: "#/build/refundGeneral",
    async make(page) {
      await page.locator('[id$="refundAmout-control"]').fill("12.345");
      await page.locator('[id$="refundTime-control"]').fill("2016-08-27T10:15");
      await page.getByRole("button", { name: /^(全部校验|Check all)$/ }).filter({ visible: true }).click();
      await page.locator(".problem").nth(6).waitFor();
    },
  },
  complete: { at: "#/build/msgPush/26", make: (page) => sample(page) },
  orders: {
    at: "#/build/stopReg",
    async make(page) {
      await page.locator(".orders-input").fill(Array.from({ length: 24 }, (_, index) => `YCT2016082700${String(index).padStart(3, "0")}`).join(","));
      await page.locator(".chip").nth(23).waitFor();
    },
  },
  query: {
    at: "#/build/ordersQuery",
    async make(page) {
      await sample(page);
      await page.locator(".shape", { hasText: "curl" }).click();
    },
  },
};

async function sample(page) {
  await page.getByRole("button", { name: /^(填入|Fill in)$/ }).click();
  await page.getByRole("button", { name: /^(示例数据|Sample data)$/ }).click();
  await page.locator(".shapes").waitFor();
  await page.getByRole("button", { name: /^(知道了|Dismiss)$/ }).click();
}

for (const [name, { at, make }] of Object.entries(states)) {
  for (const width of [360, 1280]) {
    test(`${name}: axe finds nothing, ${width} px`, () =>
      onPage({ at, viewport: { width, height: 800 } }, async ({ page }) => {
        await make?.(page);
        await inBothThemes(page, async (theme) => {
          await picture(page, `build-${name}-${theme}-${width}`);
          if (width === 360) await picture(page, `build-${name}-${theme}-${width}-whole`, { fullPage: true });
          assert.deepEqual(await violations(page), [], theme);
        });
      }));
  }
}

for (const language of ["中文", "EN"]) {
  for (const [name, { at, make }] of Object.entries(states)) {
    test(`${name}: nothing is cut off at any width, ${language}`, () =>
      onPage({ at }, async ({ page }) => {
        await speak(page, language);
        await make?.(page);
        const fits = async (state) => {
          for (const width of [360, 800, 1280, 1920]) {
            await page.setViewportSize({ width, height: 800 });
            assert.deepEqual(await beyond(page), [], `${state}, ${width} px`);
          }
        };
        await fits("as it stands");
        await page.getByRole("button", { name: /^(填入|Fill in)$/ }).click();
        await fits("with the menu open");
      }));
  }
}

test("the keyboard alone fills in a request, reads what is wrong and copies the envelope", () =>
  onPage({ at: "#/build/stopReg" }, async ({ page }) => {
    const { keyboard } = page;
    const focused = () => page.evaluate(() => document.activeElement.closest(".field")?.querySelector("code").textContent ?? document.activeElement.textContent.trim());
    const tabTo = async (wanted) => {
      for (let steps = 0; steps < 60; steps += 1) {
        if ((await focused()) === wanted) return;
        await keyboard.press("Tab");
      }
      assert.fail(`Tab never came to ${wanted}`);
    };
    await page.locator(".form-head h2").waitFor();
    await tabTo("responseType");
    await keyboard.press("ArrowRight");
    await tabTo("全部校验");
    await keyboard.press("Enter");
    await page.locator(".problem").first().waitFor();
    assert.equal(await focused(), "secret", "it goes to the first gap");
    await keyboard.type("typed-by-keyboard");
    await keyboard.press("Enter");
    assert.equal(await focused(), "secret", "Enter sends nothing and goes nowhere");
    await keyboard.press("Tab");
    await tabTo("orderList");
    await keyboard.type("A1 A2 ");
    await page.locator(".shapes").waitFor();
    await tabTo("复制（含秘钥）");
    await keyboard.press("Enter");
    await told(page, /已复制/);
    const { responseType, methodParams } = parseRequest(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual({ responseType, methodParams }, { responseType: "1", methodParams: { secret: "typed-by-keyboard", orderList: ["A1", "A2"] } });
  }));

test("on a small screen the bar says how far it is, and leads to what is missing and to the envelope", () =>
  onPage({ at: "#/build/stopReg", viewport: { width: 360, height: 740 } }, async ({ page }) => {
    const bar = page.locator(".bar");
    await bar.filter({ hasText: "还差 2 项" }).waitFor();
    await bar.getByRole("button", { name: "全部校验" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.closest(".field").querySelector("code").textContent), "secret");
    await sample(page);
    await bar.getByRole("button", { name: "看报文" }).click();
    await page.waitForFunction(() => document.querySelector(".sheet").getBoundingClientRect().top < innerHeight - 200);
    assert.equal(await page.evaluate(() => document.activeElement.id), "build-output");
  }));

test("with a finger, all that can be touched is large enough", () =>
  onPage({ at: "#/build/stopReg", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async ({ page }) => {
    await sample(page);
    const small = await page.locator(".build").locator("button, select, .choice, .shape, .entry, .orders-input").evaluateAll((controls) =>
      controls.filter((control) => control.getClientRects().length > 0 && control.getBoundingClientRect().height < 43.5).map((control) => control.outerHTML.slice(0, 90)));
    assert.deepEqual(small, []);
  }));
