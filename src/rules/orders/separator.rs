//! Order numbers parted by something else than one ASCII comma.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "orders/separator",
    severity: Error,
    title: page("订单号的分隔符不对", "wrong separator between order numbers"),
    explanation: page(
        "订单号之间只用一个英文逗号。中文逗号、顿号、分号、空格和换行都会让对方把几个单号当成一个。",
        "Order numbers are parted by one ASCII comma. With a Chinese comma, a semicolon, a blank or a line break, the other side takes several numbers for one.",
    ),
    example: request("stopReg", &[("0001,YCT", "0001，YCT")]),
};

pub(crate) static OTHER: Wording = wording!(
    "{0} 的订单号之间是 {1}，应为一个英文逗号",
    "{0} has {1} between its order numbers, where one ASCII comma belongs",
    "订单号之间只用一个英文逗号，不加空格",
    "put one ASCII comma between them, without spaces",
);

pub(crate) static ITEM: Wording = wording!(
    "{0} 的订单号 {1} 里有分隔符",
    "the order number {1} of {0} has a separator in it",
    "数组的每一项只放一个订单号",
    "put one order number into each item",
);

pub(crate) static COMMAS: Text = text("改用英文逗号", "use ASCII commas");

/// Reports the separators of a list, once, with the edits that mend them all.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field, at: Bytes, edits: Vec<ByteEdit>) {
    let mark = crate::text::piece(cx.message.value(node).unwrap_or_default(), at.clone()).to_owned();
    let at = cx.message.value_source(node, at);
    let finding = Finding::new(&RULE, &OTHER, Some(node), at.clone()).arg(Arg::Field(field)).arg(Arg::Quote(mark, at));
    cx.report(finding.safe_fix(&COMMAS, edits));
}

/// Reports an item of a JS list that is no single order number.
pub(crate) fn report_item(cx: &mut Context, list: NodeId, item: NodeId, field: &'static Field) {
    let finding = Finding::new(&RULE, &ITEM, Some(list), None).arg(Arg::Field(field)).arg(cx.quote(field, item));
    cx.report(finding);
}
