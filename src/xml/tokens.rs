//! The tokens of a text, from quick-xml, which is a tokenizer and no judge: `guard` judges.

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
}

pub(super) struct Tokens<'a> {
    text: &'a str,
    base: usize,
    reader: Reader<&'a [u8]>,
    /// Text that quick-xml would take for a byte order mark and pass over in silence.
    held: Option<Token>,
}

impl<'a> Tokens<'a> {
    /// The tokens from a byte offset on.
    pub fn new(text: &'a str, from: usize) -> Self {
        let rest = piece(text, from..text.len());
        let marks = rest.len().saturating_sub(rest.trim_start_matches('\u{feff}').len());
        let base = from.saturating_add(marks);
        let held = (marks > 0).then_some(Token { kind: Kind::Text, at: from..base });
        Self { text, base, reader: reader(piece(text, base..text.len())), held }
    }

    fn offset(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.text.len())
    }

    /// Whether the next `<` breaks the tag off that starts here: quick-xml would look for its end beyond.
    fn is_cut_off(&self, start: usize) -> bool {
        let Some(rest) = piece(self.text, start..self.text.len()).strip_prefix('<') else { return false };
        !rest.starts_with(['!', '?']) && rest.find(['<', '>']).and_then(|end| rest.get(end..)).is_some_and(|rest| rest.starts_with('<'))
    }
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
        if let Some(token) = self.held.take() {
            return Some(token);
        }
        let start = self.offset();
        if self.is_cut_off(start) {
            return Some(Token { kind: Kind::Broken, at: start..start.saturating_add(1) });
        }
        let kind = match self.reader.read_event() {
            Ok(Event::Eof) if start < self.text.len() => Kind::Text,
            Ok(Event::Eof) => return None,
            Ok(Event::Start(_)) => Kind::Start,
            Ok(Event::Empty(_)) => Kind::Empty,
            Ok(Event::End(_)) => Kind::End,
            Ok(Event::Text(_)) => Kind::Text,
            Ok(Event::GeneralRef(_)) => Kind::Reference,
            Ok(Event::CData(_)) => Kind::CData,
            Ok(Event::Comment(_)) => Kind::Comment,
            Ok(Event::PI(_)) => Kind::Instruction,
            Ok(Event::Decl(_)) => Kind::Declaration,
            Ok(Event::DocType(_)) => Kind::Doctype,
            Err(_) => Kind::Broken,
        };
        let end = match self.offset() {
            end if kind == Kind::Text && end == start => self.text.len(),
            end => end,
        };
        Some(Token { kind, at: start..end })
    }
}
