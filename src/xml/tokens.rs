//! The tokens of a text, from quick-xml, which is a tokenizer and no judge: `guard` judges. It is started anew past what it cannot read.

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
    /// Markup that does not end.
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
    /// The marks whose ends are known not to come any more, so that no one looks for them again.
    endless: Vec<&'static str>,
}

/// What looks far ahead for its end.
const MARKS: &[&str] = &["<![CDATA[", "<!--", "<?", "<!"];

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str, from: usize) -> Self {
        Self::beyond(text, from, Vec::new())
    }

    fn beyond(text: &'a str, from: usize, endless: Vec<&'static str>) -> Self {
        let rest = piece(text, from..text.len());
        let marks = rest.len().saturating_sub(rest.trim_start_matches('\u{feff}').len());
        let base = from.saturating_add(marks);
        let held = (marks > 0).then_some(Token { kind: Kind::Text, at: from..base });
        Self { text, base, reader: reader(piece(text, base..text.len())), held, endless }
    }

    /// Goes on from a byte offset.
    pub fn restart(&mut self, from: usize) {
        *self = Self::beyond(self.text, from, std::mem::take(&mut self.endless));
    }

    fn offset(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.text.len())
    }

    /// Markup that has no end: a mark that opens something is passed over alone, anything else up to the next `<`.
    fn broken(&mut self, start: usize) -> Token {
        let rest = piece(self.text, start..self.text.len());
        let mark = MARKS.iter().find(|mark| rest.starts_with(**mark)).copied();
        if let Some(mark) = mark.filter(|mark| !self.endless.contains(mark)) {
            self.endless.push(mark);
        }
        let alone = mark.filter(|mark| matches!(*mark, "<![CDATA[" | "<!--")).map(str::len);
        let next = || rest.get(1..).and_then(|tail| tail.find('<')).map_or(rest.len(), |at| at.saturating_add(1));
        let end = start.saturating_add(alone.unwrap_or_else(next));
        self.restart(end);
        Token { kind: Kind::Broken, at: start..end }
    }

    /// A tag that the next `<` breaks off, with that `<`: quick-xml would look for its end beyond.
    fn cut_off(&self, start: usize) -> Option<Token> {
        let rest = piece(self.text, start..self.text.len()).strip_prefix('<')?;
        if rest.starts_with(['!', '?']) {
            return None;
        }
        let end = rest.find(['<', '>'])?;
        let kind = if rest.starts_with('/') { Kind::End } else { Kind::Start };
        let is_cut = rest.get(end..)?.starts_with('<');
        is_cut.then(|| Token { kind, at: start..start.saturating_add(end).saturating_add(2) })
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
        let rest = piece(self.text, start..self.text.len());
        let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
        if mark.is_some_and(|mark| self.endless.contains(mark)) {
            return Some(self.broken(start));
        }
        if let Some(token) = self.cut_off(start) {
            return Some(token);
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
        Some(if kind == Kind::Broken { self.broken(start) } else { Token { kind, at: start..end } })
    }
}
