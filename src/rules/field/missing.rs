//! A required node that is absent.

use crate::catalog::methods::METHOD_PARAMS;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/missing",
    severity: Error,
    title: page("缺少必填项", "required field missing"),
    explanation: page(
        "规范标为必输（Y）的节点必须出现。resultCode 不为 0 时，resultDesc 也是必填的。",
        "A node that the specification marks Y must be there; so must resultDesc where resultCode is not 0.",
    ),
    example: request("refundGeneral", &[("<refundType>1</refundType>", "")]),
};

pub(crate) static ABSENT: Wording = wording!(
    "缺少必填的 {0}",
    "the required {0} is missing",
    "补上它{1}",
    "add it{1}",
);

pub(crate) static ADD: Text = text("补上 {0}", "add {0}");

/// A code on which it depends.
pub(crate) static ASKED: Text = text("取决于这里的代码", "it depends on this code");

/// Where a field is missing.
pub(crate) struct Place {
    pub container: NodeId,
    /// The members of the container that the field should follow and precede.
    pub neighbours: [Option<NodeId>; 2],
    /// The member whose code asks for the field.
    pub because: Option<NodeId>,
}

/// Reports a field that its container lacks, or that an absent child of it would have to hold.
pub(crate) fn report(cx: &mut Context, place: &Place, child: Option<&'static Field>, field: &'static Field) {
    let &Place { container, neighbours: [after, before], because } = place;
    let empty = match field.kind {
        _ if field.name == METHOD_PARAMS.name => ["<![CDATA[]]>", "{}"],
        Kind::Event => ["", "{}"],
        _ => ["", "\"\""],
    };
    let edit = cx.message.insert(container, field.name, empty, after, before);
    let add = Draft { safe: false, structural: true, arg: Some(Arg::Field(field)), ..Draft::new(&ADD, edit) };
    let path: Vec<_> = child.into_iter().chain([field]).map(|field| field.name).collect();
    let finding = Finding::new(&RULE, &ABSENT, Some(container), cx.message.container_source(container)).missing(&path);
    let finding = finding.arg(Arg::Field(field)).arg(Arg::Takes(field)).fix(add);
    cx.report(match because {
        Some(node) => finding.related(&ASKED, node, cx.at(node)),
        None => finding,
    });
}
