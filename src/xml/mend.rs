//! What a damaged text was meant to be: each piece of damage as a finding, with the edits that mend it.
//!
//! The reader reads the mended text, so what follows a mistake is read as if it had been right, and a fix is the mend itself. There
//! are two steps, for the second needs names that are whole: characters, then tags.

mod balance;
mod cdata;
mod lex;
mod wide;

pub(super) use wide::is_wide;

use super::read::Part;
use crate::catalog::methods::{METHOD_PARAMS, RESULT, is_root};
use crate::catalog::{Kind, Text};
use crate::diagnostic::{Arg, Finding, Wording};
use crate::found::{Beyond, Bound, Found};
use crate::message::{LayerId, Left, Message, NodeId, Settings};
use crate::rules::Rule;
use crate::rules::xml::{invalid_character, unclosed};
use crate::similar::is_near;
use crate::text::{self, ByteEdit, Bytes, add, disjoint, in_order, piece};
use crate::value::{is_char, is_space};
use crate::zones::{SOAP, fields, is_known};
use std::borrow::Cow;

/// What was found, until it is known which nodes it belongs to.
pub(super) struct Wounds {
    wounds: Vec<Wound>,
    bound: Bound,
    beyond: Beyond,
    /// The places around which the value is in doubt.
    doubts: Vec<text::Place>,
    /// The elements that are open where the text breaks off, by the place of their start tags.
    open: Vec<usize>,
    /// The innermost of the open elements, where the break has its finding already.
    broken: Option<usize>,
    /// How much more is kept; none once there was more.
    left: Option<Left>,
}

struct Wound {
    finding: Finding,
    place: Place,
    /// Whether the value around it is in doubt; then it is placed around a range.
    doubt: bool,
}

/// What element a wound belongs to, by places in the source.
enum Place {
    /// The one whose start tag begins here.
    Element(usize),
    /// The innermost one around a range.
    Around(Bytes),
    Document,
}

impl Wounds {
    /// No more than are left to be read.
    pub fn within(settings: &Settings) -> Self {
        Self {
            wounds: Vec::new(),
            bound: Bound::new(settings.told),
            beyond: Beyond::default(),
            doubts: Vec::new(),
            open: Vec::new(),
            broken: None,
            left: settings.left.get(),
        }
    }

    /// Whether all that was found is kept; else what was mended is none of the text's meaning.
    pub fn are_all(&self, settings: &Settings) -> bool {
        settings.left.set(self.left);
        self.left.is_some()
    }

    fn spend(&mut self, findings: usize, edits: usize) -> bool {
        self.left = self.left.and_then(|left| left.after(findings, edits));
        self.left.is_some()
    }

    fn add(&mut self, wound: Wound) {
        if wound.doubt
            && let Place::Around(at) = &wound.place
        {
            add(&mut self.doubts, at.into());
        }
        if self.bound.is_beyond(&wound.finding) {
            return self.beyond.add(&wound.finding);
        }
        self.wounds.push(wound);
        if self.wounds.len() > self.bound.most() {
            self.wounds = self.bound.first(std::mem::take(&mut self.wounds), |wound| &wound.finding, &mut self.beyond);
        }
    }

    /// Gives the findings their nodes, which were read from the id `from` on inside `parent`.
    pub fn settle(self, message: &mut Message, findings: &mut Found, from: NodeId, parent: Option<NodeId>) {
        for inner in self.open.iter().filter_map(|&at| message.starting(from, at)).collect::<Vec<_>>() {
            let mut up = Some(inner);
            while let Some(node) = up.and_then(|id| message.node_mut(id)).filter(|node| !node.flawed) {
                node.flawed = true;
                up = node.parent();
            }
        }
        if let Some(at) = self.broken
            && let Some(finding) = findings.findings.iter_mut().find(|finding| is_break(finding))
        {
            finding.node = message.starting(from, at).or(finding.node);
            finding.related.iter_mut().for_each(|(_, node, _)| *node = finding.node.unwrap_or(*node));
        }
        for at in self.doubts {
            if let Some(node) = message.innermost(from, &at.into()).or(parent).and_then(|node| message.node_mut(node)) {
                node.flawed = true;
            }
        }
        for Wound { mut finding, place, .. } in self.wounds {
            let node = match place {
                Place::Document => None,
                Place::Element(at) => message.starting(from, at).or(parent),
                Place::Around(at) => message.innermost(from, &at).or(parent),
            };
            finding.node = node;
            for (_, node, at) in &mut finding.related {
                *node = at.as_ref().and_then(|at| message.starting(from, at.start)).unwrap_or(*node);
            }
            findings.push(finding);
        }
        findings.append(self.beyond);
    }
}

/// Whether a finding tells where the text breaks off.
pub(super) fn is_break(finding: &Finding) -> bool {
    std::ptr::eq(finding.wording, &unclosed::AT_END)
}

/// One step of mending one layer.
struct Mender<'m, 'a> {
    message: &'m Message<'a>,
    layer: LayerId,
    text: &'m str,
    edits: Vec<ByteEdit>,
    wounds: &'m mut Wounds,
}

fn remove(at: Bytes) -> ByteEdit {
    ByteEdit::new(at, "")
}

fn insert(at: usize, markup: impl Into<Cow<'static, str>>) -> ByteEdit {
    ByteEdit::new(at..at, markup)
}

impl<'m, 'a> Mender<'m, 'a> {
    fn new(message: &'m Message<'a>, layer: LayerId, text: &'m str, wounds: &'m mut Wounds) -> Self {
        Self { message, layer, text, edits: Vec::new(), wounds }
    }

    fn at(&self, range: Bytes) -> Bytes {
        self.message.source(self.layer, range).unwrap_or_default()
    }

    fn quote(&self, range: Bytes) -> Arg {
        let at = self.at(range);
        Arg::Quote(piece(self.message.text(0), at.clone()).to_owned(), Some(at))
    }

    /// A name that the text gives at a place: none of the protocol may be a part of a secret.
    fn name(&self, name: &str, at: Bytes) -> Arg {
        if is_name(name) { Arg::Plain(name.to_owned()) } else { Arg::Name(name.to_owned(), self.at(at)) }
    }

    fn finding(&self, rule: &'static Rule, wording: &'static Wording, at: Bytes) -> Finding {
        Finding::new(rule, wording, None, Some(self.at(at)))
    }

    /// Changes of the layer as edits of the source.
    fn sourced(&self, changes: &[ByteEdit]) -> Vec<ByteEdit> {
        let sourced = |change: &ByteEdit| ByteEdit::new(self.at(change.at.clone()), self.message.markup(self.layer, change.text.clone()));
        changes.iter().map(sourced).collect()
    }

    /// Makes changes that need no finding of their own.
    fn change(&mut self, changes: Vec<ByteEdit>) {
        if self.wounds.spend(0, changes.len()) {
            changes.into_iter().for_each(|change| add(&mut self.edits, change));
        }
    }

    fn wound(&mut self, finding: Finding, place: Place, doubt: bool) {
        if self.wounds.spend(1, 0) {
            self.wounds.add(Wound { finding, place, doubt });
        }
    }

    /// Reports damage with the fix that mends it, and mends it.
    fn mend(&mut self, finding: Finding, title: &'static Text, safe: bool, place: Place, changes: Vec<ByteEdit>) {
        let edits = self.sourced(&changes);
        let finding = if safe { finding.safe_fix(title, edits) } else { finding.offer(title, edits) };
        self.wound(finding, place, false);
        self.change(changes);
    }

    /// The same as an offer, where the damage is no tag.
    fn mend_around(&mut self, finding: Finding, title: &'static Text, at: Bytes, changes: Vec<ByteEdit>) {
        let place = self.around(at);
        self.mend(finding, title, false, place, changes);
    }

    fn element(&self, start: usize) -> Place {
        Place::Element(self.at(start..start).start)
    }

    fn around(&self, at: Bytes) -> Place {
        Place::Around(self.at(at))
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether the elements of that name hold elements.
fn is_container(name: &str) -> bool {
    let local = local(name);
    is_root(local)
        || SOAP.contains(&local)
        || [METHOD_PARAMS.name, RESULT.name].contains(&local)
        || fields().any(|field| matches!(field.kind, Kind::Event) && field.name == local)
}

/// The same letter by letter.
fn is_exact(name: &str) -> bool {
    is_container(name) || fields().any(|field| field.name == local(name))
}

/// Whether the elements of that name hold a value.
pub(super) fn is_leaf(name: &str) -> bool {
    is_known(local(name)) && !is_container(name)
}

/// Whether an element of that name holds a fragment, in CDATA or as text.
pub(super) fn is_holder(name: &str) -> bool {
    name == METHOD_PARAMS.name || is_near(name, METHOD_PARAMS.name)
}

/// Whether the protocol, or SOAP, has an element of that name.
fn is_name(name: &str) -> bool {
    is_known(local(name)) || is_container(name)
}

/// The runs of characters that XML forbids; `lone` tells where U+FFFD stands for a lone surrogate.
pub(super) fn forbidden(raw: &str, base: usize, lone: impl Fn(usize) -> bool) -> Vec<Bytes> {
    let mut runs: Vec<Bytes> = Vec::new();
    for (offset, c) in raw.char_indices() {
        let at = base.saturating_add(offset);
        let end = at.saturating_add(c.len_utf8());
        if is_char(c) && !(c == '\u{fffd}' && lone(at)) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// The characters without a shape that stand in tags, where a web page or a chat puts them.
fn invisible(text: &str) -> Vec<Bytes> {
    let mut found = Vec::new();
    let mut closers = vec![("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
    let mut end = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '<' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')) {
        // In a section, a comment or an instruction they are text, whatever marks stand there.
        if at < end {
            continue;
        }
        if c == '<' {
            let rest = piece(text, at..text.len());
            if let Some(known) = closers.iter().position(|(opener, _)| rest.starts_with(opener) && !rest.starts_with("<?xml")) {
                match closers.get(known).and_then(|(_, closer)| rest.find(closer)) {
                    Some(length) => end = at.saturating_add(length),
                    // Nor is there one further on.
                    None => {
                        closers.remove(known);
                    }
                }
            }
            continue;
        }
        let before = piece(text, 0..at).char_indices().rev().take(TAG).find(|(_, c)| matches!(c, '<' | '>'));
        let after = piece(text, at..text.len()).chars().take(TAG).find(|c| matches!(c, '<' | '>'));
        // So they are in the value of an attribute, and in what has no end.
        let is_text = |start: usize| {
            let tag = piece(text, start..at);
            let is_instruction = tag.starts_with("<?") && !tag.starts_with("<?xml");
            ["<![CDATA[", "<!--"].iter().any(|mark| tag.starts_with(mark)) || is_instruction || is_quoted(tag)
        };
        if before.is_some_and(|(start, c)| c == '<' && !is_text(start)) && after == Some('>') {
            found.push(at..at.saturating_add(c.len_utf8()));
        }
    }
    found
}

/// Whether a part of a tag ends inside quotes.
fn is_quoted(tag: &str) -> bool {
    let after = |quote: Option<char>, c: char| match quote {
        None => Some(c),
        Some(quote) => (quote != c).then_some(quote),
    };
    tag.chars().filter(|c| matches!(c, '"' | '\'')).fold(None, after).is_some()
}

/// No tag of the protocol is longer.
const TAG: usize = 64;

/// The first step: what cannot be a character of an envelope, and what an input method made of its marks.
pub(super) fn characters(message: &Message, layer: LayerId, text: &str, settings: &Settings, wounds: &mut Wounds) -> Vec<ByteEdit> {
    let mut mender = Mender::new(message, layer, text, wounds);
    let lone = |at: usize| message.source(layer, at..at).is_some_and(|at| settings.lone.binary_search(&at.start).is_ok());
    let runs = forbidden(text, 0, lone).into_iter().chain(invisible(text));
    for run in in_order(runs.collect(), |run: &Bytes| (run.start, run.end)) {
        let found = piece(text, run.clone()).chars().next().unwrap_or_default();
        let changes = vec![remove(run.clone())];
        let edit = mender.sourced(&changes);
        let place = mender.around(run.clone());
        let finding = invalid_character::raw(found, None, Some(mender.at(run)), edit);
        mender.wound(finding, place, false);
        mender.change(changes);
    }
    wide::tags_in(&mut mender);
    disjoint(mender.edits)
}

/// The second step: marks and tags. `cut` is the finding that tells of a text that breaks off, where this is its last part.
pub(super) fn tags(
    message: &Message,
    layer: LayerId,
    text: &str,
    part: Part,
    cut: Option<&mut Finding>,
    wounds: &mut Wounds,
) -> Vec<ByteEdit> {
    let mut mender = Mender::new(message, layer, text, wounds);
    let lexemes = lex::lexemes(&mut mender, part);
    balance::balance(&mut mender, lexemes, part, cut);
    disjoint(mender.edits)
}

/// The length of what is meant to be a declaration at the start of a text, and has lost some of its marks.
pub(super) fn lost_declaration(text: &str) -> Option<usize> {
    let stem = text.trim_start_matches(['<', '＜', '?', '？', ' ']);
    let rest = stem.get(..3).filter(|name| name.eq_ignore_ascii_case("xml")).and_then(|_| stem.get(3..))?;
    let end = rest.find(['<', '>', '＞'])?;
    let inside = piece(rest, 0..end);
    let closer = rest.get(end..)?.chars().next().filter(|c| *c != '<')?;
    let is_meant = inside.starts_with(is_space) && inside.contains("version");
    is_meant.then(|| text.len().saturating_sub(rest.len()).saturating_add(end).saturating_add(closer.len_utf8()))
}

/// The declaration that a broken one was meant to be.
pub(super) fn declaration(raw: &str) -> String {
    let word = |text: &str| -> String {
        let text = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')).collect()
    };
    let encoding =
        raw.split_once("encoding").map(|(_, rest)| word(rest)).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let encoding = encoding.map(|name| format!(" encoding=\"{name}\"")).unwrap_or_default();
    format!("<?xml version=\"1.0\"{encoding}?>")
}
