//! What a source says, before the catalog is asked: spanned members in order, duplicates kept, in a flat arena.
//!
//! An XML text, a JSON text and a JS value all become a [`Message`]. Places inside are byte offsets of a *layer*: the source
//! itself, or the fragment inside `methodParams`, whose text may stand in the source under one more escaping.

use crate::arena::Arena;
use crate::text::{ByteEdit, Bytes, Place, add, long, piece, short};
use serde::Serialize;
use std::borrow::Cow;
use std::cell::Cell;

/// A node of the arena.
pub(crate) type NodeId = usize;
/// A layer of the message.
pub(crate) type LayerId = usize;

/// What a reader is told beside the text.
pub(crate) struct Settings<'s> {
    /// The deepest level of elements.
    pub depth: usize,
    /// Byte offsets of the source at which U+FFFD stands for a lone surrogate.
    pub lone: &'s [usize],
    /// How a text is written into a string of the text around it.
    pub quote: fn(&str) -> String,
    /// How much more damage is read; none once there was more.
    pub left: Cell<Option<Left>>,
    /// How many findings are told; those behind are but known of.
    pub told: usize,
}

/// How much damage is read yet.
#[derive(Clone, Copy)]
pub(crate) struct Left {
    /// How many findings tell of it.
    pub findings: usize,
    /// How many edits mend it.
    pub edits: usize,
}

impl Left {
    /// As much as there is.
    pub const ALL: Self = Self { findings: usize::MAX, edits: usize::MAX };

    /// What is left after some of both.
    pub fn after(self, findings: usize, edits: usize) -> Option<Self> {
        Some(Self { findings: self.findings.checked_sub(findings)?, edits: self.edits.checked_sub(edits)? })
    }
}

impl Settings<'_> {
    /// Takes one finding of damage from what is left: whether there was one.
    pub fn spend(&self) -> bool {
        self.left.set(self.left.get().and_then(|left| left.after(1, 0)));
        !self.is_over()
    }

    /// Whether there was more damage than is read.
    pub fn is_over(&self) -> bool {
        self.left.get().is_none()
    }
}

/// What kind of source it was: decides how a finding is named and how an edit is written, never what is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Xml,
    Json,
    /// A JS value: no places, no edits.
    Value,
}

pub(crate) struct Message<'a> {
    pub dialect: Dialect,
    /// The envelope's node; `None` where the source has none.
    pub root: Option<NodeId>,
    layers: Vec<Layer<'a>>,
    nodes: Arena<Node>,
    /// How the format writes a text so that it reads back as it is.
    escape: fn(&str) -> String,
    /// A part of the source in which some of the text is escaped and some is not: no edit can write markup there.
    pub mixed: Option<Bytes>,
}

/// A step of a path: a wire name, or the index of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PathStep {
    /// A wire name.
    Name(String),
    /// The index of a record, from 0.
    Index(usize),
}

/// What a node adds to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing: a root, a SOAP or record wrapper.
    Skip,
    Name,
    /// A record's index within the answer.
    Index(u32),
    /// Both: a `result` that is a record itself.
    NameIndex(u32),
}

/// How a text is written inside another.
pub(crate) type Outer = fn(&str) -> String;

/// A text that nodes are read from: the source, or what a part of the layer below it stands for.
pub(crate) struct Layer<'a> {
    pub text: Cow<'a, str>,
    /// The layer that its pieces count in; `None` for the source itself.
    pub over: Option<LayerId>,
    pub pieces: Vec<Piece>,
    /// How it is written into the layer below, where that is not verbatim.
    pub outer: Option<Outer>,
}

/// Kept small: an answer has one for every field of every record.
pub(crate) struct Node {
    links: Links,
    layer: u32,
    /// The name where it is not simply the text at `tag`.
    name: Option<Box<str>>,
    tag: Place,
    /// The start of the name in the end tag, which is as long; 0 where there is none.
    end_tag: u32,
    whole: Place,
    inner: Place,
    pub content: Content,
    /// The reader already reported an error about its content: no second finding for the same mistake.
    pub flawed: bool,
    step: Step,
}

/// Nodes by their id and one: 0 is none.
#[derive(Clone, Copy, Default)]
struct Links {
    parent: u32,
    first: u32,
    last: u32,
    next: u32,
}

fn linked(link: u32) -> Option<NodeId> {
    link.checked_sub(1).map(long)
}

fn link(id: Option<NodeId>) -> u32 {
    id.map_or(0, |id| short(id).saturating_add(1))
}

impl Node {
    pub fn step(&self) -> Step {
        self.step
    }

    pub fn parent(&self) -> Option<NodeId> {
        linked(self.links.parent)
    }

    pub fn layer(&self) -> LayerId {
        long(self.layer)
    }

    /// Where the name without its prefix stands: in the start tag, or the key without its quotes.
    pub fn tag(&self) -> Bytes {
        self.tag.into()
    }

    /// Where it stands again: in the end tag.
    fn end_tag(&self) -> Option<Bytes> {
        let start = long(self.end_tag);
        (start > 0).then(|| start..start.saturating_add(self.tag().len()))
    }

    /// The whole element; of a JSON member the value.
    pub fn whole(&self) -> Bytes {
        self.whole.into()
    }

    /// What stands between the tags.
    pub fn inner(&self) -> Bytes {
        self.inner.into()
    }

    pub fn set_inner(&mut self, at: &Bytes) {
        self.inner = at.into();
    }

    /// Ends the element with a tag, and the name in it.
    pub fn end(&mut self, tag: &Bytes, name: Option<&Bytes>) {
        self.whole = (&(self.whole().start..tag.end)).into();
        self.inner = (&(self.inner().start..tag.start)).into();
        self.end_tag = name.map_or(0, |name| short(name.start));
    }
}

#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Leaf(Leaf),
    /// Named members.
    Object,
    /// Unnamed items (JSON, JS).
    Array,
    /// JSON `null`: the same as absent.
    Null,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Leaf {
    pub form: Form,
    /// The decoded value where it is not simply the text at `inner`.
    pub decoded: Option<Box<Decoded>>,
    /// Whether markup (CDATA, a comment) stands inside, so that only the whole content can be rewritten.
    pub patched: bool,
}

/// How a leaf was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text: of XML, a JSON or a JS string.
    Text,
    /// A JSON integer literal, a JS integer that is exact, a bigint.
    Integer,
    /// Any other number: a fraction, an exponent, NaN.
    Fraction,
    /// A JS number beyond 2^53, whose last digits are not what was meant.
    Rounded,
    Boolean,
    /// Something that no envelope can hold; its name.
    Foreign(&'static &'static str),
    /// A JS string with a lone surrogate.
    Surrogate,
}

/// A decoded text and where its pieces come from.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    pub text: String,
    pub pieces: Vec<Piece>,
}

/// From `at` on, the decoded text stands at `from..to` of the outer text: byte for byte, or all of it for all of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    at: usize,
    from: usize,
    to: usize,
    escape: bool,
}

impl Decoded {
    /// Adds text that stands in the outer text as it is.
    pub fn verbatim(&mut self, text: &str, from: usize) {
        let to = from.saturating_add(text.len());
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.to == from && !last.escape => last.to = to,
            _ => add(&mut self.pieces, Piece { at: self.text.len(), from, to, escape: false }),
        }
        self.text.push_str(text);
    }

    /// Adds what a reference or an escape at `source` stands for.
    pub fn escape(&mut self, c: char, source: Bytes) {
        self.instead(c.encode_utf8(&mut [0; 4]), source);
    }

    /// Adds what is read in the place of `source`.
    pub fn instead(&mut self, text: &str, source: Bytes) {
        if !text.is_empty() {
            add(&mut self.pieces, Piece { at: self.text.len(), from: source.start, to: source.end, escape: true });
            self.text.push_str(text);
        }
    }

    /// The text as it is after edits, which are in order and do not overlap.
    pub fn edited(text: &str, edits: &[ByteEdit]) -> Self {
        let added = edits.iter().fold(text.len(), |length, edit| length.saturating_add(edit.text.len()));
        let mut edited = Self { text: String::with_capacity(added), pieces: Vec::new() };
        let mut from = 0;
        for edit in edits {
            edited.verbatim(piece(text, from..edit.at.start), from);
            edited.instead(&edit.text, edit.at.clone());
            from = edit.at.end;
        }
        edited.verbatim(piece(text, from..text.len()), from);
        edited
    }
}

impl Decoded {
    /// The outer place of a range.
    pub fn source(&self, range: &Bytes) -> Bytes {
        through(&self.pieces, range)
    }
}

/// Whether pieces of the source lie side by side: markup between them must not go with an edit.
fn is_one(pieces: &[Bytes]) -> bool {
    pieces.windows(2).all(|pair| matches!(pair, [a, b] if a.end == b.start))
}

/// The outer places of a range of a decoded text, one a piece.
fn split(pieces: &[Piece], range: &Bytes) -> Vec<Bytes> {
    let first = pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
    let ends = pieces.iter().skip(first.saturating_add(1)).map(|next| next.at).chain([usize::MAX]);
    let parts = pieces.iter().skip(first).take_while(|piece| piece.at < range.end).zip(ends);
    let parts = parts.map(|(piece, end)| range.start.max(piece.at)..range.end.min(end));
    parts.filter(|part| part.start < part.end).map(|part| through(pieces, &part)).collect()
}

/// The outer place of a range of a decoded text.
fn through(pieces: &[Piece], range: &Bytes) -> Bytes {
    let before = |count: usize| count.checked_sub(1).and_then(|at| pieces.get(at));
    let place = |piece: &Piece, at: usize| match piece.escape {
        true if at > piece.at => piece.to,
        true => piece.from,
        false => piece.from.saturating_add(at.saturating_sub(piece.at)),
    };
    let start = before(pieces.partition_point(|piece| piece.at <= range.start)).map_or(0, |piece| place(piece, range.start));
    let end = before(pieces.partition_point(|piece| piece.at < range.end)).map_or(start, |piece| place(piece, range.end));
    start..if range.is_empty() { start } else { end.max(start) }
}

impl<'a> Message<'a> {
    pub fn new(dialect: Dialect, source: Cow<'a, str>, escape: fn(&str) -> String) -> Self {
        let layer = Layer { text: source, over: None, pieces: Vec::new(), outer: None };
        Self { dialect, root: None, layers: vec![layer], nodes: Arena::new(), escape, mixed: None }
    }

    pub fn add_layer(&mut self, layer: Layer<'a>) -> LayerId {
        self.layers.push(layer);
        self.layers.len().saturating_sub(1)
    }

    pub fn layer(&self, layer: LayerId) -> Option<&Layer<'a>> {
        self.layers.get(layer)
    }

    /// Gives a layer its text, once it has been read.
    pub fn set_text(&mut self, layer: LayerId, text: Cow<'a, str>) {
        if let Some(layer) = self.layers.get_mut(layer) {
            layer.text = text;
        }
    }

    pub fn text(&self, layer: LayerId) -> &str {
        self.layer(layer).map_or("", |layer| &layer.text)
    }

    /// Adds a node as the last child of its parent.
    pub fn add(
        &mut self,
        parent: Option<NodeId>,
        layer: LayerId,
        name: Option<Box<str>>,
        tag: &Bytes,
        whole: &Bytes,
        content: Content,
    ) -> NodeId {
        let id = self.nodes.len();
        let whole = whole.into();
        let links = Links { parent: link(parent), ..Links::default() };
        let (layer, tag) = (short(layer), tag.into());
        self.nodes.push(Node { links, layer, name, tag, end_tag: 0, whole, inner: whole, content, flawed: false, step: Step::Name });
        let this = link(Some(id));
        if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
            let last = std::mem::replace(&mut parent.links.last, this);
            if last == 0 {
                parent.links.first = this;
            } else if let Some(node) = linked(last).and_then(|last| self.node_mut(last)) {
                node.links.next = this;
            }
        }
        id
    }

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id)
    }

    pub fn set_step(&mut self, id: NodeId, step: Step) {
        if let Some(node) = self.node_mut(id) {
            node.step = step;
        }
    }

    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate()
    }

    pub fn first(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| linked(node.links.first))
    }

    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).and_then(|node| linked(node.links.next))
    }

    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first(id), |&child| self.next(child))
    }

    pub fn has_children(&self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| node.links.first > 0)
    }

    pub fn name(&self, id: NodeId) -> &str {
        match self.node(id) {
            Some(Node { name: Some(name), .. }) => name,
            Some(node) => piece(self.text(node.layer()), node.tag()),
            None => "",
        }
    }

    pub fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).find(|&child| self.name(child) == name)
    }

    /// The leaf's value; `None` where the node is no leaf.
    pub fn value(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id)?;
        match &node.content {
            Content::Leaf(Leaf { decoded: Some(decoded), .. }) => Some(&decoded.text),
            Content::Leaf(_) => Some(piece(self.text(node.layer()), node.inner())),
            _ => None,
        }
    }

    /// The leaf's value with its pieces.
    pub fn decoded(&self, id: NodeId) -> Option<Decoded> {
        let Content::Leaf(leaf) = &self.node(id)?.content else { return None };
        let verbatim = || {
            let mut decoded = Decoded::default();
            decoded.verbatim(self.value(id).unwrap_or_default(), self.node(id).map_or(0, |node| node.inner().start));
            decoded
        };
        Some(leaf.decoded.as_ref().map_or_else(verbatim, |decoded| Decoded { text: decoded.text.clone(), pieces: decoded.pieces.clone() }))
    }

    /// Whether nothing stands in it: no child, and no text but white space.
    pub fn is_empty(&self, id: NodeId) -> bool {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Leaf(leaf)) if leaf.form == Form::Text => {
                self.value(id).is_none_or(|value| value.chars().all(crate::value::is_space))
            }
            Some(Content::Leaf(_)) => false,
            Some(Content::Object | Content::Array) => !self.has_children(id),
            Some(Content::Null) | None => true,
        }
    }

    /// The source of a range of a layer; `None` for a JS value.
    pub fn source(&self, layer: LayerId, range: Bytes) -> Option<Bytes> {
        if self.dialect == Dialect::Value {
            return None;
        }
        let Layer { over, pieces, .. } = self.layer(layer)?;
        match over {
            Some(below) => self.source(*below, through(pieces, &range)),
            None => Some(range),
        }
    }

    /// The innermost of the nodes from an id on that a place of the source lies in.
    pub fn innermost(&self, from: NodeId, at: &Bytes) -> Option<NodeId> {
        let inner = self.starting(from, at.start)?;
        let mut up = std::iter::successors(Some(inner), |&id| self.node(id).and_then(|node| node.parent())).take_while(|&id| id >= from);
        up.find(|&id| self.whole_source(id).is_some_and(|whole| at.end <= whole.end && (at.end > whole.start || whole.start == at.start)))
    }

    /// The last of the nodes from an id on that starts at a place of the source or before.
    pub fn starting(&self, from: NodeId, at: usize) -> Option<NodeId> {
        let starts = |node: &Node| self.source(node.layer(), node.whole()).is_some_and(|whole| whole.start <= at);
        self.nodes.partition_point(from, starts).checked_sub(1).map(|index| index.saturating_add(from))
    }

    /// The source of a range of a leaf's value.
    pub fn value_source(&self, id: NodeId, range: Bytes) -> Option<Bytes> {
        let node = self.node(id)?;
        let range = match &node.content {
            Content::Leaf(Leaf { decoded: Some(decoded), .. }) if !decoded.pieces.is_empty() => through(&decoded.pieces, &range),
            _ => range.start.saturating_add(node.inner().start)..range.end.saturating_add(node.inner().start),
        };
        self.source(node.layer(), range)
    }

    /// The source of a range of a leaf's value, piece by piece: what stands between the pieces is markup.
    pub fn value_pieces(&self, id: NodeId, range: Bytes) -> Vec<Bytes> {
        let Some(node) = self.node(id) else { return Vec::new() };
        let within = match &node.content {
            Content::Leaf(Leaf { decoded: Some(decoded), .. }) if !decoded.pieces.is_empty() => split(&decoded.pieces, &range),
            _ => std::iter::once(range.start.saturating_add(node.inner().start)..range.end.saturating_add(node.inner().start)).collect(),
        };
        within.iter().flat_map(|range| self.layer_pieces(node.layer(), range)).collect()
    }

    /// The source of a range of a layer, piece by piece.
    fn layer_pieces(&self, layer: LayerId, range: &Bytes) -> Vec<Bytes> {
        match self.layer(layer) {
            Some(Layer { over: Some(below), pieces, .. }) => {
                split(pieces, range).iter().flat_map(|range| self.layer_pieces(*below, range)).collect()
            }
            _ => self.source(layer, range.clone()).into_iter().collect(),
        }
    }

    pub fn tag_source(&self, id: NodeId) -> Option<Bytes> {
        let node = self.node(id)?;
        self.source(node.layer(), node.tag())
    }

    pub fn whole_source(&self, id: NodeId) -> Option<Bytes> {
        let node = self.node(id)?;
        self.source(node.layer(), node.whole())
    }

    /// The element, or the key with its value.
    pub fn member_source(&self, id: NodeId) -> Option<Bytes> {
        let node = self.node(id)?;
        let has_key = self.dialect == Dialect::Json && !node.tag().is_empty();
        let start = if has_key { node.tag().start.saturating_sub(1) } else { node.whole().start };
        self.source(node.layer(), start..node.whole().end)
    }

    /// Where a finding about a container as such points: its start tag's name, its key, or the bracket that opens it.
    pub fn container_source(&self, id: NodeId) -> Option<Bytes> {
        let tag = self.tag_source(id)?;
        let start = self.whole_source(id)?.start;
        Some(if tag.is_empty() { start..start.saturating_add(1) } else { tag })
    }

    pub fn is_patched(&self, id: NodeId) -> bool {
        matches!(self.node(id).map(|node| &node.content), Some(Content::Leaf(leaf)) if leaf.patched)
    }

    /// Members of the source, written into a new one.
    pub fn wrapped(&self, name: &str, members: &[&str]) -> String {
        match self.dialect {
            Dialect::Xml => format!("<{name}>{}</{name}>", members.concat()),
            _ => format!("\"{name}\":{{{}}}", members.iter().map(|member| (*member).to_owned()).collect::<Vec<_>>().join(",")),
        }
    }

    /// The wire names from below the root to the node; what is inside a node that `hides` names ends with that node.
    pub fn path(&self, id: NodeId, hides: impl Fn(&str, &Bytes) -> bool) -> Vec<PathStep> {
        let up = std::iter::successors(Some(id), |&id| self.node(id).and_then(|node| node.parent()));
        let mut path: Vec<PathStep> = Vec::new();
        for (id, node) in up.filter_map(|id| Some((id, self.node(id)?))) {
            if self.tag_source(id).is_some_and(|tag| hides(self.name(id), &tag)) {
                path.clear();
                continue;
            }
            let name = || PathStep::Name(self.name(id).to_owned());
            match node.step {
                Step::Skip => {}
                Step::Name => path.push(name()),
                Step::Index(index) => path.push(PathStep::Index(long(index))),
                Step::NameIndex(index) => path.extend([PathStep::Index(long(index)), name()]),
            }
        }
        path.reverse();
        path
    }

    /// The edit that puts `text` in the place of a range of a leaf's value.
    pub fn rewrite(&self, id: NodeId, range: Bytes, text: &str) -> Option<ByteEdit> {
        let node = self.node(id)?;
        let Content::Leaf(leaf) = &node.content else { return None };
        if leaf.patched {
            let value = self.value(id)?;
            let whole = format!("{}{text}{}", piece(value, 0..range.start), piece(value, range.end..value.len()));
            let at = self.source(node.layer(), node.inner())?;
            let pieces = self.layer_pieces(node.layer(), &node.inner());
            return is_one(&pieces).then(|| ByteEdit::new(at, self.written(node.layer(), &whole)));
        }
        is_one(&self.value_pieces(id, range.clone()))
            .then_some(ByteEdit::new(self.value_source(id, range)?, self.written(node.layer(), text)))
    }

    /// The edits that give a node another name.
    pub fn rename(&self, id: NodeId, name: &str) -> Vec<ByteEdit> {
        let Some(node) = self.node(id) else { return Vec::new() };
        let tags = [Some(node.tag()), node.end_tag()];
        let places: Vec<_> = tags.into_iter().flatten().filter_map(|tag| self.source(node.layer(), tag)).collect();
        // A name with markup in it, where a CDATA section ends inside a tag, is better left alone.
        let is_cut = places.iter().any(|at| piece(self.text(0), at.clone()).contains(['<', '>']));
        let edits = places.into_iter().map(|at| ByteEdit::new(at, name.to_owned()));
        if is_cut { Vec::new() } else { edits.collect() }
    }

    /// A text as it is written into a layer.
    pub fn written(&self, layer: LayerId, text: &str) -> Cow<'static, str> {
        self.markup(layer, (self.escape)(text))
    }

    /// Markup as it is written into a layer.
    pub fn markup(&self, layer: LayerId, text: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
        let below = std::iter::successors(self.layer(layer), |layer| layer.over.and_then(|below| self.layer(below)));
        below.filter_map(|layer| layer.outer).fold(text.into(), |text, outer| outer(&text).into())
    }

    /// Forgets the nodes from an id on, which are the only children of a parent.
    pub fn forget(&mut self, from: NodeId, parent: Option<NodeId>) {
        self.nodes.truncate(from);
        if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
            parent.links = Links { first: 0, last: 0, ..parent.links };
        }
    }

    /// The edit that gives a leaf another value, in the place of a range of it; in JSON, what is no number gets quotes.
    pub fn revalue(&self, id: NodeId, range: Bytes, text: &str) -> Option<ByteEdit> {
        let mut edit = self.rewrite(id, range, text)?;
        let is_bare = matches!(self.node(id).map(|node| &node.content), Some(Content::Leaf(leaf)) if leaf.form != Form::Text);
        if is_bare && !text.bytes().all(|byte| byte.is_ascii_digit()) {
            edit.text = format!("\"{}\"", edit.text).into();
        }
        // In a mended text a value may be more than what stands at its place.
        Some(edit).filter(|edit| piece(self.text(0), edit.at.clone()) != edit.text)
    }

    /// The edits that cut some ranges out of a leaf's value: all of them or, where markup stands in one, none.
    pub fn cut(&self, id: NodeId, cuts: &[Bytes]) -> Vec<ByteEdit> {
        let value = self.value(id).unwrap_or_default();
        let mut edits = Vec::new();
        let mut kept = String::new();
        let mut from = 0;
        for cut in cuts {
            kept.push_str(piece(value, from..cut.start));
            from = cut.end;
            match self.rewrite(id, cut.clone(), "") {
                Some(edit) => edits.push(edit),
                None => return Vec::new(),
            }
        }
        kept.push_str(piece(value, from..value.len()));
        if self.is_patched(id) { self.rewrite(id, 0..value.len(), &kept).into_iter().collect() } else { edits }
    }

    /// The white space before a place of the source; before an element only where it ends a line.
    fn gap(&self, at: usize) -> &str {
        let before = piece(self.text(0), 0..at);
        let gap = piece(before, before.trim_end_matches(crate::value::is_space).len()..at);
        if self.dialect == Dialect::Xml && !gap.contains('\n') { "" } else { gap }
    }

    /// The edit that adds an empty member to a container, after one of its members or else before another, in their layout and escapes. What
    /// is written is given as an element's content and as a JSON value.
    pub fn insert(
        &self,
        container: NodeId,
        name: &str,
        [content, value]: [&str; 2],
        after: Option<NodeId>,
        before: Option<NodeId>,
    ) -> Option<ByteEdit> {
        let is_json = self.dialect == Dialect::Json;
        // A null stands in the way of its own key.
        if let Some(null) = self.child(container, name) {
            return Some(ByteEdit::new(self.whole_source(null)?, value.to_owned())).filter(|_| is_json);
        }
        let neighbour = after.or(before).or_else(|| self.children(container).next());
        let id = neighbour.unwrap_or(container);
        let (node, at) = (self.node(id)?, self.member_source(id)?);
        let colon =
            if neighbour.is_none() { ":" } else { piece(self.text(node.layer()), node.tag().end.saturating_add(1)..node.whole().start) };
        let text = if is_json { ["\"", name, "\"", colon, value].concat() } else { ["<", name, ">", content, "</", name, ">"].concat() };
        let mut text = self.markup(node.layer(), text).into_owned();
        let gap = self.gap(at.start);
        let comma = if is_json { "," } else { "" };
        let place = match neighbour {
            Some(_) if after.is_some() => {
                text = [comma, gap, &text].concat();
                at.end
            }
            Some(_) => {
                text.push_str(comma);
                text.push_str(gap);
                at.start
            }
            None if is_json => {
                let inside = node.whole().start.saturating_add(1);
                self.source(node.layer(), inside..inside)?.start
            }
            // An element without an end tag of its own has no inside.
            None if node.inner().start == node.whole().end => return None,
            None => self.source(node.layer(), node.inner())?.start,
        };
        Some(ByteEdit::new(place..place, text))
    }

    /// The edit that removes an element, with the line break before it.
    pub fn remove(&self, id: NodeId) -> Option<ByteEdit> {
        let node = self.node(id).filter(|_| self.dialect == Dialect::Xml)?;
        let at = self.whole_source(id)?;
        let start = at.start.saturating_sub(self.gap(at.start).len());
        is_one(&self.layer_pieces(node.layer(), &node.whole())).then_some(ByteEdit::new(start..at.end, ""))
    }
}
