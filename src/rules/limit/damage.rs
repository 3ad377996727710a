//! More damage than is read.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "limit/damage",
    severity: Error,
    title: page("损坏过多", "too much damage"),
    explanation: page(
        "损坏过多的文本不予读取：逐处推测原意会耗尽内存。上限是 limits.findings（默认 1000）个问题，文本每 24 字节再加一个；改动每 4 字节再加一处；两者均不超过 limits.findings 的 50 倍。超出的文本多半不是本协议的报文。",
        "A text with too much damage is not read: to guess what each place was meant to be would exhaust the memory. As many findings are read as limits.findings, 1000 unless told, and one more for every 24 bytes; as many edits to mend them, and one more for every 4 bytes; 50 times limits.findings at most. A text beyond that is hardly an envelope of this protocol.",
    ),
    example: request("stopReg", &[("<orderList>", "<orderList>&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&")]).limits(Limit::Findings(1)),
};

pub(crate) static MORE: Wording = wording!(
    "文本损坏过多，超过 {0} 个问题或 {1} 处改动的上限，没有读取",
    "the text is too damaged to be read: more than {0} findings, or {1} edits to mend them",
    "确认这段文本是不是报文，或提高 limits.findings",
    "see whether this text is an envelope at all, or raise limits.findings",
);

/// How many findings and edits there are, at most, for each finding that may be listed.
pub(crate) const EACH: usize = 50;

/// For each so many bytes of a text, damage may have one more finding than may be listed.
pub(crate) const FINDINGS: usize = 24;
/// For each so many, it may need one more edit than that.
pub(crate) const EDITS: usize = 4;
