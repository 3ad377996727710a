//! A code that the table lacks.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "code/unknown",
    severity: Error,
    title: page("代码不在码表中", "unknown code"),
    explanation: page(
        "代码字段只能取码表里的值。常见的错误是写了名称（微信）、补了零（01），或把别的表的代码拿来用。",
        "A code field takes the codes of its table only. Common mistakes are the label (微信), a padded code (01), or the code of another table.",
    ),
    example: request("refundGeneral", &[("<refundType>1</refundType>", "<refundType>01</refundType>")]),
};

pub(crate) static UNKNOWN: Wording = wording(
    "{0} 的值 {1} 不在码表中",
    "{1} is not a code of {0}",
    "可用的代码：{2}",
    "the codes are: {2}",
);

pub(crate) static PADDED: Wording = wording(
    "{0} 的值 {1} 多写了前导零，代码是 `{3}`",
    "{1} of {0} has a leading zero; the code is `{3}`",
    "改成 `{3}`",
    "write `{3}`",
);

pub(crate) static LABEL: Wording = wording(
    "{0} 的值 {1} 是名称，代码是 `{3}`",
    "{1} of {0} is a label; its code is `{3}`",
    "改成 `{3}`",
    "write `{3}`",
);

pub(crate) static NO_ALL: Wording = wording(
    "{0} 的值 {1} 不在码表中；只有查询条件里的 {4} 可以用 0 表示所有",
    "{1} is not a code of {0}; only these fields of a query take 0 for all: {4}",
    "可用的代码：{2}",
    "the codes are: {2}",
);

pub(crate) static UNPAD: Text = text("改成 `{3}`", "write `{3}`");

/// The code's row; a padded code is reported and counts as the code it stands for.
pub(crate) fn check(cx: &mut Context, node: NodeId, field: &'static Field) -> Option<&'static crate::catalog::Code> {
    let (value, range) = cx.trimmed(node);
    if let Some(code) = field.codes().find(|row| row.code == value) {
        return Some(code);
    }
    let bare = value.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    let padded = field.codes().find(|row| row.code == bare && value.len() > bare.len());
    let labelled = || field.codes().find(|row| row.label.zh == value || row.label.en.eq_ignore_ascii_case(value));
    let (wording, meant) = match (padded, labelled()) {
        (Some(row), _) => (&PADDED, row.code),
        (None, Some(row)) => (&LABEL, row.code),
        (None, None) if value == "0" => (&NO_ALL, ""),
        (None, None) => (&UNKNOWN, ""),
    };
    let edit = padded.and_then(|row| cx.message.rewrite(node, range, row.code));
    let finding = Finding::new(&RULE, wording, Some(node), cx.at(node)).arg(Arg::Field(field)).arg(cx.quote(field, node));
    cx.report(finding.arg(Arg::Codes(field)).plain(meant).arg(Arg::Queries).safe_fix(&UNPAD, edit));
    padded
}
