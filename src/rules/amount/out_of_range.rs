//! An amount beyond 2^53 - 1 fen.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "amount/out-of-range",
    severity: Error,
    title: page("金额超出范围", "amount out of range"),
    explanation: page(
        "金额最大为 9007199254740991 分。更大的数字在许多语言里无法精确表示，会悄悄变成别的金额。",
        "An amount is at most 9007199254740991 fen. Many languages cannot hold a larger one exactly: it would silently become another amount.",
    ),
    example: request("refundGeneral", &[("<refundAmout>30000<", "<refundAmout>9007199254740992<")]),
};

pub(crate) static LARGE: Wording = wording!(
    "{0} 的值 {1} 超出范围，最大为 9007199254740991 分",
    "{0} is {1}, which is out of range; the most is 9007199254740991 fen",
    "检查是否多写了几位",
    "check for extra digits",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    cx.report(cx.about(&RULE, &LARGE, node, field).section("1.3.2"));
}
