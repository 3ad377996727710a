//! 0 for tradeMode in an output record.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "code/query-only",
    severity: Warning,
    title: page("输出中的 0 没有意义", "0 in a record means nothing"),
    explanation: page(
        "0 表示“所有平台”，只在查询条件里有意义。一条订单总是通过某一个平台支付的，输出记录应写出实际平台。",
        "0 stands for all platforms and means something in a query only. An order is paid through one platform: a record should name it.",
    ),
    example: answer("ordersQuery", 1, &[("<tradeMode>3<", "<tradeMode>0<")]),
};

pub(crate) static ALL: Wording = wording!(
    "输出记录里的 {0} 是 0（所有平台），没有意义",
    "{0} is 0 (all platforms) in a record, where that means nothing",
    "写出实际的平台：{1}",
    "name the actual platform: {1}",
);

/// Reports a query's 0 in a record.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field, code: &'static crate::catalog::Code) {
    if matches!(field.kind, Kind::Code(_, crate::catalog::All::Printed(all)) if all == code) {
        let finding = Finding::new(&RULE, &ALL, Some(node), cx.at(node));
        cx.report(finding.arg(Arg::Field(field)).arg(Arg::Codes(field)));
    }
}
