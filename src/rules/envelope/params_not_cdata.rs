//! methodParams as escaped text or inline elements.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/params-not-cdata",
    severity: Warning,
    title: page("接口参数没有用 CDATA", "parameters not in CDATA"),
    explanation: page(
        "规范要求 methodParams 的内容用 CDATA 包含。直接写子元素或转义文字也能读懂，但对方可能把它当成空参数。",
        "The specification asks for CDATA around the content of methodParams. Child elements or escaped text can be read too, but another reader may see no parameters at all.",
    ),
    example: request("refundGeneral", &[("<![CDATA[", ""), ("]]>", "")]),
};

pub(crate) static INLINE: Wording = wording!(
    "`methodParams`（接口参数）直接写了子元素，应放在 CDATA 里",
    "`methodParams` (Method parameters) holds child elements; they belong in CDATA",
    "用 <![CDATA[ 和 ]]> 把它的内容包起来",
    "put <![CDATA[ and ]]> around its content",
);

pub(crate) static ESCAPED: Wording = wording!(
    "`methodParams`（接口参数）写成了转义文字，应放在 CDATA 里",
    "`methodParams` (Method parameters) is escaped text; it belongs in CDATA",
    "去掉转义，用 <![CDATA[ 和 ]]> 包起来",
    "undo the escapes and put <![CDATA[ and ]]> around it",
);

pub(crate) static WRAP: Text = text("放进 CDATA", "put it into CDATA");

pub(crate) fn inline(node: NodeId, at: Option<Bytes>, edits: Vec<ByteEdit>) -> Finding {
    Finding::new(&RULE, &INLINE, Some(node), at).structural_fix(&WRAP, edits).section("1.1")
}

pub(crate) fn escaped(node: NodeId, at: Option<Bytes>, edit: ByteEdit) -> Finding {
    Finding::new(&RULE, &ESCAPED, Some(node), at).structural_fix(&WRAP, [edit]).section("1.1")
}
