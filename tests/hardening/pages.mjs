/** docs/hardening.md and docs/hardening.zh-CN.md, from docs/hardening.json. */

export const languages = {
  en: {
    file: "docs/hardening.md",
    title: "# Hardening\n\n[中文](hardening.zh-CN.md)",
    intro:
      "How the package stands up to whatever it is sent, beside other parsers. The commands that measure write `docs/hardening.json`, and this page is made of it; what each promise is and which test holds it, [SECURITY.md](../SECURITY.md) says.",
    parsers: "## Beside other parsers",
    parsersIntro:
      "Of ill-formed documents, how many each takes; of well-formed ones, how many it refuses: 0 is what should stand there. fast-xml-parser is its `XMLValidator`, quick-xml its reader alone, as it comes. A DTD yct-envelope refuses by rule; of three documents in another encoding than they declare it warns, and does not count as taking them. Parsers of text are given what a strict decoder makes of the bytes.",
    documents: "Documents",
    of: "of",
    measures: {
      illFormed: "W3C suite: ill-formed, taken",
      illFormedFree: "… of those without a DTD",
      illFormedText: "… of those in UTF-8",
      probes: "Own probes, ill-formed by one rule each, taken",
      wellFormedText: "W3C suite: well-formed without a DTD, in UTF-8, refused",
      wellFormedWithDtd: "… with a DTD, refused",
    },
    own: "## yct-envelope alone",
    what: "What",
    figure: "Figure",
    command: "Measured by",
    suite: "every run of the suite",
    rows: {
      differential: ({ xml, json }) => `${xml.toLocaleString("en")} XML and ${json.toLocaleString("en")} JSON texts: the verdict, and the fields where there is a value, as saxes and libxml2, or JSON.parse, read them; no unexplained difference`,
      hostile: ({ cases, floods, injections }) => `${cases} named cases, ${floods} floods, ${injections} injections; after each the next call works`,
      time: ({ time }) => `twice the text costs at most ${time.toFixed(2)} × the work (bound: 2.5)`,
      memory: ({ within, families, memory }) => `${within} of ${families} floods take at most 6 × their text and 2 MiB of memory; the worst ${memory.toFixed(0)} ×, at 64 KiB`,
      fuzz: (targets) => {
        const all = Object.values(targets);
        return `${sum(all, "executions")} executions of ${all.length} targets, at least ${least(all, "executions")} of each; ${sum(all, "finds")} inputs kept as tests`;
      },
      miri: ({ passed }) => `${passed} unit tests passed, the longest with fewer cases; no undefined behaviour`,
      coverage: ({ covered, regions }) => `${percent(covered, regions)} % of ${regions.toLocaleString("en")} regions of the core are run by its Rust tests`,
      mutants: ({ of, tried, killed }) => `of ${of.toLocaleString("en")} mutants of the readers, the checker, the writers and the fixer, ${tried.toLocaleString("en")} were tried; the Rust tests kill ${killed.toLocaleString("en")}, ${percent(killed, tried)} %; [the others](../tests/mutants.txt)`,
      deny: ({ checks }) => `cargo-deny has nothing to say of ${checks.join(", ")}${checks.includes("advisories") ? "" : "; known weaknesses, which need its database, were not looked up"}`,
    },
    names: { differential: "Generated and mutated texts", hostile: "Hostile corpus", time: "Time of floods", memory: "Memory of floods", fuzz: "Fuzzing", miri: "Miri", coverage: "Coverage", mutants: "Mutation testing", deny: "Dependencies" },
  },
  zh: {
    file: "docs/hardening.zh-CN.md",
    title: "# 健壮性\n\n[English](hardening.md)",
    intro: "无论收到什么内容，本包能否站得住，并与其他解析器对照。各测量命令把结果写入 `docs/hardening.json`，本页由它生成。每项承诺的内容以及由哪个测试保证，见 [SECURITY.zh-CN.md](../SECURITY.zh-CN.md)。",
    parsers: "## 与其他解析器对照",
    parsersIntro: "格式不良的文档，数被接受的份数；格式良好的文档，数被拒绝的份数；理想值都是 0。fast-xml-parser 指其 `XMLValidator`，quick-xml 指未加任何检查的读取器。yct-envelope 一律按规则拒绝 DTD；有三份文档的实际编码与声明不符，它给出警告，不计为接受。只接受文本的解析器，拿到的是严格解码后的文本。",
    documents: "文档",
    of: "总数",
    measures: {
      illFormed: "W3C 测试集：格式不良却被接受",
      illFormedFree: "……其中不含 DTD 的",
      illFormedText: "……其中采用 UTF-8 的",
      probes: "自编用例：各违反一条规则，却被接受",
      wellFormedText: "W3C 测试集：格式良好（不含 DTD，UTF-8），却被拒绝",
      wellFormedWithDtd: "……含 DTD 的，被拒绝",
    },
    own: "## yct-envelope 自身",
    what: "项目",
    figure: "结果",
    command: "测量方式",
    suite: "每次运行测试",
    rows: {
      differential: ({ xml, json }) => `XML ${xml.toLocaleString("en")} 份、JSON ${json.toLocaleString("en")} 份，判断以及有值时的字段内容，均与 saxes、libxml2 或 JSON.parse 一致，没有无法解释的差异`,
      hostile: ({ cases, floods, injections }) => `具名用例 ${cases} 个，洪泛 ${floods} 种，注入 ${injections} 种；每次之后，下一次调用都正常`,
      time: ({ time }) => `文本加倍，工作量最多为 ${time.toFixed(2)} 倍（上限 2.5 倍）`,
      memory: ({ within, families, memory }) => `${families} 种洪泛中，${within} 种占用的内存不超过文本的 6 倍加 2 MiB；最差为 ${memory.toFixed(0)} 倍（文本 64 KiB）`,
      fuzz: (targets) => {
        const all = Object.values(targets);
        return `${all.length} 个目标共执行 ${sum(all, "executions")} 次，每个至少 ${least(all, "executions")} 次；${sum(all, "finds")} 个输入留作测试`;
      },
      miri: ({ passed }) => `${passed} 个单元测试通过（最耗时的减少了用例），没有未定义行为`,
      coverage: ({ covered, regions }) => `核心共 ${regions.toLocaleString("en")} 个区域，Rust 测试执行到 ${percent(covered, regions)}%`,
      mutants: ({ of, tried, killed }) => `读取、检查、写出、修复部分共 ${of.toLocaleString("en")} 处变异，试了 ${tried.toLocaleString("en")} 处，Rust 测试发现 ${killed.toLocaleString("en")} 处，占 ${percent(killed, tried)}%；[其余的](../tests/mutants.txt)`,
      deny: ({ checks }) => `cargo-deny 检查 ${checks.join("、")}，没有问题${checks.includes("advisories") ? "" : "；已知漏洞需要它的数据库，尚未查询"}`,
    },
    names: { differential: "生成和变异的文本", hostile: "恶意用例集", time: "洪泛的耗时", memory: "洪泛的内存", fuzz: "模糊测试", miri: "Miri", coverage: "覆盖率", mutants: "变异测试", deny: "依赖" },
  },
};

const sum = (all, name) => all.reduce((total, one) => total + one[name], 0).toLocaleString("en");
const percent = (part, whole) => ((100 * part) / whole).toFixed(1);
const least = (all, name) => Math.min(...all.map((one) => one[name])).toLocaleString("en");

/** What measures each, and under which name its figures stand; what has none is left out. */
const measuredBy = {
  differential: ["cargo xtask hardening", "differential"],
  hostile: [null, "hostile"],
  time: [null, "floods"],
  memory: [null, "floods"],
  fuzz: ["cargo xtask fuzz", "fuzz"],
  miri: ["cargo xtask miri", "miri"],
  coverage: ["cargo xtask coverage", "coverage"],
  mutants: ["cargo xtask mutants", "mutants"],
  deny: ["cargo xtask deny", "deny"],
};

/** The columns, in their order. */
const judges = ["yct-envelope", "libxml2-wasm", "saxes", "fast-xml-parser", "quick-xml"];

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

export function page(language, figures) {
  const words = languages[language];
  const parsers = Object.entries(words.measures).map(([name, title]) => {
    const { total, found } = figures.conformance[name];
    return [title, total, ...judges.map((judge) => found[judge])];
  });
  const measured = Object.entries(measuredBy).filter(([, [, key]]) => figures[key]);
  const own = measured.map(([name, [command, key]]) => [words.names[name], words.rows[name](figures[key]), command ? `\`${command}\`` : words.suite]);
  return `${[words.title, words.intro, words.parsers, words.parsersIntro, table([words.documents, words.of, ...judges], parsers), words.own, table([words.what, words.figure, words.command], own)].join("\n\n")}\n`;
}
