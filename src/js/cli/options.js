/** Every option of every command: how it is written, what it takes, what it does. */
import { catalog } from "yct-envelope";

const methods = () => catalog().methods.map(({ methodCode }) => methodCode);
const events = () => catalog().methods.flatMap((method) => method.events ?? []).map(({ eventCode }) => eventCode);

/**
 * `takes`: what its value is called; without it, it is a switch. `values`: what it may be; `whole`: the least and the greatest whole number.
 */
export const OPTIONS = {
  kind: { takes: "KIND", values: () => ["request", "response"], zh: "报文是请求还是响应；默认由根元素判断", en: "whether it is a request or a response; the root tells by default" },
  method: { takes: "METHOD", values: methods, zh: "响应对应的接口", en: "the method that a response answers" },
  request: { takes: "FILE", zh: "响应所对应的请求：一并比对", en: "the request that the response answers: the two are compared" },
  archive: { zh: "按 NDJSON 存档逐行读取（.ndjson 和 .jsonl 文件自动如此）", en: "read as an NDJSON archive, line by line (.ndjson and .jsonl files are anyway)" },
  format: { takes: "FORMAT", values: () => ["pretty", "json", "sarif", "github", "junit"], zh: "输出格式，默认 pretty", en: "what the output is in; pretty by default" },
  severity: { takes: "LEVEL", values: () => ["error", "warning", "info"], zh: "最低显示级别，默认 info", en: "the least severity that is shown; info by default" },
  quiet: { short: "q", zh: "只显示错误，不显示小结", en: "show errors alone, and no summary" },
  "max-warnings": { takes: "N", whole: [0, Number.MAX_SAFE_INTEGER], zh: "警告多于 N 个时以 1 退出；默认不限", en: "exit with 1 where there are more than N warnings; unlimited by default" },
  "max-findings": { takes: "N", whole: [1, 1_000_000], zh: "每份报文最多列出的问题数，默认 1000", en: "the most findings that are listed of one envelope; 1000 by default" },
  "max-size": { takes: "BYTES", whole: [1, 1_073_741_824], zh: "一份报文或存档一行的最大字节数，默认 67108864", en: "the longest envelope, or line of an archive, in bytes; 67108864 by default" },
  threads: { takes: "N", whole: [1, 256], zh: "读存档的线程数，默认每核一个", en: "how many threads read an archive; one a core by default" },
  color: { takes: "WHEN", values: () => ["auto", "always", "never"], zh: "是否着色，默认 auto：先看 FORCE_COLOR，再看 NO_COLOR，再看是不是终端", en: "whether in colour; auto by default: as FORCE_COLOR says, else NO_COLOR, else on a terminal" },
  check: { zh: "不写入；有可改之处即以 1 退出", en: "write nothing; exit with 1 where something would change" },
  diff: { zh: "不写入；显示差异，秘钥和患者信息遮盖", en: "write nothing; show what would change, secrets and patient data masked" },
  stdout: { zh: "写到标准输出，不改文件", en: "write to standard output and leave the file as it is" },
  "to-utf8": { zh: "GBK、GB18030 文件改写为 UTF-8，并改声明中的编码", en: "rewrite files in GBK and GB18030 as UTF-8, and name that in the declaration" },
  indent: { takes: "N", whole: [0, 16], zh: "每级缩进的空格数，默认 2", en: "blanks a level; 2 by default" },
  patient: { zh: "患者姓名、卡号、凭证号也遮盖", en: "mask patients' names, card and voucher numbers too" },
  as: { takes: "FORMAT", values: () => ["xml", "json"], zh: "响应写成 XML 还是 JSON，默认 xml", en: "whether an answer is written as XML or JSON; xml by default" },
  event: { takes: "CODE", values: events, zh: "msgPush 的事件编码", en: "the event of msgPush" },
  records: { takes: "N", whole: [0, 100_000], zh: "查询响应的记录数，默认 1", en: "how many records a query's answer has; 1 by default" },
  broken: { takes: "RULE", values: () => catalog().rules.map(({ id }) => id), zh: "只违反这条规则的报文", en: "an envelope that breaks this rule and no other" },
  json: { zh: "以 JSON 输出", en: "print JSON" },
  locale: { takes: "LOCALE", values: () => ["zh-CN", "en"], zh: "语言；默认 LC_ALL、LC_MESSAGES、LANG 为英文时英文，否则中文", en: "the language; by default English where LC_ALL, LC_MESSAGES or LANG says so, else Chinese" },
  help: { short: "h", zh: "显示帮助", en: "show help" },
  version: { short: "V", zh: "显示版本", en: "show the version" },
};

/** What every command takes. */
export const COMMON = ["locale", "color", "help", "version"];
