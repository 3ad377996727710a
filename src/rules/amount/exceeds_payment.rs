//! A refund larger than its payment.

use crate::rules::prelude::*;
use crate::value::Fen;

pub(crate) static RULE: Rule = Rule {
    id: "amount/exceeds-payment",
    severity: Warning,
    title: page("退费金额大于支付金额", "refund exceeds payment"),
    explanation: page(
        "退费金额不应大于支付金额；常见原因是一个用了分、另一个用了元。",
        "A refund should not exceed its payment; often one of the two is in fen and the other in yuan.",
    ),
    example: answer("ordersQuery", 2, &[("<refundTotalFee>1990<", "<refundTotalFee>199000<")]),
};

pub(crate) static MORE: Wording = wording!(
    "{0} 是 {1} 分，大于 {2} 的 {3} 分",
    "{0} is {1} fen, more than the {3} fen of {2}",
    "核对两个金额和单位",
    "compare both amounts and their units",
);

pub(crate) static PAID: Text = text("支付金额在这里", "the amount paid is here");

/// Compares the refund of a record with its payment.
pub(crate) fn check(cx: &mut Context, refund: (&'static Field, NodeId, Fen), payment: (&'static Field, NodeId, Fen)) {
    let ((field, node, refunded), (other, place, paid)) = (refund, payment);
    if refunded > paid {
        let finding = Finding::new(&RULE, &MORE, Some(node), cx.at(node)).arg(Arg::Field(field)).plain(refunded);
        cx.report(finding.arg(Arg::Field(other)).plain(paid).related(&PAID, place, cx.at(place)));
    }
}
