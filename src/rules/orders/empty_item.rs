//! An empty order number.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "orders/empty-item",
    severity: Error,
    title: page("订单列表里有空项", "empty order number"),
    explanation: page(
        "两个逗号之间、开头或结尾没有订单号。",
        "There is no order number between two commas, before the first or after the last.",
    ),
    example: request("stopReg", &[("0001,YCT", "0001,,YCT")]),
};

pub(crate) static EMPTY: Wording = wording!(
    "{0} 里有一项是空的",
    "{0} has an empty item",
    "删除空项和多余的逗号",
    "remove the empty item and its comma",
);

pub(crate) static REMOVE: Text = text("删除多余的逗号", "remove the extra commas");

/// Reports the empty items of a list, once, with the edits that remove them all.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field, at: Bytes, edits: Vec<ByteEdit>) {
    let at = cx.message.value_source(node, at);
    cx.report(Finding::new(&RULE, &EMPTY, Some(node), at).arg(Arg::Field(field)).safe_fix(&REMOVE, edits));
}
