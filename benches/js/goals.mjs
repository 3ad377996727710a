/** The goals of the benches, over what a run has measured. Each gives a ratio, or a size, and says whether it is reached. */
import { OURS } from "./sections.mjs";

const HAND = ["hand-written scanner", "hand-written pattern"];

const words = (zh, en) => ({ zh, en });
const millisecondsOf = (section, name) => section?.rows.find((row) => row.name === name)?.milliseconds;

/** How many times as fast as the fastest of these peers we are. */
const faster = (id, against, least, peers) => ({
  against,
  goal: `≥ ${least} ×`,
  measure(results) {
    const section = results.sections[id];
    const theirs = Math.min(...peers.map((name) => millisecondsOf(section, name)).filter((time) => time !== undefined));
    const ours = millisecondsOf(section, OURS);
    return ours === undefined || !Number.isFinite(theirs) ? undefined : { ours, theirs, value: theirs / ours, unit: "×", reached: theirs / ours >= least };
  },
});

/** Between two documents of one section. */
const between = (id, name, other, goal, isReached, ratio) => ({
  against: words("", ""),
  goal,
  measure(results) {
    const [one, two] = [name, other].map((wanted) => results.sections[id]?.rows.find((row) => row.name === wanted));
    if (!one || !two) return undefined;
    const value = ratio(one, two);
    return { ours: one.milliseconds, theirs: two.milliseconds, value, unit: "×", reached: isReached(value) };
  },
});

const fact = (goal, read) => ({ against: words("", ""), goal, measure: read });
const hand = words("专为这种格式手写的 JavaScript（取较快的一种）", "JavaScript written by hand for this form (the faster of two)");
const saxes = words("saxes + 手写检查", "saxes + checks by hand");
const zod = words("fast-xml-parser + zod", "fast-xml-parser + zod");

const xml1000 = words("XML 响应 → 对象，1 000 条", "XML answer to objects, 1 000 records");
const xmlLarge = words("XML 响应 → 对象，100 000 条", "XML answer to objects, 100 000 records");
const found = words("只要问题，字节，100 000 条", "findings only, bytes, 100 000 records");
const json = (count) => words(`JSON 响应 → 对象，${count} 条`, `JSON answer to objects, ${count} records`);
const pretty = (count) => words(`缩进排版的 XML，每条记录的时间，${count} 条`, `pretty-printed XML, time per record, ${count} records`);
const parse = words("读一个请求", "reading one request");
const build = words("写一个请求", "writing one request");

const nativeEvents = {
  against: words("本机编译的 quick-xml，只走事件循环", "quick-xml compiled natively, its event loop alone"),
  goal: "≥ 3 ×",
  measure({ sections, native }) {
    const section = sections["findings-large"];
    const ours = millisecondsOf(section, OURS);
    const events = native?.compact?.["quick-xml events"];
    if (ours === undefined || events === undefined) return undefined;
    const theirs = section.rows[0].bytes / events / 1e3;
    return { ours, theirs, value: theirs / ours, unit: "×", reached: theirs / ours >= 3 };
  },
};

export const goals = [
  { work: xml1000, ...faster("objects-1000", saxes, 20, ["saxes + checks by hand"]) },
  { work: xml1000, ...faster("objects-1000", zod, 70, ["fast-xml-parser + zod"]) },
  { work: xml1000, ...faster("objects-1000", hand, 1.4, HAND) },
  { work: xmlLarge, ...faster("objects-large", saxes, 8, ["saxes + checks by hand"]) },
  { work: xmlLarge, ...faster("objects-large", zod, 40, ["fast-xml-parser + zod"]) },
  { work: xmlLarge, ...faster("objects-large", hand, 1, HAND) },
  { work: found, ...faster("findings-large", words("libxml2-wasm + XSD", "libxml2-wasm + XSD"), 25, ["libxml2-wasm + XSD"]) },
  { work: found, ...faster("findings-large", hand, 1.8, HAND) },
  { work: found, ...nativeEvents },
  ...[["1 000", "1000"], ["100 000", "large"]].map(([count, id]) => ({
    work: pretty(count),
    ...between(`layouts-${id}`, "pretty", "compact", "≤ 1.7 ×", (value) => value <= 1.7, (one, two) => one.milliseconds / two.milliseconds),
    against: words("紧凑排版", "compact"),
  })),
  ...[["1 000", "1000"], ["100 000", "large"]].flatMap(([count, id]) => [
    { work: json(count), ...faster(`json-${id}`, words("只用 JSON.parse", "JSON.parse alone"), 1.5, ["JSON.parse"]) },
    { work: json(count), ...faster(`json-${id}`, words("JSON.parse + ajv", "JSON.parse + ajv"), 2.5, ["JSON.parse + ajv"]) },
  ]),
  { work: parse, ...faster("request-parse", zod, 40, ["fast-xml-parser + zod"]) },
  { work: parse, ...faster("request-parse", hand, 1, HAND) },
  { work: build, ...faster("request-build", words("zod + fast-xml-parser 的生成器", "zod + fast-xml-parser's builder"), 4.5, ["zod + fast-xml-parser"]) },
  { work: build, ...faster("request-build", words("只有转义、没有检查的模板字符串", "a template string with escapes and no checks"), 0.5, ["template string, no checks"]) },
  {
    work: words("每条记录都有问题，问题", "every record damaged, findings"),
    ...between("damaged", "every record damaged", "clean, tolerant path", "≥ 0.3 ×", (value) => value >= 0.3, (one, two) => one.bytes / one.milliseconds / (two.bytes / two.milliseconds)),
    against: words("同样走宽容读法、没有问题的记录", "clean records on the same tolerant path"),
  },
  {
    work: words("每条记录都有问题，问题", "every record damaged, findings"),
    ...fact("≥ 80 MB/s", ({ sections }) => {
      const row = sections.damaged?.rows.find(({ name }) => name === "every record damaged");
      return row && { value: row.bytes / row.milliseconds / 1e3, unit: "MB/s", reached: row.bytes / row.milliseconds / 1e3 >= 80 };
    }),
  },
  { work: words("首次调用，Node.js", "first call, Node.js"), ...fact("≤ 12 ms", ({ firstCall }) => firstCall && { value: firstCall.milliseconds, unit: "ms", reached: firstCall.milliseconds <= 12 }) },
  { work: words("后端载入的 wasm", "wasm that a backend loads"), ...fact("≤ 110 KB brotli", ({ wasm }) => wasm && { value: wasm.brotli / 1024, unit: "KB", reached: wasm.brotli <= 110 * 1024 }) },
  { work: words("readRecords 读 1 GB，wasm 内存", "readRecords over 1 GB, wasm memory"), ...fact("≤ 4 MiB", ({ memory }) => memory?.wasm && { value: memory.wasm / 2 ** 20, unit: "MiB", reached: memory.wasm <= 4 * 2 ** 20 }) },
  {
    work: words("readRecords 读 1 GB，常驻内存的增长", "readRecords over 1 GB, growth of resident memory"),
    ...fact("≤ 16 MiB", ({ memory }) => memory?.wasm && { value: memory.growth / 2 ** 20, unit: "MiB", reached: memory.growth <= 16 * 2 ** 20 }),
  },
];
