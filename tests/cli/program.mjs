/** Running the command line as its users do, in a folder of its own. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";

const manifest = createRequire(import.meta.url).resolve("yct-envelope/package.json");
export const program = join(dirname(manifest), "dist/cli.js");

/** No colours and Chinese, unless a test says otherwise, wherever it runs. */
export const environment = (more = {}) => {
  const { NO_COLOR, FORCE_COLOR, LC_ALL, LC_MESSAGES, LANG, ...rest } = process.env;
  return { ...rest, LANG: "zh_CN.UTF-8", ...more };
};

/** A folder that is gone when the tests are done. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "yct-envelope-"));
  after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Runs it to its end. */
export function run(cwd, words, { input = "", env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { cwd, input, env: environment(env), maxBuffer: 1e9 });
  return { status, out: stdout.toString(), err: stderr.toString(), bytes: stdout };
}

/** Starts it. */
export function start(cwd, words, env = {}) {
  return spawn(process.execPath, [program, ...words], { cwd, env: environment(env) });
}
