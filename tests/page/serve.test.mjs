import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { get, request } from "node:http";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { pageHeader, workerHeader } from "../../www/policy.mjs";
import { serve } from "../../www/serve.mjs";

const script = fileURLToPath(new URL("../../www/serve.mjs", import.meta.url));

/** Asks for a path as it is written, which `fetch` would tidy first. */
const ask = (url, path, method = "GET") =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, method }, (answer) => answer.resume().on("end", () => resolve(answer))).on("error", reject).end();
  });

test("only files of the built page are served, each with the policy and its type", async () => {
  const { url, close } = await serve();
  try {
    for (const [path, status] of [["/", 200], ["/index.html", 200], ["/early.js", 200], ["/none.js", 404], ["/assets", 404],
      ["/../serve.mjs", 404], ["/%2e%2e/serve.mjs", 404], ["/..%2fserve.mjs", 404], ["/%00", 404], ["/%", 404]]) {
      const answer = await ask(url, path);
      assert.equal(answer.statusCode, status, path);
      assert.equal(answer.headers["content-security-policy"], path === "/early.js" ? workerHeader : pageHeader, path);
      assert.equal(answer.headers["x-content-type-options"], "nosniff");
    }
    assert.match((await ask(url, "/early.js")).headers["content-type"], /^text\/javascript/);
    assert.equal((await ask(url, "/", "POST")).statusCode, 405);
  } finally {
    await close();
  }
});

test("the command prints the address it serves at", async () => {
  const child = spawn(process.execPath, [script, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(child.stdout.setEncoding("utf8"), "data");
    assert.match(line, /^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const [answer] = await once(get(line.trim()), "response");
    assert.equal(answer.resume().statusCode, 200);
  } finally {
    child.kill();
  }
});

test("a port that is none is refused in one sentence", () => {
  for (const port of ["80000", "x", "-1"]) {
    const { status, stderr } = spawnSync(process.execPath, [script, `--port=${port}`], { encoding: "utf8" });
    assert.equal(status, 2);
    assert.equal(stderr, `--port takes a whole number from 0 to 65535, not "${port}"\n`);
  }
});
