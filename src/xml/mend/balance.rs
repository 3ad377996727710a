//! Which tags belong together: what is unclosed, misspelt, superfluous, or has lost one of its marks.

mod forms;
mod lost;

use super::lex::{Fault, Kind, Lexeme};
use super::{Mender, insert, is_container, is_holder, is_leaf, is_name, local, remove};
use crate::catalog::methods::{REQUEST_ROOT, RESPONSE_ROOT};
use crate::diagnostic::{Arg, Finding, Wording};
use crate::rules::Rule;
use crate::rules::xml::{end_tag, malformed, unclosed, unescaped};
use crate::similar::is_near;
use crate::text::{ByteEdit, Bytes, add, piece};
use crate::value::is_space;
use crate::xml::read::Part;
use std::collections::BTreeMap;

/// An element that is open.
#[derive(Clone)]
struct Open {
    name: String,
    /// Its start tag.
    at: Bytes,
    named: Bytes,
    id: usize,
    /// Whether text stands in it, or elements.
    text: bool,
    children: bool,
}

struct Balance<'b, 'm, 'a> {
    mender: &'b mut Mender<'m, 'a>,
    lexemes: Vec<Lexeme<'m>>,
    names: BTreeMap<String, usize>,
    /// Of each name, the lexemes that start and end its elements.
    starts: Vec<Vec<usize>>,
    ends: Vec<Vec<usize>>,
    open: Vec<Open>,
    is_document: bool,
    /// Whether the text around it breaks off here.
    is_cut: bool,
    roots: usize,
    /// Each `<` that is text, and where.
    bare: Vec<(usize, Around)>,
    /// What was taken for a part of a tag.
    consumed: Vec<Bytes>,
    /// Markup that the end of the text breaks off.
    partial: Option<usize>,
}

/// What is around a `<` that is text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// The text around the envelope.
    Nothing,
    /// Text that is read once more.
    Parameters,
    Element,
}

/// How far a guess looks around, so that no text takes longer than its length asks for.
const NEARBY: usize = 256;

/// Finds what is wrong with the tags; `cut` tells of the break of the text whose last part this is.
pub(super) fn balance<'m>(mender: &mut Mender<'m, '_>, lexemes: Vec<Lexeme<'m>>, part: Part, cut: Option<&mut Finding>) {
    let mut balance = Balance {
        mender,
        lexemes,
        names: BTreeMap::new(),
        starts: Vec::new(),
        ends: Vec::new(),
        open: Vec::new(),
        is_document: part.parent.is_none(),
        is_cut: cut.is_some(),
        roots: 0,
        bare: Vec::new(),
        consumed: Vec::new(),
        partial: None,
    };
    balance.index();
    balance.run(cut);
}

impl<'m> Balance<'_, 'm, '_> {
    fn index(&mut self) {
        for at in 0..self.lexemes.len() {
            let Some((kind, name)) = self.lexemes.get(at).map(|lexeme| (lexeme.kind, lexeme.name.clone())) else { continue };
            let id = self.id(&name);
            let list = match kind {
                Kind::Start => self.starts.get_mut(id),
                Kind::End => self.ends.get_mut(id),
                _ => None,
            };
            list.into_iter().for_each(|list| list.push(at));
        }
    }

    fn id(&mut self, name: &str) -> usize {
        if let Some(&id) = self.names.get(name) {
            return id;
        }
        let id = self.names.len();
        self.names.insert(name.to_owned(), id);
        self.starts.push(Vec::new());
        self.ends.push(Vec::new());
        id
    }

    fn run(&mut self, cut: Option<&mut Finding>) {
        for at in 0..self.lexemes.len() {
            let Some(lexeme) = self.lexemes.get(at).cloned() else { continue };
            match lexeme.kind {
                Kind::Text => self.text(at, &lexeme),
                Kind::CData => self.fill(true),
                Kind::Aside => {}
                Kind::Start | Kind::Empty => self.start(at, lexeme),
                Kind::End => self.end(at, &lexeme),
            }
        }
        self.finish(cut);
        self.bare_marks();
    }

    fn piece(&self, at: Bytes) -> &str {
        piece(self.mender.text, at)
    }

    /// Notes that something stands in the open element.
    fn fill(&mut self, text: bool) {
        if let Some(open) = self.open.last_mut() {
            open.text |= text;
            open.children |= !text;
        }
    }

    fn text(&mut self, index: usize, lexeme: &Lexeme) {
        let is_bare = self.piece(lexeme.at.clone()).starts_with('<');
        if is_bare {
            let around = match self.open.last() {
                None if self.is_document => Around::Nothing,
                Some(open) if self.is_document && is_holder(local(&open.name)) => Around::Parameters,
                _ => Around::Element,
            };
            add(&mut self.bare, (lexeme.at.start, around));
        }
        let text = self.piece(lexeme.at.clone()).trim_matches(is_space);
        if text.is_empty() {
            return;
        }
        // A container that has lost its `<`.
        if let Some((word, at)) = lost::last_tag(text)
            && is_container(word)
            && self.is_lost(word, index)
        {
            let name = word.to_owned();
            let offset = self.piece(lexeme.at.clone()).find(text).unwrap_or(0);
            let start = lexeme.at.start.saturating_add(offset).saturating_add(at);
            self.lost_mark(&name, start..lexeme.at.start.saturating_add(offset).saturating_add(text.len()));
            self.push(name, start..lexeme.at.end, start..start);
            return;
        }
        self.fill(true);
    }

    fn push(&mut self, name: String, at: Bytes, named: Bytes) {
        let id = self.id(&name);
        if self.open.is_empty() {
            self.roots = self.roots.saturating_add(1);
        }
        self.fill(false);
        self.open.push(Open { name, at, named, id, text: false, children: false });
    }

    fn finding(&self, rule: &'static Rule, wording: &'static Wording, at: Bytes) -> Finding {
        self.mender.finding(rule, wording, at.clone()).arg(self.mender.quote(at))
    }

    /// The next of some lexemes.
    fn next(list: Option<&Vec<usize>>, from: usize) -> Option<usize> {
        list.and_then(|list| list.get(list.partition_point(|&at| at < from))).copied()
    }

    /// Whether the open element at a depth is closed by a tag of its own from a lexeme on.
    fn closes_later(&self, depth: usize, from: usize) -> bool {
        let Some(open) = self.open.get(depth) else { return false };
        let Some(end) = Self::next(self.ends.get(open.id), from) else { return false };
        let again = Self::next(self.starts.get(open.id), from);
        let parent = depth.checked_sub(1).and_then(|depth| self.open.get(depth)).filter(|parent| parent.id != open.id);
        let outer = parent.and_then(|parent| Self::next(self.ends.get(parent.id), from));
        again.is_none_or(|again| end < again) && outer.is_none_or(|outer| end < outer)
    }

    /// The depth of the innermost open element of a name.
    fn outer(&self, name: &str) -> Option<usize> {
        let up = self.open.iter().enumerate().rev().take(NEARBY);
        up.into_iter().find(|(_, open)| open.name == name).map(|(depth, _)| depth)
    }

    fn top(&self) -> Option<(usize, Open)> {
        let depth = self.open.len().checked_sub(1)?;
        Some((depth, self.open.get(depth)?.clone()))
    }

    fn start(&mut self, at: usize, mut lexeme: Lexeme<'m>) {
        if lexeme.fault == Fault::Open && !self.open_tag(at, &mut lexeme) {
            return;
        }
        if self.is_text(at, &lexeme) {
            return self.text(at, &Lexeme::new(Kind::Text, lexeme.at));
        }
        if self.is_stray_start(at, &lexeme) {
            self.bare.push((lexeme.at.start, Around::Nothing));
            return;
        }
        if self.slash_at_end(at, &lexeme) || self.make_room(at, &lexeme) {
            return;
        }
        self.lost_root(at, &lexeme);
        let kind = self.form(at, &mut lexeme);
        if kind == Kind::Empty {
            if self.open.is_empty() {
                self.roots = self.roots.saturating_add(1);
            }
            self.fill(false);
            return;
        }
        self.push(lexeme.name.into_owned(), lexeme.at, lexeme.named);
    }

    /// What only looks like a tag: in a value that goes on, and not closed in it.
    fn is_text(&self, at: usize, lexeme: &Lexeme) -> bool {
        let Some((depth, open)) = self.top().filter(|_| lexeme.kind == Kind::Start && !is_leaf(&lexeme.name)) else { return false };
        let value_end = Self::next(self.ends.get(open.id), at);
        let own_end = self.names.get(&*lexeme.name).and_then(|&id| Self::next(self.ends.get(id), at));
        is_leaf(&open.name) && self.closes_later(depth, at) && own_end.is_none_or(|own| value_end.is_some_and(|value| value < own))
    }

    /// A tag in the text around the envelope.
    fn is_stray_start(&self, at: usize, lexeme: &Lexeme) -> bool {
        if !self.is_document || !self.open.is_empty() || is_container(&lexeme.name) {
            return false;
        }
        let count = |lists: &[Vec<usize>], name: &str| Self::next(self.names.get(name).and_then(|&id| lists.get(id)), at).is_some();
        let has_root = || REQUEST_ROOT.into_iter().chain(RESPONSE_ROOT).any(|root| count(&self.starts, root));
        let closes = lexeme.kind == Kind::Empty
            || count(&self.ends, &lexeme.name)
            || at < NEARBY
                && self
                    .names
                    .keys()
                    .take(NEARBY)
                    .any(|name| is_near(name, &lexeme.name) && count(&self.ends, name) && !count(&self.starts, name));
        !closes && (self.roots > 0 || has_root())
    }

    /// Closes what cannot be meant to go on where an element starts; true where the tag itself was meant to close.
    fn make_room(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        // The last tag of a text ends an element that is open.
        let is_filled = |&depth: &usize| self.open.get(depth).is_some_and(|open| open.text || open.children);
        if let Some(depth) = self.outer(&lexeme.name).filter(is_filled).filter(|_| self.is_last(at)) {
            if self.open.len() > depth.saturating_add(1) {
                self.unclosed(at, depth.saturating_add(1));
            }
            if let Some((_, open)) = self.top() {
                self.start_for_end(lexeme, &open);
            }
            return true;
        }
        while let Some((depth, open)) = self.top() {
            if self.closes_later(depth, at) {
                return false;
            }
            if open.name == lexeme.name {
                if !(open.text || open.children || is_leaf(&open.name) && self.ends_here(at, &open)) {
                    // The same tag twice.
                    let changes = vec![remove(open.at.clone())];
                    let finding = self.finding(&unclosed::RULE, &unclosed::TWICE, open.named.clone());
                    let place = self.mender.around(open.at.clone());
                    self.mender.mend(finding, &unclosed::REMOVE, false, place, changes);
                    self.open.pop();
                    return false;
                }
                if self.ends_here(at, &open) {
                    self.start_for_end(lexeme, &open);
                    return true;
                }
            }
            let holds_text = open.text && !open.children && is_name(&lexeme.name);
            if open.name != lexeme.name && !is_leaf(&open.name) && !holds_text {
                return false;
            }
            self.unclosed(at, depth);
        }
        false
    }

    /// Whether nothing follows a lexeme.
    fn is_last(&self, at: usize) -> bool {
        let rest = self.lexemes.get(at.saturating_add(1)..).unwrap_or_default();
        rest.iter().all(|lexeme| {
            lexeme.kind == Kind::Aside || lexeme.kind == Kind::Text && self.piece(lexeme.at.clone()).trim_matches(is_space).is_empty()
        })
    }

    /// The text right before a lexeme.
    fn text_before(&self, at: usize) -> Bytes {
        let end = self.lexemes.get(at).map_or(self.mender.text.len(), |lexeme| lexeme.at.start);
        let before = self.lexemes.get(..at).unwrap_or_default();
        let last =
            before.iter().rev().find(|lexeme| lexeme.kind != Kind::Text && !(lexeme.fault == Fault::Open && self.is_bare(lexeme.at.start)));
        let start = last
            .map_or(0, |lexeme| if lexeme.fault == Fault::Open && lexeme.kind == Kind::Start { lexeme.named.end } else { lexeme.at.end });
        start.min(end)..end
    }

    fn is_bare(&self, at: usize) -> bool {
        self.bare.binary_search_by_key(&at, |(at, _)| *at).is_ok()
    }

    /// The text of a range without its surrounding white space.
    fn trimmed(&self, range: Bytes) -> Bytes {
        let text = self.piece(range.clone());
        let tail = text.trim_start_matches(is_space);
        let start = range.end.saturating_sub(tail.len());
        start..start.saturating_add(tail.trim_end_matches(is_space).len())
    }

    /// Closes the elements down to a depth before a lexeme: the innermost is what was forgotten.
    fn unclosed(&mut self, at: usize, depth: usize) {
        let Some((_, inner)) = self.top() else { return };
        let range = self.text_before(at);
        let text = self.trimmed(range.clone());
        let many = self.open.len() > depth.saturating_add(1);
        if !many && let Some(tag) = self.damaged_end(text.clone(), &inner.name) {
            let changes = vec![ByteEdit::new(tag.clone(), format!("</{}>", inner.name))];
            self.consumed.push(tag.clone());
            let finding = self.finding(&end_tag::RULE, &end_tag::FORM, tag).arg(self.mender.name(&inner.name, inner.at.clone()));
            let finding = self.opened(finding, &inner);
            let place = self.mender.element(inner.at.start);
            self.mender.mend(finding, &end_tag::WRITE_END, false, place, changes);
            self.open.pop();
            return;
        }
        let end = if text.is_empty() { range.start } else { text.end };
        let closers: String = self.open.iter().skip(depth).rev().map(|open| format!("</{}>", open.name)).collect();
        let changes = vec![insert(end, closers)];
        let finding = self.finding(&unclosed::RULE, &unclosed::INSIDE, inner.named.clone());
        let place = self.mender.element(inner.at.start);
        self.mender.mend(finding, &unclosed::CLOSE, false, place, changes);
        if many {
            // With the end tags, fields may be lost.
            let starts: Vec<usize> = self.open.iter().skip(depth).map(|open| self.mender.at(open.at.clone()).start).collect();
            self.mender.wounds.open.extend(starts);
        }
        self.open.truncate(depth);
    }

    fn end(&mut self, at: usize, lexeme: &Lexeme) {
        if self.is_document && self.open.is_empty() {
            if self.roots == 0 && is_container(&lexeme.name) && self.end_for_start(at, lexeme) {
                return;
            }
            // A part of the text around the envelope.
            self.bare.push((lexeme.at.start, Around::Nothing));
            return;
        }
        let Some((depth, open)) = self.top() else {
            if !self.lost_start(at, lexeme) && !self.end_for_start(at, lexeme) && !self.lost_container(at, lexeme) {
                self.stray(lexeme);
            }
            return;
        };
        // The last tag of a text that breaks off is a part of that, unless but its `>` is missing to the whole.
        let is_last = lexeme.fault == Fault::Open && lexeme.at.end == self.mender.text.len();
        let is_whole = open.name == lexeme.name && depth == 0 && self.is_document;
        if is_last && open.name.starts_with(&*lexeme.name) && !is_whole && (self.is_document || self.is_cut) {
            self.partial.get_or_insert(lexeme.at.start);
            return;
        }
        if open.name == lexeme.name || lexeme.name.is_empty() {
            return self.close(at, lexeme, &open);
        }
        let outer = self.outer(&lexeme.name);
        if let Some(outer) = outer {
            let later = self.closes_later(outer, at.saturating_add(1));
            if later && !self.closes_later(depth, at) {
                return self.misspelt(lexeme, &open);
            }
            self.unclosed(at, outer.saturating_add(1));
            while self.open.len() > outer.saturating_add(1) {
                self.unclosed(at, outer.saturating_add(1));
            }
            if let Some((_, open)) = self.top() {
                self.close(at, lexeme, &open);
            }
            return;
        }
        let closes = self.closes_later(depth, at);
        let is_wrong_start = is_leaf(&lexeme.name) && !is_name(&open.name) && open.text && !open.children;
        if !closes && (is_alike(&lexeme.name, &open.name) || is_wrong_start) {
            return self.misspelt(lexeme, &open);
        }
        if !is_leaf(&open.name) && (self.lost_start(at, lexeme) || self.end_for_start(at, lexeme) || self.lost_container(at, lexeme)) {
            return;
        }
        let never_started = self.names.get(&*lexeme.name).and_then(|&id| self.starts.get(id)).is_none_or(Vec::is_empty);
        if !closes && (is_leaf(&open.name) || (open.text && !open.children) || never_started) {
            return self.misspelt(lexeme, &open);
        }
        self.stray(lexeme);
    }

    fn close(&mut self, at: usize, lexeme: &Lexeme, open: &Open) {
        self.lost_mark_of_cdata(at, open);
        if lexeme.fault != Fault::None {
            let changes = vec![ByteEdit::new(lexeme.at.clone(), format!("</{}>", open.name))];
            let finding =
                self.finding(&end_tag::RULE, &end_tag::FORM, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
            let finding = self.opened(finding, open);
            let place = self.mender.element(open.at.start);
            self.mender.mend(finding, &end_tag::WRITE_END, true, place, changes);
        }
        self.open.pop();
    }

    fn stray(&mut self, lexeme: &Lexeme) {
        let changes = vec![remove(lexeme.at.clone())];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let place = self.mender.around(lexeme.at.clone());
        self.mender.mend(finding, &end_tag::REMOVE, false, place, changes);
    }

    /// Closes what is still open at the end of the text.
    fn finish(&mut self, cut: Option<&mut Finding>) {
        let count = self.lexemes.len();
        while let Some((_, open)) = self.top() {
            let text = self.trimmed(self.text_before(count));
            if self.damaged_end(text, &open.name).is_none() {
                break;
            }
            self.unclosed(count, self.open.len().saturating_sub(1));
        }
        let inner = self.top().map(|(_, open)| open);
        let is_open_section =
            self.lexemes.last().is_some_and(|last| last.kind == Kind::CData && !self.piece(last.at.clone()).ends_with("]]>"));
        if cut.is_none() && inner.is_none() && is_open_section {
            // Outside the root, the section is but text.
            self.mender.change(vec![insert(self.mender.text.len(), "]]>")]);
        }
        if cut.is_none() && (inner.is_none() || !self.is_document) {
            self.broken_off();
            if inner.is_some() {
                self.unclosed(count, 0);
            }
            return;
        }
        let end = self.mender.text.len();
        let partial = self.partial.unwrap_or_else(|| self.open_reference());
        let mut closers: String = self.open.iter().rev().map(|open| format!("</{}>", open.name)).collect();
        let mut partial = partial;
        if is_open_section {
            closers.insert_str(0, "]]>");
            // A part of the section's own end may be there.
            let text = self.mender.text;
            partial = text.strip_suffix("]]").or_else(|| text.strip_suffix(']')).map_or(partial, |before| partial.min(before.len()));
        }
        self.partial = Some(partial).filter(|partial| *partial < end);
        let changes = vec![ByteEdit::new(partial..end, closers)];
        let starts: Vec<usize> = self.open.iter().map(|open| self.mender.at(open.at.clone()).start).collect();
        self.mender.wounds.open.extend(starts);
        if let Some(cut) = cut {
            // The finding of the text around it speaks of what is innermost, and mends both.
            if let Some(inner) = &inner {
                let (name, opened) = (self.mender.quote(inner.named.clone()), self.mender.at(inner.named.clone()));
                cut.args = vec![name];
                cut.related.iter_mut().for_each(|(_, _, at)| *at = Some(opened.clone()));
                self.mender.wounds.broken = Some(self.mender.at(inner.at.clone()).start);
            }
            let edits = self.mender.sourced(&changes);
            if let (Some(outer), Some(edit)) = (cut.fixes.first_mut().and_then(|draft| draft.edits.first_mut()), edits.into_iter().next()) {
                outer.at.start = outer.at.start.min(edit.at.start);
                outer.text.to_mut().insert_str(0, &edit.text);
            }
            return self.mender.change(changes);
        }
        let Some(inner) = inner else { return };
        let place = self.mender.element(inner.at.start);
        let finding = self.mender.finding(&unclosed::RULE, &unclosed::AT_END, end..end).arg(self.mender.quote(inner.named.clone()));
        let finding = finding.related(&unclosed::OPENED, 0, Some(self.mender.at(inner.named.clone())));
        self.mender.mend(finding, &unclosed::CLOSE, false, place, changes);
    }

    /// Markup that the end breaks off although nothing is open.
    fn broken_off(&mut self) {
        let Some(start) = self.partial.take() else { return };
        let range = start..self.piece(0..self.mender.text.len()).trim_end_matches(is_space).len();
        let changes = vec![remove(range.clone())];
        let finding = self.finding(&malformed::RULE, &malformed::OPEN_MARKUP, range.clone());
        let place = self.mender.around(range);
        self.mender.mend(finding, &malformed::REMOVE, false, place, changes);
    }

    /// Where a reference starts that the end of the text breaks off.
    fn open_reference(&self) -> usize {
        let text = self.mender.text;
        let tail = text.rfind('&').filter(|at| {
            let rest = piece(text, at.saturating_add(1)..text.len());
            rest.len() < 10 && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        });
        let lone = text.strip_suffix("</").or_else(|| text.strip_suffix('<')).map(str::len).filter(|at| self.is_bare(*at));
        tail.or(lone).unwrap_or(text.len())
    }

    /// Reports each `<` that is text.
    fn bare_marks(&mut self) {
        let mut bare = std::mem::take(&mut self.bare);
        bare.dedup();
        let consumed = crate::text::in_order(std::mem::take(&mut self.consumed), |at| (at.start, at.end));
        for (at, around) in bare {
            let next = consumed.partition_point(|range| range.end <= at);
            let is_part = consumed.get(next).is_some_and(|range| range.start <= at);
            let is_cut = self.partial.is_some_and(|partial| partial <= at);
            if is_part || is_cut {
                continue;
            }
            let mark = at..at.saturating_add(1);
            // One `<` too many before a tag is no text.
            let is_extra = piece(self.mender.text, mark.end..self.mender.text.len()).starts_with('<');
            let written = match around {
                _ if is_extra && around != Around::Nothing => "",
                Around::Parameters => "&amp;lt;",
                _ => "&lt;",
            };
            let changes = vec![ByteEdit::new(mark.clone(), written)];
            if around != Around::Nothing {
                let (wording, title) =
                    if is_extra { (&unescaped::EXTRA, &malformed::REMOVE) } else { (&unescaped::LESS, &unescaped::ESCAPE_LESS) };
                let finding = self.mender.finding(&unescaped::RULE, wording, mark.clone()).arg(Arg::Here);
                let finding = finding.offer(title, self.mender.sourced(&changes));
                let place = self.mender.around(mark);
                self.mender.wound(finding, place, true);
            }
            self.mender.change(changes);
        }
    }
}

/// Whether either name may be meant to be the other.
fn is_alike(a: &str, b: &str) -> bool {
    is_near(a, b) || is_near(b, a)
}
