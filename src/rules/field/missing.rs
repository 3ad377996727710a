//! A required node that is absent.

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

pub(crate) static ABSENT: Wording = wording(
    "缺少必填的 {0}",
    "the required {0} is missing",
    "补上 `{1}`",
    "add `{1}`",
);

pub(crate) static CODES: Wording = wording(
    "缺少必填的 {0}",
    "the required {0} is missing",
    "补上 `{1}`，可用的代码：{2}",
    "add `{1}`; its codes: {2}",
);

/// Reports a field that its container lacks.
pub(crate) fn report(cx: &mut Context, container: NodeId, field: &'static Field) {
    let wording = if matches!(field.kind, Kind::Code(..)) { &CODES } else { &ABSENT };
    let finding = Finding::new(&RULE, wording, Some(container), cx.message.container_source(container));
    cx.report(finding.missing(&[field.name]).arg(Arg::Field(field)).plain(field.name).arg(Arg::Codes(field)));
}

/// Reports a field that an absent child of a container would have to hold.
pub(crate) fn report_within(cx: &mut Context, container: NodeId, child: &'static Field, field: &'static Field) {
    let finding = Finding::new(&RULE, &ABSENT, Some(container), cx.message.container_source(container));
    cx.report(finding.missing(&[child.name, field.name]).arg(Arg::Field(field)).plain(field.name));
}
