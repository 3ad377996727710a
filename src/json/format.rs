//! Where the white space of a JSON text stands, and what it would be if it were pretty-printed.

use crate::text::ByteEdit;

/// The edits that pretty-print a JSON text that reads; values and keys are untouched.
pub(crate) fn gaps(text: &str, indent: usize) -> Vec<ByteEdit> {
    let mut edits = Vec::new();
    let mut depth = 0usize;
    let mut before: Option<char> = None;
    let mut gap = 0;
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let after = at.saturating_add(c.len_utf8());
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            gap = after;
            continue;
        }
        if crate::value::is_space(c) {
            continue;
        }
        if matches!(c, '}' | ']') {
            depth = depth.saturating_sub(1);
        }
        let wanted = match (before, c) {
            (None, _) | (Some('{'), '}') | (Some('['), ']') => String::new(),
            (Some('{' | '[' | ','), _) | (Some(_), '}' | ']') => format!("\n{}", " ".repeat(depth.saturating_mul(indent))),
            (Some(':'), _) => " ".to_owned(),
            _ => String::new(),
        };
        if text.get(gap..at) != Some(wanted.as_str()) {
            edits.push(ByteEdit::new(gap..at, wanted));
        }
        if matches!(c, '{' | '[') {
            depth = depth.saturating_add(1);
        }
        in_string = c == '"';
        escaped = false;
        before = Some(c);
        gap = after;
    }
    if gap < text.len() {
        edits.push(ByteEdit::new(gap..text.len(), ""));
    }
    edits
}
