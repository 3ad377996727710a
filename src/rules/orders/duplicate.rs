//! An order number twice.

use crate::rules::field::duplicate::FIRST;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "orders/duplicate",
    severity: Warning,
    title: page("订单号重复", "order number twice"),
    explanation: page(
        "同一个订单号列了两次，停诊通知可能发两遍。",
        "The same order number is listed twice; its patient may be told twice.",
    ),
    example: request("stopReg", &[("YCT-SAMPLE-0002", "YCT-SAMPLE-0002,YCT-SAMPLE-0001")]),
};

pub(crate) static TWICE: Wording = wording!(
    "{0} 里的订单号 {1} 重复",
    "the order number {1} appears twice in {0}",
    "删除重复的一个",
    "remove one of them",
);

pub(crate) static REMOVE: Text = text("删除重复的订单号", "remove the repeated order number");

/// Reports an order number that stands earlier in the list already.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field, order: &str, places: [Option<Bytes>; 2], edit: Option<ByteEdit>) {
    let [first, at] = places;
    let quote = Arg::Quote(order.to_owned(), at.clone());
    let finding = Finding::new(&RULE, &TWICE, Some(node), at).arg(Arg::Field(field)).arg(quote).related(&FIRST, node, first);
    cx.report(finding.safe_fix(&REMOVE, edit));
}
