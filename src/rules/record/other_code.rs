//! A record of another order type, registration type or platform than its query asks for.

use crate::catalog::{All, Code};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "record/other-code",
    severity: Warning,
    title: page("记录不是所查的类型或平台", "record of another type or platform than asked for"),
    explanation: page(
        "查询可以按 orderMode、regType、tradeMode 选取，0 表示不限。记录的同名字段若是别的代码，要么响应与请求不是一对，要么条件没有生效。记录的 tradeMode 为 0 时没有含义，不作比较。",
        "A query can select by orderMode, regType and tradeMode; 0 selects all. Where a record has another code there, it answers another request, or the condition was not applied. A record's tradeMode 0 means nothing and is not compared.",
    ),
    example: answer("ordersQuery", 1, &[("<orderMode>1<", "<orderMode>2<")]).asked("ordersQuery", &[("<orderMode>0<", "<orderMode>1<")]),
};

pub(crate) static OTHER: Wording = wording!(
    "{0} 是 `{1}`（{2}），而请求查的是 `{3}`（{4}）",
    "{0} is `{1}` ({2}), but the request asks for `{3}` ({4})",
    "确认响应与请求是一对；若是，则是平台没有按条件查询",
    "make sure that this answers that request; if so, the query's conditions were not applied",
);

/// Compares a record's code with the one asked for; one that is wrong in itself has its finding.
pub(crate) fn check(cx: &mut Context, found: (&'static Field, NodeId, &Code), asked: &Code) {
    let (field, node, code) = found;
    let is_nothing = matches!(field.kind, Kind::Code(_, All::Printed(all)) if all.code == code.code);
    if code.code != asked.code && !is_nothing && cx.trimmed(node).0 == code.code {
        let finding = Finding::new(&RULE, &OTHER, Some(node), cx.at(node)).arg(Arg::Field(field));
        cx.report(finding.plain(code.code).arg(Arg::Both(code.label)).plain(asked.code).arg(Arg::Both(asked.label)));
    }
}
