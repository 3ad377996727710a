//! A payment outside the range that its query asks for.

use crate::envelope::Value;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "record/outside-range",
    severity: Warning,
    title: page("记录不在查询范围内", "record outside the range asked for"),
    explanation: page(
        "ordersQuery 按支付时间选取订单，regOrdersQuery 按就诊日期选取，起止两端都包含在内。范围之外的支付会让对账多出别的时段的订单。退费记录随它的支付记录一起返回，因此不看它的时间。",
        "ordersQuery selects by the time of payment, regOrdersQuery by the day of the visit, both ends included. A payment outside brings orders of another day into a reconciliation. A refund comes with its payment, whenever it was made, so its time is not looked at.",
    ),
    example: answer("ordersQuery", 1, &[("<tradeTime>2016-08-27", "<tradeTime>2016-08-28")]).asked("ordersQuery", &[]),
};

pub(crate) static OUTSIDE: Wording = wording!(
    "{0} 是 {1}，{2}请求的 `{3}`：`{4}`",
    "{0} is {1}, {2} `{3}` of the request, `{4}`",
    "确认响应与请求是一对；若是，则是平台没有按条件查询",
    "make sure that this answers that request; if so, the query's conditions were not applied",
);

pub(crate) static BEFORE: Text = text("早于", "before");
pub(crate) static AFTER: Text = text("晚于", "after");

/// Reports a record's time that lies beyond an end of the range.
pub(crate) fn report(cx: &mut Context, time: (&'static Field, NodeId), side: &'static Text, end: (&str, &Value)) {
    let (field, node) = time;
    let finding = Finding::new(&RULE, &OUTSIDE, Some(node), cx.at(node)).arg(Arg::Field(field)).arg(cx.quote(field, node));
    cx.report(finding.arg(Arg::Both(*side)).plain(end.0).plain(end.1.wire()));
}
