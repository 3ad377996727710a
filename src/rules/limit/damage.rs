//! More damage than is read.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "limit/damage",
    severity: Error,
    title: page("损坏过多", "too much damage"),
    explanation: page(
        "损坏之处超过 limits.findings 的 50 倍（默认 50000 处）的文本不予读取：逐处推测原意会耗尽内存。这样的文本多半不是本协议的报文。",
        "A text that is damaged in more places than 50 times limits.findings, 50000 unless told, is not read: to guess what each was meant to be would exhaust the memory. It is hardly an envelope of this protocol.",
    ),
    example: request("stopReg", &[("<orderList>", "<orderList>&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&")]).limits(Limit::Findings(1)),
};

pub(crate) static MORE: Wording = wording!(
    "损坏之处超过 {0} 处的上限，没有读取",
    "the text is damaged in more than {0} places and was not read",
    "确认这段文本是不是报文，或提高 limits.findings",
    "see whether this text is an envelope at all, or raise limits.findings",
);

/// How many places of damage are read for each finding that may be listed.
pub(crate) const EACH: usize = 50;
