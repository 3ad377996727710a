//! An envelope copied with the escapes of a log or a string.

use crate::catalog::methods::{REQUEST_ROOT, RESPONSE_ROOT};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/escaped",
    severity: Error,
    title: page("报文带着转义", "escaped envelope"),
    explanation: page(
        "从日志、代码或接口工具里复制的报文常带着外层的转义（&lt;arg0&gt;、\\\"、\\n）。去掉这层转义才是报文本身。",
        "An envelope copied from a log, from code or from a tool often carries the escapes of what was around it (&lt;arg0&gt;, \\\", \\n). The envelope itself is what is left when they are undone.",
    ),
    example: answer("stopReg", 0, &[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "\""), ("</return>", "</return>\"")]),
};

pub(crate) static STRING: Wording = wording!(
    "报文在这里面，外面还有一层转义",
    "the envelope is inside this, escaped once more",
    "去掉外层的引号和转义，只保留报文本身",
    "remove the outer quotes and undo the escapes",
);

pub(crate) static LITERAL: Wording = wording!(
    "标签之间有字面的 \\n 等转义：这是从日志或字符串里复制的报文",
    "there are literal escapes such as \\n between the tags: the envelope was copied from a log or a string",
    "去掉外层的引号和转义，只保留报文本身",
    "remove the outer quotes and undo the escapes",
);

/// What stands for white space in a log or a string.
const ESCAPES: &[&str] = &["\\n", "\\r", "\\t"];

/// Whether a text is nothing but such escapes.
pub(crate) fn is_escapes(text: &str) -> bool {
    ESCAPES.iter().fold(text.to_owned(), |text, escape| text.replace(escape, "")).trim().is_empty()
}

/// Whether a text is an envelope under one more escaping.
pub(crate) fn is_envelope(text: &str) -> bool {
    let text = text.trim_start();
    let starts = |mark: &str, end: &str| REQUEST_ROOT.into_iter().chain(RESPONSE_ROOT).any(|root| text.contains(&format!("{mark}{root}{end}")));
    (text.starts_with("&lt;") && starts("&lt;", "&gt;")) || (text.starts_with('<') && starts("<", ">"))
}

pub(crate) static UNESCAPE: Text = text("去掉转义", "undo the escapes");

/// The same where it is a whole one: a part of a text may only look like it.
pub(crate) fn is_whole(text: &str) -> bool {
    is_envelope(text) && (text.contains("</") || text.contains("&lt;/"))
}

/// Reports an escape that stands where white space should.
pub(crate) fn report_literal(at: Option<Bytes>, edits: Vec<ByteEdit>) -> Finding {
    Finding::new(&RULE, &LITERAL, None, at).offer(&UNESCAPE, edits)
}

pub(crate) fn report(node: Option<NodeId>, at: Option<Bytes>, edits: Vec<ByteEdit>) -> Finding {
    Finding::new(&RULE, &STRING, node, at).offer(&UNESCAPE, edits)
}
