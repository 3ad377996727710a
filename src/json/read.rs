//! From JSON text to nodes. serde_json judges the whole; what it accepts is cut here, so that every piece keeps its place. What it
//! refuses is mended first.

use super::mend;
use crate::diagnostic::Finding;
use crate::escapes;
use crate::found::Found;
use crate::message::{Content, Decoded, Dialect, Form, Layer, LayerId, Leaf, Message, NodeId, Outer, Piece, Settings, Step};
use crate::rules::envelope::escaped;
use crate::rules::json::{duplicate_key, malformed};
use crate::rules::limit;
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::is_space;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Reads a JSON text, mended where it must be.
pub(crate) fn read<'a>(source: &'a str, settings: &Settings, findings: &mut Found) -> Message<'a> {
    let mut message = Message::new(Dialect::Json, Cow::Borrowed(source), super::escape);
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let start = source.len().saturating_sub(text.len());
    let parsed = serde_json::from_str::<IgnoredAny>(text);
    // A string may be JSON all the same, with an object inside.
    if (parsed.is_err() || text.trim_start_matches(is_space).starts_with('"'))
        && let Some((decoded, outer)) = unescaped(source)
    {
        let (Decoded { text, pieces }, at) = (decoded, 0..source.len());
        findings.push(escaped::report(None, Some(at.clone()), vec![ByteEdit::new(at, text.clone())]));
        return over(message, text, pieces, Some(outer), 0, settings, findings);
    }
    let Err(error) = parsed else {
        Reader { message: &mut message, source, layer: 0, settings, findings }.document(text);
        return message;
    };
    let mended = mend::mend(source, start, settings).and_then(|mend| {
        if !mend.is_all(settings) {
            return None;
        }
        let edited = Decoded::edited(source, &mend.edits);
        is_json(piece(&edited.text, start..edited.text.len())).then_some((mend, edited))
    });
    if let Some((mend, Decoded { text, pieces })) = mended {
        message = over(message, text, pieces, None, start, settings, findings);
        mend.settle(&mut message, findings);
    } else {
        let at = if error.is_eof() { source.len() } else { start.saturating_add(offset(text, error.line(), error.column())) };
        let at = at..at.saturating_add(piece(source, at..source.len()).chars().next().map_or(0, char::len_utf8));
        findings.push(Finding::new(&malformed::RULE, &malformed::NOT_JSON, None, Some(at)));
    }
    message
}

/// Reads what the source stands for.
fn over<'a>(
    mut message: Message<'a>,
    text: String,
    pieces: Vec<Piece>,
    outer: Option<Outer>,
    start: usize,
    settings: &Settings,
    findings: &mut Found,
) -> Message<'a> {
    let layer = message.add_layer(Layer { text: Cow::Owned(text.clone()), over: Some(0), pieces, outer });
    Reader { message: &mut message, source: &text, layer, settings, findings }.document(piece(&text, start..text.len()));
    message
}

/// The JSON that a log, a string or a page has escaped once more, and how that writes it.
fn unescaped(source: &str) -> Option<(Decoded, Outer)> {
    let at = source.find('{')?;
    let inside = piece(source, at.saturating_add(1)..source.len()).trim_start_matches("\\n").trim_start_matches(is_space);
    let is_page = ["&quot;", "&#34;"].iter().any(|quote| inside.starts_with(quote));
    if !(is_page || inside.starts_with("\\\"")) || !piece(source, 0..at).chars().all(|c| is_space(c) || c == '"') {
        return None;
    }
    let end = source.rfind('}')?.saturating_add(1);
    let written = piece(source, at..end);
    let (decoded, outer): (_, Outer) =
        if is_page { (escapes::decode_page(written, at), escapes::in_page) } else { (escapes::decode(written, at).0, super::escape) };
    let is_rest = |c| is_space(c) || c == '"';
    (is_json(&decoded.text) && piece(source, end..source.len()).chars().all(is_rest)).then_some((decoded, outer))
}

/// Whether a text is JSON.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Reads a JS value that was written as JSON, each leaf a string whose first character tells what it was.
pub(crate) fn read_value<'a>(tagged: &'a str, settings: &Settings, findings: &mut Found) -> Message<'a> {
    let mut message = Message::new(Dialect::Value, Cow::Borrowed(tagged), super::escape);
    if is_json(tagged) {
        Reader { message: &mut message, source: tagged, layer: 0, settings, findings }.document(tagged);
    }
    message
}

/// The byte offset of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at.saturating_add(1)));
    let start = starts.take(line.max(1)).last().unwrap_or(0);
    let mut at = start.saturating_add(column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

struct Reader<'r, 'm, 't, 's> {
    message: &'r mut Message<'m>,
    /// The layer's text.
    source: &'t str,
    layer: LayerId,
    settings: &'r Settings<'s>,
    findings: &'r mut Found,
}

/// The keys of an object. Few are looked through; a map takes many, so that it takes no longer than their number asks for.
#[derive(Default)]
struct Keys<'t> {
    few: Vec<(Cow<'t, str>, NodeId)>,
    many: BTreeMap<String, NodeId>,
}

impl<'t> Keys<'t> {
    const FEW: usize = 32;

    fn get(&self, name: &str) -> Option<NodeId> {
        let found = self.few.iter().find(|(key, _)| key == name).map(|(_, node)| *node);
        found.or_else(|| self.many.get(name).copied())
    }

    fn insert(&mut self, name: Cow<'t, str>, node: NodeId) {
        if self.few.len() < Self::FEW {
            self.few.push((name, node));
        } else {
            self.many.insert(name.into_owned(), node);
        }
    }
}

/// A container that waits to be read.
struct Waiting<'t> {
    raw: &'t str,
    node: NodeId,
    level: usize,
}

impl<'t> Reader<'_, '_, 't, '_> {
    fn document(&mut self, raw: &'t str) {
        let raw = raw.trim_matches(is_space);
        let Some(at) = self.place(raw) else { return };
        let top = self.node(None, None, &(at.start..at.start), raw);
        self.message.set_step(top, Step::Skip);
        let mut waiting = vec![Waiting { raw, node: top, level: 1 }];
        while let Some(next) = waiting.pop() {
            if !self.members(&next, &mut waiting) {
                break;
            }
        }
        self.message.root = Some(top);
        if self.message.dialect == Dialect::Json {
            self.unwrap(top);
        }
    }

    /// `{"return": {…}}` is the same as `{…}`.
    fn unwrap(&mut self, top: NodeId) {
        let children: Vec<_> = self.message.children(top).collect();
        if let &[child] = children.as_slice()
            && matches!(self.message.name(child), "return" | "response")
            && self.message.node(child).is_some_and(|node| node.content == Content::Object)
        {
            self.message.set_step(child, Step::Skip);
            self.message.root = Some(child);
        }
    }

    /// Where a piece of the source stands in it.
    fn place(&self, raw: &str) -> Option<Bytes> {
        let start = raw.as_ptr().addr().checked_sub(self.source.as_ptr().addr())?;
        Some(start..start.checked_add(raw.len())?)
    }

    /// Reads the members of a container; false where it is too deep to go on.
    fn members(&mut self, container: &Waiting<'t>, waiting: &mut Vec<Waiting<'t>>) -> bool {
        if !container.raw.starts_with(['{', '[']) {
            return true;
        }
        if container.level > self.settings.depth {
            self.deep(container.node);
            return false;
        }
        let mut keys = Keys::default();
        for (key, raw) in entries(container.raw) {
            let start = self.place(key.unwrap_or(raw)).map_or(0, |at| at.start);
            let node = match key {
                Some(key) => {
                    let tag = start.saturating_add(1)..start.saturating_add(key.len()).saturating_sub(1);
                    let decoded = decode(key, tag.start, 0).map(|(decoded, _)| decoded.text);
                    let name = decoded.map_or_else(|| Cow::Borrowed(piece(self.source, tag.clone())), Cow::Owned);
                    if let Some(first) = keys.get(&name) {
                        let at = self.message.source(self.layer, tag).unwrap_or_default();
                        self.findings.push(duplicate_key::report(self.message, first, at));
                        continue;
                    }
                    let written = matches!(name, Cow::Owned(_)).then(|| Box::from(&*name));
                    let node = self.node(Some(container.node), written, &tag, raw);
                    keys.insert(name, node);
                    node
                }
                None => {
                    let node = self.node(Some(container.node), None, &(start..start), raw);
                    self.message.set_step(node, Step::Skip);
                    node
                }
            };
            if raw.starts_with(['{', '[']) {
                waiting.push(Waiting { raw, node, level: container.level.saturating_add(1) });
            }
        }
        true
    }

    fn deep(&mut self, node: NodeId) {
        let at = self.message.whole_source(node).map(|at| at.start..at.start.saturating_add(1));
        let finding = Finding::new(&limit::depth::RULE, &limit::depth::DEEP, Some(node), at).plain(self.settings.depth);
        self.findings.push(finding);
        for id in std::iter::successors(Some(node), |&id| self.message.node(id).and_then(|node| node.parent())).collect::<Vec<_>>() {
            if let Some(node) = self.message.node_mut(id) {
                node.flawed = true;
            }
        }
    }

    fn node(&mut self, parent: Option<NodeId>, name: Option<Box<str>>, tag: &Bytes, raw: &str) -> NodeId {
        let whole = self.place(raw).unwrap_or_default();
        let (content, inner) = match self.message.dialect {
            Dialect::Value => self.tagged(raw, &whole),
            _ => self.literal(raw, &whole),
        };
        let node = self.message.add(parent, self.layer, name, tag, &whole, content);
        if let Some(node) = self.message.node_mut(node) {
            node.set_inner(&inner);
        }
        if raw == "\"osize\"" && self.message.dialect == Dialect::Value {
            self.findings.push(Finding::new(&limit::size::RULE, &limit::size::LARGE, None, None).plain(limit::size::SIZE));
        }
        node
    }

    fn literal(&self, raw: &str, whole: &Bytes) -> (Content, Bytes) {
        let leaf = |form, decoded| Content::Leaf(Leaf { form, decoded, patched: false });
        match raw.chars().next() {
            Some('{') => (Content::Object, whole.clone()),
            Some('[') => (Content::Array, whole.clone()),
            Some('"') => {
                let inner = whole.start.saturating_add(1)..whole.end.saturating_sub(1);
                let decoded = decode(raw, inner.start, 0);
                let lone = self.settings.lone;
                let has_lone = |at: Bytes| lone.get(lone.partition_point(|lone| *lone < at.start)).is_some_and(|lone| *lone < at.end);
                let lone = decoded.as_ref().is_some_and(|(_, lone)| *lone)
                    || !lone.is_empty() && self.message.source(self.layer, inner.clone()).is_some_and(has_lone);
                (leaf(if lone { Form::Surrogate } else { Form::Text }, decoded.map(|(decoded, _)| Box::new(decoded))), inner)
            }
            Some('t' | 'f') => (leaf(Form::Boolean, None), whole.clone()),
            Some('n') => (Content::Null, whole.clone()),
            _ if raw.contains(['.', 'e', 'E']) => (leaf(Form::Fraction, None), whole.clone()),
            _ => (leaf(Form::Integer, None), whole.clone()),
        }
    }

    fn tagged(&self, raw: &str, whole: &Bytes) -> (Content, Bytes) {
        let inner = whole.start.saturating_add(2)..whole.end.saturating_sub(1).max(whole.start.saturating_add(2));
        let value = piece(self.source, inner.clone());
        let form = match raw.get(1..2) {
            _ if raw.starts_with('{') => return (Content::Object, whole.clone()),
            _ if raw.starts_with('[') => return (Content::Array, whole.clone()),
            Some("0" | "u") => return (Content::Null, whole.clone()),
            Some("s") => Form::Text,
            Some("x") => Form::Surrogate,
            Some("b") => Form::Boolean,
            Some("i") => Form::Integer,
            Some("n") => number(value),
            _ => Form::Foreign(foreign(value)),
        };
        let decoded = decode(raw, inner.start, 1).map(|(decoded, _)| Box::new(decoded));
        (Content::Leaf(Leaf { form, decoded, patched: false }), inner)
    }
}

fn number(text: &str) -> Form {
    let digits = text.trim_start_matches('-');
    match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true if digits.parse().is_ok_and(|number: u64| number <= crate::value::MAX_SAFE) => Form::Integer,
        true => Form::Rounded,
        false if digits.contains("e+") => Form::Rounded,
        false => Form::Fraction,
    }
}

fn foreign(name: &str) -> &'static &'static str {
    const KNOWN: &[&str] = &["Date", "Map", "Set", "RegExp", "Promise", "String", "Number", "Boolean", "function", "symbol", "cycle"];
    KNOWN.iter().find(|known| **known == name).unwrap_or(&"object")
}

/// Decodes a string literal, past its quote and `skip` further bytes; `None` where it stands as it is. Tells whether it has a lone surrogate.
fn decode(raw: &str, base: usize, skip: usize) -> Option<(Decoded, bool)> {
    let inner = raw.get(skip.saturating_add(1)..raw.len().saturating_sub(1))?;
    inner.contains('\\').then(|| escapes::decode(inner, base))
}

/// The members of an object or the items of an array, as they stand. The text was judged before it is cut.
fn entries(raw: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let is_object = raw.starts_with('{');
    let mut rest = raw.get(1..).unwrap_or_default();
    std::iter::from_fn(move || {
        let mut next = |mark| {
            let (found, after) = value(rest.trim_start_matches(|c| is_space(c) || c == mark));
            rest = after;
            found
        };
        let first = next(',');
        match first {
            "" => None,
            _ if is_object => Some((Some(first), next(':'))),
            _ => Some((None, first)),
        }
    })
}

/// The value that a text starts with, and what follows it; empty where the container ends.
fn value(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let to = |from: usize, is_end: fn(&u8) -> bool| {
        let found = bytes.get(from..).and_then(|rest| rest.iter().position(is_end));
        found.map_or(bytes.len(), |found| found.saturating_add(from))
    };
    let mut at = 0;
    let mut depth = 0usize;
    loop {
        match bytes.get(at) {
            None => break,
            Some(b'"') => {
                at = to(at.saturating_add(1), |byte| matches!(byte, b'"' | b'\\'));
                while bytes.get(at) == Some(&b'\\') {
                    at = to(at.saturating_add(2), |byte| matches!(byte, b'"' | b'\\'));
                }
            }
            Some(b'{' | b'[') => depth = depth.saturating_add(1),
            Some(b'}' | b']') if depth == 0 => break,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            Some(_) => at = to(at, |byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')).saturating_sub(1),
        }
        at = at.saturating_add(1);
        if depth == 0 {
            break;
        }
        at = to(at, |byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']'));
    }
    text.split_at_checked(at).unwrap_or((text, ""))
}
