//! Tags that have lost a mark, or all of themselves.

use super::{Balance, NEARBY, Open};
use crate::catalog::methods::{REQUEST, RESPONSE, RESULT, is_root};
use crate::catalog::{Field, METHODS};
use crate::rules::xml::{cdata, end_tag, malformed};
use crate::similar::is_near;
use crate::text::{ByteEdit, Bytes, in_order};
use crate::value::is_space;
use crate::xml::guard;
use crate::xml::mend::Place;
use crate::xml::mend::lex::{Kind, Lexeme};
use crate::xml::mend::{insert, is_container, is_holder, is_leaf, local, remove};

impl Balance<'_, '_, '_> {
    /// Whether an element has an end tag from here on, and no start tag before that.
    pub(super) fn is_lost(&self, name: &str, at: usize) -> bool {
        let Some(&id) = self.names.get(name) else { return false };
        let end = Self::next(self.ends.get(id), at);
        let start = Self::next(self.starts.get(id), at);
        end.is_some_and(|end| start.is_none_or(|start| end < start)) && self.open.last().is_none_or(|open| !is_leaf(&open.name))
    }

    /// Puts in the start tag of a root that only has an end tag.
    pub(super) fn lost_root(&mut self, at: usize, lexeme: &Lexeme) {
        if !self.is_document || !self.open.is_empty() || self.roots > 0 || is_root(local(&lexeme.name)) || local(&lexeme.name) == "Envelope"
        {
            return;
        }
        let lost = self.names.iter().take(NEARBY).filter(|(root, _)| is_container(root) && !is_near(&lexeme.name, root)).filter_map(
            |(root, &id)| {
                let end = *self.ends.get(id)?.last().filter(|end| **end > at)?;
                self.starts.get(id)?.is_empty().then(|| (end, root.clone()))
            },
        );
        // The last to end is the outermost.
        let mut lost: Vec<(usize, String)> = in_order(lost.collect(), |(end, _)| (*end, 0));
        let Some((end, root)) = lost.pop() else { return };
        let Some(end) = self.lexemes.get(end).map(|lexeme| lexeme.at.clone()) else { return };
        // Where the beginning of the text is missing, so are the containers in it.
        let inner = lost.into_iter().rev().filter(|(_, name)| !self.lexemes.iter().take(NEARBY).any(|lexeme| comes_before(name, lexeme)));
        let inner: Vec<(usize, String)> = inner.collect();
        let start = lexeme.at.start;
        let mut markup = format!("<{root}>");
        for (end, name) in &inner {
            markup.push_str(&format!("<{name}>"));
            let content = self.lexemes.get(*end).map_or(0..0, |end| start..end.at.start);
            let content = self.piece(content);
            if is_holder(local(name)) && content.trim_end_matches(is_space).ends_with("]]>") && !content.contains("<![CDATA[") {
                markup.push_str("<![CDATA[");
            }
        }
        let changes = vec![insert(start, markup)];
        let finding = self.finding(&end_tag::RULE, &end_tag::STRAY, end.clone()).arg(self.mender.name(&root, end));
        self.mender.mend(finding, &end_tag::START, false, Place::Document, changes);
        // What else may be missing with it is not told.
        let at = self.mender.at(start..start).start;
        self.mender.wounds.open.push(at);
        self.push(root, start..start, start..start);
        for (_, name) in inner {
            self.push(name, start..start, start..start);
        }
    }

    /// An element whose start tag has lost a mark, or all of itself: what stands before the end tag tells.
    pub(super) fn lost_start(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        if lexeme.name.is_empty() {
            return false;
        }
        let name = lexeme.name.clone();
        let before = self.lexemes.get(..at).and_then(|before| before.iter().rev().find(|lexeme| lexeme.kind != Kind::Text)).cloned();
        if let Some(empty) = before.filter(|before| before.kind == Kind::Empty && before.name == name) {
            let slash = empty.at.end.saturating_sub(2)..empty.at.end.saturating_sub(1);
            let changes = vec![remove(slash)];
            let finding = self.finding(&malformed::RULE, &malformed::NOT_EMPTY, empty.at.clone());
            let place = self.mender.element(empty.at.start);
            self.mender.mend(finding, &malformed::REMOVE_SLASH, false, place, changes);
            return self.end_form(lexeme);
        }
        let text = self.trimmed(self.content_before(at));
        if text.is_empty() {
            return false;
        }
        let written = self.piece(text.clone());
        let word = written.find('>').and_then(|end| {
            let bare = written.get(..end)?.trim_matches(is_space);
            let stem = bare.trim_start_matches(|c: char| c == '<' || c == '/' || c == '\\' || c.is_ascii_digit() || is_space(c));
            let is_bare = stem.is_empty() && written.starts_with('<');
            let meant =
                is_bare || stem == name || is_near(stem, &name) || (stem.len() >= 3 && (name.ends_with(stem) || stem.ends_with(&*name)));
            meant.then_some(end.saturating_add(1))
        });
        match word {
            Some(length) => self.lost_mark(&name, text.start..text.start.saturating_add(length)),
            None => {
                let changes = vec![insert(text.start, format!("<{name}>"))];
                let finding =
                    self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&name, lexeme.at.clone()));
                let place = self.mender.element(text.start);
                self.mender.mend(finding, &end_tag::START, false, place, changes);
            }
        }
        self.fill(false);
        self.end_form(lexeme)
    }

    /// All that stands between the tag before a lexeme and it.
    pub(super) fn content_before(&self, at: usize) -> Bytes {
        let end = self.lexemes.get(at).map_or(self.mender.text.len(), |lexeme| lexeme.at.start);
        let before = self.lexemes.get(..at).unwrap_or_default();
        let last = before.iter().rev().find(|lexeme| lexeme.is_tag() && !self.is_bare(lexeme.at.start));
        last.map_or(0, |last| last.at.end).min(end)..end
    }

    /// A container that has lost its start tag: that belongs behind what comes before it.
    pub(super) fn lost_container(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        // The same end tag twice is one too many.
        if self
            .lexemes
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|lexeme| lexeme.is_tag())
            .is_some_and(|last| last.kind == Kind::End && last.name == lexeme.name)
        {
            return false;
        }
        let before = self.lexemes.get(..at).unwrap_or_default();
        let is_before = |before: &&Lexeme| comes_before(&lexeme.name, before);
        let Some(start) = before.iter().rev().take(NEARBY).find(is_before).map(|lexeme| lexeme.at.end) else { return false };
        // What is open since then would stay so inside it.
        if self.open.last().is_some_and(|open| open.at.start >= start) {
            return false;
        }
        if self
            .names
            .get(&*lexeme.name)
            .and_then(|&id| self.starts.get(id))
            .is_some_and(|starts| starts.last().is_some_and(|&last| before.get(last).is_some_and(|last| last.at.end > start)))
        {
            return false;
        }
        let changes = vec![insert(start, format!("<{}>", lexeme.name))];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let place = self.mender.around(lexeme.at.clone());
        self.mender.mend(finding, &end_tag::START, false, place, changes);
        self.end_form(lexeme)
    }

    /// A start tag that has lost its `<`, or has something in its place.
    pub(super) fn lost_mark(&mut self, name: &str, at: Bytes) {
        let written = self.piece(at.clone());
        // What is a tag but for its `<` keeps its attributes.
        let is_tag = guard::name(written) == name && written.ends_with('>') && guard::start_tag(&format!("<{written}")).junk.is_none();
        let changes = if is_tag { vec![insert(at.start, "<")] } else { vec![ByteEdit::new(at.clone(), format!("<{name}>"))] };
        self.consumed.push(at.clone());
        let finding = self.finding(&malformed::RULE, &malformed::LOST_MARK, at.clone()).arg(self.mender.name(name, at.clone()));
        let place = self.mender.element(at.start);
        self.mender.mend(finding, &malformed::WRITE, false, place, changes);
    }

    /// Parameters that end with the end of a CDATA section which never began.
    pub(super) fn lost_mark_of_cdata(&mut self, at: usize, open: &Open) {
        let text = self.trimmed(self.text_before(at));
        if open.at.is_empty() || !open.children || !is_holder(&open.name) || !self.piece(text.clone()).ends_with("]]>") {
            return;
        }
        let mark = text.end.saturating_sub(3)..text.end;
        let changes = vec![insert(open.at.end, "<![CDATA[")];
        let finding = self.finding(&cdata::RULE, &cdata::UNOPENED, mark);
        let place = self.mender.element(open.at.start);
        self.mender.mend(finding, &cdata::OPEN, false, place, changes);
    }

    /// What is left of an end tag at the end of a text.
    pub(super) fn damaged_end(&self, text: Bytes, name: &str) -> Option<Bytes> {
        let written = self.piece(text.clone());
        let stem = written.strip_suffix('>').unwrap_or(written).trim_end_matches(is_space);
        let has_bracket = stem.len() < written.len();
        let word = stem
            .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.' | '-'))
            .map_or(0, |at| at.saturating_add(stem.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)));
        let (before, last) = stem.split_at_checked(word)?;
        let slash = before.trim_end_matches(is_space).trim_end_matches(['/', '\\']);
        let marked = slash.len() < before.trim_end_matches(is_space).len();
        let near = last == name || (marked && is_near(last, name));
        let from = if near && (marked || has_bracket) {
            // A `<` shortly before belongs to it.
            let less = slash.char_indices().rev().take(2).find(|(_, c)| *c == '<').map(|(at, _)| at);
            less.unwrap_or(slash.len())
        } else {
            // The marks are gone, the name is not.
            stem.strip_suffix(name).filter(|rest| has_bracket && !rest.is_empty())?.len()
        };
        Some(text.start.saturating_add(from)..text.end)
    }
}

/// The name of the tag without `<` that a text ends with, and where it starts.
pub(super) fn last_tag(text: &str) -> Option<(&str, usize)> {
    let stem = text.strip_suffix('>')?;
    let name = guard::name(text);
    if !name.is_empty() && guard::start_tag(&format!("<{text}")).junk.is_none() {
        return Some((name, 0));
    }
    let start = stem
        .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '-' | '_'))
        .map_or(0, |at| at.saturating_add(stem.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)));
    let word = stem.get(start..)?;
    (guard::name(word) == word && !word.is_empty()).then_some((word, start))
}

/// Whether a lexeme ends what comes before a container: the fields before it in the catalog, and itself where it stands more than once.
fn comes_before(container: &str, lexeme: &Lexeme) -> bool {
    let (container, name) = (local(container), local(&lexeme.name));
    if container == "Body" {
        return name == "Envelope" || name == "Header" && lexeme.kind == Kind::End;
    }
    let is_before = |fields: &[&Field]| {
        let place = fields.iter().position(|field| field.name == container);
        place.is_some_and(|place| fields.iter().take(place).any(|field| field.name == name))
    };
    let with_event = || METHODS.iter().any(|method| is_before(&method.params.iter().collect::<Vec<_>>()));
    lexeme.kind == Kind::End
        && (is_before(&REQUEST) || is_before(&RESPONSE) || with_event() || container == RESULT.name && name == container)
}
