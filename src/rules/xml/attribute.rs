//! An attribute other than a namespace declaration.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/attribute",
    severity: Warning,
    title: page("多余的属性", "superfluous attribute"),
    explanation: page(
        "本协议的元素不带属性，接收方会忽略它们；写在属性里的内容等于丢失。",
        "Elements of this protocol have no attributes, and a reader ignores them: what stands in an attribute is lost.",
    ),
    example: request("refundGeneral", &[("<methodCode>", "<methodCode type=\"string\">")]),
};

pub(crate) static IGNORED: Wording = wording!(
    "属性 {0} 会被忽略；本协议的元素不带属性",
    "the attribute {0} is ignored; elements of this protocol have no attributes",
    "删除它；若其中有数据，应写成元素",
    "remove it; data belongs in elements",
);

pub(crate) static REMOVE: Text = text("删除属性", "remove the attribute");

pub(crate) fn report(node: NodeId, name: Option<Bytes>, quote: Arg, whole: Option<Bytes>) -> Finding {
    let edits = whole.map(|at| ByteEdit::new(at, ""));
    Finding::new(&RULE, &IGNORED, Some(node), name).arg(quote).structural_fix(&REMOVE, edits)
}
