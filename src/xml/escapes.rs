//! An envelope that a log, a string or another XML text has escaped once more.

use super::guard;
use crate::message::{Decoded, Outer};
use crate::rules::envelope::escaped;
use crate::text::{Bytes, piece};
use crate::value::is_space;

pub(super) struct Escaped {
    pub decoded: Decoded,
    /// What it takes the place of.
    pub at: Bytes,
    /// The escape that gives it away, where no quotes do.
    pub mark: Option<Bytes>,
    /// How the text around it writes it.
    pub outer: Outer,
}

/// What gives a string away: an escape where markup cannot have one.
const SIGNS: &[&str] = &["=\\\"", "<\\/", "\\u003c", "\\u003C"];

/// The text without its escapes, if it has some.
pub(super) fn undo(text: &str, is_document: bool, quote: fn(&str) -> String) -> Option<Escaped> {
    let tail = text.trim_start_matches(is_space);
    let start = text.len().saturating_sub(tail.len());
    let trimmed = tail.trim_end_matches(is_space);
    let at = start..start.saturating_add(trimmed.len());
    if is_document && trimmed.starts_with("&lt;") && !trimmed.contains('<') {
        let decoded = references(trimmed, start);
        return escaped::is_envelope(&decoded.text).then_some(Escaped { decoded, at, mark: None, outer: super::escape });
    }
    // The string may stand behind a word of a log.
    let markup = trimmed.find(['<', '\\']).unwrap_or(0);
    let quoted = piece(trimmed, 0..markup).chars().next_back().filter(|c| is_document && matches!(c, '"' | '\''));
    let inside = piece(trimmed, quoted.map_or(0, |_| markup)..trimmed.len());
    let body = quoted.map_or(inside, |_| {
        inside.trim_end_matches([',', ';', '}', ')']).trim_end_matches(is_space).strip_suffix(['"', '\'']).unwrap_or(inside)
    });
    let base = start.saturating_add(trimmed.len()).saturating_sub(inside.len());
    let sign = SIGNS.iter().filter_map(|sign| Some(body.find(sign)?.saturating_add(sign.find('\\')?))).chain(between_tags(body)).min();
    // A quote before, and its like behind: a string, even without escapes.
    let is_string =
        quoted.is_some() && body.trim_start_matches(is_space).starts_with(['<', '\\']) && base.saturating_add(body.len()) < at.end;
    if sign.is_none() && !is_string {
        return None;
    }
    let (decoded, _) = crate::escapes::decode(body, base);
    let is_meant =
        if is_document { escaped::is_envelope(decoded.text.get(decoded.text.find('<')?..)?) } else { decoded.text.contains('<') };
    let mark = sign.filter(|_| !is_string).map(|found| {
        let from = base.saturating_add(found);
        from..from.saturating_add(2)
    });
    is_meant.then_some(Escaped { decoded, at, mark, outer: quote })
}

/// How far the next tag is looked for.
const NEARBY: usize = 64;

/// Where a line break is escaped between a tag and a start tag: in a value it would be text.
fn between_tags(text: &str) -> Option<usize> {
    text.match_indices(">\\").map(|(at, _)| at.saturating_add(1)).find(|&at| {
        let rest = piece(text, at..text.len());
        // Nothing longer is but line breaks.
        let near = rest.char_indices().nth(NEARBY).map_or(rest.len(), |(at, _)| at);
        let Some(end) = piece(rest, 0..near).find('<') else { return false };
        escaped::is_escapes(piece(rest, 0..end)) && !rest.get(end..).is_some_and(|next| next.is_empty() || next.starts_with("</"))
    })
}

/// The text with its references read.
fn references(text: &str, base: usize) -> Decoded {
    let mut decoded = Decoded::default();
    let mut from = 0;
    for (at, _) in text.match_indices('&') {
        let rest = piece(text, at..text.len());
        let length = rest.find(';').map_or(1, |end| end.saturating_add(1));
        if let (true, Ok(c)) = (at >= from, guard::reference(piece(rest, 0..length))) {
            decoded.verbatim(piece(text, from..at), base.saturating_add(from));
            let start = base.saturating_add(at);
            decoded.escape(c, start..start.saturating_add(length));
            from = at.saturating_add(length);
        }
    }
    decoded.verbatim(piece(text, from..text.len()), base.saturating_add(from));
    decoded
}
