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

pub(crate) static UNCLOSED: Wording = wording(
    "CDATA 没有结束：找不到 ]]>",
    "the CDATA section is never closed: there is no ]]>",
    "在 </methodParams> 之前补上 ]]>",
    "add ]]> before </methodParams>",
);

pub(crate) static END_MARK: Wording = wording(
    "这里的 ]]> 不结束任何 CDATA",
    "this ]]> closes no CDATA section",
    "检查 CDATA 是否提前结束或嵌套；值里的 ]]> 写成 ]]&gt;",
    "see whether a CDATA section was closed early or nested; inside a value write ]]&gt;",
);
