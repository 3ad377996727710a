/** docs/performance.md and its Chinese twin, from what a run has measured. */
import { number, rate, ratio, time } from "./figures.mjs";
import { mistakes } from "./mistakes.mjs";
import { answerPeers } from "./peers.mjs";
import { OURS } from "./sections.mjs";

const words = (zh, en) => ({ zh, en });

/** How rows are called in Chinese, where that is another name. */
const names = {
  "hand-written scanner": "手写扫描",
  "hand-written pattern": "手写正则",
  "saxes + checks by hand": "saxes + 手写检查",
  "txml + checks by hand": "txml + 手写检查",
  "template string, no checks": "不检查的模板字符串",
  compact: "紧凑",
  pretty: "缩进排版",
  chinese: "每条记录都有中文",
  "one in 100 damaged": "每 100 条有 1 条错误",
  "clean, tolerant path": "没有错误，走宽容读法",
  "every record damaged": "每条都有错误",
  "broken XML in every record": "每条的 XML 都有损坏",
  "yct-envelope lint": "yct-envelope 的 lint",
  "quick-xml events": "quick-xml 的事件循环",
  damaged: "每条都有错误",
  json: "JSON",
};
const nameIn = (language, name) => (language === "zh" ? (names[name] ?? name) : name);

/** What the peers are, and how each goes about it. */
const peers = {
  "hand-written scanner": words(
    "本仓库专为这一种格式写的 JavaScript：每次比较八个字节，就地检查取值，再从原文切出字符串。多一个空格、换一下字段顺序、出现实体或注释，都会不加说明地拒绝",
    "JavaScript of this repository made for exactly one form of the text: it compares eight bytes at a time, checks values in place and slices strings off the source. One space more, another order, an entity or a comment, and it refuses without a reason",
  ),
  "hand-written pattern": words("同上，每条记录用一个正则表达式", "the same with one regular expression for a record"),
  "saxes + checks by hand": words("严格的 SAX 解析器，字段用手写代码检查", "a strict SAX parser, the fields checked by hand-written code"),
  "txml + checks by hand": words("快速的 DOM 解析器，不判断 XML 是否合格；字段用手写代码检查", "a fast DOM parser that does not judge well-formedness, the fields checked by hand-written code"),
  "fast-xml-parser + zod": words("先校验再解析，字段由 zod 检查", "its validator, then its parser, the fields checked by zod"),
  "fast-xml-parser + ajv": words("先校验再解析，字段由 ajv 检查，日期和跨字段的规则用自定义关键字", "its validator, then its parser, the fields checked by ajv, with keywords of our own for dates and for rules over several fields"),
  "libxml2-wasm + XSD": words("编译为 WebAssembly 的 libxml2，用 XML Schema 检查；不产生对象", "libxml2 as WebAssembly, checked by an XML Schema; makes no objects"),
  "JSON.parse + ajv": words("JSON 响应，字段由 ajv 检查", "a JSON answer, the fields checked by ajv"),
  "JSON.parse": words("只解析，什么都不检查", "parses and checks nothing"),
};

const languages = {
  zh: {
    file: "performance.zh-CN.md",
    other: "[English](performance.md)",
    title: "性能",
    intro: ({ model, cores, memory, node, date }, large) => `本页由 \`cargo xtask bench --write\` 的一次运行生成（${date}，Node.js ${node}，${model}，${cores} 核，${memory} GiB 内存）；换一台机器，能沿用的只有倍数。

- 报文由固定种子的生成器产生，取值都是虚构的：一个 refundGeneral 请求约 510 字节，ordersQuery 的一条记录约 550 字节、14 个字段；大的响应有 ${large} 条记录。
- 同一张表里的各家在同一进程中轮流运行（甲乙丙、甲乙丙……），先预热，再取中位数，轮次之间不强制回收内存。首次调用和内存在单独的进程里测量。
- “检查过的对象”是 \`parseResponse\` 给出的值：全部规则都已检查。“只要问题”是对字节调用 \`lint\`。
- 除了单独的 \`JSON.parse\` 和模板字符串，各家都真的做检查；发现不了的列在[后面](#各家检查什么)，由测试核对。`,
    goals: "目标",
    tally: (reached, all) => `${all} 个目标，达到 ${reached} 个。没有测量到的写“—”。`,
    goalColumns: ["工作", "相比", "目标", "实测", "结果"],
    reached: ["未达到", "**达到**"],
    why: "没有达到的，差在哪里",
    ahead: "比我们快的",
    aheadIntro: "这次运行中，下列各项比 yct-envelope 快，倍数是它们的速度与 yct-envelope 之比。手写的两种只认一种写法，遇到别的就停下来，不说哪里错了；`JSON.parse` 与模板字符串什么都不检查。",
    aheadLine: (title, others) => `- ${title}：${others.join("、")}。`,
    aheadOne: (name, times) => `${name} ${times} 倍`,
    nobody: "这次运行中没有。",
    columns: ["", "时间", "MB/s", "相对时间"],
    sections: "各项工作",
    native: (large) => `本机编译的代码，${large} 条记录，MB/s`,
    nativeIntro: "同一份字节，不经过 WebAssembly 和 JavaScript。`memchr` 只找标签或引号，quick-xml 只走事件，roxmltree 与 serde_json 只建树或结构，都不检查协议。yct-envelope 的 lint 在这里是不经扫描的宽容读法。",
    apart: "单独的进程",
    first: (call, imported) => `- 首次调用：读第一个请求 ${call}；在此之前载入包 ${imported}。`,
    wasm: [({ raw, gzip, brotli }) => `- 首先启动的 wasm 模块：${raw}，gzip 后 ${gzip}，brotli 后 ${brotli}。`, ({ raw, gzip, brotli }) => `- 完整的 wasm 模块：${raw}，gzip 后 ${gzip}，brotli 后 ${brotli}。`],
    memory: ({ size, wasm, peak, growth, speed }) => `- \`readRecords\` 读 ${size}：wasm 内存最多 ${wasm}，进程常驻内存最多 ${peak}，后半程比前半程多 ${growth}，${speed}。`,
    missing: "- `readRecords`：这个版本还没有。",
    checks: "各家检查什么",
    checksIntro: (count) => `${count} 份响应各有一处错误，yct-envelope 每一处都能发现，并说出位置和改法；其他各家只回答对不对，或者报出第一处错误。下面是它们发现不了的。`,
    checkColumns: ["", "做法", "发现不了"],
    none: "无",
    join: "、",
    repeat: "## 重复这次测量\n\n`cargo xtask bench` 测量全部，`cargo xtask bench --quick` 两分钟内大致看一遍，`cargo xtask bench objects-1000` 只测一项。代码在 `benches/`；对比的包固定在 `benches/package.json`，不是 yct-envelope 的依赖。",
  },
  en: {
    file: "performance.md",
    other: "[中文](performance.zh-CN.md)",
    title: "Performance",
    intro: ({ model, cores, memory, node, date }, large) => `One run of \`cargo xtask bench --write\` made this page (${date}, Node.js ${node}, ${model}, ${cores} cores, ${memory} GiB of memory). To another machine, only the ratios travel.

- Generators with a fixed seed make the envelopes, with invented values: a refundGeneral request of about 510 bytes, records of an ordersQuery with 14 fields and about 550 bytes. A large answer has ${large} of them.
- What stands in one table took turns in one process (A B C, A B C, …), after a warm-up; medians count, and no collection is forced between rounds. The first call and memory are measured in processes of their own.
- “Checked objects” are what \`parseResponse\` gives, every rule checked. “Findings only” is \`lint\` over bytes.
- All but the bare \`JSON.parse\` and the template string really check; what one does not notice is listed [below](#what-each-checks), and a test holds it to that list.`,
    goals: "Goals",
    tally: (reached, all) => `${reached} of ${all} goals are reached. A dash: not measured.`,
    goalColumns: ["Work", "Against", "Goal", "Measured", "Result"],
    reached: ["missed", "**reached**"],
    why: "What stands in the way",
    ahead: "Who is ahead of us",
    aheadIntro: "In this run, these are faster than yct-envelope, by these ratios. The two written by hand know one form of the text, and stop at any other without saying what is wrong; `JSON.parse` and the template string check nothing.",
    aheadLine: (title, others) => `- ${title}: ${others.join(", ")}.`,
    aheadOne: (name, times) => `${name} ${times} ×`,
    nobody: "Nobody in this run.",
    columns: ["", "Time", "MB/s", "Time, relative"],
    sections: "The work",
    native: (large) => `Native code, ${large} records, MB/s`,
    nativeIntro: "The same bytes, without WebAssembly and JavaScript. `memchr` looks for tags or quotes alone, quick-xml walks its events, roxmltree and serde_json build a tree or structs; none of them checks the protocol. yct-envelope's lint is the tolerant reader here, without the scan.",
    apart: "In processes of their own",
    first: (call, imported) => `- First call: reading the first request, ${call}; before that, importing the package, ${imported}.`,
    wasm: [({ raw, gzip, brotli }) => `- The wasm module that is started first: ${raw}, ${gzip} as gzip, ${brotli} as brotli.`, ({ raw, gzip, brotli }) => `- The whole wasm module: ${raw}, ${gzip} as gzip, ${brotli} as brotli.`],
    memory: ({ size, wasm, peak, growth, speed }) => `- \`readRecords\` over ${size}: at most ${wasm} of wasm memory and ${peak} of resident memory, of which the second half took ${growth} more than the first; ${speed}.`,
    missing: "- `readRecords`: not in this build.",
    checks: "What each checks",
    checksIntro: (count) => `Of ${count} answers with one mistake each, yct-envelope notices every one, and tells its place and what to do. The others tell yes or no, or the first error. Here is what they do not notice.`,
    checkColumns: ["", "How it goes about it", "Does not notice"],
    none: "nothing",
    join: ", ",
    repeat: "## To repeat this\n\n`cargo xtask bench` measures everything, `cargo xtask bench --quick` gives a rough picture in two minutes, `cargo xtask bench objects-1000` is one bench alone. The code is in `benches/`; the packages that are compared with are pinned in `benches/package.json` and are no dependencies of yct-envelope.",
  },
};

const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map((_, at) => (at === 0 ? "---" : "--:"))), ...rows.map(row)].join("\n");
const prose = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const kib = (bytes) => `${number(bytes / 1024)} KB`;
const mib = (bytes) => `${number(bytes / 2 ** 20)} MiB`;

function page(language, { machine, large, sections, native, firstCall, memory, wasm }, figures) {
  const says = languages[language];
  const called = (name) => nameIn(language, name);
  const many = large.toLocaleString("en");

  const reached = figures.filter(({ figure }) => figure?.reached).length;
  const goals = prose(
    says.goalColumns,
    figures.map(({ work, against, goal, figure }) => [work[language], against[language], goal, figure ? `${number(figure.value)} ${figure.unit}` : "—", figure ? says.reached[Number(figure.reached)] : "—"]),
  );

  const missed = figures.filter(({ figure, why }) => figure?.reached === false && why !== undefined);
  const reasons = [...new Set(missed.map(({ why }) => why))].map((why) => {
    const works = missed.filter((goal) => goal.why === why).map(({ work }) => work[language]);
    return `- ${[...new Set(works)].join(says.join)}${language === "zh" ? "：" : ": "}${why[language]}`;
  });

  const ahead = Object.values(sections).flatMap(({ title, rows }) => {
    const us = rows.find(({ name }) => name === OURS);
    const faster = us === undefined ? [] : rows.filter(({ milliseconds }) => milliseconds < us.milliseconds);
    return faster.length === 0 ? [] : [says.aheadLine(title[language], faster.map(({ name, milliseconds }) => says.aheadOne(called(name), number(us.milliseconds / milliseconds))))];
  });

  const tables = Object.values(sections).map(({ title, rows }) => {
    const lines = rows.map((one) => [called(one.name), time(one.milliseconds), number(rate(one)), ratio(one.milliseconds / rows[0].milliseconds)]);
    return `### ${title[language]}\n\n${table(says.columns, lines)}`;
  });

  const documents = Object.keys(native ?? {});
  const contenders = [...new Set(documents.flatMap((document) => Object.keys(native[document])))];
  const natively = table(
    ["", ...documents.map(called)],
    contenders.map((name) => [called(name), ...documents.map((document) => (native[document][name] === undefined ? "" : number(native[document][name])))]),
  );

  const streamed = memory?.missing === false && {
    size: `${number(memory.bytes / 1e9)} GB`,
    wasm: mib(memory.wasm),
    peak: mib(memory.peak),
    growth: mib(memory.growth),
    speed: `${number(memory.bytes / memory.seconds / 1e6)} MB/s`,
  };
  const apart = [
    firstCall && says.first(time(firstCall.call), time(firstCall.import)),
    ...[wasm.first, wasm.whole].map(({ raw, gzip, brotli }, at) => says.wasm[at]({ raw: kib(raw), gzip: kib(gzip), brotli: kib(brotli) })),
    memory && (streamed ? says.memory(streamed) : says.missing),
  ].filter(Boolean);

  const checks = prose(
    says.checkColumns,
    answerPeers
      .map((make) => make("ordersQuery"))
      .map(({ name, misses }) => [called(name), peers[name][language], misses.map((mistake) => mistakes[mistake][language]).join(says.join) || says.none]),
  );

  const parts = [
    `# ${says.title}`,
    says.other,
    says.intro(machine, many),
    `## ${says.goals}`,
    says.tally(reached, figures.length),
    goals,
    ...(reasons.length > 0 ? [`### ${says.why}`, reasons.join("\n")] : []),
    `## ${says.ahead}`,
    ...(ahead.length > 0 ? [says.aheadIntro, ahead.join("\n")] : [says.nobody]),
    `## ${says.sections}`,
    ...tables,
    ...(native ? [`## ${says.native(many)}`, says.nativeIntro, natively] : []),
    `## ${says.apart}`,
    apart.join("\n"),
    `## ${says.checks}`,
    says.checksIntro(Object.keys(mistakes).length),
    checks,
    says.repeat,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Both pages, by their file in docs/. `figures` are the goals, each with its figure or none. */
export const pages = (results, figures) => Object.fromEntries(Object.entries(languages).map(([language, { file }]) => [file, page(language, results, figures)]));
