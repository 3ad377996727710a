//! Elements where a leaf belongs, or text where elements belong.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/nested",
    severity: Error,
    title: page("内容的结构不对", "wrong kind of content"),
    explanation: page(
        "取值的节点里不能再有子元素；放子元素的节点里不能有散落的文字。",
        "A node that holds a value has no child elements; a node that holds elements has no loose text.",
    ),
    example: request("refundGeneral", &[("<orderNo>YCT-SAMPLE-0001</orderNo>", "<orderNo><no>YCT-SAMPLE-0001</no></orderNo>")]),
};

pub(crate) static ELEMENTS: Wording = wording!(
    "{0} 里放了子元素，应直接写值",
    "{0} holds child elements; it takes a plain value",
    "去掉里面的标签，只保留值",
    "remove the tags inside and keep the value",
);

pub(crate) static TEXT: Wording = wording!(
    "{0} 里有散落的文字；这里只能放子元素",
    "there is loose text in {0}; only child elements belong there",
    "给它加上标签，或删除它",
    "put it into an element, or remove it",
);

/// Reports a leaf that holds elements.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    let finding = Finding::new(&RULE, &ELEMENTS, Some(node), cx.message.whole_source(node));
    cx.report(finding.arg(Arg::Field(field)));
}

/// Reports a container that holds text.
pub(crate) fn report_text(cx: &mut Context, node: NodeId) {
    let finding = Finding::new(&RULE, &TEXT, Some(node), cx.at(node));
    cx.report(finding.arg(Arg::Here));
}
