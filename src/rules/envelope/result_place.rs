//! The output of 2.1 straight under the root.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/result-place",
    severity: Warning,
    title: page("输出字段的位置", "output fields out of place"),
    explanation: page(
        "规范 2.1 的表格把两个输出字段与 resultCode 并列，而 1.2 规定输出放在 result 里。两种都能读取，发送时放进 result。",
        "The table of section 2.1 prints the two output fields beside resultCode, while section 1.2 puts output into result. Both are read; send them inside result.",
    ),
    example: answer("refundGeneral", 1, &[("<result>", ""), ("</result>", "")]),
};

pub(crate) static ROOT: Wording = wording!(
    "{0} 直接放在根元素下，应放在 `result` 里",
    "{0} stands directly under the root; it belongs in `result`",
    "把它移到 <result> 里",
    "move it into <result>",
);

pub(crate) static MOVE: Text = text("移到 result 里", "move into result");

/// Reports the fields that stand under the root, once, with the edit that moves them all.
pub(crate) fn check(cx: &mut Context, root: NodeId, found: &[(&'static Field, NodeId)], result: Option<NodeId>) {
    let Some(&(field, node)) = found.first() else { return };
    let edits = if result.is_none() { moved(&cx.message, root, found) } else { Vec::new() };
    let finding = Finding::new(&RULE, &ROOT, Some(node), cx.message.tag_source(node)).arg(Arg::Field(field));
    cx.report(finding.structural_fix(&MOVE, edits));
}

/// The first is replaced by a result that holds them all; the others are removed with the comma or the gap before them.
fn moved(message: &Message, root: NodeId, found: &[(&'static Field, NodeId)]) -> Vec<ByteEdit> {
    let siblings: Vec<NodeId> = message.children(root).collect();
    let nodes: Vec<NodeId> = siblings.iter().copied().filter(|node| found.iter().any(|(_, found)| found == node)).collect();
    let place = |node: NodeId| message.member_source(node);
    let written: Option<Vec<&str>> = nodes.iter().map(|&node| place(node).map(|at| crate::text::piece(message.text(0), at))).collect();
    let (Some(written), Some(&first)) = (written, nodes.first()) else { return Vec::new() };
    let before = |node: NodeId| siblings.iter().position(|&other| other == node)?.checked_sub(1).and_then(|at| siblings.get(at).copied());
    let mut edits: Vec<ByteEdit> = place(first).map(|at| ByteEdit::new(at, message.wrapped("result", &written))).into_iter().collect();
    for &node in nodes.iter().skip(1) {
        let Some(at) = place(node) else { return Vec::new() };
        let start = match message.dialect {
            crate::message::Dialect::Json => before(node).and_then(place).map_or(at.start, |before| before.end),
            _ => at.start,
        };
        edits.push(ByteEdit::new(start..at.end, ""));
    }
    edits
}
