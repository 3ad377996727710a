//! An amount that is not whole fen.

use crate::rules::prelude::*;
use crate::value::{Fen, Unit, Yuan, bare_amount};

pub(crate) static RULE: Rule = Rule {
    id: "amount/not-fen",
    severity: Error,
    title: page("金额不是整数分", "amount is not whole fen"),
    explanation: page(
        "除 payAmout 外，金额一律以分为单位，写成不带小数、符号、分隔符和单位的整数。把元当成分会差一百倍。",
        "Every amount but payAmout is in fen, written as a whole number without decimals, sign, separators or unit. A yuan taken for a fen is off by a factor of one hundred.",
    ),
    example: request("refundGeneral", &[("<refundAmout>30000<", "<refundAmout>300.00<")]),
};

pub(crate) static YUAN: Wording = wording!(
    "{0} 的值 {1} 看起来是元；这里以分为单位，应为 {2}",
    "{0} is {1}, which looks like yuan; this amount is in fen: {2}",
    "把元乘以 100，写成整数分",
    "multiply the yuan by 100 and write whole fen",
);

pub(crate) static DIGITS: Wording = wording!(
    "{0} 的值 {1} 应只写整数分；按分读是 {2}",
    "{0} is {1}, where only whole fen belong; read as fen it is {2}",
    "只写半角数字，不加引号、符号、分隔符和单位；若原来是元，再乘以 100",
    "write ASCII digits, without quotes, signs, separators or unit; if it was yuan, multiply by 100",
);

pub(crate) static NOT_WHOLE: Wording = wording!(
    "{0} 的值 {1} 不是整数分；应为不带小数、符号和前导零的整数",
    "{0} is {1}, which is not whole fen; write a whole number without decimals, sign or leading zeros",
    "以分为单位写成整数，例如 19.90 元写 1990",
    "write the amount in fen: 19.90 yuan is 1990",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    if cx.counts(&RULE, node, true) {
        return;
    }
    let meant = match bare_amount(cx.trimmed(node).0) {
        Some((number, None | Some(Unit::Fen))) if !number.contains('.') => Fen::parse(&number).ok().map(|fen| (&DIGITS, fen)),
        Some((number, None | Some(Unit::Yuan))) => Yuan::parse(&number).ok().map(|yuan| (&YUAN, yuan.to_fen())),
        _ => None,
    };
    let finding = match meant {
        Some((wording, fen)) => cx.corrected(&RULE, wording, node, field, &fen.to_string()),
        None => cx.about(&RULE, &NOT_WHOLE, node, field),
    };
    cx.report(finding.section("1.3.2"));
}
