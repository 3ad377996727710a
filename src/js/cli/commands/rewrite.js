/** `fix` and `format`: files, made better in their place. */
import { createTwoFilesPatch } from "diff";
import { fix, format, mask } from "yct-envelope";
import { colours } from "../colours.js";
import { documentOf, encoded, replace } from "../documents.js";
import { Failed, exit, reason, systemReason } from "../failures.js";
import { clean } from "../frame.js";
import { STDIN, bytesOf, expanded, isArchive, nameOf } from "../inputs.js";
import { complain, print } from "../output.js";

export async function fixFiles(words, options, say) {
  const request = options.request === undefined ? undefined : new Uint8Array(await bytesOf(options.request));
  const reading = { kind: options.kind, method: options.method, locale: options.locale, request };
  return rewritten(words, options, say, (text) => {
    const { text: fixed, applied, report } = fix(text, reading);
    const left = report.diagnostics.filter(({ severity }) => severity === "error").length;
    return { text: fixed, done: applied.map(({ rule, title }) => `${rule} ${title}`), left };
  });
}

export async function formatFiles(words, options, say) {
  const { indent } = options;
  return rewritten(words, options, say, (text) => ({ text: format(text, { indent: indent ?? 2 }), done: [], left: 0 }));
}

/** `better` makes the new text of one, tells what it did, and how many errors are left. */
async function rewritten(words, options, say, better) {
  const colour = colours(options.color, process.stdout);
  let ending = exit.clean;
  const refused = (sentence) => {
    complain(sentence);
    ending = exit.impossible;
  };
  const found = () => {
    ending = Math.max(ending, exit.findings);
  };
  const files = await expanded(words, (name, why) => refused(`${name}: ${why}`), say);
  for (const file of files) {
    try {
      await one(file);
    } catch (error) {
      refused(error.code && error.syscall ? `${nameOf(file)}: ${systemReason(error, say)}` : reason(error, say));
    }
  }
  return ending;

  async function one(file) {
    const name = nameOf(file);
    if (isArchive(file)) throw new Failed(`${name}: 存档不能改写，请先取出其中的报文`, `${name}: an archive is not rewritten; take its envelopes out first`);
    const document = await documentOf(file);
    const { text, done, left } = better(document.text);
    const isChanged = text !== document.text;
    if (left > 0) found();
    if (options.check || options.diff) {
      if (isChanged) found();
      if (options.diff && isChanged) await print(difference(name, document.text, text));
      else if (isChanged) await print(`${clean(name)}: ${say("会改动", "would change")}\n`);
    } else if (options.stdout || file === STDIN) {
      // To another program, whatever it was in, unless it is as it was.
      await print(isChanged || document.encoding.startsWith("GB") ? encoded(document, text, options["to-utf8"]) : encoded(document, text, false));
    } else if (isChanged) {
      replace(file, encoded(document, text, options["to-utf8"]));
      await print(`${clean(name)}: ${say("已改写", "rewritten")}\n`);
      for (const what of done) await print(`  ${clean(what)}\n`);
    }
    if (left > 0) complain(say(`${name}: 还有 ${left} 个错误；yct-envelope lint 逐一说明`, `${name}: ${left} ${left === 1 ? "error is" : "errors are"} left; yct-envelope lint tells of each`));
  }

  function difference(name, before, after) {
    const [from, to] = [before, after].map((text) => mask(text, { patient: true }));
    if (from === to) return `${clean(name)}: ${say("只改动被遮盖之处", "only what is masked would change")}\n`;
    const lines = createTwoFilesPatch(clean(name), clean(name), from, to, undefined, undefined, { context: 2 }).split("\n").filter((line) => !/^=+$/.test(line));
    const hue = (line) => (/^(---|\+\+\+)/.test(line) ? colour.bold : line.startsWith("+") ? colour.green : line.startsWith("-") ? colour.red : line.startsWith("@@") ? colour.cyan : String);
    return lines.map((line) => hue(line)(clean(line))).join("\n");
  }
}
