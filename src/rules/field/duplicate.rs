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

pub(crate) static TWICE: Wording = wording!(
    "节点 {0} 重复出现，先是 {1}，这里是 {2}",
    "the node {0} appears twice: first {1}, then {2}",
    "只保留正确的一个",
    "keep the one that is right",
);

pub(crate) static NODES: Wording = wording!(
    "节点 {0} 重复出现",
    "the node {0} appears twice",
    "只保留正确的一个",
    "keep the one that is right",
);

pub(crate) static FIRST: Text = text("第一次出现在这里", "first here");

pub(crate) static REMOVE: Text = text("删除这一个", "remove this one");

/// Reports the second of two; which of two values is right, only a person knows.
pub(crate) fn report(cx: &mut Context, node: NodeId, first: NodeId, field: &'static Field) {
    let is_leaf = [node, first].iter().all(|&node| cx.message.value(node).is_some());
    let is_same = is_leaf && cx.trimmed(node).0 == cx.trimmed(first).0;
    let wording = if is_leaf { &TWICE } else { &NODES };
    let edit = cx.message.remove(node).filter(|_| is_same);
    let finding = Finding::new(&RULE, wording, Some(node), cx.message.tag_source(node)).arg(Arg::Field(field));
    let finding = finding.arg(cx.quote(field, first)).arg(cx.quote(field, node)).related(&FIRST, first, cx.message.tag_source(first));
    cx.report(finding.fix(Draft { safe: false, structural: true, ..Draft::new(&REMOVE, edit) }));
}
