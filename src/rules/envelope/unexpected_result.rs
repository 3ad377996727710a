//! A result where there should be none.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/unexpected-result",
    severity: Warning,
    title: page("多余的输出", "unexpected result"),
    explanation: page(
        "stopReg 和 msgPush 没有输出参数；调用没有成功时也没有输出。这里的 result 会被忽略。",
        "stopReg and msgPush have no output, and a call that did not succeed has none either. The result is ignored.",
    ),
    example: answer("stopReg", 0, &[("</return>", "<result><orderNo>1</orderNo></result></return>")]),
};

pub(crate) static METHOD: Wording = wording!(
    "接口 `{0}` 没有输出参数，这里的 `result` 会被忽略",
    "the method `{0}` has no output; this `result` is ignored",
    "删除它",
    "remove it",
);

pub(crate) static FAILED: Wording = wording!(
    "`resultCode` 不是 0，这里的 `result` 会被忽略",
    "`resultCode` is not 0, so this `result` is ignored",
    "删除它；若调用其实成功了，把 resultCode 改为 0",
    "remove it; if the call did succeed, resultCode should be 0",
);
