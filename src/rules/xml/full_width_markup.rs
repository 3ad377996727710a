//! Markup in full width.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/full-width-markup",
    severity: Error,
    title: page("全角的标记", "markup in full width"),
    explanation: page(
        "中文输入法会把 < > / = 打成全角的 ＜ ＞ ／ ＝。看起来是标签，解析器却当作文字。标记必须用半角；值里的全角符号不受影响。",
        "A Chinese input method writes < > / = in full width: ＜ ＞ ／ ＝. They look like a tag, and a parser takes them for text. Markup is written in ASCII; in values full-width characters may stand.",
    ),
    example: request("refundGeneral", &[("<secret>", "＜secret＞")]),
};

pub(crate) static WIDE: Wording = wording!(
    "标签 {0} 用了全角符号，应为 `{1}`",
    "the tag {0} is written in full width; it should be `{1}`",
    "切换到半角后改成 `{1}`",
    "switch the input method to half width and write `{1}`",
);

pub(crate) static TOO: Text = text("这里也是", "so is this");
pub(crate) static NARROW: Text = text("改成半角", "write it in half width");
