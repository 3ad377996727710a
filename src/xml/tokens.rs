//! The tokens of a text. What is beyond doubt is cut here: text, and tags that are a name alone. Everything else is left to quick-xml, which is
//! a tokenizer and no judge: `guard` judges.

use crate::text::{Bytes, piece};
use quick_xml::Reader;
use quick_xml::events::Event;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    Empty,
    End,
    Text,
    Reference,
    CData,
    Comment,
    Instruction,
    Declaration,
    Doctype,
    /// Markup that does not end as it should.
    Broken,
}

pub(super) struct Token {
    pub kind: Kind,
    pub at: Bytes,
    /// The name of a tag that is nothing more: it needs no judge.
    pub name: Option<Bytes>,
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    pub at: usize,
    /// Where the byte order marks end that it starts with: quick-xml would pass over them in silence.
    marks: usize,
}

/// The length of the text that stands as it is at the start of some bytes: no markup, and nothing to look at twice.
pub(super) fn plain(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| matches!(byte, b'\t' | b'\n' | b' '..=b'%' | b'\''..=b';' | b'='..=b'\\' | b'^'..=0xee | 0xf0..);
    bytes.iter().position(|byte| !is_plain(byte)).unwrap_or(bytes.len())
}

/// The length of the name that some bytes start with, where it is all ASCII and has no prefix.
fn name(bytes: &[u8]) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let is_start = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    bytes.first().filter(|byte| is_start(byte)).and_then(|_| bytes.iter().position(|byte| !is_part(byte)))
}

impl<'a> Tokens<'a> {
    /// The tokens from a byte offset on.
    pub fn new(text: &'a str, from: usize) -> Self {
        let rest = piece(text, from..text.len());
        let marks = rest.len().saturating_sub(rest.trim_start_matches('\u{feff}').len());
        Self { text, at: from, marks: from.saturating_add(marks) }
    }

    /// What is beyond doubt at the start of the rest, and its length.
    fn simple(rest: &str) -> Option<(Kind, usize, Option<Bytes>)> {
        let bytes = rest.as_bytes();
        let (kind, from) = match bytes {
            [b'&', ..] => return None,
            [b'<', b'/', ..] => (Kind::End, 2usize),
            [b'<', ..] => (Kind::Start, 1),
            _ => return Some((Kind::Text, bytes.iter().position(|byte| matches!(byte, b'<' | b'&')).unwrap_or(bytes.len()), None)),
        };
        let end = name(bytes.get(from..)?)?.saturating_add(from);
        (bytes.get(end) == Some(&b'>')).then(|| (kind, end.saturating_add(1), Some(from..end)))
    }

    /// What quick-xml takes the start of the rest for, and its length.
    fn other(rest: &str) -> Option<(Kind, usize)> {
        if is_cut_off(rest) {
            return Some((Kind::Broken, 1));
        }
        let mut reader = reader(rest);
        let kind = match reader.read_event() {
            Ok(Event::Eof) if rest.is_empty() => return None,
            Ok(Event::Start(_)) => Kind::Start,
            Ok(Event::Empty(_)) => Kind::Empty,
            Ok(Event::End(_)) => Kind::End,
            Ok(Event::Text(_) | Event::Eof) => Kind::Text,
            Ok(Event::GeneralRef(_)) => Kind::Reference,
            Ok(Event::CData(_)) => Kind::CData,
            Ok(Event::Comment(_)) => Kind::Comment,
            Ok(Event::PI(_)) => Kind::Instruction,
            Ok(Event::Decl(_)) => Kind::Declaration,
            Ok(Event::DocType(_)) => Kind::Doctype,
            Err(_) => Kind::Broken,
        };
        let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        Some((kind, if kind == Kind::Text && read == 0 { rest.len() } else { read.min(rest.len()) }))
    }
}

/// Whether the next `<` breaks the tag off that a text starts with: quick-xml would look for its end beyond.
fn is_cut_off(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    !rest.starts_with(['!', '?']) && rest.find(['<', '>']).and_then(|end| rest.get(end..)).is_some_and(|rest| rest.starts_with('<'))
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.trim_markup_names_in_closing_tags = false;
    reader
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let rest = piece(self.text, start..self.text.len());
        let (kind, length, name) = match Self::simple(rest) {
            _ if start < self.marks => (Kind::Text, self.marks.saturating_sub(start), None),
            Some((_, 0, _)) => return None,
            Some(simple) => simple,
            None => Self::other(rest).map(|(kind, length)| (kind, length, None))?,
        };
        self.at = start.saturating_add(length);
        let place = |at: Bytes| start.saturating_add(at.start)..start.saturating_add(at.end);
        Some(Token { kind, at: start..self.at, name: name.map(place) })
    }
}
