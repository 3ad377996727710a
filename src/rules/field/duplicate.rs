//! The same field twice.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/duplicate",
    severity: Error,
    title: page("节点重复", "field twice"),
    explanation: page(
        "同一个节点出现两次时，不同的程序会取不同的一个。金额或单号因此可能对不上，所以不允许。",
        "Where a node stands twice, one program takes the first and another the last: an amount or an order number may differ between them. So it is refused.",
    ),
    example: request("refundGeneral", &[("<orderNo>", "<orderNo>YCT-SAMPLE-0009</orderNo><orderNo>")]),
};

pub(crate) static TWICE: Wording = wording(
    "节点 {0} 重复出现",
    "the node {0} appears twice",
    "只保留正确的一个",
    "keep the one that is right",
);

pub(crate) static FIRST: Text = text("第一次出现在这里", "it first stands here");

/// Reports the second of two.
pub(crate) fn report(cx: &mut Context, node: NodeId, first: NodeId, field: &'static Field) {
    let at = cx.message.tag_source(first);
    let finding = Finding::new(&RULE, &TWICE, Some(node), cx.message.tag_source(node));
    cx.report(finding.arg(Arg::Field(field)).related(&FIRST, first, at));
}
