/** Build keeps what is confidential to itself, and what it hands out holds its values as values, whatever they are. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildRequest, format, parseRequest, sampleRequest } from "yct-envelope";
import { curl, javascript, literal } from "../../www/src/build/snippets.js";
import { browserTests, speak, told } from "./support.mjs";

const onPage = browserTests();
const run = promisify(execFile);
const target = fileURLToPath(new URL("../../target/", import.meta.url));

const nasty = [
  `it's "quoted" \`back\` \\ \\n`,
  "$(touch broken-out) `touch broken-out` ${HOME} $PATH !! %s",
  "line\nEOF\nEOF_\n'EOF'\nlast",
  "a]]>b<![CDATA[c",
  "</script><script>alert(1)</script><!-- -->",
  "\u2028 and \u2029, \u202e and \u200b, 😀 \u{e0001}",
  "*/ // ${process.exit(1)} \"); process.exit(1); (\"",
  "tab\there",
  "%27%22&amp;&lt;",
];
const requestWith = (refundReason) => {
  const request = sampleRequest("refundGeneral");
  return { ...request, methodParams: { ...request.methodParams, refundReason } };
};

/** A folder for one test, below the project so that the package is found from there. */
async function inFolder(use) {
  await mkdir(target, { recursive: true });
  const folder = await mkdtemp(join(target, "build-snippets-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a snippet in JavaScript builds, run by Node.js itself. */
async function runJavaScript(folder, code, secret) {
  const file = join(folder, "snippet.mjs");
  await writeFile(file, `${code}process.stdout.write(envelope);\n`);
  const { stdout } = await run(process.execPath, [file], { env: { ...process.env, YCT_SECRET: secret }, cwd: folder });
  return stdout;
}

/** What a shell command gives curl to send, and the words it calls it with. */
async function runShell(folder, command) {
  const script = join(folder, "curl");
  await writeFile(script, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/words"\ncat > "${folder}/body"\n`);
  await chmod(script, 0o755);
  await writeFile(join(folder, "command.sh"), command);
  const { stdout, stderr } = await run("sh", [join(folder, "command.sh")], { cwd: folder, env: { ...process.env, PATH: folder + delimiter + process.env.PATH } });
  assert.equal(stdout + stderr, "");
  await assert.rejects(access(join(folder, "broken-out")), "no value was run");
  return { body: await readFile(join(folder, "body"), "utf8"), words: (await readFile(join(folder, "words"), "utf8")).split("\n") };
}

test("a literal is its text again, and holds nothing that ends a line, a script or a direction", () => {
  for (const text of [...nasty, "", "\0\u0085\u00ad\ud800", "__proto__"]) {
    const written = literal(text);
    assert.equal(new Function(`return ${written}`)(), text);
    assert.doesNotMatch(written, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|<[/!]/u);
  }
});

test("whatever a value holds, the snippet in JavaScript builds the same envelope", () =>
  inFolder(async (folder) => {
    for (const text of nasty) {
      const request = requestWith(text);
      const code = javascript(request, { isSecret: (path) => path.at(-1) === "secret", remark: () => undefined });
      assert.equal(code.includes(request.methodParams.secret), false);
      assert.equal(await runJavaScript(folder, code, request.methodParams.secret), buildRequest(request), text);
    }
  }));

test("whatever a value holds, the shell hands curl the envelope and nothing else", () =>
  inFolder(async (folder) => {
    for (const text of nasty) {
      for (const write of [format, (envelope) => envelope]) {
        const envelope = write(buildRequest(requestWith(text)));
        const { body, words } = await runShell(folder, curl(envelope, ["remark"]));
        assert.equal(body, `${envelope}\n`, text);
        assert.ok(words.includes("@-") && words.some((word) => word.startsWith("https://")));
      }
    }
  }));

for (const [button, fill, sample] of [["中文", "填入", "示例数据"], ["EN", "Fill in", "Sample data"]]) {
  test(`the snippets that the page copies run: ${button}`, () =>
    onPage({ at: "#/build/msgPush/26" }, ({ page }) =>
      inFolder(async (folder) => {
        await speak(page, button);
        const copy = async () => {
          await page.evaluate(() => navigator.clipboard.writeText(""));
          await page.locator(".output-tools .button-main").click();
          await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
          return page.evaluate(() => navigator.clipboard.readText());
        };
        for (const [method, eventCode] of [["refundGeneral"], ["stopReg"], ["ordersQuery"], ["regOrdersQuery"], ["msgPush", "16"], ["msgPush", "26"]]) {
          await page.evaluate((hash) => (location.hash = hash), `#/build/${method}${eventCode ? `/${eventCode}` : ""}`);
          await page.locator(".form-facts code", { hasText: method }).waitFor();
          await page.getByRole("button", { name: fill }).click();
          await page.getByRole("button", { name: sample }).click();
          await page.locator(".shapes").waitFor();
          const request = sampleRequest(method, eventCode && { eventCode });
          await page.locator(".shape", { hasText: "JavaScript" }).click();
          const code = await copy();
          assert.equal(await runJavaScript(folder, code, "another-secret"), buildRequest({ ...request, methodParams: { ...request.methodParams, secret: "another-secret" } }));
          assert.equal(code.includes(request.methodParams.secret), false);
          await page.locator(".shape", { hasText: "curl" }).click();
          const { body } = await runShell(folder, await copy());
          assert.equal(body.includes(request.methodParams.secret), false, "the secret has a placeholder");
          const sent = parseRequest(body);
          assert.deepEqual({ ...sent.methodParams, secret: "" }, { ...request.methodParams, secret: "" });
          await page.locator(".shape", { hasText: "XML" }).click();
        }
      })));
}

const canary = "hUsH-7c1Q9vzK-canary";
const patient = { voucherCode: "PATIENT-V-31415926", patName: "陈不外传", patCardNo: "PATIENT-C-27182818" };
const hidden = [canary, ...Object.values(patient)];

/** All that the browser keeps for the page, as one text. */
const stored = (page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const cached = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) cached.push(url);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, cached, document.cookie, history.state]);
  });

const field = (page, name) => page.locator(".field").filter({ has: page.locator(".field-wire code", { hasText: new RegExp(`^${name}$`) }) }).locator(".entry");

test("the secret is in no storage, address, console line or text of the page; nor is what names the patient kept", () =>
  onPage({ at: "#/build/msgPush/16", fresh: true }, async ({ page, lines }) => {
    await page.getByRole("button", { name: "填入" }).click();
    await page.getByRole("button", { name: "示例数据" }).click();
    await page.locator(".shapes").waitFor();
    await field(page, "secret").fill(canary);
    for (const [name, value] of Object.entries(patient)) await field(page, name).fill(value);
    await field(page, "deptName").fill("示例外科");
    await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("示例外科")));
    await page.locator(".sheet", { hasText: "示例外科" }).waitFor();

    const html = () => page.evaluate(() => document.documentElement.outerHTML);
    const seen = async (what) => {
      assert.equal((await html()).includes(canary), false, `${what}: in the page`);
      assert.equal(page.url().includes(canary), false, `${what}: in the address`);
      const kept = await stored(page);
      for (const text of hidden) assert.equal(kept.includes(text), false, `${what}: ${text} is kept`);
      for (const text of hidden) assert.equal(lines.join("\n").includes(text), false, `${what}: ${text} in the console`);
    };
    await seen("filled in");
    assert.ok((await stored(page)).includes("示例外科"), "the rest is kept");
    for (const shape of ["JavaScript", "curl", "XML"]) {
      await page.locator(".shape", { hasText: shape }).click();
      await seen(shape);
    }
    await field(page, "currentNum").fill("x");
    await page.locator(".draft").waitFor();
    await seen("draft");
    await field(page, "secret").fill(`${canary}\u0001`);
    await page.getByRole("button", { name: "全部校验" }).click();
    await seen("with errors");
    await field(page, "secret").fill(canary);

    await page.reload();
    await page.locator(".build").waitFor();
    await told(page, /已恢复/);
    assert.equal(await field(page, "deptName").inputValue(), "示例外科");
    for (const name of ["secret", ...Object.keys(patient)]) assert.equal(await field(page, name).inputValue(), "", name);
    await seen("restored");
  }));

test("what was kept by another version, or by hand, cannot break the form nor bring a secret", () =>
  onPage({ at: "#/build" }, async ({ page }) => {
    const spoil = (work) => page.evaluate((text) => localStorage.setItem("yct-page.work.build", text), typeof work === "string" ? work : JSON.stringify(work));
    for (const work of [
      "{", "[]", "null", "7", { method: "gone" }, { method: "__proto__", values: { refundGeneral: 3 } },
      { method: "refundGeneral", responseType: "9", values: { refundGeneral: { secret: canary, refundType: "01", orderNo: ["x"], refundReason: { a: 1 } }, stopReg: { orderList: "A1" } } },
    ]) {
      await spoil(work);
      await page.reload();
      await page.locator(".output-state", { hasText: "还差 7 项" }).waitFor();
      assert.equal(await page.locator(".entry").evaluateAll((entries) => entries.map((entry) => entry.value).join("")), "", JSON.stringify(work));
    }
  }));

test("with keeping switched off, nothing is kept", () =>
  onPage({ at: "#/build/refundGeneral" }, async ({ page }) => {
    await field(page, "orderNo").fill("Y-KEPT");
    await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("Y-KEPT")));
    await page.getByRole("button", { name: "设置" }).click();
    await page.getByRole("checkbox", { name: /保留/ }).uncheck();
    await page.waitForFunction(() => !Object.values(localStorage).some((text) => text.includes("Y-KEPT")));
    await field(page, "orderNo").fill("Y-KEPT-2");
    await page.locator(".sheet", { hasText: "Y-KEPT-2" }).waitFor();
    assert.equal((await stored(page)).includes("Y-KEPT"), false);
  }));
