//! U+FFFD in a value: something that was lost before.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/replacement-character",
    severity: Warning,
    title: page("值里有替换字符", "replacement character in a value"),
    explanation: page(
        "� (U+FFFD) 是解码失败时填进去的替换字符：原来的文字在此之前已经丢失，常见于按错误的编码打开文件。姓名或单号可能因此不对。",
        "� (U+FFFD) is what a decoder puts where it fails: the text that stood here was lost before, mostly because a file was opened in the wrong encoding. A name or an order number may be wrong.",
    ),
    example: request("refundGeneral", &[("示例：患者取消预约", "示例：患者��预约")]),
};

pub(crate) static LOST: Wording = wording!(
    "{0} 的值里有替换字符 �，原来的文字已经丢失",
    "the value of {0} holds the replacement character �: what stood there was lost",
    "按正确的编码重新取得原文",
    "get the original again, in the right encoding",
);

/// Reports the first one of a leaf's value, unless the decoding of the bytes has been reported, or the value must not be looked into.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field) {
    let value = cx.message.value(node).unwrap_or_default();
    let Some(at) = value.find('\u{fffd}').filter(|_| !cx.lossy && !matches!(field.kind, Kind::Secret)) else { return };
    let place = cx.message.value_source(node, at..at.saturating_add(3));
    cx.report(Finding::new(&RULE, &LOST, Some(node), place).arg(Arg::Field(field)));
}
