//! A count that is no whole number.

use crate::rules::prelude::*;
use crate::value::{Count, bare_number};

pub(crate) static RULE: Rule = Rule {
    id: "count/not-whole",
    severity: Error,
    title: page("人数不是整数", "count is not whole"),
    explanation: page(
        "前方排队人数是 0 或更大的整数，不带单位、符号和前导零。",
        "The number of people ahead is a whole number, 0 or more, without unit, sign or leading zeros.",
    ),
    example: request("16", &[("<currentNum>3<", "<currentNum>3人<")]),
};

pub(crate) static ALONE: Wording = wording!(
    "{0} 的值 {1} 应只写 {2}",
    "{0} is {1}; it should be {2} alone",
    "只写半角字符，不加引号、单位、分隔符和前导零",
    "write ASCII without quotes, unit, separators or leading zeros",
);

pub(crate) static NOT_WHOLE: Wording = wording!(
    "{0} 的值 {1} 不是 0 或更大的整数",
    "{0} is {1}, which is not a whole number of 0 or more",
    "只写数字，例如 3",
    "write the digits only, such as 3",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    if cx.counts(&RULE, node, true) {
        return;
    }
    let bare = bare_number(cx.trimmed(node).0, &["人", "位", "名", "个"]).map(|(number, _)| number);
    cx.report(match bare.filter(|number| Count::parse(number).is_ok()) {
        Some(number) => cx.corrected(&RULE, &ALONE, node, field, &number),
        None => cx.about(&RULE, &NOT_WHOLE, node, field),
    });
}
