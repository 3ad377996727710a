//! The escapes of strings, in JSON, in logs and in programs.

use crate::message::Decoded;
use crate::text::piece;

/// Decodes what stands between the quotes of a string, which starts at `base`; tells whether it has a lone surrogate.
pub(crate) fn decode(inner: &str, base: usize) -> (Decoded, bool) {
    let mut decoded = Decoded::default();
    let mut lone = false;
    let mut at = 0;
    while let Some(next) = piece(inner, at..inner.len()).find('\\') {
        let start = at.saturating_add(next);
        decoded.verbatim(piece(inner, at..start), base.saturating_add(at));
        let (c, length) = unescape(piece(inner, start..inner.len()));
        lone |= c.is_none();
        at = start.saturating_add(length);
        decoded.escape(c.unwrap_or('\u{fffd}'), base.saturating_add(start)..base.saturating_add(at));
    }
    decoded.verbatim(piece(inner, at..inner.len()), base.saturating_add(at));
    (decoded, lone)
}

/// What an escape at the start of a text stands for, and its length; none where it is a lone surrogate.
fn unescape(text: &str) -> (Option<char>, usize) {
    let hex = |from: usize| text.get(from..from.saturating_add(4)).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match text.as_bytes().get(1) {
        Some(b'u') => {}
        Some(b'n') => return (Some('\n'), 2),
        Some(b't') => return (Some('\t'), 2),
        Some(b'r') => return (Some('\r'), 2),
        Some(b'b') => return (Some('\u{8}'), 2),
        Some(b'f') => return (Some('\u{c}'), 2),
        // A log may hold a backslash that escapes nothing.
        Some(_) => {
            let c = text.chars().nth(1);
            return (c, c.map_or(1, char::len_utf8).saturating_add(1));
        }
        None => return (Some('\\'), 1),
    }
    let Some(unit) = hex(2) else { return (None, 2) };
    if let Some(c) = char::from_u32(unit) {
        return (Some(c), 6);
    }
    let low = text.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| hex(8));
    let pair = low.and_then(|low| char::decode_utf16([u16::try_from(unit).ok()?, u16::try_from(low).ok()?]).next()?.ok());
    if pair.is_some() { (pair, 12) } else { (None, 6) }
}

/// What a page writes for marks that mean something in it; each mark is written as its first.
const PAGE: [(&str, char); 8] =
    [("&quot;", '"'), ("&#34;", '"'), ("&apos;", '\''), ("&#39;", '\''), ("&#x27;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];

/// A text as it was before a page wrote it; `base` is where it starts.
pub(crate) fn decode_page(text: &str, base: usize) -> Decoded {
    let mut decoded = Decoded::default();
    let mut from = 0;
    for (at, _) in text.match_indices('&') {
        let rest = piece(text, at..text.len());
        if let Some((written, c)) = PAGE.iter().find(|(written, _)| rest.starts_with(written)) {
            decoded.verbatim(piece(text, from..at), base.saturating_add(from));
            from = at.saturating_add(written.len());
            decoded.escape(*c, base.saturating_add(at)..base.saturating_add(from));
        }
    }
    decoded.verbatim(piece(text, from..text.len()), base.saturating_add(from));
    decoded
}

/// A text as a page writes it.
pub(crate) fn in_page(text: &str) -> String {
    let written = |c: char| PAGE.iter().find(|(_, mark)| *mark == c).map_or_else(|| c.to_string(), |(written, _)| (*written).to_owned());
    text.chars().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_their_characters() {
        for (text, meant, lone) in [
            (r#"a\n\t\r\b\f\\\/\"z"#, "a\n\t\r\u{8}\u{c}\\/\"z", false),
            (r"\u53f7\u0041", "号A", false),
            (r"\ud83d\ude00!", "😀!", false),
            // A half alone, in front of another character, and two in the wrong order.
            (r"\ud83d", "\u{fffd}", true),
            (r"\ud83dA", "\u{fffd}A", true),
            (r"\ud83d\u0041", "\u{fffd}A", true),
            (r"\ude00\ud83d", "\u{fffd}\u{fffd}", true),
            (r"\ud83d\nx", "\u{fffd}\nx", true),
            // What a log cut off, and a backslash that escapes nothing.
            (r"\u12", "\u{fffd}12", true),
            (r"a\", "a\\", false),
            (r"\号x", "号x", false),
        ] {
            let (decoded, is_lone) = decode(text, 0);
            assert_eq!((decoded.text.as_ref(), is_lone), (meant, lone), "{text}");
        }
    }
}
