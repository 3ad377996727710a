//! A bare & or < in text.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/unescaped",
    severity: Error,
    title: page("特殊字符没有转义", "special character not escaped"),
    explanation: page(
        "在 XML 里 & 和 < 有特殊含义。要表示这两个字符本身，须写成 &amp; 和 &lt;。单独的 & 可自动修复；< 是文字还是损坏的标签只能推测，由人确认。",
        "In XML, & and < have a meaning of their own. To stand for themselves they are written &amp; and &lt;. A bare & is mended safely; whether a < is text or a broken tag is a guess, which a person confirms.",
    ),
    example: request("refundGeneral", &[("A &amp; B", "A & B")]).good(&[("示例：患者取消预约", "A &amp; B")]),
};

pub(crate) static AMPERSAND: Wording = wording!(
    "{0} 里的 & 没有转义",
    "an & in {0} is not escaped",
    "写成 &amp;",
    "write &amp;",
);

pub(crate) static LESS: Wording = wording!(
    "{0} 里的 < 没有转义，它后面不是标签",
    "a < in {0} is not escaped: no tag follows it",
    "写成 &lt;",
    "write &lt;",
);

pub(crate) static EXTRA: Wording = wording!(
    "{0} 里的标签前多了一个 <",
    "there is a < too many before a tag in {0}",
    "删除它",
    "remove it",
);

pub(crate) static UNENDED: Wording = wording!(
    "{0} 里的引用 {1} 缺少结尾的分号",
    "the reference {1} in {0} lacks its semicolon",
    "补上分号；若 & 就是文字本身，写成 &amp;",
    "add the semicolon; where the & is text, write &amp;",
);

pub(crate) static END: Text = text("补上分号", "add the semicolon");
pub(crate) static ESCAPE_AMPERSAND: Text = text("写成 &amp;", "write &amp;");
pub(crate) static ESCAPE_LESS: Text = text("写成 &lt;", "write &lt;");
