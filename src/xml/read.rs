//! From tokens to nodes: one pass over a well-formed text, which tells of what is wrong with it and leaves its shape whole.
//!
//! Where the shape itself is damaged the pass gives up, and reads again what `mend` makes of the text.

use super::escapes::{self, Escaped};
use super::guard::{self, Harm};
use super::mend::{self, Wounds};
use super::tokens::{Kind, Token, Tokens, plain};
use crate::diagnostic::{Arg, Finding};
use crate::found::Found;
use crate::message::{Content, Decoded, Form, Layer, LayerId, Leaf, Message, NodeId, Settings};
use crate::rules::envelope::escaped;
use crate::rules::xml::*;
use crate::rules::{field, limit};
use crate::text::{ByteEdit, Bytes, in_order, piece};
use crate::value::is_space;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) struct Reader<'m, 'a, 's> {
    pub message: &'m mut Message<'a>,
    pub findings: &'m mut Found,
    pub settings: &'s Settings<'s>,
    /// Whether the text around it breaks off where it ends.
    pub cut: bool,
}

/// What is read: a document, or the fragment inside a node.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub layer: LayerId,
    /// Where it starts in the layer's text.
    pub from: usize,
    /// What the top elements belong to: nothing, or methodParams.
    pub parent: Option<NodeId>,
    /// How many levels are above it.
    pub level: usize,
}

/// An element that is open.
struct Open {
    node: NodeId,
    /// The name with its prefix, as its end tag must repeat it.
    name: Bytes,
    text: Decoded,
    pieces: usize,
    /// Whether the content is one piece of text that stands as it is.
    plain: bool,
    patched: bool,
}

/// The state of one pass over one layer.
struct Pass<'p, 'm, 'a, 's> {
    reader: &'p mut Reader<'m, 'a, 's>,
    text: &'p str,
    part: Part,
    try_at: Try,
    open: Vec<Open>,
    roots: usize,
    /// The pieces of text before the root.
    leading: Vec<Bytes>,
    declared: bool,
    /// Whether something stood already, white space apart.
    begun: bool,
    /// Whether there is a finding about what follows the root.
    trailing: bool,
    doctype: bool,
    stopped: bool,
    /// Prefixes that were told of already.
    prefixes: BTreeMap<String, usize>,
}

/// What was done to a text before a pass: what may be damage at first is told as it is at last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Try {
    AsItIs,
    /// Its characters were mended.
    InCharacters,
    /// Its tags too.
    Mended,
}

/// How a pass goes on after a token.
enum Flow {
    On,
    /// From a byte offset.
    At(usize),
    /// No further.
    Stop,
    /// The shape of the text is damaged.
    Damaged,
}

impl Reader<'_, '_, '_> {
    /// Reads a text, mended where it must be.
    pub fn read(&mut self, text: &str, part: Part) {
        let (nodes, before) = (self.message.nodes().count(), self.findings.mark());
        if self.pass(text, part, Try::AsItIs) {
            return;
        }
        self.message.forget(nodes, part.parent);
        self.findings.back(&before);
        if let Some((layer, text)) = self.unescaped(text, part) {
            return self.read(&text, Part { layer, from: 0, ..part });
        }
        let end = text.len();
        let mut wounds = Wounds::within(self.settings);
        let edits = mend::characters(self.message, part.layer, text, self.settings, &mut wounds);
        if !wounds.are_all(self.settings) {
            return;
        }
        let (mut layer, mut text) = self.over(part.layer, text, &edits);
        // A mend may bring to light what only now looks like a tag.
        for last in [false, false, true] {
            if self.pass(&text, Part { layer, ..part }, Try::InCharacters) {
                break;
            }
            self.message.forget(nodes, part.parent);
            self.findings.back(&before);
            let cut = self.findings.findings.iter_mut().find(|finding| self.cut && mend::is_break(finding));
            let edits = mend::tags(self.message, layer, &text, part, cut, &mut wounds);
            if !wounds.are_all(self.settings) {
                return;
            }
            (layer, text) = self.over(layer, &text, &edits);
            if last {
                self.pass(&text, Part { layer, ..part }, Try::Mended);
            }
        }
        if part.parent.is_none() && self.message.nodes().count() == nodes {
            // Without a root, nothing else is worth telling.
            let told = self.findings.findings.pop();
            self.findings.back(&before);
            let end = self.message.source(part.layer, end..end);
            told.into_iter().for_each(|finding| self.findings.push(Finding { at: end.clone(), ..finding }));
            return;
        }
        wounds.settle(self.message, self.findings, nodes, part.parent);
    }

    /// The text as it was before a log or a string escaped it, as a layer of its own.
    fn unescaped(&mut self, text: &str, part: Part) -> Option<(LayerId, String)> {
        if self.findings.findings.iter().any(|finding| std::ptr::eq(finding.rule, &escaped::RULE)) {
            return None;
        }
        let Escaped { decoded, at, mark, outer } = escapes::undo(text, part.parent.is_none(), self.settings.quote)?;
        let Decoded { text, pieces } = decoded;
        let place = |range: Bytes| self.message.source(part.layer, range);
        let edits = place(at.clone()).map(|at| ByteEdit::new(at, self.message.markup(part.layer, text.clone()))).into_iter().collect();
        self.findings.push(match mark {
            Some(mark) => escaped::report_literal(place(mark), edits),
            None => escaped::report(None, place(at), edits),
        });
        Some((self.message.add_layer(Layer { text: Cow::Owned(text.clone()), over: Some(part.layer), pieces, outer: Some(outer) }), text))
    }

    /// The text after some edits, as a layer of its own.
    fn over(&mut self, below: LayerId, text: &str, edits: &[ByteEdit]) -> (LayerId, String) {
        if edits.is_empty() {
            return (below, text.to_owned());
        }
        let Decoded { text, pieces } = Decoded::edited(text, edits);
        (self.message.add_layer(Layer { text: Cow::Owned(text.clone()), over: Some(below), pieces, outer: None }), text)
    }

    /// Whether the pass came to its end.
    fn pass(&mut self, text: &str, part: Part, try_at: Try) -> bool {
        let left = self.settings.left.get();
        let mut pass = Pass {
            reader: self,
            text,
            part,
            try_at,
            open: Vec::new(),
            roots: 0,
            leading: Vec::new(),
            declared: false,
            begun: false,
            trailing: false,
            doctype: false,
            stopped: false,
            prefixes: BTreeMap::new(),
        };
        if let Some(node) = part.parent {
            pass.push(node, 0..0);
        }
        let is_done = pass.run() || self.settings.is_over();
        if !is_done {
            // What is given up is told once more.
            self.settings.left.set(left);
        }
        is_done
    }
}

impl Pass<'_, '_, '_, '_> {
    fn run(&mut self) -> bool {
        let text = self.text;
        let mut tokens = Tokens::new(text, self.part.from);
        while let Some(token) = tokens.next() {
            if self.reader.settings.is_over() {
                break;
            }
            if let Some(end) = self.leaf(&token) {
                tokens.at = end;
                continue;
            }
            match self.token(piece(text, token.at.clone()), &token) {
                Flow::On => {}
                Flow::At(at) => tokens = Tokens::new(text, at.max(token.at.start.saturating_add(1))),
                Flow::Damaged if self.try_at < Try::Mended => return false,
                Flow::Damaged => {
                    let place = self.at(&token.at);
                    self.report(Finding::new(&malformed::RULE, &malformed::GARBLED, self.here(), place));
                    self.stop();
                    break;
                }
                Flow::Stop => {
                    self.stop();
                    break;
                }
            }
        }
        self.finish()
    }

    fn token(&mut self, raw: &str, token: &Token) -> Flow {
        let at = &token.at;
        let flow = match token.kind {
            Kind::Text => self.characters(raw, at),
            Kind::Reference => self.reference(raw, at),
            Kind::CData => self.cdata(raw, at),
            Kind::Start | Kind::Empty => self.start(raw, token),
            Kind::End => self.end(raw, token),
            Kind::Comment | Kind::Instruction | Kind::Declaration | Kind::Doctype => self.aside(raw, token),
            Kind::Broken => Flow::Damaged,
        };
        self.begun |= token.kind != Kind::Text || !raw.chars().all(is_space);
        flow
    }

    /// Takes a whole element in which nothing but plain text stands; gives its end.
    fn leaf(&mut self, token: &Token) -> Option<usize> {
        let name = token.name.as_ref().filter(|_| token.kind == Kind::Start)?;
        let is_deep = self.open.len().saturating_add(self.part.level) >= self.reader.settings.depth;
        let open = self.open.last_mut().filter(|_| !is_deep)?;
        let from = token.at.end;
        let rest = self.text.get(from..)?;
        let length = plain(rest.as_bytes());
        let after = rest.get(length..)?.strip_prefix("</")?.strip_prefix(piece(self.text, name.clone()))?;
        after.starts_with('>').then_some(())?;
        open.plain = false;
        let inner = from..from.saturating_add(length);
        let end = inner.end.saturating_add(name.len()).saturating_add(3);
        let content = Content::Leaf(Leaf { form: Form::Text, decoded: None, patched: false });
        let message = &mut *self.reader.message;
        let node = message.add(Some(open.node), self.part.layer, None, name, &(token.at.start..end), content);
        if let Some(node) = message.node_mut(node) {
            let tag = inner.end.saturating_add(2);
            node.set_inner(&inner);
            node.end(&(inner.end..end), Some(&(tag..tag.saturating_add(name.len()))));
        }
        Some(end)
    }

    /// Nothing of what is open is known any more: no finding may speak of what is missing there.
    fn stop(&mut self) {
        for open in &self.open {
            if let Some(node) = self.reader.message.node_mut(open.node) {
                node.flawed = true;
            }
        }
        self.stopped = true;
    }

    fn at(&self, range: &Bytes) -> Option<Bytes> {
        self.reader.message.source(self.part.layer, range.clone())
    }

    fn here(&self) -> Option<NodeId> {
        self.open.last().map(|open| open.node).or(self.part.parent)
    }

    fn report(&mut self, finding: Finding) {
        if !finding.is_damage() || self.reader.settings.spend() {
            self.reader.findings.push(finding);
        }
    }

    /// Reports what leaves the value of the open element in doubt.
    fn doubt(&mut self, finding: Finding) {
        if let Some(node) = finding.node.and_then(|node| self.reader.message.node_mut(node)) {
            node.flawed = true;
        }
        self.report(finding);
    }

    fn quote(&self, range: &Bytes) -> Arg {
        let at = self.at(range);
        Arg::Quote(piece(self.reader.message.text(0), at.clone().unwrap_or_default()).to_owned(), at)
    }

    /// The edit that puts markup in the place of a range.
    fn edit(&self, range: &Bytes, markup: &str) -> Option<ByteEdit> {
        let text = self.reader.message.markup(self.part.layer, markup.to_owned());
        self.at(range).map(|at| ByteEdit::new(at, text))
    }

    /// Markup that stands for text in the open element: that of parameters is read once more.
    fn as_text(&self, markup: &str) -> String {
        let holder = self.open.last().is_some_and(|open| mend::is_holder(piece(self.text, self.local(&open.name))));
        if holder && self.part.parent.is_none() { super::escape(markup) } else { markup.to_owned() }
    }

    fn push(&mut self, node: NodeId, name: Bytes) {
        self.open.push(Open { node, name, text: Decoded::default(), pieces: 0, plain: true, patched: false });
    }

    /// The runs of forbidden characters.
    fn forbidden(&self, raw: &str, base: usize) -> Vec<Bytes> {
        if !raw.bytes().any(|byte| byte == 0xef || (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))) {
            return Vec::new();
        }
        let lone = |at: usize| self.at(&(at..at)).is_some_and(|at| self.reader.settings.lone.binary_search(&at.start).is_ok());
        mend::forbidden(raw, base, lone)
    }

    /// Reports every run of forbidden characters.
    fn check_characters(&mut self, raw: &str, base: usize) -> Vec<Bytes> {
        let runs = self.forbidden(raw, base);
        for run in &runs {
            let found = piece(self.text, run.clone()).chars().next().unwrap_or_default();
            let edit = self.edit(run, "");
            self.report(invalid_character::raw(found, self.here(), self.at(run), edit));
        }
        runs
    }

    fn characters(&mut self, raw: &str, at: &Bytes) -> Flow {
        if self.open.is_empty() {
            return self.outside(at, raw);
        }
        // Blanks between elements are none of a value.
        if let Some(open) = self.open.last()
            && self.reader.message.has_children(open.node)
            && [raw, &open.text.text].into_iter().all(|text| text.chars().all(is_space))
        {
            return Flow::On;
        }
        // A section that ends twice may have ended too early.
        if self.try_at < Try::Mended && raw.contains("]]>") && self.open.last().is_some_and(|open| open.patched) {
            return Flow::Damaged;
        }
        for (offset, mark) in raw.match_indices("]]>") {
            let start = at.start.saturating_add(offset);
            let range = start..start.saturating_add(mark.len());
            let edit = self.edit(&range, &self.as_text("]]&gt;"));
            let finding = Finding::new(&cdata::RULE, &cdata::END_MARK, self.here(), self.at(&range)).arg(Arg::Here);
            self.report(finding.offer(&cdata::ESCAPE, edit));
        }
        let mut meant = Vec::new();
        for (offset, _) in raw.match_indices('&') {
            let start = at.start.saturating_add(offset);
            match guard::unended(piece(self.text, start..self.text.len())) {
                Some((length, c)) => {
                    let range = start..start.saturating_add(length);
                    self.unended(&range);
                    meant.push((range, Some(c)));
                }
                None => self.harm(Harm::BareAmpersand, start..start.saturating_add(1)),
            }
        }
        self.keep(raw, at.start, meant);
        Flow::On
    }

    /// A reference that lacks its `;`, or an `&` that is text.
    fn unended(&mut self, range: &Bytes) {
        let end = self.edit(&(range.end..range.end), ";");
        let text = self.edit(&(range.start..range.start.saturating_add(1)), &self.as_text("&amp;"));
        let finding =
            Finding::new(&unescaped::RULE, &unescaped::UNENDED, self.here(), self.at(range)).arg(Arg::Here).arg(self.quote(range));
        self.report(finding.offer(&unescaped::END, end).offer(&unescaped::ESCAPE_AMPERSAND, text));
    }

    /// Adds text to the open element, without the characters that cannot be meant.
    fn keep(&mut self, raw: &str, at: usize, meant: Vec<(Bytes, Option<char>)>) {
        let forbidden = self.check_characters(raw, at).into_iter().map(|run| (run, None));
        let Some(open) = self.open.last_mut() else { return };
        let others = in_order(meant.into_iter().chain(forbidden).collect(), |(at, _)| (at.start, at.end));
        open.pieces = open.pieces.saturating_add(1);
        open.plain &= open.pieces == 1 && others.is_empty() && !raw.contains('\r');
        let mut from = at;
        for (range, c) in others {
            add_text(&mut open.text, piece(self.text, from..range.start), from);
            from = range.end;
            if let Some(c) = c {
                open.text.escape(c, range);
            }
        }
        add_text(&mut open.text, piece(self.text, from..at.saturating_add(raw.len())), from);
    }

    /// What stands outside the root and should not.
    fn outside(&mut self, at: &Bytes, raw: &str) -> Flow {
        let text = raw.trim_matches(is_space);
        if text.is_empty() {
            return Flow::On;
        }
        let forbidden = self.forbidden(text, at.start);
        if self.try_at < Try::Mended && !forbidden.is_empty() && forbidden.iter().map(Bytes::len).sum::<usize>() < text.len() {
            return Flow::Damaged;
        }
        let is_escaped = || text.starts_with(['"', '\'', '\\']) || mend::is_wide(text);
        if self.try_at == Try::AsItIs && is_escaped() || self.try_at < Try::Mended && mend::lost_declaration(text).is_some() {
            return Flow::Damaged;
        }
        let start = at.start.saturating_add(raw.find(text).unwrap_or(0));
        let range = start..start.saturating_add(text.len());
        if self.roots > 0 {
            self.trail(range, &trailing::TEXT);
        } else {
            self.leading.push(range);
        }
        Flow::On
    }

    /// The first thing that follows the root stands for all of it.
    fn trail(&mut self, range: Bytes, wording: &'static crate::diagnostic::Wording) {
        if !self.trailing {
            self.trailing = true;
            let edit = self.edit(&(range.start..self.text.len()), "");
            self.report(Finding::new(&trailing::RULE, wording, None, self.at(&range)).offer(&trailing::REMOVE, edit));
        }
    }

    /// Reports the text before the root: forbidden characters alone are told as such.
    fn lead(&mut self) {
        let pieces = std::mem::take(&mut self.leading);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let whole = first.start..last.end;
        // With the white space around it, so that a declaration comes to stand first.
        let spread = |at: &Bytes| {
            let spaces = |text: &str| text.len().saturating_sub(text.trim_start_matches(is_space).len());
            let end = at.end.saturating_add(spaces(piece(self.text, at.end..self.text.len())));
            let is_first = piece(self.text, self.part.from..at.start).trim_matches(is_space).is_empty();
            (if is_first { self.part.from } else { at.start })..end
        };
        let edits: Vec<ByteEdit> = pieces.iter().filter_map(|at| self.edit(&spread(at), "")).collect();
        let rest = piece(self.text, whole.clone());
        let forbidden: usize = self.forbidden(rest, whole.start).iter().map(Bytes::len).sum();
        let finding = match rest.chars().next() {
            Some(found) if forbidden == rest.len() => invalid_character::raw(found, None, self.at(&whole), self.edit(&whole, "")),
            _ => Finding::new(&leading::RULE, &leading::TEXT, None, self.at(&whole)).offer(&leading::REMOVE, edits),
        };
        self.report(finding);
    }

    fn reference(&mut self, raw: &str, at: &Bytes) -> Flow {
        if self.open.is_empty() {
            return self.outside(at, raw);
        }
        match guard::reference(raw) {
            Ok(c) => {
                if let Some(open) = self.open.last_mut() {
                    open.plain = false;
                    open.text.escape(c, at.clone());
                }
                Flow::On
            }
            Err(Harm::BareAmpersand) => {
                let unended = guard::unended(piece(self.text, at.start..self.text.len()));
                let end = at.start.saturating_add(unended.map_or(1, |(length, _)| length));
                self.characters(piece(self.text, at.start..end), &(at.start..end));
                Flow::At(end)
            }
            Err(Harm::Character) => {
                self.harm(Harm::Character, at.clone());
                if let Some(open) = self.open.last_mut() {
                    open.plain = false;
                }
                Flow::On
            }
            Err(harm) => {
                self.harm(harm, at.clone());
                self.keep(raw, at.start, Vec::new());
                Flow::On
            }
        }
    }

    fn harm(&mut self, harm: Harm, range: Bytes) {
        let (place, node, quote) = (self.at(&range), self.here(), self.quote(&range));
        match harm {
            Harm::BareAmpersand => {
                let edit = self.edit(&range, &self.as_text("&amp;"));
                self.report(
                    Finding::new(&unescaped::RULE, &unescaped::AMPERSAND, node, place)
                        .arg(Arg::Here)
                        .safe_fix(&unescaped::ESCAPE_AMPERSAND, edit),
                );
            }
            // A DTD may declare entities; it is refused, and that is the one finding.
            Harm::Entity if self.doctype => {}
            Harm::Entity => {
                let meant = entity::meant(piece(self.text, range.clone()));
                let edit = self.edit(&range, &self.as_text(&meant));
                let finding = Finding::new(&entity::RULE, &entity::UNKNOWN, node, place).arg(quote);
                // What it becomes holds its name, which may be a part of a secret.
                let becomes = Arg::Quote(meant, self.at(&range));
                self.doubt(finding.arg(becomes).offer(&entity::REPLACE, edit));
            }
            Harm::Character => {
                let edit = self.edit(&range, "");
                let finding = Finding::new(&invalid_character::RULE, &invalid_character::REFERENCE, node, place);
                self.report(finding.arg(Arg::Here).arg(quote).offer(&invalid_character::REMOVE, edit));
            }
            Harm::Duplicate => self.report(Finding::new(&malformed::RULE, &malformed::ATTRIBUTE_TWICE, node, place).arg(quote)),
        }
    }

    fn cdata(&mut self, raw: &str, at: &Bytes) -> Flow {
        if self.open.is_empty() {
            return self.outside(at, raw);
        }
        let inner = piece(raw, 9..raw.len().saturating_sub(3));
        self.keep(inner, at.start.saturating_add(9), Vec::new());
        if let Some(open) = self.open.last_mut() {
            open.patched = true;
            open.plain = false;
        }
        Flow::On
    }

    fn start(&mut self, raw: &str, token: &Token) -> Flow {
        let base = token.at.start;
        let place = |range: &Bytes| base.saturating_add(range.start)..base.saturating_add(range.end);
        let tag = match &token.name {
            Some(_) => guard::StartTag { name: 1..raw.len().saturating_sub(1), attributes: Vec::new(), harm: None, junk: None },
            None => guard::start_tag(raw),
        };
        if tag.name.is_empty() || tag.junk.is_some() || token.name.is_none() && !self.forbidden(raw, base).is_empty() {
            return Flow::Damaged;
        }
        if self.open.is_empty() {
            self.lead();
            if self.roots > 0 {
                self.trail(token.at.clone(), &trailing::SECOND_ROOT);
            }
            self.roots = self.roots.saturating_add(1);
        }
        if self.open.len().saturating_add(self.part.level) >= self.reader.settings.depth {
            let finding = Finding::new(&limit::depth::RULE, &limit::depth::DEEP, self.here(), self.at(&place(&tag.name)));
            self.report(finding.plain(self.reader.settings.depth));
            return Flow::Stop;
        }
        let qualified = place(&tag.name);
        let local = self.local(&qualified);
        let node = self.reader.message.add(self.here(), self.part.layer, None, &local, &token.at, Content::Object);
        if let Some(open) = self.open.last_mut() {
            open.plain = false;
        }
        self.push(node, qualified.clone());
        self.attributes(raw, &tag, base, node, &qualified);
        if let Some((harm, at)) = &tag.harm {
            self.harm(*harm, place(at));
        }
        let end = token.at.end;
        if let Some(node) = self.reader.message.node_mut(node) {
            node.set_inner(&(end..end));
        }
        if token.kind == Kind::Empty {
            return self.close(end..end, None);
        }
        Flow::On
    }

    /// A name without its prefix.
    fn local(&self, qualified: &Bytes) -> Bytes {
        match piece(self.text, qualified.clone()).split_once(':') {
            Some((prefix, local)) if !local.is_empty() && !prefix.is_empty() => qualified.end.saturating_sub(local.len())..qualified.end,
            _ => qualified.clone(),
        }
    }

    fn attributes(&mut self, raw: &str, tag: &guard::StartTag, base: usize, node: NodeId, qualified: &Bytes) {
        let place = |range: &Bytes| base.saturating_add(range.start)..base.saturating_add(range.end);
        let mut declared: Option<Bytes> = None;
        let mut prefix = piece(self.text, qualified.clone()).split_once(':').map(|(prefix, _)| prefix.to_owned());
        for attribute in &tag.attributes {
            let name = piece(raw, attribute.name.clone());
            let bound = match name.split_once(':') {
                Some(("xmlns", bound)) => bound,
                None if name == "xmlns" => "",
                // Twice in one tag is told as that.
                _ if tag.harm.as_ref().is_some_and(|(harm, at)| *harm == Harm::Duplicate && piece(raw, at.clone()) == name) => continue,
                _ => {
                    let range = place(&attribute.name);
                    let finding = attribute::report(node, self.at(&range), self.quote(&range), self.at(&place(&attribute.whole)));
                    self.report(finding);
                    continue;
                }
            };
            if self.prefixes.insert(bound.to_owned(), node).is_none() {
                declared.get_or_insert(place(&(attribute.name.start..attribute.value.end.saturating_add(1))));
            }
            prefix = prefix.filter(|prefix| prefix != bound);
        }
        if prefix.is_some_and(|prefix| self.prefixes.insert(prefix, node).is_none()) {
            declared.get_or_insert(qualified.clone());
        }
        if let Some(range) = declared {
            let finding = Finding::new(&namespace::RULE, &namespace::IGNORED, Some(node), self.at(&range)).arg(self.quote(&range));
            self.report(finding);
        }
    }

    fn end(&mut self, raw: &str, token: &Token) -> Flow {
        let at = &token.at;
        let judged = || guard::end_tag(raw).map(|name| at.start.saturating_add(name.start)..at.start.saturating_add(name.end));
        let Some(named) = token.name.clone().or_else(judged) else { return Flow::Damaged };
        let floor = usize::from(self.part.parent.is_some());
        let matches = |open: &Open| piece(self.text, open.name.clone()) == piece(self.text, named.clone());
        if !self.open.get(floor..).and_then(<[Open]>::last).is_some_and(matches) {
            return Flow::Damaged;
        }
        self.close(at.clone(), Some(named))
    }

    fn close(&mut self, end: Bytes, name: Option<Bytes>) -> Flow {
        let Some(open) = self.open.pop() else { return Flow::On };
        let end_tag = name.map(|name| self.local(&name));
        if let Some(node) = self.reader.message.node_mut(open.node) {
            node.end(&end, end_tag.as_ref());
        }
        self.settle(open)
    }

    /// Decides what an element's content is.
    fn settle(&mut self, open: Open) -> Flow {
        if self.reader.message.has_children(open.node) {
            return self.loose_text(&open);
        }
        let decoded = (!open.plain || open.patched).then(|| Box::new(open.text));
        let inner_is_value = open.pieces > 0 && decoded.is_none();
        if let Some(node) = self.reader.message.node_mut(open.node) {
            let decoded = decoded.or_else(|| (!inner_is_value && !node.inner().is_empty()).then(Box::default));
            node.content = Content::Leaf(Leaf { form: Form::Text, decoded, patched: open.patched });
        }
        Flow::On
    }

    /// Text between elements.
    fn loose_text(&mut self, open: &Open) -> Flow {
        let value = &open.text.text;
        let text = value.trim_matches(is_space);
        if text.is_empty() || self.stopped {
            return Flow::On;
        }
        let start = value.find(text).unwrap_or(0);
        let source = |at: usize, length: usize| {
            let at = start.saturating_add(at);
            open.text.source(&(at..at.saturating_add(length)))
        };
        // Written with a reference it is no mark of CDATA, unless mending wrote it so.
        let has_mark = text.match_indices("]]>").any(|(at, mark)| {
            let local = source(at, mark.len());
            local.len() == mark.len() || self.at(&local).is_some_and(|place| place.len() == mark.len())
        });
        let is_escaped = || escaped::is_escapes(text) || mend::is_wide(text);
        if self.try_at < Try::Mended && has_mark || self.try_at == Try::AsItIs && is_escaped() {
            return Flow::Damaged;
        }
        // A mark of CDATA has its finding, and so has a value with elements in it.
        if has_mark && text.replace("]]>", "").chars().all(is_space) || mend::is_leaf(piece(self.text, self.local(&open.name))) {
            return Flow::On;
        }
        let place = self.at(&source(0, text.len()));
        self.report(Finding::new(&field::nested::RULE, &field::nested::TEXT, Some(open.node), place).arg(Arg::Here));
        Flow::On
    }

    /// What carries no data: comments, instructions, declarations, DTDs.
    fn aside(&mut self, raw: &str, token: &Token) -> Flow {
        let (at, here) = (&token.at, self.here());
        let whole = self.at(at);
        let remove = self.edit(at, "");
        let is_xml = || raw.get(2..).and_then(|name| name.trim_start().get(..3)).is_some_and(|name| name.eq_ignore_ascii_case("xml"));
        match token.kind {
            Kind::Comment if guard::is_comment(raw) => drop(self.check_characters(raw, at.start)),
            // It has swallowed the next one.
            Kind::Comment if self.try_at < Try::Mended && raw.get(4..).is_some_and(|inner| inner.contains("<!--")) => return Flow::Damaged,
            Kind::Comment => {
                let finding = Finding::new(&malformed::RULE, &malformed::COMMENT, here, whole);
                self.report(finding.offer(&malformed::REMOVE, remove));
            }
            Kind::Instruction if guard::is_instruction(raw) => drop(self.check_characters(raw, at.start)),
            Kind::Instruction if !is_xml() => {
                let finding = Finding::new(&malformed::RULE, &malformed::INSTRUCTION, here, whole);
                self.report(finding.offer(&malformed::REMOVE, remove));
            }
            Kind::Instruction | Kind::Declaration => self.declaration(raw, at),
            _ if self.doctype => {}
            _ => self.report(Finding::new(&doctype::RULE, &doctype::REFUSED, here, whole).offer(&doctype::REMOVE, remove)),
        }
        self.doctype |= token.kind == Kind::Doctype;
        if let Some(open) = self.open.last_mut() {
            open.plain = false;
            open.patched = true;
        }
        Flow::On
    }

    fn declaration(&mut self, raw: &str, at: &Bytes) {
        let sound = guard::is_declaration(raw);
        if self.roots > 0 && self.open.is_empty() {
            return self.trail(at.clone(), &trailing::SECOND_ROOT);
        }
        let (here, whole) = (self.here(), self.at(at));
        let first = !self.declared && self.open.is_empty();
        self.declared = true;
        let led = !self.leading.is_empty();
        let finding = match (sound, first) {
            // The text before it has its finding.
            (true, true) if led || at.start == self.part.from => return,
            (true, true) if !self.begun => {
                let edit = self.edit(&(self.part.from..at.start), "");
                Finding::new(&declaration::RULE, &declaration::SPACED, here, whole).safe_fix(&declaration::MOVE, edit)
            }
            (false, true) => {
                let from = if self.begun { at.start } else { self.part.from };
                let written = mend::declaration(raw);
                let edit = self.edit(&(from..at.end), &written);
                let finding = Finding::new(&declaration::RULE, &declaration::BROKEN, here, whole).arg(self.quote(at)).plain(written);
                if self.begun { finding.offer(&declaration::REWRITE, edit) } else { finding.safe_fix(&declaration::REWRITE, edit) }
            }
            _ => {
                let edit = self.edit(at, "");
                Finding::new(&declaration::RULE, &declaration::LATE, here, whole).offer(&declaration::REMOVE, edit)
            }
        };
        self.report(finding);
    }

    /// Whether the text ended as it should.
    fn finish(&mut self) -> bool {
        let floor = usize::from(self.part.parent.is_some());
        let end = self.text.len();
        if self.open.len() > floor && !self.stopped {
            if self.try_at < Try::Mended {
                return false;
            }
            let place = self.at(&(end..end));
            self.report(Finding::new(&malformed::RULE, &malformed::GARBLED, self.here(), place));
            self.stop();
        }
        while self.open.len() > floor {
            self.close(end..end, None);
        }
        match self.open.pop() {
            Some(open) => !matches!(self.loose_text(&open), Flow::Damaged),
            None if self.roots > 0 || self.stopped => true,
            None => self.try_at == Try::Mended && self.rootless(),
        }
    }

    /// Without a root, what was taken for text before it is all there is.
    fn rootless(&mut self) -> bool {
        let end = self.text.len();
        let is_empty = self.text.trim_matches(is_space).is_empty();
        let wording = if is_empty { &malformed::EMPTY } else { &malformed::NO_ROOT };
        self.report(Finding::new(&malformed::RULE, wording, None, self.at(&(end..end))));
        true
    }
}

/// Adds text with its line ends made LF, as XML reads them.
fn add_text(text: &mut Decoded, raw: &str, base: usize) {
    let mut from = 0;
    for (at, _) in raw.match_indices('\r') {
        text.verbatim(piece(raw, from..at), base.saturating_add(from));
        from = at.saturating_add(1);
        let start = base.saturating_add(at);
        if raw.get(from..).is_some_and(|rest| rest.starts_with('\n')) {
            from = from.saturating_add(1);
        }
        text.escape('\n', start..base.saturating_add(from));
    }
    text.verbatim(piece(raw, from..raw.len()), base.saturating_add(from));
}
