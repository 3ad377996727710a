/** Everything that the page itself says, in both languages side by side. Findings, titles and labels come from the package. */
const words = {
  title: ["医程通报文校验", "YCT envelope linter"],
  edition: ["开放接口 V1.3", "open API V1.3"],
  privacy: ["报文只在本页处理，不会发往任何地方", "Everything stays in this page; nothing is sent anywhere"],
  language: ["语言", "Language"],
  theme: ["外观", "Theme"],
  system: ["跟随系统", "System"],
  light: ["浅色", "Light"],
  dark: ["深色", "Dark"],

  tools: ["报文操作", "Envelope tools"],
  open: ["打开", "Open"],
  openHint: ["打开文件；也可以把文件拖进页面", "Open a file, or drop one anywhere on the page"],
  samples: ["示例", "Samples"],
  copy: ["复制", "Copy"],
  format: ["格式化", "Format"],
  mask: ["遮盖", "Mask"],
  maskSecret: ["遮盖秘钥", "Mask the secret"],
  maskPatient: ["遮盖秘钥与患者信息", "Mask secret and patient data"],
  fixAll: ["修复全部安全项", "Fix all safe"],
  fixAllHint: ["只做不改变含义的修改", "Makes only changes that keep the meaning"],
  brokenSample: ["有错的退费请求", "A refund request with mistakes"],
  request: ["请求", "Request"],
  xmlResponse: ["响应 XML", "Response XML"],
  jsonResponse: ["响应 JSON", "Response JSON"],
  requestOf: [(code, title) => `请求 ${code} ${title}`, (code, title) => `Request ${code}, ${title}`],

  readAs: ["读作", "Read as"],
  method: ["接口", "Method"],
  auto: ["自动", "Auto"],
  response: ["响应", "Response"],
  methodHint: ["响应里没有接口名，认不出时在此指定", "An answer does not name its method; say it here where it cannot be told"],

  editor: ["报文", "Envelope"],
  empty: ["粘贴报文，或把文件拖到这里。", "Paste an envelope, or drop a file here."],
  emptyVerdict: ["等待报文", "Nothing to check yet"],
  emptyDetail: ["粘贴、打开文件，或从示例开始。", "Paste, open a file, or start from a sample."],
  drop: ["松手即打开", "Drop to open"],
  position: [(line, column) => `第 ${line} 行，第 ${column} 列`, (line, column) => `Ln ${line}, Col ${column}`],
  lines: [(n) => `共 ${n} 行`, (n) => `${n} ${n === 1 ? "line" : "lines"}`],
  bytes: [(n) => `${n} 字节`, (n) => `${n} ${n === "1" ? "byte" : "bytes"}`],

  verdict: ["结论", "Verdict"],
  findings: ["问题", "Findings"],
  passed: ["通过", "Accepted"],
  passedDetail: ["严格解析会接受这份报文。", "A strict parser takes this envelope."],
  refusedDetail: ["严格解析会拒绝这份报文。", "A strict parser refuses this envelope."],
  errors: [(n) => `${n} 处错误`, (n) => `${n} ${n === 1 ? "error" : "errors"}`],
  warnings: [(n) => `${n} 处警告`, (n) => `${n} ${n === 1 ? "warning" : "warnings"}`],
  infos: [(n) => `${n} 处提示`, (n) => `${n} ${n === 1 ? "note" : "notes"}`],
  error: ["错误", "error"],
  warning: ["警告", "warning"],
  info: ["提示", "note"],
  clean: ["没有发现问题。", "Nothing to report."],
  records: [(n) => `${n} 条记录`, (n) => `${n} ${n === 1 ? "record" : "records"}`],
  answerIn: [(form) => `要求以 ${form} 响应`, (form) => `answer wanted in ${form}`],
  provisional: ["规范标为待定", "provisional in the specification"],
  unknownMethod: ["看不出是哪个接口的响应，只校验了外层；请在“接口”里指定。", "It is not clear which method this answers, so only its outer layer is checked. Choose one under Method."],
  section: [(section) => `规范 ${section}`, (section) => `spec ${section}`],
  goTo: [(line, column) => `转到第 ${line} 行第 ${column} 列`, (line, column) => `Go to line ${line}, column ${column}`],
  safeFix: ["安全修复", "Safe fix"],
  offeredFix: ["建议，请先核对", "Suggestion: check it first"],

  undo: ["撤销", "Undo"],
  loaded: ["已载入示例", "Sample loaded"],
  opened: [(name) => `已打开 ${name}`, (name) => `Opened ${name}`],
  fixed: [(n) => `已修复 ${n} 处`, (n) => `${n} ${n === 1 ? "fix" : "fixes"} applied`],
  formatted: ["已格式化，内容未变", "Formatted; values unchanged"],
  formatUnchanged: ["没有可调整的格式；写法有误的报文可能要先改正", "Nothing to format; a damaged text may have to be mended first"],
  maskedNow: ["已遮盖", "Masked"],
  maskUnchanged: ["没有需要遮盖的内容", "Nothing to mask"],
  copied: ["已复制", "Copied"],
  copyRefused: ["浏览器不允许写剪贴板；请在编辑区按 Ctrl+A、Ctrl+C", "The browser refused the clipboard; press Ctrl+A, Ctrl+C in the editor"],
  tooLarge: [(name) => `${name} 超过 64 MiB，没有打开`, (name) => `${name} is over 64 MiB and was not opened`],
  unreadable: [(name) => `${name} 读取失败`, (name) => `${name} could not be read`],
  broken: ["校验器内部出错，已经复位；请把这份报文（先遮盖）报告给我们", "The checker failed and was reset; please report this envelope (masked) to us"],
};

/** The page's voice in one language: `say("errors", 3)`. */
export function voice(locale) {
  const index = locale === "en" ? 1 : 0;
  return (key, ...values) => {
    const word = words[key][index];
    return typeof word === "function" ? word(...values) : word;
  };
}

/** The language's side of a label of the catalog. */
export const side = (locale, label) => (locale === "en" ? label.en : label.zh);

/** What the editor's own parts say in Chinese (they speak English by themselves). */
export const editorPhrases = {
  "Control character": "控制字符",
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  "by word": "整词",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "on line": "在第几行",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "replaced $ matches": "已替换 $ 处",
  "Go to line": "转到行",
  go: "转到",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
};
