//! A required node without content.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/empty",
    severity: Error,
    title: page("必填项为空", "required field empty"),
    explanation: page(
        "必填的节点要有内容；只有空白也算空。",
        "A required node must have content; white space alone is none.",
    ),
    example: request("refundGeneral", &[("<orderNo>YCT-SAMPLE-0001</orderNo>", "<orderNo></orderNo>")]),
};

pub(crate) static EMPTY: Wording = wording!(
    "必填的 {0} 没有内容",
    "the required {0} has no content",
    "填入它的值{1}",
    "fill in its value{1}",
);

pub(crate) static RECORD: Wording = wording!(
    "这条记录没有内容",
    "this record has no content",
    "填入各字段，或删除这条记录",
    "fill in its fields, or remove the record",
);

/// Reports a field that is there without content.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    let finding = Finding::new(&RULE, &EMPTY, Some(node), cx.message.member_source(node));
    cx.report(finding.arg(Arg::Field(field)).arg(Arg::Takes(field)));
}

/// Reports a record without fields.
pub(crate) fn report_record(cx: &mut Context, node: NodeId) {
    let finding = Finding::new(&RULE, &RECORD, Some(node), cx.message.member_source(node));
    cx.report(finding);
}
