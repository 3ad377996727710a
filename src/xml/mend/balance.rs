//! Which tags belong together: what is unclosed, misspelt, superfluous, or has lost one of its marks.

use super::lex::{Fault, Kind, Lexeme, bracket};
use super::{Change, Mender, insert, is_container, is_holder, is_name, local, remove};
use crate::catalog::methods::{METHOD_PARAMS, REQUEST_ROOT, RESPONSE_ROOT, is_root};
use crate::diagnostic::{Arg, Finding, Wording};
use crate::rules::Rule;
use crate::rules::xml::{cdata, end_tag, malformed, unclosed, unescaped};
use crate::similar::is_near;
use crate::text::{Bytes, piece};
use crate::value::is_space;
use crate::xml::guard;
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
    lexemes: Vec<Lexeme>,
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

fn is_leaf(name: &str) -> bool {
    is_name(name) && !is_container(name)
}

/// Finds what is wrong with the tags; `cut` tells of the break of the text whose last part this is.
pub(super) fn balance(mender: &mut Mender, lexemes: Vec<Lexeme>, part: Part, cut: Option<&mut Finding>) {
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

impl Balance<'_, '_, '_> {
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
            self.bare.push((lexeme.at.start, around));
        }
        let text = self.piece(lexeme.at.clone()).trim_matches(is_space);
        if text.is_empty() {
            return;
        }
        // A container that has lost its `<`.
        if let Some((word, at)) = last_tag(text)
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

    /// Whether an element has an end tag from here on, and no start tag before that.
    fn is_lost(&self, name: &str, at: usize) -> bool {
        let Some(&id) = self.names.get(name) else { return false };
        let end = Self::next(self.ends.get(id), at);
        let start = Self::next(self.starts.get(id), at);
        end.is_some_and(|end| start.is_none_or(|start| end < start)) && self.open.last().is_none_or(|open| !is_leaf(&open.name))
    }

    fn push(&mut self, name: String, at: Bytes, named: Bytes) {
        let id = self.id(&name);
        if self.open.is_empty() {
            self.roots = self.roots.saturating_add(1);
        }
        self.fill(false);
        self.open.push(Open { name, at, named, id, text: false, children: false });
    }

    /// Reports damage and mends it.
    fn wound(&mut self, finding: Finding, place: super::Place, changes: Vec<Change>) {
        self.mender.wound(finding, place, false);
        self.mender.change(changes);
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

    fn start(&mut self, at: usize, mut lexeme: Lexeme) {
        if lexeme.fault == Fault::Open && !self.open_tag(at, &mut lexeme) {
            return;
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
        self.push(lexeme.name, lexeme.at, lexeme.named);
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
            || self
                .names
                .keys()
                .take(NEARBY)
                .any(|name| is_near(name, &lexeme.name) && count(&self.ends, name) && !count(&self.starts, name));
        !closes && (self.roots > 0 || has_root())
    }

    /// Puts in the start tag of a root that only has an end tag.
    fn lost_root(&mut self, at: usize, lexeme: &Lexeme) {
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
        let Some((end, root)) = lost.max() else { return };
        let Some(end) = self.lexemes.get(end).map(|lexeme| lexeme.at.clone()) else { return };
        let changes = vec![insert(lexeme.at.start, format!("<{root}>"))];
        let finding = self.finding(&end_tag::RULE, &end_tag::STRAY, end.clone()).arg(self.mender.name(&root, end));
        let finding = finding.offer(&end_tag::START, self.mender.sourced(&changes));
        self.wound(finding, super::Place::Document, changes);
        self.push(root, lexeme.at.start..lexeme.at.start, lexeme.at.start..lexeme.at.start);
    }

    /// A tag without its `>`: mended where it is one, else its `<` is text.
    fn open_tag(&mut self, at: usize, lexeme: &mut Lexeme) -> bool {
        let raw = self.piece(lexeme.at.clone()).to_owned();
        if lexeme.at.end == self.mender.text.len() && !raw.contains('>') {
            self.partial.get_or_insert(lexeme.at.start);
            return false;
        }
        let next = self.lexemes.get(at.saturating_add(1)).filter(|next| next.kind == Kind::End).map(|next| next.name.clone());
        let inner = raw.get(1..).unwrap_or_default();
        let name = match next {
            Some(end) if !end.is_empty() && inner.starts_with(&end) && self.top().is_none_or(|(_, open)| open.name != end) => Some(end),
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
        let finding = finding.offer(&malformed::CLOSE, self.mender.sourced(&changes));
        let place = self.mender.element(lexeme.at.start);
        self.wound(finding, place, changes);
        lexeme.named = lexeme.at.start.saturating_add(1)..named;
        lexeme.name = name;
        lexeme.fault = Fault::None;
        true
    }

    /// Mends the form of a start tag; tells whether its element is empty.
    fn form(&mut self, at: usize, lexeme: &mut Lexeme) -> Kind {
        let range = lexeme.at.clone();
        let spaces = |text: &str| text.replace(is_space, "");
        let (wording, title, place, changes, kind) = match lexeme.fault.clone() {
            Fault::Spaced => {
                let id = self.id(&lexeme.name);
                let closes = Self::next(self.ends.get(id), at)
                    .is_some_and(|end| Self::next(self.starts.get(id), at.saturating_add(1)).is_none_or(|again| end < again));
                let written = self.piece(range.clone());
                let is_leading = !written.get(1..).is_some_and(|inner| inner.starts_with(lexeme.name.as_str()));
                if is_leading {
                    let spaces = range.start.saturating_add(1)..lexeme.named.start;
                    (&malformed::SPACED, &malformed::REMOVE_SPACE, range, vec![remove(spaces)], lexeme.kind)
                } else {
                    let (wording, title, meant, kind) = match closes {
                        true => (&malformed::NOT_EMPTY, &malformed::REMOVE_SLASH, format!("<{}>", lexeme.name), Kind::Start),
                        false => (&malformed::SPACED, &malformed::REMOVE_SPACE, format!("<{}/>", lexeme.name), Kind::Empty),
                    };
                    (wording, title, range.clone(), vec![(range, meant)], kind)
                }
            }
            Fault::Junk(junk) => {
                let next =
                    self.lexemes.iter().skip(at.saturating_add(1)).find(|lexeme| lexeme.is_tag()).filter(|next| next.kind == Kind::End);
                let torn = spaces(self.piece(range.start.saturating_add(1)..range.end.saturating_sub(1)));
                if let Some(end) = next.map(|next| next.name.clone()).filter(|end| *end == torn) {
                    lexeme.name = end;
                    (&malformed::TORN, &malformed::REMOVE_SPACE, range.clone(), vec![(range, format!("<{torn}>"))], Kind::Start)
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
        let finding = finding.offer(title, self.mender.sourced(&changes));
        let place = self.mender.element(lexeme.at.start);
        self.wound(finding, place, changes);
        kind
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
                if !open.text && !open.children && !(is_leaf(&open.name) && self.ends_here(at, &open)) {
                    // The same tag twice.
                    let changes = vec![remove(open.at.clone())];
                    let finding = self.finding(&unclosed::RULE, &unclosed::TWICE, open.named.clone());
                    let finding = finding.offer(&unclosed::REMOVE, self.mender.sourced(&changes));
                    let place = self.mender.around(open.at.clone());
                    self.wound(finding, place, changes);
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

    /// Whether nothing follows a second start tag that would make it one.
    fn ends_here(&self, at: usize, open: &Open) -> bool {
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

    /// `<name/>` where `</name>` is meant.
    fn slash_at_end(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        let meant = |(depth, open): &(usize, Open)| {
            open.name == lexeme.name
                && (open.text && !open.children || (open.children || is_leaf(&open.name)) && !self.closes_later(*depth, at))
        };
        let Some((_, open)) = self.top().filter(|top| lexeme.kind == Kind::Empty && meant(top)) else { return false };
        let changes = vec![(lexeme.at.clone(), format!("</{}>", open.name))];
        let finding = self.finding(&end_tag::RULE, &end_tag::FORM, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
        let finding = self.opened(finding.offer(&end_tag::WRITE_END, self.mender.sourced(&changes)), &open);
        let place = self.mender.element(open.at.start);
        self.wound(finding, place, changes);
        self.open.pop();
        true
    }

    /// `</name>` where `<name>` is meant: it is closed later.
    fn end_for_start(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        let Some(&id) = self.names.get(&lexeme.name) else { return false };
        let again = Self::next(self.ends.get(id), at.saturating_add(1));
        let start = Self::next(self.starts.get(id), at);
        let outer = self.top().and_then(|(_, open)| Self::next(self.ends.get(open.id), at));
        if again.is_none_or(|again| start.is_some_and(|start| start < again) || outer.is_some_and(|outer| outer < again)) {
            return false;
        }
        let changes = vec![(lexeme.at.clone(), format!("<{}>", lexeme.name))];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::END_TAG, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let finding = finding.offer(&end_tag::WRITE_START, self.mender.sourced(&changes));
        let place = self.mender.element(lexeme.at.start);
        self.wound(finding, place, changes);
        self.push(lexeme.name.clone(), lexeme.at.clone(), lexeme.named.clone());
        true
    }

    fn start_for_end(&mut self, lexeme: &Lexeme, open: &Open) {
        let slash = self.piece(0..lexeme.at.start).ends_with('/');
        let mut changes = vec![insert(lexeme.at.start.saturating_add(1), "/")];
        if slash {
            changes.insert(0, remove(lexeme.at.start.saturating_sub(1)..lexeme.at.start));
        }
        let finding =
            self.finding(&end_tag::RULE, &end_tag::START_TAG, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
        // Only one reading is left where the element has a value of its own, or nothing follows.
        let edits = self.mender.sourced(&changes);
        let finding = if slash { finding.offer(&end_tag::WRITE_END, edits) } else { finding.safe_fix(&end_tag::WRITE_END, edits) };
        let finding = self.opened(finding, open);
        let place = self.mender.element(open.at.start);
        self.wound(finding, place, changes);
        self.open.pop();
    }

    /// Adds where the element was opened.
    fn opened(&self, finding: Finding, open: &Open) -> Finding {
        if open.named.is_empty() { finding } else { finding.related(&end_tag::OPENED, 0, Some(self.mender.at(open.named.clone()))) }
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
            let changes = vec![(tag.clone(), format!("</{}>", inner.name))];
            self.consumed.push(tag.clone());
            let finding = self.finding(&end_tag::RULE, &end_tag::FORM, tag).arg(self.mender.name(&inner.name, inner.at.clone()));
            let finding = finding.offer(&end_tag::WRITE_END, self.mender.sourced(&changes));
            let finding = self.opened(finding, &inner);
            let place = self.mender.element(inner.at.start);
            self.wound(finding, place, changes);
            self.open.pop();
            return;
        }
        let end = if text.is_empty() { range.start } else { text.end };
        let closers: String = self.open.iter().skip(depth).rev().map(|open| format!("</{}>", open.name)).collect();
        let changes = vec![insert(end, closers)];
        let finding = self.finding(&unclosed::RULE, &unclosed::INSIDE, inner.named.clone());
        let finding = finding.offer(&unclosed::CLOSE, self.mender.sourced(&changes));
        let place = self.mender.element(inner.at.start);
        self.wound(finding, place, changes);
        if many {
            // With the end tags, fields may be lost.
            let starts: Vec<usize> = self.open.iter().skip(depth).map(|open| self.mender.at(open.at.clone()).start).collect();
            self.mender.wounds.open.extend(starts);
        }
        self.open.truncate(depth);
    }

    /// What is left of an end tag at the end of a text.
    fn damaged_end(&self, text: Bytes, name: &str) -> Option<Bytes> {
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
        if is_last && open.name.starts_with(&lexeme.name) && !is_whole && (self.is_document || self.is_cut) {
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
        if !closes && is_near(&lexeme.name, &open.name) {
            return self.misspelt(lexeme, &open);
        }
        if !is_leaf(&open.name) && (self.lost_start(at, lexeme) || self.end_for_start(at, lexeme) || self.lost_container(at, lexeme)) {
            return;
        }
        let never_started = self.names.get(&lexeme.name).and_then(|&id| self.starts.get(id)).is_none_or(Vec::is_empty);
        if !closes && (is_leaf(&open.name) || (open.text && !open.children) || never_started) {
            return self.misspelt(lexeme, &open);
        }
        self.stray(lexeme);
    }

    fn close(&mut self, at: usize, lexeme: &Lexeme, open: &Open) {
        self.lost_mark_of_cdata(at, open);
        if lexeme.fault != Fault::None {
            let changes = vec![(lexeme.at.clone(), format!("</{}>", open.name))];
            let finding =
                self.finding(&end_tag::RULE, &end_tag::FORM, lexeme.at.clone()).arg(self.mender.name(&open.name, open.at.clone()));
            let finding = finding.safe_fix(&end_tag::WRITE_END, self.mender.sourced(&changes));
            let finding = self.opened(finding, open);
            let place = self.mender.element(open.at.start);
            self.wound(finding, place, changes);
        }
        self.open.pop();
    }

    /// Parameters that end with the end of a CDATA section which never began.
    fn lost_mark_of_cdata(&mut self, at: usize, open: &Open) {
        let text = self.trimmed(self.text_before(at));
        if !open.children
            || !(open.name == METHOD_PARAMS.name || is_near(&open.name, METHOD_PARAMS.name))
            || !self.piece(text.clone()).ends_with("]]>")
        {
            return;
        }
        let mark = text.end.saturating_sub(3)..text.end;
        let changes = vec![insert(open.at.end, "<![CDATA[")];
        let finding = self.finding(&cdata::RULE, &cdata::UNOPENED, mark.clone()).offer(&cdata::OPEN, self.mender.sourced(&changes));
        let place = self.mender.element(open.at.start);
        self.wound(finding, place, changes);
    }

    /// The start and the end tag of an element differ: the one that the protocol does not have is wrong.
    fn misspelt(&mut self, lexeme: &Lexeme, open: &Open) {
        let near = is_near(&lexeme.name, &open.name);
        let start_is_wrong = is_name(&lexeme.name) && !is_name(&open.name) && near && !open.named.is_empty();
        let (at, changes) = if start_is_wrong {
            (open.named.clone(), vec![(open.named.clone(), lexeme.name.clone())])
        } else {
            (lexeme.at.clone(), vec![(lexeme.at.clone(), format!("</{}>", open.name))])
        };
        let finding = if start_is_wrong {
            let finding = self.finding(&end_tag::RULE, &end_tag::WRONG_START, at).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
            finding.related(&end_tag::CLOSED, 0, Some(self.mender.at(lexeme.at.clone())))
        } else {
            let wording = if near { &end_tag::MISSPELT } else { &end_tag::OTHER };
            self.opened(self.finding(&end_tag::RULE, wording, at).arg(self.mender.name(&open.name, open.at.clone())), open)
        };
        let safe = near && is_name(&lexeme.name) != is_name(&open.name);
        let title = if start_is_wrong { &end_tag::RENAME } else { &end_tag::WRITE_END };
        let edits = self.mender.sourced(&changes);
        let finding = if safe { finding.safe_fix(title, edits) } else { finding.offer(title, edits) };
        let place = self.mender.element(open.at.start);
        self.wound(finding, place, changes);
        if lexeme.fault == Fault::Open && start_is_wrong {
            self.mender.change(vec![bracket(lexeme.at.end)]);
        }
        self.open.pop();
    }

    /// An element whose start tag has lost a mark, or all of itself: what stands before the end tag tells.
    fn lost_start(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        if lexeme.name.is_empty() {
            return false;
        }
        let name = lexeme.name.clone();
        let before = self.lexemes.get(..at).and_then(|before| before.iter().rev().find(|lexeme| lexeme.kind != Kind::Text)).cloned();
        if let Some(empty) = before.filter(|before| before.kind == Kind::Empty && before.name == name) {
            let slash = empty.at.end.saturating_sub(2)..empty.at.end.saturating_sub(1);
            let changes = vec![remove(slash)];
            let finding = self.finding(&malformed::RULE, &malformed::NOT_EMPTY, empty.at.clone());
            let finding = finding.offer(&malformed::REMOVE_SLASH, self.mender.sourced(&changes));
            let place = self.mender.element(empty.at.start);
            self.wound(finding, place, changes);
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
                is_bare || stem == name || is_near(stem, &name) || (stem.len() >= 3 && (name.ends_with(stem) || stem.ends_with(&name)));
            meant.then_some(end.saturating_add(1))
        });
        match word {
            Some(length) => self.lost_mark(&name, text.start..text.start.saturating_add(length)),
            None => {
                let changes = vec![insert(text.start, format!("<{name}>"))];
                let finding =
                    self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&name, lexeme.at.clone()));
                let finding = finding.offer(&end_tag::START, self.mender.sourced(&changes));
                let place = self.mender.element(text.start);
                self.wound(finding, place, changes);
            }
        }
        self.fill(false);
        self.end_form(lexeme)
    }

    /// All that stands between the tag before a lexeme and it.
    fn content_before(&self, at: usize) -> Bytes {
        let end = self.lexemes.get(at).map_or(self.mender.text.len(), |lexeme| lexeme.at.start);
        let before = self.lexemes.get(..at).unwrap_or_default();
        let last = before.iter().rev().find(|lexeme| lexeme.is_tag() && !self.is_bare(lexeme.at.start));
        last.map_or(0, |last| last.at.end).min(end)..end
    }

    /// A container that has lost its start tag: that belongs behind what comes before it.
    fn lost_container(&mut self, at: usize, lexeme: &Lexeme) -> bool {
        const BEFORE: &[(&str, &[&str])] = &[
            ("eventParams", &["eventCode"]),
            ("methodParams", &["methodCode"]),
            ("result", &["result", "resultDesc", "resultCode"]),
            ("Body", &["Header", "Envelope"]),
        ];
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
        let names = BEFORE.iter().find(|(name, _)| *name == local(&lexeme.name)).map_or(&[][..], |(_, before)| before);
        let before = self.lexemes.get(..at).unwrap_or_default();
        let is_before =
            |lexeme: &&Lexeme| names.contains(&local(&lexeme.name)) && (lexeme.kind == Kind::End || local(&lexeme.name) == "Envelope");
        let Some(start) = before.iter().rev().take(NEARBY).find(is_before).map(|lexeme| lexeme.at.end) else { return false };
        if self
            .names
            .get(&lexeme.name)
            .and_then(|&id| self.starts.get(id))
            .is_some_and(|starts| starts.last().is_some_and(|&last| before.get(last).is_some_and(|last| last.at.end > start)))
        {
            return false;
        }
        let changes = vec![insert(start, format!("<{}>", lexeme.name))];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let finding = finding.offer(&end_tag::START, self.mender.sourced(&changes));
        let place = self.mender.around(lexeme.at.clone());
        self.wound(finding, place, changes);
        self.end_form(lexeme)
    }

    /// Mends the form of an end tag whose element is known.
    fn end_form(&mut self, lexeme: &Lexeme) -> bool {
        if lexeme.fault != Fault::None {
            self.mender.change(vec![(lexeme.at.clone(), format!("</{}>", lexeme.name))]);
        }
        true
    }

    /// A start tag that has lost its `<`, or has something in its place.
    fn lost_mark(&mut self, name: &str, at: Bytes) {
        let written = self.piece(at.clone());
        // What is a tag but for its `<` keeps its attributes.
        let is_tag = guard::name(written) == name && written.ends_with('>') && guard::start_tag(&format!("<{written}")).junk.is_none();
        let changes = if is_tag { vec![insert(at.start, "<")] } else { vec![(at.clone(), format!("<{name}>"))] };
        self.consumed.push(at.clone());
        let finding = self.finding(&malformed::RULE, &malformed::LOST_MARK, at.clone()).arg(self.mender.name(name, at.clone()));
        let finding = finding.offer(&malformed::WRITE, self.mender.sourced(&changes));
        let place = self.mender.element(at.start);
        self.wound(finding, place, changes);
    }

    fn stray(&mut self, lexeme: &Lexeme) {
        let changes = vec![remove(lexeme.at.clone())];
        let finding =
            self.finding(&end_tag::RULE, &end_tag::STRAY, lexeme.at.clone()).arg(self.mender.name(&lexeme.name, lexeme.at.clone()));
        let finding = finding.offer(&end_tag::REMOVE, self.mender.sourced(&changes));
        let place = self.mender.around(lexeme.at.clone());
        self.wound(finding, place, changes);
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
        if self.lexemes.last().is_some_and(|last| last.kind == Kind::CData && !self.piece(last.at.clone()).ends_with("]]>")) {
            closers.insert_str(0, "]]>");
            // A part of the section's own end may be there.
            let text = self.mender.text;
            partial = text.strip_suffix("]]").or_else(|| text.strip_suffix(']')).map_or(partial, |before| partial.min(before.len()));
        }
        self.partial = Some(partial).filter(|partial| *partial < end);
        let changes = vec![(partial..end, closers)];
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
                outer.text.insert_str(0, &edit.text);
            }
            return self.mender.change(changes);
        }
        let Some(inner) = inner else { return };
        let place = self.mender.element(inner.at.start);
        let finding = self.mender.finding(&unclosed::RULE, &unclosed::AT_END, end..end).arg(self.mender.quote(inner.named.clone()));
        let finding = finding.offer(&unclosed::CLOSE, self.mender.sourced(&changes));
        let finding = finding.related(&unclosed::OPENED, 0, Some(self.mender.at(inner.named.clone())));
        self.wound(finding, place, changes);
    }

    /// Markup that the end breaks off although nothing is open.
    fn broken_off(&mut self) {
        let Some(start) = self.partial.take() else { return };
        let range = start..self.piece(0..self.mender.text.len()).trim_end_matches(is_space).len();
        let changes = vec![remove(range.clone())];
        let finding = self.finding(&malformed::RULE, &malformed::OPEN_MARKUP, range.clone());
        let finding = finding.offer(&malformed::REMOVE, self.mender.sourced(&changes));
        let place = self.mender.around(range);
        self.wound(finding, place, changes);
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
            let written = if around == Around::Parameters { "&amp;lt;" } else { "&lt;" };
            let changes = vec![(mark.clone(), written.to_owned())];
            if around != Around::Nothing {
                let finding = self.mender.finding(&unescaped::RULE, &unescaped::LESS, mark.clone()).arg(Arg::Here);
                let finding = finding.offer(&unescaped::ESCAPE_LESS, self.mender.sourced(&changes));
                let place = self.mender.around(mark);
                self.mender.wound(finding, place, true);
            }
            self.mender.change(changes);
        }
    }
}

/// The name of the tag without `<` that a text ends with, and where it starts.
fn last_tag(text: &str) -> Option<(&str, usize)> {
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
