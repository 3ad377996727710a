//! Text that is not JSON.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "json/malformed",
    severity: Error,
    title: page("JSON 写法有误", "not JSON"),
    explanation: page(
        "响应不是有效的 JSON：常见的是多余的逗号、单引号、缺少引号或被截断。",
        "The answer is no valid JSON: a comma too many, single quotes, a missing quote, or a text that was cut off.",
    ),
    example: json_answer("stopReg", 0, &[("\"\"}", "\"\",}")]),
};

pub(crate) static NOT_JSON: Wording = wording(
    "从这里开始不是有效的 JSON",
    "the text is not valid JSON from here on",
    "检查前面的逗号、引号和括号；文本也可能被截断",
    "check the commas, quotes and brackets before it; the text may also have been cut off",
);
