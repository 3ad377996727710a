//! A value of a type that the field does not take.

use crate::message::Dialect;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "json/type",
    severity: Error,
    title: page("值的类型不对", "wrong type"),
    explanation: page(
        "字段的值是字符串（整数也可以）；布尔值、小数、数组或对象不能代替它，反之亦然。对 JS 传入的值也一样。",
        "A field is a string, or an integer; a boolean, a fraction, an array or an object cannot take its place, nor the reverse. The same goes for values from JS.",
    ),
    example: json_answer("ordersQuery", 1, &[("\"orderNo\":\"YCT-SAMPLE-0001\"", "\"orderNo\":true")]),
};

pub(crate) static LEAF: Wording = wording!(
    "{0} 应为字符串，这里是{1}",
    "{0} should be a string; this is {1}",
    "写成字符串",
    "write it as a string",
);

pub(crate) static ITEM: Wording = wording!(
    "{0} 的每一项应为字符串，这里是{1}",
    "every item of {0} should be a string; this is {1}",
    "写成字符串",
    "write it as a string",
);

pub(crate) static DATE: Wording = wording!(
    "{0} 应为字符串，这里是一个 Date 对象",
    "{0} should be a string; this is a Date object",
    "用 beijingTime(date) 转成字符串",
    "convert it with beijingTime(date)",
);

pub(crate) static ROUNDED: Wording = wording!(
    "{0} 是一个过大的数字，末几位已不可靠",
    "{0} is a number too large to be exact: its last digits are not reliable",
    "写成字符串，逐位保留",
    "write it as a string, digit by digit",
);

pub(crate) static CONTAINER: Wording = wording!(
    "{0} 应为对象，这里是{1}",
    "{0} should be an object; this is {1}",
    "给出包含各字段的对象",
    "give an object that holds the fields",
);

pub(crate) static LIST: Wording = wording!(
    "{0} 应为字符串数组，这里是{1}",
    "{0} should be an array of strings; this is {1}",
    "写成数组，例如 [\"A1\", \"A2\"]",
    "write an array, such as [\"A1\", \"A2\"]",
);

pub(crate) static RECORD: Wording = wording!(
    "这条记录应为对象，这里是{0}",
    "this record should be an object; it is {0}",
    "给出包含各字段的对象",
    "give an object that holds the fields",
);

/// What a node is, in a sentence.
pub(crate) fn what(message: &Message, node: NodeId) -> Arg {
    use crate::message::Content;
    Arg::Both(match message.node(node).map(|node| &node.content) {
        Some(Content::Object) => text("一个对象", "an object"),
        Some(Content::Array) => text("一个数组", "an array"),
        Some(Content::Null) | None => text("空值", "null"),
        Some(Content::Leaf(leaf)) => match leaf.form {
            Form::Text | Form::Surrogate => text("一个字符串", "a string"),
            Form::Integer => text("一个数字", "a number"),
            Form::Rounded => text("一个过大的数字", "a number too large to be exact"),
            Form::Fraction if message.value(node).is_some_and(|value| value.ends_with(char::is_alphabetic)) => text("NaN 或 Infinity", "NaN or Infinity"),
            Form::Fraction => text("一个带小数或指数的数字", "a number with a fraction or an exponent"),
            Form::Boolean => text("一个布尔值", "a boolean"),
            Form::Foreign(&"Date") => text("一个 Date 对象", "a Date object"),
            Form::Foreign(&"cycle") => text("一个循环引用", "a reference to itself"),
            Form::Foreign(&"function") => text("一个函数", "a function"),
            Form::Foreign(&"symbol") => text("一个 Symbol", "a symbol"),
            Form::Foreign(_) => text("一个其他类型的对象", "an object of another type"),
        },
    })
}

fn report(cx: &mut Context, node: NodeId, wording: &'static Wording, field: Option<&'static Field>) {
    let mut finding = Finding::new(&RULE, wording, Some(node), cx.message.whole_source(node));
    if let Some(field) = field {
        finding = finding.arg(Arg::Field(field));
    }
    cx.report(finding.arg(what(&cx.message, node)));
}

/// Reports a leaf of the wrong type.
pub(crate) fn leaf(cx: &mut Context, node: NodeId, field: &'static Field, form: Option<Form>) {
    let wording = match form {
        _ if cx.message.name(node).is_empty() => &ITEM,
        // On the wire a list is a string, too.
        _ if matches!(field.kind, Kind::OrderList) && cx.message.dialect == Dialect::Value => &LIST,
        Some(Form::Foreign(&"Date")) if matches!(field.kind, Kind::Timestamp | Kind::Date) => &DATE,
        Some(Form::Rounded) => &ROUNDED,
        _ => &LEAF,
    };
    report(cx, node, wording, Some(field));
}

/// Reports something else where an object belongs.
pub(crate) fn container(cx: &mut Context, node: NodeId, field: &'static Field) {
    report(cx, node, &CONTAINER, Some(field));
}

/// Reports something else where a record belongs.
pub(crate) fn record(cx: &mut Context, node: NodeId) {
    report(cx, node, &RECORD, None);
}
