//! A refund record without its number or amount.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "record/incomplete-refund",
    severity: Warning,
    title: page("退费记录不完整", "incomplete refund record"),
    explanation: page(
        "已退费的订单返回两条记录：支付和退费。退费记录（tradeType 为 2）应带退费订单号和退费金额，否则无法对账。",
        "A refunded order comes back as two records, its payment and its refund. A refund (tradeType 2) should carry its refund number and amount, or it cannot be reconciled.",
    ),
    example: answer("ordersQuery", 2, &[("<refundTotalFee>1990</refundTotalFee>", "")]),
};

pub(crate) static LACKS: Wording = wording!(
    "退费记录（tradeType 为 2）缺少 {0}",
    "a refund record (tradeType 2) lacks {0}",
    "补上退费订单号和退费金额；若是支付记录，tradeType 应为 1",
    "add the refund number and amount; a payment has tradeType 1",
);

pub(crate) static BOTH: Wording = wording!(
    "退费记录（tradeType 为 2）缺少 {0} 和 {1}",
    "a refund record (tradeType 2) lacks {0} and {1}",
    "补上退费订单号和退费金额；若是支付记录，tradeType 应为 1",
    "add the refund number and amount; a payment has tradeType 1",
);

/// Reports what the record of a refund lacks.
pub(crate) fn report(cx: &mut Context, trade_type: NodeId, lacking: &[&'static Field]) {
    let wording = match lacking {
        [] => return,
        [_] => &LACKS,
        _ => &BOTH,
    };
    let finding = Finding::new(&RULE, wording, Some(trade_type), cx.at(trade_type));
    cx.report(lacking.iter().fold(finding, |finding, field| finding.arg(Arg::Field(field))));
}
