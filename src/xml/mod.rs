//! XML text: the reader, tolerant by design, and the writer.

mod envelope;
mod escapes;
mod guard;
mod mend;
mod read;
mod tokens;
mod write;

pub(crate) use envelope::{read, read_inside};
pub(crate) use write::{request, response};

/// A text as it is written between tags: it contains no markup, no `]]>`, and no CR that a reader would turn into LF.
pub(crate) fn escape(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\r' => written.push_str("&#13;"),
            c => written.push(c),
        }
    }
    written
}
