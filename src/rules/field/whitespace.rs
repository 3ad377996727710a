//! White space around a value.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "field/whitespace",
    severity: Info,
    title: page("值的前后有空白", "white space around a value"),
    explanation: page(
        "值前后的空格或换行会被忽略，但别的程序可能把它当成值的一部分，导致单号对不上。",
        "Blanks and line breaks around a value are ignored here, but another program may take them for a part of it, and an order number no longer matches.",
    ),
    example: request("refundGeneral", &[("<orderNo>YCT-SAMPLE-0001</orderNo>", "<orderNo> YCT-SAMPLE-0001 </orderNo>")]),
};

pub(crate) static AROUND: Wording = wording!(
    "{0} 的值前后有空白，已忽略",
    "there is white space around the value of {0}; it is ignored",
    "去掉值前后的空白",
    "remove the white space around the value",
);

pub(crate) static TRIM: Text = text("去掉值前后的空白", "remove the white space around the value");

/// Reports the white space around a leaf's value.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field) {
    let (_, value) = cx.trimmed(node);
    let length = cx.message.value(node).map_or(0, str::len);
    if value.start == 0 && value.end == length {
        return;
    }
    let around: Vec<Bytes> = [0..value.start, value.end..length].into_iter().filter(|range| !range.is_empty()).collect();
    let edits = cx.message.cut(node, &around);
    let finding = Finding::new(&RULE, &AROUND, Some(node), cx.at(node));
    cx.report(finding.arg(Arg::Field(field)).safe_fix(&TRIM, edits));
}
