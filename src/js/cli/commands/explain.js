/** `explain`: what a rule is for. */
import { catalog } from "yct-envelope";
import { colours } from "../colours.js";
import { Failed, exit } from "../failures.js";
import { localized } from "../language.js";
import { print } from "../output.js";
import { didYouMean } from "../similar.js";
import { padded } from "../width.js";

export async function explain(words, { json, color }, say) {
  const { rules } = catalog();
  if (words.length > 1) throw new Failed("一次解释一条规则", "one rule at a time");
  const [id] = words;
  const rule = rules.find((one) => one.id === id);
  if (id !== undefined && rule === undefined) {
    const [zh, en] = didYouMean(id, rules.map((one) => one.id));
    throw new Failed(`没有规则 ${id}${zh || "；yct-envelope explain 列出全部"}`, `unknown rule ${id}${en || "; yct-envelope explain lists them all"}`);
  }
  if (json) await print(`${JSON.stringify(rule ?? rules, null, 2)}\n`);
  else await print(rule ? page(rule, say, colours(color, process.stdout)) : list(rules, say));
  return exit.clean;
}

const SEVERITIES = { error: ["错误", "error"], warning: ["警告", "warning"], info: ["提示", "info"] };

function page({ id, severity, title, explanation, bad, good }, say, colour) {
  const block = (head, text) => `${colour.bold(head)}\n${text.replace(/^/gm, "  ")}\n`;
  return [`${colour.bold(id)} ${colour.dim(say(...SEVERITIES[severity]))}\n${localized(title, say)}\n`, `${localized(explanation, say)}\n`, block(say("反例", "bad"), bad), block(say("正例", "good"), good)].join("\n");
}

function list(rules, say) {
  const wide = Math.max(...rules.map(({ id }) => id.length));
  const level = Math.max(...rules.map(({ severity }) => say(...SEVERITIES[severity]).length));
  return rules.map(({ id, severity, title }) => `${padded(id, wide)}  ${padded(say(...SEVERITIES[severity]), level)}  ${localized(title, say)}\n`).join("");
}
