//! An unknown element close to a field that is absent.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/misspelled",
    severity: Error,
    title: page("节点名拼写错误", "misspelt field"),
    explanation: page(
        "节点名必须与规范逐字一致，大小写也算，包括规范自己的拼写 refundAmout、payAmout。写错的节点会被忽略：partialOrAllRefund 写错一个字母，部分退费就成了全部退费。",
        "A name must match the specification letter by letter, case included, and with its own spellings refundAmout and payAmout. A misspelt node is ignored: with partialOrAllRefund, one letter off, a partial refund would become a full one.",
    ),
    example: request("refundGeneral", &[("<refundAmout>", "<refundAmount>"), ("</refundAmout>", "</refundAmount>")]),
};

pub(crate) static NEAR: Wording = wording(
    "节点 {0} 应写作 {1}",
    "the node {0} should be {1}",
    "改成 `{2}`，与规范逐字一致",
    "write `{2}`, exactly as in the specification",
);

pub(crate) static RENAME: Text = text("改成 `{2}`", "rename to `{2}`");

/// Reports a name that stands for a field; `only` where no other field is as near.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field, only: bool) {
    let edits = if only { cx.message.rename(node, field.name) } else { Vec::new() };
    let finding = Finding::new(&RULE, &NEAR, Some(node), cx.message.tag_source(node));
    cx.report(finding.arg(cx.quote_name(node)).arg(Arg::Field(field)).plain(field.name).structural_fix(&RENAME, edits));
}
