//! Text before the root.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "xml/leading",
    severity: Error,
    title: page("根元素之前有多余文字", "text before the root element"),
    explanation: page(
        "从日志或聊天里复制报文时，常把前面的时间、标签等一并带上。解析器不接受根元素之前的文字。",
        "An envelope copied from a log or a chat often brings a time or a label with it. A parser accepts no text before the root element.",
    ),
    example: request("refundGeneral", &[("<arg0>", "request: <arg0>")]).good(&[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")]),
};

pub(crate) static TEXT: Wording = wording!(
    "根元素之前有不属于报文的文字",
    "text that is no part of the envelope stands before the root element",
    "删除根元素之前的文字",
    "remove what stands before the root element",
);

pub(crate) static REMOVE: Text = text("删除这些文字", "remove this text");
