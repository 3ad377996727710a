//! A CDATA section that is unclosed, nested or closed early.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/cdata",
    severity: Error,
    title: page("CDATA 有误", "wrong CDATA section"),
    explanation: page(
        "CDATA 以 <![CDATA[ 开始，到第一个 ]]> 为止，不能嵌套。值里若有 ]]>，会提前结束它。",
        "A CDATA section goes from <![CDATA[ to the first ]]> and cannot be nested. A ]]> inside a value ends it early.",
    ),
    example: request("refundGeneral", &[("]]></methodParams>", "</methodParams>")]),
};

pub(crate) static UNCLOSED: Wording = wording!(
    "{0} 的 CDATA 没有结束，缺少 ]]>",
    "the CDATA section of {0} is never closed: its ]]> is missing",
    "在结束标签之前补上 ]]>",
    "add ]]> before the end tag",
);

pub(crate) static UNOPENED: Wording = wording!(
    "这里的 ]]> 没有对应的 <![CDATA[",
    "this ]]> has no <![CDATA[",
    "在 <methodParams> 之后补上 <![CDATA[",
    "add <![CDATA[ after <methodParams>",
);

pub(crate) static END_MARK: Wording = wording!(
    "{0} 里的 ]]> 没有对应的 <![CDATA[",
    "this ]]> in {0} has no <![CDATA[",
    "值里的 ]]> 写成 ]]&gt;",
    "inside a value write ]]&gt;",
);

pub(crate) static EARLY: Wording = wording!(
    "这里的 ]]> 提前结束了 CDATA",
    "this ]]> ends the CDATA section too early",
    "值里的 ]]> 写成 ]]&gt;；若后面还有字段，把它移到 </methodParams> 之前",
    "inside a value write ]]&gt;; where fields follow, move it before </methodParams>",
);

pub(crate) static EXTRA: Wording = wording!(
    "这里多了一个 ]]>，CDATA 已经结束",
    "there is one ]]> too many: the CDATA section has ended",
    "删除多余的 ]]>",
    "remove the extra ]]>",
);

pub(crate) static NESTED: Wording = wording!(
    "CDATA 里又写了 <![CDATA[；CDATA 不能嵌套，参数整体已在 CDATA 里",
    "there is a <![CDATA[ inside CDATA, which cannot be nested; the parameters as a whole are in CDATA already",
    "值直接写，其中的 & 和 < 写成 &amp; 和 &lt;",
    "write the values plainly, with &amp; and &lt; for & and <",
);

pub(crate) static MARK: Wording = wording!(
    "CDATA 的开始标记 {0} 写法有误，应为 `{1}`",
    "the mark {0} should be `{1}`",
    "改成 `{1}`",
    "write `{1}`",
);

pub(crate) static CLOSE: Text = text("补上 ]]>", "add ]]>");
pub(crate) static OPEN: Text = text("补上 <![CDATA[", "add <![CDATA[");
pub(crate) static ESCAPE: Text = text("写成 ]]&gt;", "write ]]&gt;");
pub(crate) static MOVE: Text = text("移到字段之后", "move it behind the fields");
pub(crate) static REMOVE: Text = text("删除多余的 ]]>", "remove the extra ]]>");
pub(crate) static UNWRAP: Text = text("去掉里层的 CDATA", "undo the inner CDATA");
pub(crate) static WRITE: Text = text("改成 `{1}`", "write `{1}`");
