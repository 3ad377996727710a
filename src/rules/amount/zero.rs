//! A refund of nothing.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "amount/zero",
    severity: Warning,
    title: page("退款金额为 0", "refund of 0"),
    explanation: page(
        "退款 0 分没有意义，多半是金额没有填。",
        "A refund of 0 fen means nothing; probably the amount was not filled in.",
    ),
    example: request("refundGeneral", &[("<refundAmout>30000<", "<refundAmout>0<")]),
};

pub(crate) static ZERO: Wording = wording!(
    "{0} 是 0 分",
    "{0} is 0 fen",
    "填入实际的退款金额",
    "fill in the amount to refund",
);

pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field, fen: crate::value::Fen) {
    if field.name == crate::catalog::relations::NOT_ZERO && fen.get() == 0 {
        let finding = Finding::new(&RULE, &ZERO, Some(node), cx.at(node));
        cx.report(finding.arg(Arg::Field(field)));
    }
}
