//! Past a record that is not plain: where it ends, provided that the text is well-formed, which the ordinary reader judges.

use crate::catalog::methods::RESULT;

/// What a search for an end found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skipped {
    /// So many bytes.
    Past(usize),
    /// The end is not in the text.
    More,
    /// There is no such record.
    Lost,
}

/// The length of the element that a text starts with, after white space; of the object, after white space and a comma.
pub(crate) fn skip(text: &[u8], is_json: bool) -> Skipped {
    let blank = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',') && (is_json || **byte != b',')).count();
    let rest = text.get(blank..).unwrap_or_default();
    match (is_json, rest) {
        (_, []) => Skipped::More,
        (true, [b'{', ..]) => object(rest),
        (false, [b'<', after, ..]) if *after != b'/' => element(rest),
        (false, [b'<']) => Skipped::More,
        _ => Skipped::Lost,
    }
    .after(blank)
}

impl Skipped {
    fn after(self, bytes: usize) -> Self {
        if let Self::Past(length) = self { Self::Past(length.saturating_add(bytes)) } else { self }
    }
}

fn object(text: &[u8]) -> Skipped {
    let mut depth = 0usize;
    let mut at = 0usize;
    while let Some(byte) = text.get(at) {
        at = at.saturating_add(1);
        match byte {
            b'"' => match string(text.get(at..).unwrap_or_default()) {
                Some(length) => at = at.saturating_add(length),
                None => return Skipped::More,
            },
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' if depth <= 1 => return Skipped::Past(at),
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Skipped::More
}

/// Up to and with the quote that ends a string.
fn string(text: &[u8]) -> Option<usize> {
    let mut at = 0usize;
    loop {
        match text.get(at)? {
            b'"' => return Some(at.saturating_add(1)),
            b'\\' => at = at.saturating_add(2),
            _ => at = at.saturating_add(1),
        }
    }
}

fn element(text: &[u8]) -> Skipped {
    let mut depth = 0usize;
    let mut at = 0usize;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(mark) = rest.iter().position(|byte| *byte == b'<') else { return Skipped::More };
        let markup = rest.get(mark..).unwrap_or_default();
        let (length, change) = match markup {
            [b'<', b'!', b'-', b'-', ..] => (past(markup, 4, b"-->"), 0),
            [b'<', b'!', b'[', ..] => (past(markup, 3, b"]]>"), 0),
            [b'<', b'!', _, _, ..] => return Skipped::Lost,
            [b'<', b'?', ..] => (past(markup, 2, b"?>"), 0),
            // Another element than a record, or none.
            [b'<', b'/', ..] if depth == 0 => return Skipped::Lost,
            [b'<', b'/', ..] => (past(markup, 2, b">"), -1),
            [b'<', name @ ..] if depth == 0 && name.len() > RESULT.name.len() && !is_record(name) => return Skipped::Lost,
            [b'<', _, _, _, ..] => match tag(markup) {
                Some((length, is_empty)) => (Some(length), i32::from(!is_empty)),
                None => (None, 0),
            },
            _ => (None, 0),
        };
        let Some(length) = length else { return Skipped::More };
        at = at.saturating_add(mark).saturating_add(length);
        match change {
            1 => depth = depth.saturating_add(1),
            -1 => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (change == -1 || matches!(markup, [b'<', after, ..] if !matches!(after, b'!' | b'?'))) {
            return Skipped::Past(at);
        }
    }
}

/// Whether a start tag's inside is that of a record.
fn is_record(tag: &[u8]) -> bool {
    tag.strip_prefix(RESULT.name.as_bytes()).is_some_and(|rest| matches!(rest, [b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>', ..]))
}

fn past(text: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let rest = text.get(from..)?;
    let at = rest.windows(mark.len()).position(|window| window == mark)?;
    Some(from.saturating_add(at).saturating_add(mark.len()))
}

/// The length of a start tag, and whether it ends its element too.
fn tag(text: &[u8]) -> Option<(usize, bool)> {
    let mut quote = None;
    let mut before = 0;
    for (at, &byte) in text.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some((at.saturating_add(1), before == b'/')),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        before = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        for (text, length) in [
            ("<result/>x", Some(9)),
            ("<result a='>'><a/></result>x", Some(27)),
            (" <!--</result>--><result><![CDATA[</result>]]><?a ?></result>x", Some(61)),
            ("<result><result></result></result>x", Some(34)),
        ] {
            assert_eq!(skip(text.as_bytes(), false), length.map_or(Skipped::Lost, Skipped::Past), "{text}");
        }
        for text in ["</return>", "<!-- --></return>", "<results></results>", "<other></other>", "text", "<!DOCTYPE x><result/>"] {
            assert_eq!(skip(text.as_bytes(), false), Skipped::Lost, "{text}");
        }
        for text in ["", "<", "<resu", "<result", "<result>", "<result><!--", "<result></result"] {
            assert_eq!(skip(text.as_bytes(), false), Skipped::More, "{text}");
        }
    }

    #[test]
    fn objects() {
        let text = r#" , {"a":"}\"","b":[{}]},"#;
        assert_eq!(skip(text.as_bytes(), true), Skipped::Past(text.len().saturating_sub(1)));
        assert_eq!(skip(b"]", true), Skipped::Lost);
        assert_eq!(skip(br#",{"a":"}"#, true), Skipped::More);
    }
}
