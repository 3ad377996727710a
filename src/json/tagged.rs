//! A caller's value as text that tells what each leaf was.

use crate::text::piece;
use serde::Serialize;

/// A value as JSON text in which every leaf is a string with a tag in front, as `read_value` takes it; `None` where JSON cannot carry it.
pub(crate) fn tagged(value: &(impl Serialize + ?Sized)) -> Option<String> {
    serde_json::to_string(value).ok().map(|json| tag(&json))
}

/// JSON without white space, its leaves tagged.
fn tag(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => string(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            _ => rest.find([',', '}', ']']).unwrap_or(rest.len()),
        };
        let (token, after) = (piece(rest, 0..end), piece(rest, end..rest.len()));
        match first {
            '"' if after.starts_with(':') => out.push_str(token),
            '"' => out.extend(["\"s", piece(token, 1..end)]),
            '{' | '}' | '[' | ']' | ',' | ':' => out.push(first),
            'n' => out.push_str("\"0\""),
            't' | 'f' => out.extend(["\"b", token, "\""]),
            _ if token.contains(['.', 'e', 'E']) => out.extend(["\"n", token, "\""]),
            // However long, not rounded to what a floating point number holds.
            _ => out.extend(["\"i", token, "\""]),
        }
        rest = after;
    }
    out
}

/// The length of the string that a text begins with, its quotes included.
fn string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at.saturating_add(1),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn leaves_are_tagged_and_keys_are_not() {
        assert_eq!(
            tag(r#"{"a":"1","b":[1,-2.5,"\"}",{}],"c\\":null,"d":true}"#),
            r#"{"a":"s1","b":["i1","n-2.5","s\"}",{}],"c\\":"0","d":"btrue"}"#
        );
        assert_eq!(tag(r#""a:""#), r#""sa:""#);
        assert_eq!(tag("9007199254740993"), r#""i9007199254740993""#);
    }
}
