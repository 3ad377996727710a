//! Elements nested deeper than the limit.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "limit/depth",
    severity: Error,
    title: page("嵌套过深", "nested too deep"),
    explanation: page(
        "本协议的报文连同 SOAP 外层不超过 7 层。嵌套超过上限（默认 64 层）的文本不是正常的报文，不再往下读取。",
        "An envelope of this protocol has at most 7 levels, a SOAP wrapper included. A text that nests deeper than the limit, 64 levels unless told, is no ordinary envelope and is not read on.",
    ),
    example: request("refundGeneral", &[]).limits(Limit::Depth(2)),
};

pub(crate) static DEEP: Wording = wording!(
    "嵌套超过 {0} 层的上限，从这里起没有读取",
    "the nesting is over the limit of {0} levels; nothing was read from here on",
    "检查是否缺少结束标签，或提高 limits.depth",
    "see whether end tags are missing, or raise limits.depth",
);

/// The limit unless told.
pub(crate) const DEPTH: usize = 64;
