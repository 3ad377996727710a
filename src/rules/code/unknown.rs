//! A code that the table lacks.

use crate::catalog::{All, Code};
use crate::rules::prelude::*;
use crate::similar::meant;
use crate::value::{is_quote, narrowed};

pub(crate) static RULE: Rule = Rule {
    id: "code/unknown",
    severity: Error,
    title: page("未知的代码", "unknown code"),
    explanation: page(
        "代码字段只能取代码表里的值。常见的错误是写了名称（微信）、补了零（01），或把别的表的代码拿来用。",
        "A code field takes the codes of its table only. Common mistakes are the label (微信), a padded code (01), or the code of another table.",
    ),
    example: request("refundGeneral", &[("<refundType>1</refundType>", "<refundType>01</refundType>")]),
};

pub(crate) static UNKNOWN: Wording = wording!(
    "{0} 的值 {1} 不是可用的代码",
    "{0} is {1}, which is not one of its codes",
    "可用的代码：{3}",
    "the codes are: {3}",
);

pub(crate) static ALONE: Wording = wording!(
    "{0} 的值 {1} 应只写 {2}",
    "{0} is {1}; it should be {2} alone",
    "只写半角字符，不加引号、单位、分隔符和前导零",
    "write ASCII without quotes, unit, separators or leading zeros",
);

pub(crate) static LABEL: Wording = wording!(
    "{0} 的值 {1} 是名称，这里应写代码：{2}",
    "{0} is {1}, a label where a code belongs: {2}",
    "可用的代码：{3}",
    "the codes are: {3}",
);

pub(crate) static NO_ALL: Wording = wording!(
    "{0} 的值 {1} 不是可用的代码；只有查询条件里的 {4} 可以用 0 表示所有",
    "{0} is {1}, which is not one of its codes; only these fields of a query take 0 for all: {4}",
    "可用的代码：{3}",
    "the codes are: {3}",
);

/// What a fix of a value does, of every rule.
pub(crate) static WRITE: Text = text("改成 {0}", "write {0}");

/// The code's row; a padded code is reported and counts as the code it stands for.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field) -> Option<&'static Code> {
    let (value, _) = cx.trimmed(node);
    let find = |code: &str| field.codes().find(|row| row.code == code);
    if let Some(row) = find(value) {
        return Some(row);
    }
    let digits = value.trim_start_matches('0');
    let padded = find(if digits.is_empty() { "0" } else { digits }).filter(|row| value.len() > row.code.len());
    let is_rim: fn(char) -> bool = |c| c.is_ascii_punctuation() && c != '-' || is_quote(c) || matches!(c, ' ' | '、' | '。');
    if cx.counts(&RULE, node, true) {
        return padded;
    }
    let (value, _) = cx.trimmed(node);
    let narrow = narrowed(value);
    if let Some(row) = padded.or_else(|| find(narrow.trim_matches(is_rim))) {
        let finding = cx.about(&RULE, &ALONE, node, field).arg(Arg::Code(row));
        cx.report(finding.write(Arg::Code(row), padded.is_some(), cx.instead(node, row.code)));
        return padded;
    }
    let rows = labelled(&narrow, field);
    let wording = match () {
        () if !rows.is_empty() => &LABEL,
        () if value == "0" => &NO_ALL,
        () => &UNKNOWN,
    };
    let mut finding = cx.about(&RULE, wording, node, field);
    let mut codes = Vec::new();
    for row in rows {
        codes.push(Arg::Code(row));
        finding = finding.write(Arg::Code(row), false, cx.instead(node, row.code));
    }
    cx.report(finding.arg(Arg::AnyOf(codes)).arg(Arg::Codes(field)).arg(Arg::Queries));
    None
}

/// The codes whose label stands in a value, and the code beside it: `微信`, `3-微信`, `微信支付`.
fn labelled(value: &str, field: &Field) -> Vec<&'static Code> {
    let Kind::Code(table, all) = field.kind else { return Vec::new() };
    let row = |at: usize| match all {
        All::Query(all) if at == table.codes.len() => Some(all),
        _ => table.codes.get(at),
    };
    let names = |at: usize| row(at).map(|row| [row.label.zh, row.label.en, row.constant]);
    let is_rim: fn(char) -> bool = |c| c.is_ascii_digit() || c.is_ascii_punctuation() || c == ' ';
    let mut found = meant(value, &names);
    if found.is_empty() {
        found = meant(value.trim_matches(is_rim), &names);
    }
    let is_gap: fn(char) -> bool = |c| !c.is_ascii_alphanumeric() && c != '-';
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(row) = row(at).filter(|_| !found.is_empty()) {
        if found.contains(&at) || value.split(is_gap).any(|word| word.trim_end_matches('-') == row.code) {
            rows.push(row);
        }
        at = at.saturating_add(1);
    }
    rows
}
