//! An amount that is not whole fen.

use crate::rules::prelude::*;

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

pub(crate) static YUAN: Wording = wording(
    "{0} 的值 {1} 看起来是元；这里以分为单位，应为 `{2}`",
    "{0} is {1}, which looks like yuan; it is counted in fen: `{2}`",
    "把元乘以 100，写成整数分",
    "multiply the yuan by 100 and write whole fen",
);

pub(crate) static GROUPED: Wording = wording(
    "{0} 的值 {1} 带有分隔符、单位或全角数字；这里只写整数分，如 `{2}`",
    "{0} is {1}, with separators, a unit or full-width digits; write whole fen alone, such as `{2}`",
    "只保留半角数字；若原来是元，再乘以 100",
    "keep the ASCII digits; if it was yuan, multiply by 100",
);

pub(crate) static NOT_WHOLE: Wording = wording(
    "{0} 的值 {1} 不是整数分；应为不带小数、符号和前导零的整数",
    "{0} is {1}, which is not whole fen; write a whole number without decimals, sign or leading zeros",
    "以分为单位写成整数，例如 19.90 元写 1990",
    "write the amount in fen: 19.90 yuan is 1990",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    let (value, _) = cx.trimmed(node);
    let narrow: String = value.chars().map(crate::value::narrow).collect();
    let unit = |c: char| matches!(c, '¥' | '￥' | '元' | '分') || c.is_whitespace();
    let plain: String = narrow.trim_matches(unit).chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    let in_yuan = plain.contains('.') || narrow.contains(['¥', '￥', '元']);
    let (wording, meant) = match (crate::value::Yuan::parse(&plain), in_yuan) {
        (Ok(yuan), true) => (&YUAN, yuan.to_fen().to_string()),
        (Ok(_), false) if plain != value => (&GROUPED, plain),
        _ => (&NOT_WHOLE, String::new()),
    };
    let finding = Finding::new(&RULE, wording, Some(node), cx.at(node)).arg(Arg::Field(field)).arg(cx.quote(field, node));
    cx.report(finding.plain(meant).section("1.3.2"));
}
