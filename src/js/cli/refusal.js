/** Why a command that gives a value or an envelope gives none: the errors, on standard error. */
import { colours } from "./colours.js";
import { exit } from "./failures.js";
import { clean } from "./frame.js";
import { pretty } from "./formats/pretty.js";
import { inspect } from "./inspect.js";

export function refusal(file, bytes, reading, say, when) {
  const { tally, findings } = inspect(bytes, { ...reading, limits: { size: Math.max(1, bytes.length) } }, { severity: "error", frames: true });
  const out = pretty({ say, colours: colours(when, process.stderr), quiet: true, total: tally });
  process.stderr.write(out.item({ file, isWhole: true, errors: tally.error, findings }));
  return exit.findings;
}

/** The same of a value, whose findings have paths alone. */
export function refusedValue(file, diagnostics, say, when) {
  const colour = colours(when, process.stderr);
  for (const { rule, message, help, path } of diagnostics) {
    const place = path.length > 0 ? `${path.join(".")}: ` : "";
    process.stderr.write(`${colour.bold(clean(file))} ${colour.red(say("错误", "error"))} ${colour.dim(rule)}\n  ${clean(place + message)}\n${help ? `  ${say("建议：", "help: ")}${clean(help)}\n` : ""}\n`);
  }
  return exit.findings;
}
