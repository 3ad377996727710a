//! An element that the method does not have.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/unknown",
    severity: Warning,
    title: page("未知的节点", "unknown field"),
    explanation: page(
        "规范里没有这个节点，接收方会忽略它，其中的数据等于丢失。",
        "The specification has no such node: a reader ignores it, and its data is lost.",
    ),
    example: request("refundGeneral", &[("<pushMsg>", "<channel>web</channel><pushMsg>")]),
};

pub(crate) static UNKNOWN: Wording = wording(
    "`{1}` 没有节点 {0}，它会被忽略",
    "`{1}` has no node {0}; it is ignored",
    "删除它，或改成规范里的名称",
    "remove it, or use a name of the specification",
);

pub(crate) static ROOT: Wording = wording(
    "报文没有节点 {0}，它会被忽略",
    "an envelope has no node {0}; it is ignored",
    "删除它，或改成规范里的名称",
    "remove it, or use a name of the specification",
);

/// Reports a member that its container does not have; `of` is empty for the envelope itself.
pub(crate) fn report(cx: &mut Context, node: NodeId, of: &'static str) {
    let finding = Finding::new(&RULE, if of.is_empty() { &ROOT } else { &UNKNOWN }, Some(node), cx.message.tag_source(node));
    cx.report(finding.arg(cx.quote_name(node)).plain(of));
}
