//! Tags that are there and wrong: their form, their name, a start tag for an end tag or the reverse.

use super::{Balance, Open, is_alike};
use crate::diagnostic::Finding;
use crate::rules::xml::{end_tag, malformed};
use crate::text::{ByteEdit, long};
use crate::value::is_space;
use crate::xml::guard;
use crate::xml::mend::lex::{Fault, Kind, Lexeme, bracket};
use crate::xml::mend::{insert, is_exact, is_leaf, is_name, remove};

impl<'m> Balance<'_, 'm, '_> {
    /// A tag without its `>`: mended where it is one, else its `<` is text.
    pub(super) fn open_tag(&mut self, at: usize, lexeme: &mut Lexeme<'m>) -> bool {
        let raw = self.piece(lexeme.at.clone()).to_owned();
        if lexeme.at.end == self.mender.text.len() && !raw.contains('>') {
            self.partial.get_or_insert(lexeme.at.start);
            return false;
        }
        let next = self.lexemes.get(at.saturating_add(1)).filter(|next| next.kind == Kind::End).map(|next| next.name.clone());
        let inner = raw.get(1..).unwrap_or_default();
        let name = match next {
            Some(end) if !end.is_empty() && inner.starts_with(&*end) && self.top().is_none_or(|(_, open)| open.name != end) => Some(end),
            _ if is_name(&lexeme.name) && self.top().is_none_or(|(depth, open)| !is_leaf(&open.name) || !self.closes_later(depth, at)) => {
                Some(lexeme.name.clone())
            }
            _ => None,
        };
        let Some(name) = name else {
            self.text(at, &Lexeme::new(Kind::Text, lexeme.at.clone()));
            return false;
        };
        let named = lexeme.at.start.saturating_add(1).saturating_add(name.len());
        // Attributes belong to the tag.
        let trimmed = raw.trim_end_matches(is_space);
        let has_attributes = guard::start_tag(&format!("{trimmed}>")).junk.is_none() && lexeme.name == name;
        let end = if has_attributes { lexeme.at.start.saturating_add(trimmed.len()) } else { named };
        let changes = vec![bracket(end)];
        let finding = self.finding(&malformed::RULE, &malformed::OPEN_MARKUP, lexeme.at.start..end);
        let place = self.mender.element(lexeme.at.start);
        self.mender.mend(finding, &malformed::CLOSE, false, place, changes);
        lexeme.named = lexeme.at.start.saturating_add(1)..named;
        lexeme.name = name;
        lexeme.fault = Fault::None;
        true
    }

    /// Mends the form of a start tag; tells whether its element is empty.
    pub(super) fn form(&mut self, at: usize, lexeme: &mut Lexeme<'m>) -> Kind {
        let range = lexeme.at.clone();
        let spaces = |text: &str| text.replace(is_space, "");
        let (wording, title, place, changes, kind) = match lexeme.fault.clone() {
            Fault::Spaced => {
                let id = self.id(&lexeme.name);
                let closes = Self::next(self.ends.get(id), at)
                    .is_some_and(|end| Self::next(self.starts.get(id), at.saturating_add(1)).is_none_or(|again| end < again));
                let written = self.piece(range.clone());
                let is_leading = !written.get(1..).is_some_and(|inner| inner.starts_with(&*lexeme.name));
                if is_leading {
                    let spaces = range.start.saturating_add(1)..lexeme.named.start;
                    (&malformed::SPACED, &malformed::REMOVE_SPACE, range, vec![remove(spaces)], lexeme.kind)
                } else {
                    let (wording, title, meant, kind) = match closes {
                        true => (&malformed::NOT_EMPTY, &malformed::REMOVE_SLASH, format!("<{}>", lexeme.name), Kind::Start),
                        false => (&malformed::SPACED, &malformed::REMOVE_SPACE, format!("<{}/>", lexeme.name), Kind::Empty),
                    };
                    (wording, title, range.clone(), vec![ByteEdit::new(range, meant)], kind)
                }
            }
            Fault::Junk(start) => {
                let bracket = if self.piece(range.clone()).ends_with("/>") { 2 } else { 1 };
                let junk = long(start)..range.end.saturating_sub(bracket);
                let next =
                    self.lexemes.iter().skip(at.saturating_add(1)).find(|lexeme| lexeme.is_tag()).filter(|next| next.kind == Kind::End);
                let torn = spaces(self.piece(range.start.saturating_add(1)..range.end.saturating_sub(1)));
                if let Some(end) = next.map(|next| next.name.clone()).filter(|end| *end == torn) {
                    lexeme.name = end;
                    (
                        &malformed::TORN,
                        &malformed::REMOVE_SPACE,
                        range.clone(),
                        vec![ByteEdit::new(range, format!("<{torn}>"))],
                        Kind::Start,
                    )
                } else {
                    let before = self.piece(range.start..junk.start).trim_end_matches(is_space).len();
                    let changes = vec![remove(range.start.saturating_add(before)..junk.end)];
                    let word = self.piece(junk.clone()).trim_end_matches(is_space).len();
                    (&malformed::TAG, &malformed::REMOVE, junk.start..junk.start.saturating_add(word), changes, lexeme.kind)
                }
            }
            _ => return lexeme.kind,
        };
        let finding = self.finding(&malformed::RULE, wording, place);
        let place = self.mender.element(lexeme.at.start);
        self.mender.mend(finding, title, false, place, changes);
        kind
    }

    /// `<name/>` where `</name>` is meant.
    pub(super) fn slash_at_end(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        let meant = |(depth, open): &(usize, Open)| {
            open.name == lexeme.name
                && (open.text && !open.children || (open.children || is_leaf(&open.name)) && !self.closes_later(*depth, at))
        };
        let Some((_, open)) = self.top().filter(|top| lexeme.kind == Kind::Empty && meant(top)) else { return false };
        let changes = vec![ByteEdit::new(lexeme.at.clone(), format!("</{}>", open.name))];
        let finding = self.finding(&end_tag::RULE, &end_tag::FORM, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
        let finding = self.opened(finding, &open);
        let place = self.mender.element(open.at.start);
        self.mender.mend(finding, &end_tag::WRITE_END, false, place, changes);
        self.open.pop();
        true
    }

    /// `</name>` where `<name>` is meant: it is closed later.
    pub(super) fn end_for_start(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        let Some(&id) = self.names.get(&*lexeme.name) else { return false };
        let again = Self::next(self.ends.get(id), at.saturating_add(1));
        let start = Self::next(self.starts.get(id), at);
        let outer = self.top().and_then(|(_, open)| Self::next(self.ends.get(open.id), at));
        if again.is_none_or(|again| start.is_some_and(|start| start < again) || outer.is_some_and(|outer| outer < again)) {
            return false;
        }
        let changes = vec![ByteEdit::new(lexeme.at.clone(), format!("<{}>", lexeme.name))];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::END_TAG, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let place = self.mender.element(lexeme.at.start);
        self.mender.mend(finding, &end_tag::WRITE_START, false, place, changes);
        self.push(lexeme.name.to_string(), lexeme.at.clone(), lexeme.named.clone());
        true
    }

    pub(super) fn start_for_end(&mut self, lexeme: &Lexeme, open: &Open) {
        let slash = self.piece(0..lexeme.at.start).ends_with('/');
        let mut changes = vec![insert(lexeme.at.start.saturating_add(1), "/")];
        if slash {
            changes.insert(0, remove(lexeme.at.start.saturating_sub(1)..lexeme.at.start));
        }
        let finding =
            self.finding(&end_tag::RULE, &end_tag::START_TAG, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
        // Only one reading is left where the element has a value of its own, or nothing follows.
        let finding = self.opened(finding, open);
        let place = self.mender.element(open.at.start);
        self.mender.mend(finding, &end_tag::WRITE_END, !slash, place, changes);
        self.open.pop();
    }

    /// Adds where the element was opened.
    pub(super) fn opened(&self, finding: Finding, open: &Open) -> Finding {
        if open.named.is_empty() { finding } else { finding.related(&end_tag::OPENED, 0, Some(self.mender.at(open.named.clone()))) }
    }

    /// The start and the end tag of an element differ: the one that the protocol does not have is wrong.
    pub(super) fn misspelt(&mut self, lexeme: &Lexeme, open: &Open) {
        let near = is_alike(&lexeme.name, &open.name);
        // In another case a name is not that of the protocol.
        let start_is_wrong = is_exact(&lexeme.name) && !is_exact(&open.name) && !open.named.is_empty();
        let (at, changes) = if start_is_wrong {
            (open.named.clone(), vec![ByteEdit::new(open.named.clone(), lexeme.name.to_string())])
        } else {
            (lexeme.at.clone(), vec![ByteEdit::new(lexeme.at.clone(), format!("</{}>", open.name))])
        };
        let finding = if start_is_wrong {
            let finding = self.finding(&end_tag::RULE, &end_tag::WRONG_START, at).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
            finding.related(&end_tag::CLOSED, 0, Some(self.mender.at(lexeme.at.clone())))
        } else {
            let wording = if near { &end_tag::MISSPELT } else { &end_tag::OTHER };
            self.opened(self.finding(&end_tag::RULE, wording, at).arg(self.mender.name(&open.name, open.at.clone())), open)
        };
        let safe = near && is_exact(&lexeme.name) != is_exact(&open.name);
        let place = self.mender.element(open.at.start);
        let title = if start_is_wrong { &end_tag::RENAME } else { &end_tag::WRITE_END };
        self.mender.mend(finding, title, safe, place, changes);
        if lexeme.fault == Fault::Open && start_is_wrong {
            self.mender.change(vec![bracket(lexeme.at.end)]);
        }
        self.open.pop();
    }

    /// Mends the form of an end tag whose element is known.
    pub(super) fn end_form(&mut self, lexeme: &Lexeme) -> bool {
        if lexeme.fault != Fault::None {
            self.mender.change(vec![ByteEdit::new(lexeme.at.clone(), format!("</{}>", lexeme.name))]);
        }
        true
    }

    /// Whether nothing follows a second start tag that would make it one.
    pub(super) fn ends_here(&self, at: usize, open: &Open) -> bool {
        let Some(next) = self.lexemes.iter().skip(at.saturating_add(1)).find(|lexeme| !matches!(lexeme.kind, Kind::Aside)) else {
            return true;
        };
        let blank = next.kind != Kind::Text || self.piece(next.at.clone()).trim_matches(is_space).is_empty();
        let next = self.lexemes.iter().skip(at.saturating_add(1)).find(|lexeme| !matches!(lexeme.kind, Kind::Aside | Kind::Text));
        match next {
            None => blank,
            Some(next) if next.kind == Kind::End => next.name != open.name && blank,
            Some(next) => blank && (is_leaf(&open.name) || next.name == open.name),
        }
    }
}
