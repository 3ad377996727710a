/** docs/archive.md and its Chinese twin, from what the bench `archive` has measured. */
import { number, ratio, time } from "./figures.mjs";

const mib = (bytes) => `${number(bytes / 2 ** 20)} MiB`;
const whole = (value) => Math.round(value).toLocaleString("en");
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map((_, at) => (at === 0 ? "---" : "--:"))), ...rows.map(row)].join("\n");

/** How much more memory at most the second half may take than the first, and how many times as fast as the script the command line must be, of a core. */
export const GOALS = { growth: 16 * 2 ** 20, perCore: 1 };

/** Envelopes in a second of one core: of processor time, which other work on the machine lengthens less than the clock's, or else of the clock. */
export const perCore = ({ envelopes, cores, runs }, name) => envelopes / (runs[name].processor ?? runs[name].seconds * (name === "all" ? cores : 1));

const languages = {
  zh: {
    file: "archive.zh-CN.md",
    title: (count) => `${count} 份报文的存档`,
    other: "[English](archive.md)",
    intro: ({ model, cores, memory, node, date }, size, count, load) => `本页由 \`cargo xtask bench archive --write\` 的一次运行生成（${date}，Node.js ${node}，${model}，${cores} 核，${memory} GiB 内存）；换一台机器，能沿用的只有倍数。

- 存档是 ${size} 的 NDJSON，${count} 份报文：五个接口的请求和响应，由包自带的示例改变单号、日期和金额而来，一行的各种写法都有。每 50 份有一份含一处错误，每 1,000 行有一行是坏的：不是报文、只有半行，或者是 GBK 编码。
- 读它的，一是构建好的包里的 \`yct-envelope lint --format json\`，先用全部的核，再用一个线程；二是一个下午就能写成的脚本，单线程，用 readline、fast-xml-parser 和 zod。各在单独的进程里，先后运行。
- “每核每秒”按处理器时间计，所有线程合计；机器上的其他工作会拖长时间，对它影响小一些。运行期间系统平均负载最高 ${load}，含测量本身。内存是所有线程的常驻内存。`,
    speedColumns: ["", "时间", "份/秒", "处理器时间", "份/秒，每核", "每核，相对脚本"],
    names: { all: (cores) => `\`yct-envelope lint\`，${cores} 个线程`, one: () => "`yct-envelope lint --threads 1`", peer: () => "Node.js 脚本，fast-xml-parser + zod" },
    noFaster: "按时钟算，这次运行中多个线程一起并不比一个线程快。",
    memory: "内存",
    memoryIntro: "取运行时间的第一个十分之一、四分之一处、一半处、四分之三处和最后一个十分之一，都是中位数；然后是最大值，以及后一半的最大值比前一半多出多少。",
    memoryColumns: ["", "开始", "¼", "½", "¾", "结尾", "最大", "后一半多出"],
    unknown: "这台机器上量不到。",
    goals: "目标",
    goal: { perCore: (value, most) => `单线程、每核不低于脚本的 ${most} 倍：${value}`, growth: (value, most) => `后一半的内存至多多出 ${most}：${value}` },
    verdict: ["未达到", "**达到**"],
    colon: "，",
    refused: "发现了什么",
    refusedIntro: ({ ours, theirs, onlyOurs, onlyTheirs }) => `yct-envelope 拒绝 ${whole(ours)} 份，脚本拒绝 ${whole(theirs)} 份；只有 yct-envelope 拒绝的 ${whole(onlyOurs)} 份，是 GBK 编码的行，Node.js 解码时悄悄换成了 U+FFFD；只有脚本拒绝的 ${whole(onlyTheirs)} 份。脚本只说每份报文的第一处错误；yct-envelope 列出全部，带位置、说明和修法，每个响应还与它的请求核对。regOrdersQuery 在 V1.3 中待定，每份请求都有一条提示，因此走较慢的宽容读法，这里占五分之一。`,
    ahead: "脚本领先之处",
    aheadMemory: (ours, theirs) => `- 内存：最大 ${theirs}，而 \`yct-envelope lint --threads 1\` 是 ${ours}。`,
    aheadCore: (value) => `- 每核的速度：脚本是 ${value}。`,
    nothing: "这次运行中没有。",
  },
  en: {
    file: "archive.md",
    title: (count) => `An archive of ${count} envelopes`,
    other: "[中文](archive.zh-CN.md)",
    intro: ({ model, cores, memory, node, date }, size, count, load) => `One run of \`cargo xtask bench archive --write\` made this page (${date}, Node.js ${node}, ${model}, ${cores} cores, ${memory} GiB of memory). To another machine, only the ratios travel.

- The archive is ${size} of NDJSON with ${count} envelopes: requests and answers of all five methods, made of the package's samples, with other numbers, days and amounts, in every form that a line may have. One in 50 has a mistake; one line in 1,000 is rotten: no envelope, half a line, or in GBK.
- It is read by \`yct-envelope lint --format json\` of the built package, on all cores and then on one thread, and by a script such as one writes in an afternoon, in one thread, with readline, fast-xml-parser and zod. Each has a process of its own, one after the other.
- “A core” is a second of processor time, that of all threads together: other work on the machine lengthens the time, and this less. The load average was at most ${load} meanwhile, the measuring included. Memory is resident memory, that of all threads.`,
    speedColumns: ["", "Time", "Envelopes/s", "Processor time", "Envelopes/s of a core", "Of a core, relative to the script"],
    names: { all: (cores) => `\`yct-envelope lint\`, ${cores} threads`, one: () => "`yct-envelope lint --threads 1`", peer: () => "Node.js script, fast-xml-parser + zod" },
    noFaster: "By the clock, all threads together were no faster than one in this run.",
    memory: "Memory",
    memoryIntro: "In the first tenth of the time, around a quarter, half and three quarters of it, in the last tenth, each a median; then the most, and by how much the most of the second half was more than that of the first.",
    memoryColumns: ["", "Start", "¼", "½", "¾", "End", "Most", "Second half, more by"],
    unknown: "It cannot be told on this machine.",
    goals: "Goals",
    goal: { perCore: (value, most) => `On one thread, no less than ${most} × the speed of the script, of a core: ${value}`, growth: (value, most) => `At most ${most} more memory in the second half: ${value}` },
    verdict: ["missed", "**reached**"],
    colon: ", ",
    refused: "What was noticed",
    refusedIntro: ({ ours, theirs, onlyOurs, onlyTheirs }) => `yct-envelope refuses ${whole(ours)} envelopes, the script ${whole(theirs)}. The ${whole(onlyOurs)} that yct-envelope alone refuses are the lines in GBK, which Node.js decodes to U+FFFD without a word; the script alone refuses ${whole(onlyTheirs)}. The script tells the first mistake of an envelope; yct-envelope tells all, with places, words and fixes, and compares each answer with its request. V1.3 marks regOrdersQuery as provisional, which is a note on each of its requests: they are read the slower, tolerant way, and are a fifth of all here.`,
    ahead: "Where the script is ahead",
    aheadMemory: (ours, theirs) => `- Memory: at most ${theirs}, where \`yct-envelope lint --threads 1\` has ${ours}.`,
    aheadCore: (value) => `- Speed of a core: the script has ${value} of ours.`,
    nothing: "Nowhere in this run.",
  },
};

function page(language, machine, archive) {
  const says = languages[language];
  const { envelopes, bytes, cores, load, runs, refused } = archive;
  const names = Object.keys(runs);
  const called = (name) => says.names[name](cores);
  const theirs = perCore(archive, "peer");
  const speed = names.map((name) => {
    const { seconds, processor } = runs[name];
    return [called(name), time(seconds * 1e3), whole(envelopes / seconds), processor === undefined ? "—" : time(processor * 1e3), whole(perCore(archive, name)), ratio(perCore(archive, name) / theirs)];
  });
  const isMeasured = names.every((name) => runs[name].memory);
  const memory = isMeasured && names.map((name) => [called(name), ...runs[name].memory.at.map(mib), mib(runs[name].memory.peak), mib(runs[name].memory.growth)]);
  const verdict = (name, text, isReached) => `- ${says.goal[name](text, name === "growth" ? mib(GOALS.growth) : GOALS.perCore)}${says.colon}${says.verdict[Number(isReached)]}`;
  const ours = perCore(archive, "one") / theirs;
  const goals = [verdict("perCore", ratio(ours), ours >= GOALS.perCore)];
  if (isMeasured) goals.push(verdict("growth", mib(runs.all.memory.growth), runs.all.memory.growth <= GOALS.growth));
  const ahead = [
    isMeasured && runs.peer.memory.peak < runs.one.memory.peak && says.aheadMemory(mib(runs.one.memory.peak), mib(runs.peer.memory.peak)),
    ours < 1 && says.aheadCore(ratio(1 / ours)),
  ].filter(Boolean);
  const parts = [
    `# ${says.title(envelopes.toLocaleString("en"))}`,
    says.other,
    says.intro(machine, `${number(bytes / 1e6)} MB`, envelopes.toLocaleString("en"), number(load)),
    table(says.speedColumns, speed),
    ...(runs.all.seconds < runs.one.seconds ? [] : [says.noFaster]),
    `## ${says.memory}`,
    ...(memory ? [says.memoryIntro, table(says.memoryColumns, memory)] : [says.unknown]),
    `## ${says.goals}`,
    goals.join("\n"),
    `## ${says.refused}`,
    says.refusedIntro(refused),
    `## ${says.ahead}`,
    ahead.length > 0 ? ahead.join("\n") : says.nothing,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Both pages, by their file in docs/. */
export const archivePages = ({ machine, archive }) => Object.fromEntries(Object.entries(languages).map(([language, { file }]) => [file, page(language, machine, archive)]));
