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

pub(crate) static NEAR: Wording = wording!(
    "节点 {0} 应写作 {1}",
    "the node {0} should be {1}",
    "节点名要与规范逐字一致，大小写也算",
    "a name must match the specification letter by letter, case included",
);

pub(crate) static RENAME: Text = text("改名为 {0}", "rename to {0}");

/// Reports a name that stands for one of some fields that are equally near; `only` where no other field, present ones included, is.
pub(crate) fn report(cx: &mut Context, node: NodeId, meant: &[&'static Field], only: bool) {
    let mut finding = Finding::new(&RULE, &NEAR, Some(node), cx.message.tag_source(node)).arg(cx.quote_name(node));
    let mut names = Vec::new();
    for field in meant {
        names.push(Arg::Field(field));
        finding = finding.fix(Draft { safe: only, ..rename(cx, node, field.name, Arg::Field(field)) });
    }
    cx.report(finding.arg(Arg::AnyOf(names)));
}

/// The offer to give a node another name.
pub(crate) fn rename(cx: &Context, node: NodeId, name: &str, shown: Arg) -> Draft {
    Draft { safe: false, structural: true, arg: Some(shown), ..Draft::new(&RENAME, cx.message.rename(node, name)) }
}
