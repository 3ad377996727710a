//! A character that XML 1.0 forbids.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/invalid-character",
    severity: Error,
    title: page("不允许的字符", "forbidden character"),
    explanation: page(
        "控制字符（制表符、换行、回车除外）和不成对的代理项不能出现在 XML 里，写成 &#1; 这样的引用也不行。它们多半来自设备数据或截断的表情符号。",
        "Control characters other than tab, line feed and carriage return, and lone surrogates, cannot stand in XML, not even as a reference such as &#1;. They mostly come from device data or an emoji that was cut in two.",
    ),
    example: request("refundGeneral", &[("示例：患者取消预约", "&#1;示例：患者取消预约")]),
};

pub(crate) static RAW: Wording = wording!(
    "{0} 里有 XML 不允许的字符 {1}",
    "{0} holds a character that XML forbids: {1}",
    "删除它",
    "remove it",
);

pub(crate) static SURROGATE: Wording = wording!(
    "{0} 里有不成对的代理项（半个字符），无法写入报文",
    "{0} holds a lone surrogate (half a character), which no envelope can carry",
    "删除它，或补全被截断的字符",
    "remove it, or restore the character that was cut",
);

pub(crate) static REFERENCE: Wording = wording!(
    "{0} 里的引用 {1} 代表 XML 不允许的字符",
    "the reference {1} in {0} stands for a character that XML forbids",
    "删除它",
    "remove it",
);

pub(crate) static REMOVE: Text = text("删除它", "remove it");

/// Characters that stand there raw, by the first of them; U+FFFD stands for a lone surrogate.
pub(crate) fn raw(found: char, node: Option<NodeId>, at: Option<Bytes>, removal: impl IntoIterator<Item = ByteEdit>) -> Finding {
    let wording = if found == '\u{fffd}' { &SURROGATE } else { &RAW };
    let finding = Finding::new(&RULE, wording, node, at).arg(Arg::Here).plain(format!("U+{:04X}", u32::from(found)));
    finding.offer(&REMOVE, removal)
}

/// The first forbidden character of a value that no XML reader has seen.
pub(crate) fn check(cx: &mut Context, node: NodeId) -> bool {
    let form = cx.message.node(node).map(|node| &node.content);
    let lone = matches!(form, Some(crate::message::Content::Leaf(leaf)) if leaf.form == Form::Surrogate);
    let value = cx.message.value(node).unwrap_or_default();
    let wanted = |c: char| if lone { c == '\u{fffd}' } else { !crate::value::is_char(c) };
    let found = value.char_indices().find(|(_, c)| wanted(*c)).or_else(|| lone.then_some((0, '\u{fffd}')));
    let Some((at, c)) = found else { return false };
    let end = at.saturating_add(c.len_utf8()).min(value.len());
    let place = cx.message.value_source(node, at..end);
    cx.report(raw(c, Some(node), place, None));
    true
}
