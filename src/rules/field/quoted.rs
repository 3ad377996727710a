//! Quotation marks around a value.

use crate::rules::prelude::*;
use crate::text::piece;
use crate::value::{Item, items, unbracketed, unquoted};

pub(crate) static RULE: Rule = Rule {
    id: "field/quoted",
    severity: Info,
    title: page("值带着引号", "value in quotes"),
    explanation: page(
        "从代码、日志或 JSON 里复制时常把引号（订单列表还有方括号）一起带来。文字里可以有引号，所以照收；但它成了值的一部分，单号就对不上了。代码、金额、时间和人数里的引号是错误，由各自的规则说明。",
        "Quotes are often copied along from code, a log or JSON, and brackets with a list of orders. Text may hold quotes, so they are accepted; but they become a part of the value, and an order number no longer matches. In a code, amount, time or count they are an error, of which its own rule tells.",
    ),
    example: request("refundGeneral", &[("<orderNo>YCT-SAMPLE-0001</orderNo>", "<orderNo>\"YCT-SAMPLE-0001\"</orderNo>")]),
};

pub(crate) static AROUND: Wording = wording!(
    "{0} 的值 {1} 带着引号或括号，它们会成为值的一部分",
    "{0} is {1}: the quotes or brackets around it become a part of the value",
    "去掉引号和括号，除非值里本来就有",
    "remove the quotes and brackets, unless they belong to the value",
);

pub(crate) static REMOVE: Text = text("去掉引号和括号", "remove the quotes and brackets");

/// Reports the quotes around a text; of a list of orders also the brackets around it, and the quotes around each item.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field) {
    let (value, at) = cx.trimmed(node);
    let mut cuts = around(value, matches!(field.kind, Kind::OrderList));
    if !cuts.is_empty() {
        for cut in &mut cuts {
            *cut = cut.start.saturating_add(at.start)..cut.end.saturating_add(at.start);
        }
        let edits = cx.message.cut(node, &cuts);
        cx.report(cx.about(&RULE, &AROUND, node, field).offer(&REMOVE, edits));
    }
}

/// Where the quotes and brackets stand, in order.
fn around(text: &str, is_list: bool) -> Vec<Bytes> {
    let mut cuts = Vec::new();
    let whole = 0..text.len();
    let listed = if is_list { inside(text, &whole, unbracketed) } else { whole.clone() };
    let list = inside(text, &listed, unquoted);
    cuts.push(whole.start..list.start);
    for item in items(if is_list { piece(text, list.clone()) } else { "" }) {
        if let Item::Order(from, to) = item {
            let item = list.start.saturating_add(from)..list.start.saturating_add(to);
            let number = inside(text, &item, unquoted);
            cuts.push(item.start..number.start);
            cuts.push(number.end..item.end);
        }
    }
    cuts.push(list.end..whole.end);
    cuts.retain(|cut| !cut.is_empty());
    cuts
}

/// Where what is left of a piece stands once something around it is taken off.
fn inside(text: &str, at: &Bytes, bare: fn(&str) -> Option<&str>) -> Bytes {
    let outer = piece(text, at.clone());
    let Some(inner) = bare(outer) else { return at.clone() };
    let start = at.start.saturating_add(outer.find(inner).unwrap_or_default());
    start..start.saturating_add(inner.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut() {
        let left = |text: &str, is_list| {
            let cuts = around(text, is_list);
            text.char_indices().filter(|(at, _)| !cuts.iter().any(|cut| cut.contains(at))).map(|(_, c)| c).collect::<String>()
        };
        for (text, expected) in [("\"A1\"", "A1"), ("“患者取消”", "患者取消"), ("患者说“不来了”", "患者说“不来了”"), ("(A1)", "(A1)"), ("\"A\",\"B\"", "\"A\",\"B\"")] {
            assert_eq!(left(text, false), expected);
        }
        for (text, expected) in [
            ("[\"A1\",\"A2\"]", "A1,A2"),
            ("[ 'A1', 'A2' ]", "A1, A2"),
            ("'A1,A2'", "A1,A2"),
            ("A1,“A2”", "A1,A2"),
            ("（A1）", "（A1）"),
            ("A(1),B(2)", "A(1),B(2)"),
            ("[]", "[]"),
        ] {
            assert_eq!(left(text, true), expected);
        }
    }
}
