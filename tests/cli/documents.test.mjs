/** Every console example of docs/command-line.md and its Chinese twin, run in order in one folder: what it prints is what stands there. `UPDATE_EXPECT=1` rewrites them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { environment, folder, program } from "./program.mjs";

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;

for (const [file, LANG] of [["command-line.md", "en_GB.UTF-8"], ["command-line.zh-CN.md", "zh_CN.UTF-8"]]) {
  const place = new URL(`../../docs/${file}`, import.meta.url);
  test(`every example of ${file}`, () => {
    const text = readFileSync(place, "utf8");
    const [here, bin] = [folder(), folder()];
    writeFileSync(join(bin, "yct-envelope"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(bin, "yct-envelope"), 0o755);
    let status = 0;
    const shell = (line) => {
      if (line === "echo $?") return `${status}\n`;
      const done = spawnSync("sh", ["-c", `${line} 2>&1`], { cwd: here, env: environment({ LANG, PATH: `${bin}${delimiter}${process.env.PATH}` }), encoding: "utf8" });
      status = done.status;
      return done.stdout;
    };
    const run = (block) => block.split("\n").filter((line) => line.startsWith("$ ")).map((line) => `${line}\n${shell(line.slice(2))}`.trimEnd() + "\n").join("");
    let blocks = 0;
    const now = text.replaceAll(BLOCK, (_, block) => {
      blocks++;
      return `\`\`\`console\n${run(block)}\`\`\``;
    });
    assert.ok(blocks >= 8, `${blocks}`);
    if (process.env.UPDATE_EXPECT) writeFileSync(place, now);
    else assert.equal(text, now);
  });
}
