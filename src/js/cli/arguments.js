/** The words of the command line, by the tables of commands and options. */
import { parseArgs } from "node:util";
import { Failed } from "./failures.js";
import { COMMON, OPTIONS } from "./options.js";
import { didYouMean } from "./similar.js";

/** @returns {{ command?: string, files: string[], options: object, locale?: string }} */
export function parse(words, commands) {
  const { tokens } = parseArgs({ args: words, strict: false, allowPositionals: true, tokens: true, options: shapes() });
  const command = tokens.find(({ kind }) => kind === "positional")?.value;
  const options = {};
  const files = [];
  const locale = tokens.find(({ kind, name, value }) => kind === "option" && name === "locale" && OPTIONS.locale.values().includes(value))?.value;
  const known = command === undefined ? COMMON : [...(commands[command]?.options ?? []), ...COMMON];
  if (command !== undefined && command !== "help" && !commands[command]) {
    const [zh, en] = didYouMean(command, [...Object.keys(commands), "help"]);
    throw new Failed(`没有命令 ${command}${zh}`, `unknown command ${command}${en}`);
  }
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind === "option") options[token.name] = valueOf(token, known, command);
  }
  return { command, files: files.slice(1), options, locale };
}

const shapes = () =>
  Object.fromEntries(Object.entries(OPTIONS).map(([name, { takes, short }]) => [name, { type: takes ? "string" : "boolean", ...(short && { short }) }]));

function valueOf({ name, rawName, value }, known, command) {
  if (!known.includes(name)) {
    const [zh, en] = didYouMean(name, known);
    const meant = zh ? didYouMean(name, known).map((words) => words.replace(/(是不是 |did you mean )/, "$1--")) : [zh, en];
    const whose = command ? [`${command} 没有选项 ${rawName}`, `${command} has no option ${rawName}`] : [`没有选项 ${rawName}`, `unknown option ${rawName}`];
    throw new Failed(whose[0] + meant[0], whose[1] + meant[1]);
  }
  const { takes, values, whole } = OPTIONS[name];
  if (!takes) {
    if (value !== undefined) throw new Failed(`${rawName} 不带值`, `${rawName} takes no value`);
    return true;
  }
  if (value === undefined || value === "") throw new Failed(`${rawName} 后面缺少 ${takes}`, `${rawName} lacks its ${takes}`);
  if (whole) {
    const [least, most] = whole;
    const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) throw new Failed(`${rawName} 应是 ${least} 到 ${most} 的整数，现为 ${value}`, `${rawName} takes a whole number from ${least} to ${most}, not ${value}`);
    return number;
  }
  if (values && !values().includes(value)) {
    const all = values();
    const [zh, en] = didYouMean(value, all);
    const list = all.length > 12 ? ["", ""] : [`，可取 ${all.join("、")}`, `; it takes ${all.join(", ")}`];
    throw new Failed(`${rawName} 不能是 ${value}${zh || list[0]}`, `${rawName} cannot be ${value}${en || list[1]}`);
  }
  return value;
}
