//! payAmout that is no amount in yuan.

use crate::rules::prelude::*;
use crate::value::{Fen, Unit, Yuan, bare_amount};

pub(crate) static RULE: Rule = Rule {
    id: "amount/not-yuan",
    severity: Error,
    title: page("金额不是元", "amount is not yuan"),
    explanation: page(
        "payAmout 是全协议唯一以元为单位的金额：数字，可带一到两位小数，最多 90071992547409.91。在程序里它是字符串，从不是数字，以免与分混淆。",
        "payAmout is the one amount of the protocol in yuan: digits, and one or two decimals if need be, at most 90071992547409.91. In programs it is a string, never a number, so that it cannot be taken for fen.",
    ),
    example: request("26", &[("<payAmout>236.50<", "<payAmout>236.50元<")]),
};

pub(crate) static FORM: Wording = wording!(
    "{0} 的值 {1} 不是以元为单位的金额；应为数字，可带一到两位小数，例如 236 或 236.50",
    "{0} is {1}, which is not an amount in yuan; write digits with at most two decimals, such as 236 or 236.50",
    "只写半角数字和最多两位小数，不加引号、符号、分隔符和单位",
    "write ASCII digits with at most two decimals, without quotes, signs, separators or unit",
);

pub(crate) static MEANT: Wording = wording!(
    "{0} 的值 {1} 不是以元为单位的金额；应为 {2}",
    "{0} is {1}, which is not an amount in yuan; it should be {2}",
    "只写半角数字和最多两位小数，不加引号、符号、分隔符和单位",
    "write ASCII digits with at most two decimals, without quotes, signs, separators or unit",
);

pub(crate) static NUMBER: Wording = wording!(
    "{0} 应为字符串，这里是数字 {1}",
    "{0} should be a string; this is the number {1}",
    "以元为单位写成字符串，例如 \"236.50\"；由分换算用 fenToYuan",
    "write it in yuan as a string, such as \"236.50\"; fenToYuan converts from fen",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field, is_number: bool) {
    if cx.counts(&RULE, node, true) {
        return;
    }
    let meant = match bare_amount(cx.trimmed(node).0) {
        Some((number, Some(Unit::Fen))) => Fen::parse(&number).ok().map(Fen::to_yuan),
        Some((number, _)) => Yuan::parse(&number).ok(),
        None => None,
    };
    let finding = match meant {
        _ if is_number => cx.about(&RULE, &NUMBER, node, field),
        Some(yuan) => cx.corrected(&RULE, &MEANT, node, field, yuan.as_str()),
        None => cx.about(&RULE, &FORM, node, field),
    };
    cx.report(finding);
}
