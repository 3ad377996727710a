/** The goals, over what a run has measured: the work, what it is compared with, the figure, and whether it is reached. */
import { rate } from "./figures.mjs";
import { OURS } from "./sections.mjs";

const words = (zh, en) => ({ zh, en });
const nothing = words("", "");

const by = {
  saxes: { names: ["saxes + checks by hand"], words: words("saxes + 手写检查", "saxes + checks by hand") },
  zod: { names: ["fast-xml-parser + zod"], words: words("fast-xml-parser + zod", "fast-xml-parser + zod") },
  hand: { names: ["hand-written scanner", "hand-written pattern"], words: words("手写 JavaScript，两种中较快的", "hand-written JavaScript, the faster of two") },
  xsd: { names: ["libxml2-wasm + XSD"], words: words("libxml2-wasm + XSD", "libxml2-wasm + XSD") },
  json: { names: ["JSON.parse"], words: words("只用 JSON.parse", "JSON.parse alone") },
  ajv: { names: ["JSON.parse + ajv"], words: words("JSON.parse + ajv", "JSON.parse + ajv") },
  builder: { names: ["zod + fast-xml-parser"], words: words("zod + fast-xml-parser 的生成器", "zod + fast-xml-parser's builder") },
  template: { names: ["template string, no checks"], words: words("模板字符串，不检查", "a template string, no checks") },
};

const rowOf = ({ sections }, id, name) => sections[id]?.rows.find((row) => row.name === name);

/** How many times as fast as the fastest of its rivals the package is. */
const faster = (work, id, { names, words: against }, least) => ({
  work,
  against,
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
const figure = (work, limit, unit, read, against = nothing) => {
  const [sign, most] = limit;
  return {
    work,
    against,
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
    }),
    figure(words("首次调用，含载入", "first call, import included"), ["≤", 12], "ms", ({ firstCall }) => firstCall?.milliseconds),
    figure(words("后端载入的 wasm，brotli", "wasm that a backend loads, brotli"), ["≤", 110], "KB", ({ wasm }) => wasm.brotli / 1024),
    figure(words(`${stream.zh}，wasm 内存`, `${stream.en}, wasm memory`), ["≤", 4], "MiB", streamed(({ wasm }) => wasm / 2 ** 20)),
    figure(words(`${stream.zh}，常驻内存后半程的增长`, `${stream.en}, growth of resident memory in its second half`), ["≤", 16], "MiB", streamed(({ growth }) => growth / 2 ** 20)),
  ];
}
