//! Text that is not JSON.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "json/malformed",
    severity: Error,
    title: page("JSON 写法有误", "not JSON"),
    explanation: page(
        "响应不是有效的 JSON：常见的是多余的逗号、单引号、全角标点、缺少引号或被截断。其余部分按改正后的样子继续检查；修复都要由人确认。",
        "The answer is no valid JSON: a comma too many, single quotes, full-width punctuation, a missing quote, or a text that was cut off. The rest is checked as if it had been right; every fix waits for a person's yes.",
    ),
    example: json_answer("stopReg", 0, &[("\"\"}", "\"\",}")]),
};

pub(crate) static NOT_JSON: Wording = wording!(
    "从这里开始不是有效的 JSON",
    "the text is not valid JSON from here on",
    "检查前面的逗号、引号和括号；文本也可能被截断",
    "check the commas, quotes and brackets before it; the text may also have been cut off",
);

pub(crate) static LAST_COMMA: Wording = wording!(
    "最后一项之后不能有逗号",
    "no comma may follow the last item",
    "删除它",
    "remove it",
);

pub(crate) static EXTRA: Wording = wording!(
    "这里的 {0} 是多余的",
    "{0} does not belong here",
    "删除它",
    "remove it",
);

pub(crate) static EXTRA_TEXT: Wording = wording!(
    "这里的文字是多余的",
    "this text does not belong here",
    "删除它",
    "remove it",
);

pub(crate) static MISSING: Wording = wording!(
    "这之前缺少 `{1}`",
    "`{1}` is missing before this",
    "补上 `{1}`",
    "add `{1}`",
);

pub(crate) static INSTEAD: Wording = wording!(
    "这里的 {0} 应为 `{1}`",
    "{0} should be `{1}` here",
    "改成 `{1}`",
    "write `{1}`",
);

pub(crate) static WIDE: Wording = wording!(
    "{0} 是全角符号，应为半角的 `{1}`",
    "{0} is in full width; it should be `{1}`",
    "切换到半角后改成 `{1}`",
    "switch the input method to half width and write `{1}`",
);

pub(crate) static QUOTES: Wording = wording!(
    "键和字符串要用双引号 `\"`，这里是 {0}",
    "keys and strings stand in double quotes `\"`; this is {0}",
    "全部改用双引号",
    "use double quotes throughout",
);

pub(crate) static PREFIX: Wording = wording!(
    "字符串前的 {0} 是 Python 的写法，JSON 里没有",
    "the {0} before a string is Python; JSON has none",
    "全部删除",
    "remove them all",
);

pub(crate) static KEY: Wording = wording!(
    "键 {0} 没有双引号",
    "the key {0} is not in double quotes",
    "每个键都加上双引号",
    "put every key in double quotes",
);

pub(crate) static BARE: Wording = wording!(
    "值没有双引号",
    "the value is not in double quotes",
    "给它加上双引号",
    "put it in double quotes",
);

pub(crate) static INNER: Wording = wording!(
    "字符串中间有未转义的双引号",
    "a double quote stands unescaped inside a string",
    "属于值的写成 `\\\"`，多余的删除",
    "write `\\\"` where it belongs to the value, else remove it",
);

pub(crate) static CONTROL: Wording = wording!(
    "字符串里直接写了 {0}，应写成 `{1}`",
    "a string holds {0} as it is; it should be `{1}`",
    "写成 `{1}`，或删除",
    "write `{1}`, or remove it",
);

pub(crate) static CHARACTER: Wording = wording!(
    "字符串里有控制字符 {0}，报文不能带它",
    "a string holds the control character {0}, which no envelope can carry",
    "删除它",
    "remove it",
);

pub(crate) static ESCAPE: Wording = wording!(
    "JSON 没有这样的转义；可用 \\\" \\\\ \\/ \\b \\f \\n \\r \\t 和 \\u 加四位十六进制数",
    "JSON has no such escape; it has \\\" \\\\ \\/ \\b \\f \\n \\r \\t, and \\u with four hex digits",
    "反斜杠本身写成 \\\\",
    "write a backslash itself as \\\\",
);

pub(crate) static NUMBER: Wording = wording!(
    "JSON 的数不能以 0（后接数字）、+ 或小数点开头，也不能以小数点结尾",
    "a number in JSON cannot start with + or a point, nor with a 0 before digits, nor end with a point",
    "去掉它们，或给值加上双引号",
    "remove them, or put the value in double quotes",
);

pub(crate) static COMMENT: Wording = wording!(
    "JSON 不能有注释",
    "JSON has no comments",
    "删除它",
    "remove it",
);

pub(crate) static SPACE: Wording = wording!(
    "这里的空白（如全角空格）不是 JSON 的空白",
    "this white space is none of JSON",
    "换成普通空格",
    "use ordinary blanks",
);

pub(crate) static VALUE: Wording = wording!(
    "键 {0} 没有值",
    "the key {0} has no value",
    "补上值，或写 null",
    "add the value, or write null",
);

pub(crate) static BEFORE: Wording = wording!(
    "JSON 之前有不属于它的文字",
    "text that is no part of the JSON stands before it",
    "删除它",
    "remove it",
);

pub(crate) static AFTER: Wording = wording!(
    "JSON 到此已经结束，后面还有别的内容；一个文本只能有一个报文",
    "the JSON has ended here, and something follows; a text holds one envelope",
    "删除后面的内容，或分开检查",
    "remove it, or check them one by one",
);

pub(crate) static CUT: Wording = wording!(
    "文本到此结束，但还缺少 `{1}`",
    "the text ends here, but `{1}` is still missing",
    "文本可能被截断：补全后面的内容和括号",
    "the text was probably cut off: add the rest, and the brackets",
);

pub(crate) static REMOVE: Text = text("删除", "remove it");
pub(crate) static WRITE: Text = text("写上 `{1}`", "write `{1}`");
pub(crate) static MEND: Text = text("改成有效的写法", "make it valid");
