#!/usr/bin/env node
/** The command line `yct-envelope`: what is asked for, who does it, and how it ends. */
import { parse } from "./arguments.js";
import { COMMANDS } from "./commands.js";
import { exit, reason } from "./failures.js";
import { helpOf, overview } from "./help.js";
import { environmentLocale, wording } from "./language.js";
import { complain, guardStreams, print } from "./output.js";
import { version } from "./version.js";

let say = wording(environmentLocale(process.env));
guardStreams(() => say);

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  complain(reason(error, say));
  process.exitCode = exit.impossible;
}

async function run(words) {
  const { command, files, options, locale } = parse(words, COMMANDS);
  if (locale) say = wording(locale);
  if (options.version) return told(`${version()}\n`);
  if (command === undefined || command === "help") return told(files.length > 0 ? helpOf(files[0], say) : overview(say));
  if (options.help) return told(helpOf(command, say));
  const { run: start } = COMMANDS[command];
  return start(files, { ...options, locale: say.locale }, say);
}

async function told(text) {
  await print(text);
  return exit.clean;
}
