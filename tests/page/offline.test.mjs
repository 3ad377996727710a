import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTests, enter, expectFindings } from "./support.mjs";

const onPage = browserTests();

test("the page can be installed: its manifest names icons that are there", () =>
  onPage({}, async ({ page, url }) => {
    const address = new URL(await page.locator("link[rel=manifest]").getAttribute("href"), url);
    const manifest = await page.request.get(address.href).then((answer) => answer.json());
    assert.equal(manifest.display, "standalone");
    for (const icon of manifest.icons) {
      const answer = await page.request.get(new URL(icon.src, address).href);
      assert.equal(answer.headers()["content-type"], icon.type, icon.src);
      if (icon.type !== "image/png") continue;
      const body = await answer.body();
      assert.equal(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`, icon.sizes, icon.src);
    }
    assert.deepEqual(manifest.icons.flatMap(({ sizes }) => sizes).filter((sizes) => sizes !== "any"), ["192x192", "512x512", "512x512"]);
  }));

// The last of this file: it stops the server.
test("once it has been opened, the page works with the server stopped", () =>
  onPage({ fresh: true }, async ({ page, url, server }) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await server.close();
    await page.reload();
    await page.locator(".cm-content").waitFor();
    await enter(page, "<arg0><methodCode>stopReg</methodCode><methodParams><![CDATA[<secret>x-x-x</secret><orderList>A;B</orderList>]]></methodParams></arg0>");
    await expectFindings(page, (list) => list.some((entry) => entry.endsWith("orders/separator")));
    for (const view of ["answers", "build", "reference"]) {
      await page.goto(`${url}#/${view}`);
      await page.locator(`.${view}`).waitFor();
    }
    await page.goto(`${url}#/build/stopReg`);
    await page.reload();
    await page.locator(".build").waitFor();
  }));
