//! More findings than are returned.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "limit/findings",
    severity: Info,
    title: page("问题过多", "too many findings"),
    explanation: page(
        "只列出前若干个问题（默认 1000 个），判断和修复仍然考虑全部。",
        "Only the first findings are listed, 1000 unless told; the verdict and the fixes count them all.",
    ),
    example: request("refundGeneral", &[("<refundType>1<", "<refundType>x<"), ("<refundAmout>30000<", "<refundAmout>x<")]).limits(Limit::Findings(1)),
};

pub(crate) static MORE: Wording = wording!(
    "共有 {0} 个问题，只列出前 {1} 个",
    "{0} findings in all; only the first {1} listed",
    "先改正列出的问题，再检查一次",
    "mend those that are listed and check again",
);

/// The limit unless told.
pub(crate) const FINDINGS: usize = 1000;
