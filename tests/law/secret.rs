//! The secret of the inputs, and where it may show.

use serde_json::Value;

/// Stands in the place of the secret; no six characters of it may show.
pub const CANARY: &str = "Zq7Xw2Vk9Jp4Ty6M";

/// Where some text has so many characters of the secret in a row.
fn pieces(text: &str, length: usize) -> impl Iterator<Item = usize> {
    let mut run = 0..0;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        // No character is twice in the secret.
        run = match CANARY.bytes().position(|known| known == byte) {
            Some(known) if known == run.end && known > 0 => run.start..known + 1,
            Some(known) => known..known + 1,
            None => 0..0,
        };
        (run.len() >= length).then(|| at + 1 - length)
    })
}

/// Whether a text shows the secret.
pub fn shows(text: &str) -> bool {
    pieces(text, 6).next().is_some()
}

/// Whether a text holds the secret, and nothing of it where it is no secret's value: then nothing that is said of the text may show it.
pub fn must_hide(text: &str) -> bool {
    shows(text) && (hidden_in_elements(text) || hidden_in_members(text))
}

/// The same of a value, whose keys and strings are no text.
pub fn must_hide_in(value: &str) -> bool {
    shows(value) && hidden_in_members(value)
}

/// A tag that is sound, plain or escaped once.
struct Tag {
    start: usize,
    end: usize,
    is_secret: bool,
    is_end: bool,
}

/// Whether all of it stands after a secret start tag or before a secret end tag, up to the next undamaged tag; where a damaged start tag
/// of the secret may stand before the end tag, its value begins there.
fn hidden_in_elements(text: &str) -> bool {
    let tags = tags(text);
    let is_hidden = |start: usize, end: usize| {
        if tags.iter().any(|tag| tag.start < end && tag.end > start) {
            return false;
        }
        let before = tags.iter().rfind(|tag| tag.end <= start);
        let after = tags.iter().find(|tag| tag.start >= end);
        let is_opened =
            |between: &str| between.replace("&lt;", "<").split('<').skip(1).any(|tag| tag.trim_start().starts_with(char::is_alphabetic));
        let is_value = |tag: &Tag| tag.is_secret && tag.is_end && !is_opened(&text[end..tag.start]);
        before.is_some_and(|tag| tag.is_secret && !tag.is_end) || after.is_some_and(is_value)
    };
    pieces(text, 3).all(|at| is_hidden(at, at + 3))
}

fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '&']) {
        at += next;
        match tag(&text[at..]) {
            Some((length, is_secret, is_end)) => {
                tags.push(Tag { start: at, end: at + length, is_secret, is_end });
                at += length;
            }
            None => at += 1,
        }
    }
    tags
}

/// The length of the tag at a text's start, whether it is the secret's, and whether it is an end tag.
fn tag(text: &str) -> Option<(usize, bool, bool)> {
    let is_first = |c: char| c.is_alphabetic() || matches!(c, '_' | ':');
    let mut rest = text.strip_prefix('<').or_else(|| text.strip_prefix("&lt;"))?;
    let is_end = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with(is_first).then_some(())?;
    let length = rest.find(|c: char| !is_first(c) && !c.is_numeric() && !matches!(c, '.' | '-')).unwrap_or(rest.len());
    let (name, mut rest) = rest.split_at(length);
    while let Some(after) = attribute(rest) {
        rest = after;
    }
    rest = rest.trim_start();
    let is_empty = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    rest = rest.strip_prefix('>').or_else(|| rest.strip_prefix("&gt;"))?;
    let is_secret = name == "secret" || name.ends_with(":secret");
    Some((text.len() - rest.len(), is_secret && !is_empty, is_end))
}

/// What follows the attribute at a text's start.
fn attribute(text: &str) -> Option<&str> {
    let name = text.trim_start();
    (name.len() < text.len() && name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))).then_some(())?;
    let rest = name[name.find(|c: char| c.is_whitespace() || matches!(c, '=' | '<' | '>'))?..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, after) = rest[1..].split_once(quote)?;
    (!value.contains('<')).then_some(after)
}

/// Whether a text is JSON, and all of it in the values of keys called secret.
fn hidden_in_members(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
    let mut secrets = Vec::new();
    collect(&value, &mut secrets);
    // Sorted, each piece is there as often as it stands.
    let of = |text: &str| pieces(text, 3).filter_map(|at| text.get(at..at + 3).map(str::to_owned)).collect::<Vec<_>>();
    let (mut all, mut hidden) = (of(text), secrets.iter().flat_map(|secret| of(secret)).collect::<Vec<_>>());
    all.sort_unstable();
    hidden.sort_unstable();
    all == hidden
}

fn collect<'v>(value: &'v Value, secrets: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, secrets)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(secret) if key == "secret" => secrets.push(secret),
                    other => collect(other, secrets),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn what_hides_the_secret() {
    for (text, hides) in [
        ("<secret>C</secret>", true),
        ("<a:secret x='1'>C<", true),
        ("&lt;secret&gt;C", true),
        ("<a>C</secret>", true),
        ("<a>C<secret#>1</secret>", false),
        ("<secret/>C", false),
        ("<secret><a>C</a>", false),
        ("<secret x='C'>", false),
        ("C", false),
        ("", false),
        (r#"{"a":[{"secret":"sC"}]}"#, true),
        (r#"{"secret":"C","a":"C"}"#, false),
        (r#"{"C":{"secret":"x"}}"#, false),
    ] {
        assert_eq!(must_hide(&text.replace('C', CANARY)), hides, "{text}");
    }
}
