//! A key twice in one object.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "json/duplicate-key",
    severity: Error,
    title: page("键重复", "key twice"),
    explanation: page(
        "同一个对象里键重复时，不同的程序会取不同的值，所以不允许。",
        "Where a key stands twice in an object, programs differ in which value they take. So it is refused.",
    ),
    example: json_answer("ordersQuery", 1, &[("\"orderNo\":", "\"orderNo\":\"YCT-SAMPLE-0009\",\"orderNo\":")]),
};

pub(crate) static TWICE: Wording = wording!(
    "键 {0} 在同一个对象里重复出现",
    "the key {0} appears twice in one object",
    "只保留正确的一个",
    "keep the one that is right",
);

pub(crate) static FIRST: Text = text("第一次出现在这里", "first here");

/// Reports the second of two keys.
pub(crate) fn report(message: &Message, first: NodeId, at: Bytes) -> Finding {
    let name = Arg::Quote(message.name(first).to_owned(), Some(at.clone()));
    Finding::new(&RULE, &TWICE, Some(first), Some(at)).arg(name).related(&FIRST, first, message.tag_source(first))
}
