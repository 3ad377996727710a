/** Help, made from the tables. */
import { COMMANDS } from "./commands.js";
import { Failed } from "./failures.js";
import { COMMON, OPTIONS } from "./options.js";
import { didYouMean } from "./similar.js";
import { padded } from "./width.js";

const LONGEST_LIST = 6;

export function overview(say) {
  return [
    say("用法：yct-envelope 命令 [选项] [文件…]", "usage: yct-envelope COMMAND [OPTION…] [FILE…]"),
    "",
    say("命令", "commands"),
    ...table(Object.entries(COMMANDS).map(([name, { zh, en }]) => [name, say(zh, en)])),
    "",
    say("所有命令的选项", "options of every command"),
    ...optionRows(COMMON, say),
    "",
    endings(say),
    say("某条命令的帮助：yct-envelope help 命令", "help on one: yct-envelope help COMMAND"),
    "",
  ].join("\n");
}

export function helpOf(name, say) {
  const command = COMMANDS[name];
  if (!command) {
    const [zh, en] = didYouMean(name, Object.keys(COMMANDS));
    throw new Failed(`没有命令 ${name}${zh}`, `unknown command ${name}${en}`);
  }
  const { takes, options, says } = command;
  return [say(`用法：yct-envelope ${name} [选项] ${takes}`, `usage: yct-envelope ${name} [OPTION…] ${takes}`).trimEnd(), say(command.zh, command.en), "", ...optionRows([...options, ...COMMON], say, says), "", endings(say), ""].join("\n");
}

const endings = (say) => say("退出码：0 无错误，1 有错误，2 未能完成", "exit codes: 0 no error was found, 1 some were, 2 it could not be done");

function optionRows(names, say, says = {}) {
  return table(
    names.map((name) => {
      const { short, takes, values, zh, en } = { ...OPTIONS[name], ...says[name] };
      const list = values?.() ?? [];
      const which = list.length > 0 && list.length <= LONGEST_LIST ? ` [${list.join("|")}]` : "";
      return [`${short ? `-${short}, ` : ""}--${name}${takes ? ` ${takes}` : ""}`, say(zh, en) + which];
    }),
  );
}

function table(rows) {
  const wide = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, what]) => `  ${padded(name, wide)}  ${what}`);
}
