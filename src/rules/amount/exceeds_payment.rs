//! A refund larger than its payment.

use crate::rules::prelude::*;

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

pub(crate) static MORE: Wording = wording(
    "{0} 是 {1} 分，大于 `payTotalFee` 的 {2} 分",
    "{0} is {1} fen, more than the {2} fen of `payTotalFee`",
    "核对两个金额和单位",
    "compare both amounts and their units",
);

pub(crate) static PAID: Text = text("支付金额在这里", "the amount paid is here");

/// Compares the refund of a record with its payment.
pub(crate) fn check(cx: &mut Context, refund: (&'static Field, NodeId, crate::value::Fen), payment: (NodeId, crate::value::Fen)) {
    let (field, node, refunded) = refund;
    if refunded > payment.1 {
        let paid = cx.at(payment.0);
        let finding = Finding::new(&RULE, &MORE, Some(node), cx.at(node)).arg(Arg::Field(field));
        cx.report(finding.plain(refunded).plain(payment.1).related(&PAID, payment.0, paid));
    }
}
