//! An element that the method does not have.

use crate::catalog::homes;
use crate::rules::field::misspelled::rename;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/unknown",
    severity: Warning,
    title: page("未知的节点", "unknown field"),
    explanation: page(
        "规范里没有这个节点，接收方会忽略它，其中的数据等于丢失。",
        "The specification has no such node: a reader ignores it, and its data is lost.",
    ),
    example: request("refundGeneral", &[("<pushMsg>", "<channel>web</channel><pushMsg>")]),
};

pub(crate) static UNKNOWN: Wording = wording!(
    "{1} 里没有 {0} 这个节点，会被忽略",
    "{1} has no node {0}; it is ignored",
    "删除它，或改成规范里的名称",
    "remove it, or use a name from the specification",
);

pub(crate) static ELSEWHERE: Wording = wording!(
    "{1} 里没有 {0} 这个节点，会被忽略；它属于 {2}",
    "{1} has no node {0}; it is ignored. It belongs to {2}",
    "删除它，或移到它所属的地方",
    "remove it, or move it to where it belongs",
);

pub(crate) static TWICE: Wording = wording!(
    "{1} 里没有 {0} 这个节点，会被忽略；名称相近的 {2} 已经有了",
    "{1} has no node {0}; it is ignored. Its name is near {2}, which is there already",
    "只保留正确的一个",
    "keep the one that is right",
);

pub(crate) static CALLED: Wording = wording!(
    "{1} 里没有 {0} 这个节点，会被忽略；同样的内容在这里叫 {2}",
    "{1} has no node {0}; it is ignored. What it holds is called {2} here",
    "改成这里的名称",
    "use the name that it has here",
);

pub(crate) static NEIGHBOUR: Text = text("相近的节点在这里", "that node is here");

/// Why a name may stand where it is unknown.
pub(crate) enum Reason {
    /// It is near a field whose member is there.
    Near(&'static Field, NodeId),
    /// Elsewhere it has the label that a field has here which is absent.
    Called(&'static Field),
    None,
}

/// Reports a member that its container does not have; `of` is empty for the envelope itself.
pub(crate) fn report(cx: &mut Context, node: NodeId, of: &'static str, reason: Reason) {
    let name = cx.message.name(node);
    let is_elsewhere = !homes(name).is_empty();
    let wording = match reason {
        Reason::Near(..) => &TWICE,
        Reason::Called(_) => &CALLED,
        Reason::None if is_elsewhere => &ELSEWHERE,
        Reason::None => &UNKNOWN,
    };
    let holder = if of.is_empty() { Arg::Both(text("报文第一层", "the envelope itself")) } else { Arg::Quote(of.to_owned(), None) };
    let finding = Finding::new(&RULE, wording, Some(node), cx.message.tag_source(node)).arg(cx.quote_name(node)).arg(holder);
    cx.report(match reason {
        Reason::Near(field, twin) => finding.arg(Arg::Field(field)).related(&NEIGHBOUR, twin, cx.message.tag_source(twin)),
        Reason::Called(field) => {
            let rename = rename(cx, node, field.name, Arg::Field(field));
            finding.arg(Arg::Field(field)).fix(rename)
        }
        Reason::None => finding.arg(Arg::Homes(name.to_owned())),
    });
}
