//! What the tokenizer lets through and XML 1.0 (fifth edition) does not.

use crate::text::{Bytes, piece};
use crate::value::{is_char, is_space};
use std::collections::BTreeMap;

const fn is_name_start(c: char) -> bool {
    matches!(c, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

const fn is_name_part(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// A cursor over the text of one token.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        piece(self.text, self.at..self.text.len())
    }

    fn take(&mut self, while_true: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !while_true(c)).unwrap_or(rest.len());
        self.at = self.at.saturating_add(length);
        piece(rest, 0..length)
    }

    fn eat(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        if found {
            self.at = self.at.saturating_add(mark.len());
        }
        found
    }

    fn name(&mut self) -> &'a str {
        if self.rest().starts_with(is_name_start) { self.take(is_name_part) } else { "" }
    }

    fn spaces(&mut self) -> bool {
        !self.take(is_space).is_empty()
    }

    /// A quoted value, without its quotes.
    fn quoted(&mut self) -> Option<&'a str> {
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''))?;
        self.at = self.at.saturating_add(1);
        let value = self.take(|c| c != quote);
        (!self.rest().is_empty()).then(|| {
            self.at = self.at.saturating_add(1);
            value
        })
    }
}

pub(super) struct StartTag {
    /// All places count from the start of the tag.
    pub name: Bytes,
    pub attributes: Vec<Attribute>,
    /// What is wrong with the attributes, where they are attributes.
    pub harm: Option<(Harm, Bytes)>,
    /// What stands where an attribute should, up to the end of the tag.
    pub junk: Option<Bytes>,
}

pub(super) struct Attribute {
    pub name: Bytes,
    /// With the white space before it.
    pub whole: Bytes,
    pub value: Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Harm {
    /// An `&` that starts no reference.
    BareAmpersand,
    /// A reference to an entity that XML does not have.
    Entity,
    /// A reference to a character that XML forbids.
    Character,
    /// Two attributes of the same name.
    Duplicate,
}

/// Reads a start or empty-element tag.
pub(super) fn start_tag(text: &str) -> StartTag {
    let mut cursor = Cursor { text, at: 1 };
    cursor.name();
    let mut tag = StartTag { name: 1..cursor.at, attributes: Vec::new(), harm: None, junk: None };
    let end = text.len().saturating_sub(if text.ends_with("/>") { 2 } else { 1 });
    cursor.text = piece(text, 0..end);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let before = cursor.at;
        let spaced = cursor.spaces();
        if cursor.rest().is_empty() {
            return tag;
        }
        let start = cursor.at;
        let name = cursor.name();
        let named = start..cursor.at;
        cursor.spaces();
        let equals = cursor.eat("=");
        cursor.spaces();
        let value_start = cursor.at.saturating_add(1);
        let value = if spaced && !name.is_empty() && equals { cursor.quoted() } else { None };
        let Some(value) = value.filter(|value| !value.contains('<')) else {
            tag.junk = Some(start..end);
            return tag;
        };
        if names.insert(name.to_owned(), named.start).is_some() {
            tag.harm.get_or_insert((Harm::Duplicate, named.clone()));
        }
        if let Some(harm) = references(value, value_start) {
            tag.harm.get_or_insert(harm);
        }
        tag.attributes.push(Attribute {
            name: named,
            whole: before..cursor.at,
            value: value_start..value_start.saturating_add(value.len()),
        });
    }
}

/// The first harm done by the references of an attribute's value.
fn references(value: &str, base: usize) -> Option<(Harm, Bytes)> {
    value.match_indices('&').find_map(|(at, _)| {
        let rest = piece(value, at..value.len());
        let whole = rest.find(';').map(|end| piece(rest, 0..end.saturating_add(1)));
        let harm = reference(whole.unwrap_or("&")).err()?;
        let start = base.saturating_add(at);
        let length = if harm == Harm::BareAmpersand { 1 } else { whole.map_or(1, str::len) };
        Some((harm, start..start.saturating_add(length)))
    })
}

/// The entities of XML.
const ENTITIES: &[(&str, char)] = &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];

/// A reference at the start of a text that lacks its `;`: its length, and the character.
pub(super) fn unended(text: &str) -> Option<(usize, char)> {
    let rest = text.strip_prefix('&')?;
    let (name, c) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name))?;
    let next = rest.get(name.len()..)?.chars().next();
    let ends = next.is_none_or(|next| is_space(next) || matches!(next, '<' | '&' | '/') || !next.is_ascii());
    ends.then(|| (name.len().saturating_add(1), *c))
}

/// The character that a reference stands for.
pub(super) fn reference(text: &str) -> Result<char, Harm> {
    let name = text.strip_prefix('&').and_then(|text| text.strip_suffix(';')).unwrap_or_default();
    if let Some((_, c)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Ok(*c);
    }
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return Err(Harm::BareAmpersand);
        }
        let number = u32::from_str_radix(digits, radix).ok();
        return number.and_then(char::from_u32).filter(|&c| is_char(c)).ok_or(Harm::Character);
    }
    let mut cursor = Cursor { text: name, at: 0 };
    let is_name = !cursor.name().is_empty() && cursor.rest().is_empty();
    Err(if is_name { Harm::Entity } else { Harm::BareAmpersand })
}

/// The name of an end tag that is written as end tags must be.
pub(super) fn end_tag(text: &str) -> Option<Bytes> {
    let mut cursor = Cursor { text, at: 2 };
    cursor.name();
    let named = 2..cursor.at;
    cursor.spaces();
    (!named.is_empty() && cursor.rest() == ">").then_some(named)
}

/// The name that a text starts with; empty where none does.
pub(super) fn name(text: &str) -> &str {
    Cursor { text, at: 0 }.name()
}

/// Whether a comment, whole with its marks, is well-formed.
pub(super) fn is_comment(text: &str) -> bool {
    let inner = text.strip_prefix("<!--").and_then(|text| text.strip_suffix("-->"));
    inner.is_some_and(|inner| !inner.contains("--") && !inner.ends_with('-'))
}

/// Whether a processing instruction, whole with its marks, is well-formed.
pub(super) fn is_instruction(text: &str) -> bool {
    let mut cursor = Cursor { text: text.strip_suffix("?>").unwrap_or_default(), at: 2 };
    let target = cursor.name();
    !target.is_empty() && !target.eq_ignore_ascii_case("xml") && (cursor.rest().is_empty() || cursor.spaces())
}

/// Whether an XML declaration, whole with its marks, is well-formed.
pub(super) fn is_declaration(text: &str) -> bool {
    pseudo_attributes(text).is_some()
}

fn pseudo_attributes(text: &str) -> Option<()> {
    let mut cursor = Cursor { text: text.strip_suffix("?>")?, at: 0 };
    if !cursor.eat("<?xml") {
        return None;
    }
    let mut expected = ["version", "encoding", "standalone"].iter();
    let mut first = true;
    while cursor.spaces() && !cursor.rest().is_empty() {
        let name = cursor.name();
        cursor.spaces();
        if !cursor.eat("=") {
            return None;
        }
        cursor.spaces();
        let value = cursor.quoted()?;
        if !expected.any(|&known| known == name) || (first && name != "version") {
            return None;
        }
        let sound = match name {
            "version" => value.strip_prefix("1.").is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())),
            "encoding" => {
                value.starts_with(|c: char| c.is_ascii_alphabetic())
                    && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            }
            _ => matches!(value, "yes" | "no"),
        };
        if !sound {
            return None;
        }
        first = false;
    }
    (!first && cursor.rest().is_empty()).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        for text in [
            "<?xml version=\"1.0\"?>",
            "<?xml version='1.1' encoding='GB18030' standalone=\"yes\" ?>",
            "<?xml\tversion = \"1.0\"\nstandalone='no'?>",
        ] {
            assert!(is_declaration(text), "{text}");
        }
        for text in [
            "<?xml?>",
            "<?xml encoding=\"UTF-8\"?>",
            "<?xml version=\"1.0\"encoding=\"UTF-8\"?>",
            "<?xml version=”1.0”?>",
            "<?xml version=\"2.0\"?>",
            "<?xml version=\"1.0\" standalone=\"maybe\"?>",
            "<?xml version=\"1.0\" standalone=\"no\" encoding=\"x\"?>",
            "<?xml version=\"1.0\" encoding=\"\"?>",
            "<?xml version=\"1.0\" ? ?>",
            "<?xmlversion=\"1.0\"?>",
        ] {
            assert!(!is_declaration(text), "{text}");
        }
    }

    #[test]
    fn tags() {
        for text in ["<a>", "<a />", "<a b='1' c=\"&lt;\">", "<号:x>"] {
            let tag = start_tag(text);
            assert!(tag.harm.is_none() && tag.junk.is_none() && !tag.name.is_empty(), "{text}");
        }
        for text in ["<>", "<1>", "< a>"] {
            assert!(start_tag(text).name.is_empty(), "{text}");
        }
        for text in ["<a/ >", "<a b>", "<a b=1>", "<a b='1'c='2'>", "<a b='<'>"] {
            assert!(start_tag(text).junk.is_some(), "{text}");
        }
        for (text, harm) in [
            ("<a b='1' b='2'>", Harm::Duplicate),
            ("<a b='&'>", Harm::BareAmpersand),
            ("<a b='&x;'>", Harm::Entity),
            ("<a b='&#0;'>", Harm::Character),
        ] {
            assert_eq!(start_tag(text).harm.map(|(harm, _)| harm), Some(harm), "{text}");
        }
        assert!(end_tag("</a >").is_some() && ["</ a>", "</>", "</a b>"].into_iter().all(|text| end_tag(text).is_none()));
        assert!(!is_comment("<!-- a -- b -->") && !is_comment("<!--->") && is_comment("<!---->"));
        assert!(!is_instruction("<??>") && !is_instruction("<?XML a?>") && is_instruction("<?a b?>") && is_instruction("<?a?>"));
    }
}
