/** The goals, over what a run has measured: the work, what it is compared with, the figure, and whether it is reached. */
import { rate } from "./figures.mjs";
import { OURS } from "./sections.mjs";

const words = (zh, en) => ({ zh, en });
const nothing = words("", "");

/** What stands in the way where a goal is missed. */
const why = {
  hand: words(
    "手写的扫描只认一种写法，生成的对象却与我们的完全一样，而时间大半花在 V8 生成这些字符串和对象上，谁也省不掉。我们另外要做的，是把文本编码进模块的内存，并按目录中的表、以任意字段顺序和空白读取；含中文的字符串，单是编码就约 1 GB/s。",
    "The rival knows one form of the text and makes the same objects, and most of the time is V8's, for those strings and objects: nobody is spared it. What we do beside is to encode the text into the module's memory, and to read by tables of the catalog, fields in any order and any white space. Of a string with Chinese in it, the encoding alone makes about 1 GB/s.",
  ),
  native: words(
    "quick-xml 的事件循环不看取值。我们在 WebAssembly 里逐个检查取值，速度由标签和取值的逐字比较决定，其次是把字节复制进模块的窗口。",
    "quick-xml's loop looks at no value. We check each one, in WebAssembly; comparing tags and values word by word sets the pace, and then the copying of bytes into the module's window.",
  ),
  damaged: words(
    "这里的 1,000 个问题全部写成文字，连同位置、路径和修法，每个约 40 微秒，占去大部分时间；`limits.findings` 之外的问题只计数。不写文字时约 55 MB/s：完整的模块偏重体积（opt-level s），按速度编译快五分之一，brotli 后却大 35 KB。",
    "All of the 1,000 findings are worded here, with places, paths and fixes: some 40 µs each, which is most of the time. What is beyond `limits.findings` is only counted. Without the words it makes some 55 MB/s: the whole module is compiled more for size than for speed (opt-level s); for speed, it is a fifth faster and 35 KB larger in brotli.",
  ),
  size: words(
    "完整的模块里，恢复损坏的 XML 约占 21 KB，恢复 JSON 4 KB，双语文字 14 KB，检查 12 KB，读 XML 9 KB、读 JSON 6 KB，规则、位置与修复的验证合计约 25 KB（各部分分别压缩，按 opt-level z 量得）；按 s 编译再多 17 KB。不丢掉恢复或文字，到不了 110 KB。",
    "Of the whole module, the recovery of damaged XML is about 21 KB, that of JSON 4 KB, the texts in both languages 14 KB, the checker 12 KB, reading XML 9 KB and JSON 6 KB, the rules, places and the trying of fixes about 25 KB together (each compressed by itself, at opt-level z); level s adds 17 KB. It does not come down to 110 KB without giving up recovery or texts.",
  ),
  template: words("模板字符串不检查；我们写出文本，再扫描一遍确认它就是要写的内容。", "The template string checks nothing; we write the text and scan it, to be sure that it says what was meant."),
};

const by = {
  saxes: { names: ["saxes + checks by hand"], words: words("saxes + 手写检查", "saxes + checks by hand") },
  zod: { names: ["fast-xml-parser + zod"], words: words("fast-xml-parser + zod", "fast-xml-parser + zod") },
  hand: { names: ["hand-written scanner", "hand-written pattern"], words: words("手写 JavaScript，两种中较快的", "hand-written JavaScript, the faster of two"), why: why.hand },
  xsd: { names: ["libxml2-wasm + XSD"], words: words("libxml2-wasm + XSD", "libxml2-wasm + XSD") },
  json: { names: ["JSON.parse"], words: words("只用 JSON.parse", "JSON.parse alone") },
  ajv: { names: ["JSON.parse + ajv"], words: words("JSON.parse + ajv", "JSON.parse + ajv") },
  builder: { names: ["zod + fast-xml-parser"], words: words("zod + fast-xml-parser 的生成器", "zod + fast-xml-parser's builder") },
  template: { names: ["template string, no checks"], words: words("模板字符串，不检查", "a template string, no checks"), why: why.template },
};

const rowOf = ({ sections }, id, name) => sections[id]?.rows.find((row) => row.name === name);

/** How many times as fast as the fastest of its rivals the package is. */
const faster = (work, id, { names, words: against, why }, least) => ({
  work,
  against,
  why,
  goal: `≥ ${least} ×`,
  measure(results) {
    const ours = rowOf(results, id, OURS);
    const theirs = names.map((name) => rowOf(results, id, name)).filter(Boolean);
    if (!ours || theirs.length === 0) return undefined;
    const value = Math.min(...theirs.map(({ milliseconds }) => milliseconds)) / ours.milliseconds;
    return { value, unit: "×", reached: value >= least };
  },
});

/** A figure of its own, with a ceiling or a floor. */
const figure = (work, limit, unit, read, against = nothing, why = undefined) => {
  const [sign, most] = limit;
  return {
    work,
    against,
    why,
    goal: `${sign} ${most} ${unit}`,
    measure(results) {
      const value = read(results);
      return value === undefined ? undefined : { value, unit, reached: sign === "≤" ? value <= most : value >= most };
    },
  };
};

/** @param {number} large how many records a large answer has */
export function goals(large) {
  const sizes = { 1000: "1,000", large: large.toLocaleString("en") };
  const sized = (zh, en) => (size) => words(`${zh}，${sizes[size]} 条`, `${en}, ${sizes[size]} records`);
  const objects = sized("XML 响应 → 对象", "XML answer to objects");
  const findings = sized("字节 → 只要问题", "bytes to findings only")("large");
  const pretty = sized("缩进排版，每条记录的时间", "pretty-printed, time per record");
  const json = sized("JSON 响应 → 对象", "JSON answer to objects");
  const parse = words("读一个请求", "reading one request");
  const build = words("写一个请求", "writing one request");
  const damaged = words("每条记录都有问题，找出问题", "every record damaged, to findings");
  const stream = words("readRecords 读 1 GB", "readRecords over 1 GB");
  const streamed = (read) => ({ memory }) => (memory === undefined || memory.missing ? undefined : read(memory));

  return [
    faster(objects(1000), "objects-1000", by.saxes, 20),
    faster(objects(1000), "objects-1000", by.zod, 70),
    faster(objects(1000), "objects-1000", by.hand, 1.4),
    faster(objects("large"), "objects-large", by.saxes, 8),
    faster(objects("large"), "objects-large", by.zod, 40),
    faster(objects("large"), "objects-large", by.hand, 1),
    faster(findings, "findings-large", by.xsd, 25),
    faster(findings, "findings-large", by.hand, 1.8),
    figure(
      findings,
      ["≥", 3],
      "×",
      (results) => {
        const ours = rowOf(results, "findings-large", OURS);
        const events = results.native?.compact["quick-xml events"];
        return ours && events && rate(ours) / events;
      },
      words("本机 quick-xml 的事件循环", "native quick-xml's event loop"),
      why.native,
    ),
    ...[1000, "large"].map((size) =>
      figure(
        pretty(size),
        ["≤", 1.7],
        "×",
        (results) => {
          const [one, other] = ["pretty", "compact"].map((name) => rowOf(results, `layouts-${size}`, name));
          return one && one.milliseconds / other.milliseconds;
        },
        words("紧凑排版", "compact"),
      ),
    ),
    ...[1000, "large"].flatMap((size) => [faster(json(size), `json-${size}`, by.json, 1.5), faster(json(size), `json-${size}`, by.ajv, 2.5)]),
    faster(parse, "request-parse", by.zod, 40),
    faster(parse, "request-parse", by.hand, 1),
    faster(build, "request-build", by.builder, 4.5),
    faster(build, "request-build", by.template, 0.5),
    figure(
      damaged,
      ["≥", 0.3],
      "×",
      (results) => {
        const [one, other] = ["every record damaged", "clean, tolerant path"].map((name) => rowOf(results, "damaged", name));
        return one && rate(one) / rate(other);
      },
      words("没有问题的记录，也走宽容读法", "clean records on the same tolerant path"),
    ),
    figure(damaged, ["≥", 80], "MB/s", (results) => {
      const row = rowOf(results, "damaged", "every record damaged");
      return row && rate(row);
    }, nothing, why.damaged),
    figure(words("首次调用", "first call"), ["≤", 12], "ms", ({ firstCall }) => firstCall?.call),
    figure(words("后端首先载入的 wasm，brotli", "wasm that a backend loads first, brotli"), ["≤", 110], "KB", ({ wasm }) => wasm.first.brotli / 1024),
    figure(words("遇到第一份有问题的报文才载入的 wasm，brotli", "wasm that the first text with anything to tell loads, brotli"), ["≤", 110], "KB", ({ wasm }) => wasm.whole.brotli / 1024, nothing, why.size),
    figure(words(`${stream.zh}，wasm 内存`, `${stream.en}, wasm memory`), ["≤", 4], "MiB", streamed(({ wasm }) => wasm / 2 ** 20)),
    figure(words(`${stream.zh}，常驻内存后半程的增长`, `${stream.en}, growth of resident memory in its second half`), ["≤", 16], "MiB", streamed(({ growth }) => growth / 2 ** 20)),
  ];
}
