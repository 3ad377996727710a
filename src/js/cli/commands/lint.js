/** `lint`: what is wrong with envelopes. */
import { isArchive, STDIN, bytesOf, chunksOf, expanded, nameOf, sizeOf } from "../inputs.js";
import { readArchive } from "../archive.js";
import { Failed, exit, reason, systemReason } from "../failures.js";
import { FORMATS } from "../formats.js";
import { inspect } from "../inspect.js";
import { complain, print } from "../output.js";
import { colours } from "../colours.js";
import { progress } from "../progress.js";

const MOST_BYTES = 64 * 1024 * 1024;

export async function lint(words, options, say) {
  const { kind, method, locale } = options;
  if (options.request !== undefined && kind === "request") throw new Failed("--request 用于响应，不能与 --kind request 同用", "--request goes with an answer, not with --kind request");
  const limits = { findings: options["max-findings"] ?? 1000, size: options["max-size"] ?? MOST_BYTES };
  const request = options.request === undefined ? undefined : new Uint8Array(await bytesOf(options.request));
  const reading = { kind, method, locale, limits, request };
  const format = options.format ?? "pretty";
  const showing = { severity: options.quiet ? "error" : (options.severity ?? "info"), frames: format === "pretty" };
  const total = { envelopes: 0, error: 0, warning: 0, info: 0, unread: 0, unchecked: 0 };
  const out = FORMATS[format]({ say, colours: colours(options.color, process.stdout), quiet: options.quiet === true, total });

  const refused = async (name, why) => {
    total.unread++;
    complain(`${name}: ${why}`);
    await give(out.unread?.(name, why));
  };
  const count = (envelopes, tally, unchecked) => {
    total.envelopes += envelopes;
    total.unchecked += unchecked;
    for (const severity of Object.keys(tally)) total[severity] += tally[severity];
  };
  const give = async (text) => {
    if (text) await print(text);
  };

  const files = await expanded(words, refused, say);
  await give(out.begin?.());
  for (const file of files) {
    const name = nameOf(file);
    try {
      if (options.archive || (file !== STDIN && isArchive(file))) await archive(file, name);
      else await single(file, name);
    } catch (error) {
      await refused(name, error.code && error.syscall ? systemReason(error, say) : reason(error, say));
    }
  }
  await give(out.end?.());
  if (total.unchecked > 0 && !options.quiet) complain(say(`${total.unchecked} 份响应看不出回答哪个接口，字段未核对；用 --method 指明`, `the fields of ${total.unchecked} ${total.unchecked === 1 ? "answer" : "answers"} were not checked, since no method is known; name it with --method`));
  if (total.unread > 0) return exit.impossible;
  const most = options["max-warnings"] ?? Infinity;
  if (total.warning > most) complain(say(`${total.warning} 个警告，超过 --max-warnings ${most}`, `${total.warning} ${total.warning === 1 ? "warning" : "warnings"}, more than --max-warnings ${most}`));
  return total.error > 0 || total.warning > most ? exit.findings : exit.clean;

  async function single(file, name) {
    const { tally, unchecked, findings } = inspect(new Uint8Array(await bytesOf(file, limits.size)), reading, showing);
    count(1, tally, Number(unchecked));
    await give(out.item({ file: name, isWhole: true, errors: tally.error, findings }));
  }

  async function archive(file, name) {
    const bar = progress(await sizeOf(file), say);
    try {
      for await (const { envelopes, tally, unchecked, items, upTo } of readArchive(chunksOf(file), { reading, showing, threads: options.threads })) {
        count(envelopes, tally, unchecked);
        bar.done(envelopes, upTo);
        const texts = items.map((item) => out.item({ file: name, ...item })).join("");
        if (texts) {
          bar.erase();
          await give(texts);
        }
      }
    } finally {
      bar.end();
    }
    await give(out.archive?.(name));
  }
}
