//! More text than the limit.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "limit/size",
    severity: Error,
    title: page("文本过大", "text too large"),
    explanation: page(
        "超过大小上限的文本不予读取，以免耗尽内存。上限可以用 limits.size 调整，默认 64 MiB。",
        "A text over the limit is not read, lest it exhaust the memory. limits.size sets the limit; it is 64 MiB unless told.",
    ),
    example: request("refundGeneral", &[]).limits(Limit::Size(100)),
};

pub(crate) static LARGE: Wording = wording!(
    "文本长度超过上限 {0}，没有读取",
    "the text is longer than the limit of {0} and was not read",
    "分成较小的报文，或提高 limits.size",
    "send it in smaller envelopes, or raise limits.size",
);

/// The limit unless told: 64 MiB.
pub(crate) const SIZE: usize = 64 << 20;
