//! From tokens to nodes: one pass that reports what is wrong and carries on.

use super::guard::{self, Harm};

use super::tokens::{Kind, Token, Tokens};
use crate::catalog::methods::is_root;
use crate::diagnostic::{Arg, Finding};
use crate::message::{Content, Decoded, Form, LayerId, Leaf, Message, NodeId, Settings};
use crate::rules::envelope::escaped;
use crate::rules::xml::*;
use crate::rules::{field, limit};
use crate::similar::is_near;
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::{is_char, is_space};
use std::collections::BTreeMap;

pub(super) struct Reader<'m, 'a, 's> {
    pub message: &'m mut Message<'a>,
    pub findings: &'m mut Vec<Finding>,
    pub settings: &'s Settings<'s>,
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
    /// The length of the text before the first child.
    head: Option<usize>,
}

/// The state of one pass over one layer.
struct Pass<'p, 'm, 'a, 's> {
    reader: &'p mut Reader<'m, 'a, 's>,
    text: &'p str,
    layer: LayerId,
    /// What the top elements belong to: nothing, or methodParams.
    parent: Option<NodeId>,
    level: usize,
    open: Vec<Open>,
    roots: usize,
    doctype: bool,
    stopped: bool,
    /// Whether a literal `\n` between tags was told of already.
    escapes_told: bool,
    /// Prefixes that were told of already.
    prefixes: BTreeMap<String, usize>,
}

impl Reader<'_, '_, '_> {
    /// Reads a document (`parent` is none) or the fragment inside a node, from a byte offset of the layer's text on.
    pub fn read(&mut self, text: &str, layer: LayerId, from: usize, parent: Option<NodeId>, level: usize) {
        let escapes_told = self.findings.iter().any(|finding| std::ptr::eq(finding.rule, &escaped::RULE));
        let mut pass = Pass {
            reader: self,
            text,
            layer,
            parent,
            level,
            open: Vec::new(),
            roots: 0,
            doctype: false,
            stopped: false,
            escapes_told,
            prefixes: BTreeMap::new(),
        };
        if let Some(node) = parent {
            pass.push(node, 0..0);
        }
        pass.run(from);
    }
}

impl Pass<'_, '_, '_, '_> {
    fn run(&mut self, from: usize) {
        let text = self.text;
        let mut tokens = Tokens::new(text, from);
        while let Some(token) = tokens.next() {
            let raw = piece(text, token.at.clone());
            let resume = match token.kind {
                Kind::Text => self.characters(raw, &token.at),
                Kind::Reference => self.reference(raw, &token.at),
                Kind::CData => self.cdata(raw, &token.at),
                Kind::Start | Kind::Empty => self.start(raw, &token),
                Kind::End => self.end(raw, &token.at),
                Kind::Comment | Kind::Instruction | Kind::Declaration | Kind::Doctype => self.aside(raw, &token, from),
                Kind::Broken => self.broken(raw, &token.at),
            };
            match resume {
                // Forward, whatever was read.
                Some(Resume::At(at)) => tokens.restart(at.max(token.at.start.saturating_add(1))),
                Some(Resume::Never) => {
                    // Nothing below is known any more: no finding may speak of what is missing there.
                    self.flaw_all();
                    self.stopped = true;
                    break;
                }
                None => {}
            }
        }
        self.finish();
    }

    fn at(&self, range: &Bytes) -> Option<Bytes> {
        self.reader.message.source(self.layer, range.clone())
    }

    fn here(&self) -> Option<NodeId> {
        self.open.last().map(|open| open.node).or(self.parent)
    }

    fn flaw(&mut self, node: Option<NodeId>) {
        if let Some(node) = node.and_then(|node| self.reader.message.node_mut(node)) {
            node.flawed = true;
        }
    }

    fn flaw_all(&mut self) {
        for at in 0..self.open.len() {
            self.flaw(self.open.get(at).map(|open| open.node));
        }
    }

    fn report(&mut self, finding: Finding) {
        if finding.is_error() {
            self.flaw(finding.node);
        }
        self.reader.findings.push(finding);
    }

    fn quote(&self, range: &Bytes) -> Arg {
        Arg::Quote(piece(self.text, range.clone()).to_owned(), self.at(range))
    }

    fn push(&mut self, node: NodeId, name: Bytes) {
        self.open.push(Open { node, name, text: Decoded::default(), pieces: 0, plain: true, patched: false, head: None });
    }

    /// Reports every run of forbidden characters.
    fn check_characters(&mut self, raw: &str, base: usize) {
        let lone = |at: usize, c: char, pass: &Self| {
            c == '\u{fffd}' && !pass.reader.settings.lone.is_empty() && {
                let source = pass.at(&(at..at.saturating_add(3)));
                source.is_some_and(|source| pass.reader.settings.lone.binary_search(&source.start).is_ok())
            }
        };
        let mut run: Option<Bytes> = None;
        for (offset, c) in raw.char_indices() {
            let at = base.saturating_add(offset);
            let end = at.saturating_add(c.len_utf8());
            if is_char(c) && !lone(at, c, self) {
                continue;
            }
            match &mut run {
                Some(run) if run.end == at => run.end = end,
                _ => {
                    let before = run.replace(at..end);
                    self.forbidden(before);
                }
            }
        }
        self.forbidden(run);
    }

    fn forbidden(&mut self, run: Option<Bytes>) {
        let Some(run) = run else { return };
        let found = piece(self.text, run.clone()).chars().next().unwrap_or_default();
        self.report(invalid_character::raw(found, self.here(), self.at(&run)));
    }

    fn characters(&mut self, raw: &str, at: &Bytes) -> Option<Resume> {
        self.check_characters(raw, at.start);
        for (offset, mark) in raw.match_indices("]]>") {
            let start = at.start.saturating_add(offset);
            let place = self.at(&(start..start.saturating_add(mark.len())));
            self.report(Finding::new(&cdata::RULE, &cdata::END_MARK, self.here(), place));
        }
        for (offset, _) in raw.match_indices('&').filter(|_| !self.open.is_empty()).collect::<Vec<_>>() {
            let start = at.start.saturating_add(offset);
            self.harm(Harm::BareAmpersand, start..start.saturating_add(1));
        }
        match self.open.last() {
            Some(_) => self.keep(raw, at.start),
            None => self.outside(at, raw),
        }
        None
    }

    /// Adds text to the open element.
    fn keep(&mut self, raw: &str, at: usize) {
        if let Some(open) = self.open.last_mut() {
            open.pieces = open.pieces.saturating_add(1);
            open.plain &= open.pieces == 1 && !raw.contains('\r');
            add_text(&mut open.text, raw, at);
        }
    }

    /// Text that stands outside the root.
    fn outside(&mut self, at: &Bytes, raw: &str) {
        let text = raw.trim_matches(is_space);
        if text.is_empty() {
            return;
        }
        let start = at.start.saturating_add(raw.find(text).unwrap_or(0));
        let place = self.at(&(start..start.saturating_add(text.len())));
        let (rule, wording) = if self.roots == 0 { (&leading::RULE, &leading::TEXT) } else { (&trailing::RULE, &trailing::TEXT) };
        self.report(Finding::new(rule, wording, None, place));
    }

    fn reference(&mut self, raw: &str, at: &Bytes) -> Option<Resume> {
        if self.open.is_empty() {
            self.outside(at, raw);
            return None;
        }
        match guard::reference(raw) {
            Ok(c) => {
                if let Some(open) = self.open.last_mut() {
                    open.plain = false;
                    open.text.escape(c, at.clone());
                }
                None
            }
            Err(Harm::BareAmpersand) => {
                let end = at.start.saturating_add(1);
                self.characters("&", &(at.start..end));
                Some(Resume::At(end))
            }
            Err(harm) => {
                self.harm(harm, at.clone());
                self.keep(raw, at.start);
                None
            }
        }
    }

    fn harm(&mut self, harm: Harm, range: Bytes) {
        let (place, node) = (self.at(&range), self.here());
        let finding = match harm {
            Harm::BareLess => Finding::new(&unescaped::RULE, &unescaped::LESS, node, place),
            Harm::BareAmpersand => Finding::new(&unescaped::RULE, &unescaped::AMPERSAND, node, place),
            // A DTD may declare entities; it is refused, and that is the one finding.
            Harm::Entity if self.doctype => return,
            Harm::Entity => Finding::new(&entity::RULE, &entity::UNKNOWN, node, place).arg(self.quote(&range)),
            Harm::Character => Finding::new(&invalid_character::RULE, &invalid_character::REFERENCE, node, place).arg(self.quote(&range)),
            Harm::Duplicate => Finding::new(&malformed::RULE, &malformed::ATTRIBUTE_TWICE, node, place).arg(self.quote(&range)),
            Harm::Tag => Finding::new(&malformed::RULE, &malformed::TAG, node, place).arg(self.quote(&range)),
        };
        self.report(finding);
    }

    fn cdata(&mut self, raw: &str, at: &Bytes) -> Option<Resume> {
        let inner = piece(raw, 9..raw.len().saturating_sub(3));
        let start = at.start.saturating_add(9);
        self.check_characters(inner, start);
        match self.open.last_mut() {
            Some(open) => {
                open.patched = true;
                open.plain = false;
                add_text(&mut open.text, inner, start);
            }
            None => self.outside(at, raw),
        }
        None
    }

    fn start(&mut self, raw: &str, token: &Token) -> Option<Resume> {
        let base = token.at.start;
        let tag = guard::start_tag(raw);
        let place = |range: &Bytes| base.saturating_add(range.start)..base.saturating_add(range.end);
        if tag.name.is_empty() {
            self.harm(Harm::BareLess, base..base.saturating_add(1));
            self.characters("<", &(base..base.saturating_add(1)));
            return Some(Resume::At(base.saturating_add(1)));
        }
        if self.open.len().saturating_add(self.level) >= self.reader.settings.depth {
            let finding = Finding::new(&limit::depth::RULE, &limit::depth::DEEP, self.here(), self.at(&place(&tag.name)));
            self.report(finding.plain(self.reader.settings.depth));
            return Some(Resume::Never);
        }
        let end = tag.cut.map_or(token.at.end, |cut| base.saturating_add(cut));
        let written = piece(self.text, base..end);
        let qualified = place(&tag.name);
        let local = self.local(&qualified);
        let parent = self.here();
        let node = self.reader.message.add(parent, self.layer, None, local, base..end, Content::Object);
        if let Some(open) = self.open.last_mut() {
            open.plain = false;
            open.head.get_or_insert(open.text.text.len());
        }
        if self.open.is_empty() {
            if self.roots > 0 {
                let finding = Finding::new(&trailing::RULE, &trailing::SECOND_ROOT, None, self.at(&(base..end)));
                self.report(finding);
            }
            self.roots = self.roots.saturating_add(1);
        }
        self.push(node, qualified.clone());
        self.check_characters(written, base);
        self.attributes(raw, &tag, base, node, &qualified);
        if let Some(damage) = &tag.damage {
            self.harm(damage.kind, place(&damage.at));
        }
        if let Some(node) = self.reader.message.node_mut(node) {
            node.inner = end..end;
        }
        if token.kind == Kind::Empty && tag.cut.is_none() {
            self.close(end..end, None);
        }
        tag.cut.map(|_| Resume::At(end))
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

    fn end(&mut self, raw: &str, at: &Bytes) -> Option<Resume> {
        let tag = guard::end_tag(raw);
        let end = tag.cut.map_or(at.end, |cut| at.start.saturating_add(cut));
        let range = at.start..end;
        let resume = tag.cut.map(|_| Resume::At(end));
        let named = at.start.saturating_add(tag.name.start)..at.start.saturating_add(tag.name.end);
        let name = piece(self.text, named.clone());
        let floor = usize::from(self.parent.is_some());
        let depth = self.open.iter().skip(floor).rposition(|open| piece(self.text, open.name.clone()) == name);
        let Some(depth) = depth.map(|depth| depth.saturating_add(floor)) else {
            self.stray(&range, &named, tag.sound && tag.cut.is_none());
            return resume;
        };
        // Whatever is still open inside was never closed.
        let inner = self.open.len().saturating_sub(1);
        if inner > depth {
            self.unclosed(inner, Some(&range));
            while self.open.len() > depth.saturating_add(1) {
                self.abandon(at.start);
            }
        }
        if !tag.sound || tag.cut.is_some() {
            let finding = Finding::new(&end_tag::RULE, &end_tag::FORM, self.here(), self.at(&range)).arg(self.quote(&range));
            self.report(finding);
        }
        self.check_characters(piece(self.text, range.clone()), range.start);
        self.close(range, Some(named));
        resume
    }

    /// An end tag that closes nothing: misspelt, where it is near the innermost name, else superfluous.
    fn stray(&mut self, range: &Bytes, named: &Bytes, sound: bool) {
        let floor = usize::from(self.parent.is_some());
        let open = self.open.get(floor..).and_then(<[Open]>::last).map(|open| (open.node, open.name.clone()));
        let place = self.at(range);
        let Some((node, name)) = open else {
            let node = self.parent;
            self.report(Finding::new(&end_tag::RULE, &end_tag::STRAY, node, place).arg(self.quote(range)));
            return;
        };
        let near = is_near(piece(self.text, named.clone()), piece(self.text, name.clone()));
        let wording = match (near, sound) {
            (true, _) => &end_tag::MISSPELT,
            (false, true) => &end_tag::STRAY,
            (false, false) => &end_tag::FORM,
        };
        let started = self.at(&name);
        let finding = Finding::new(&end_tag::RULE, wording, Some(node), place).arg(self.quote(range)).arg(self.quote(&name));
        self.report(finding.related(&end_tag::OPENED, node, started));
        if near {
            self.close(range.clone(), Some(named.clone()));
        }
    }

    /// Reports that the element at a depth of the stack is never closed.
    fn unclosed(&mut self, depth: usize, by: Option<&Bytes>) {
        let Some((node, name)) = self.open.get(depth).map(|open| (open.node, open.name.clone())) else { return };
        // The parameters may go on where their fragment ends: only the text's own end looks cut off.
        let finding = if by.is_some() || self.parent.is_some() {
            Finding::new(&unclosed::RULE, &unclosed::INSIDE, Some(node), self.at(&name))
        } else {
            let end = self.text.len()..self.text.len();
            Finding::new(&unclosed::RULE, &unclosed::AT_END, Some(node), self.at(&end)).related(&unclosed::OPENED, node, self.at(&name))
        };
        self.report(finding.arg(self.quote(&name)));
    }

    /// Closes an element that has no end tag. What stands in a leaf after its text was meant to follow it.
    fn abandon(&mut self, end: usize) {
        let Some(node) = self.here() else { return };
        self.flaw(Some(node));
        let name = self.open.last().map(|open| open.name.clone()).unwrap_or_default();
        let name = piece(self.text, name);
        let is_container = matches!(
            name.rsplit_once(':').map_or(name, |(_, local)| local),
            "Envelope" | "Body" | "methodParams" | "eventParams" | "result"
        ) || is_root(name);
        if is_container {
            self.close(end..end, None);
            self.flaw(self.here());
            return;
        }
        self.reader.message.promote_children(node);
        if let Some(open) = self.open.last_mut() {
            open.text.truncate(open.head.unwrap_or(usize::MAX));
        }
        self.close(end..end, None);
    }

    fn close(&mut self, end: Bytes, name: Option<Bytes>) {
        let Some(open) = self.open.pop() else { return };
        let end_tag = name.map(|name| self.local(&name));
        if let Some(node) = self.reader.message.node_mut(open.node) {
            node.whole.end = end.end;
            node.inner.end = end.start;
            node.end_tag = end_tag;
        }
        self.settle(open);
    }

    /// Decides what an element's content is.
    fn settle(&mut self, open: Open) {
        if self.reader.message.has_children(open.node) {
            self.loose_text(&open);
            return;
        }
        let decoded = (!open.plain || open.patched).then_some(open.text);
        let inner_is_value = open.pieces > 0 && decoded.is_none();
        if let Some(node) = self.reader.message.node_mut(open.node) {
            let decoded = decoded.or_else(|| (!inner_is_value && !node.inner.is_empty()).then(Decoded::default));
            node.content = Content::Leaf(Leaf { form: Form::Text, decoded, patched: open.patched });
        }
    }

    /// Text between elements.
    fn loose_text(&mut self, open: &Open) {
        let value = &open.text.text;
        let text = value.trim_matches(is_space);
        if text.is_empty() {
            return;
        }
        if escaped::is_escapes(text) {
            // One finding for all of them.
            if !std::mem::replace(&mut self.escapes_told, true) {
                let place = self.at(&open.text.source(&(0..value.len())));
                self.reader.findings.push(escaped::report_literal(None, place.map(|at| at.start..at.start.saturating_add(2))));
            }
            return;
        }
        let start = value.find(text).unwrap_or(0);
        let place = self.at(&open.text.source(&(start..start.saturating_add(text.len()))));
        self.report(Finding::new(&field::nested::RULE, &field::nested::TEXT, Some(open.node), place));
    }

    /// What carries no data: comments, instructions, declarations, DTDs.
    fn aside(&mut self, raw: &str, token: &Token, from: usize) -> Option<Resume> {
        let at = &token.at;
        let whole = self.at(at);
        let here = self.here();
        let finding = match token.kind {
            Kind::Comment if guard::is_comment(raw) => None,
            Kind::Comment => Some(Finding::new(&malformed::RULE, &malformed::COMMENT, here, whole)),
            Kind::Instruction if guard::is_instruction(raw) => None,
            Kind::Instruction if raw.get(2..5).is_some_and(|name| name.eq_ignore_ascii_case("xml")) => {
                Some(Finding::new(&declaration::RULE, &declaration::BROKEN, here, whole).arg(self.quote(at)))
            }
            Kind::Instruction => Some(Finding::new(&malformed::RULE, &malformed::INSTRUCTION, here, whole)),
            Kind::Declaration if at.start != from || self.parent.is_some() => {
                Some(Finding::new(&declaration::RULE, &declaration::LATE, here, whole))
            }
            Kind::Declaration if guard::is_declaration(raw) => None,
            Kind::Declaration => Some(Finding::new(&declaration::RULE, &declaration::BROKEN, here, whole).arg(self.quote(at))),
            _ if self.doctype => None,
            _ => {
                let edit = whole.clone().map(|at| ByteEdit { at, text: String::new() });
                Some(Finding::new(&doctype::RULE, &doctype::REFUSED, here, whole).offer(&doctype::REMOVE, edit))
            }
        };
        self.doctype |= token.kind == Kind::Doctype;
        match finding {
            Some(finding) => self.report(finding),
            None if matches!(token.kind, Kind::Comment | Kind::Instruction) => self.check_characters(raw, at.start),
            None => {}
        }
        if let Some(open) = self.open.last_mut() {
            open.plain = false;
            open.patched = true;
        }
        None
    }

    /// Markup that does not end.
    fn broken(&mut self, raw: &str, at: &Bytes) -> Option<Resume> {
        let here = self.here();
        let place = self.at(at);
        let is_start = || {
            let tag = guard::start_tag(raw);
            (tag.name.is_empty(), tag.name)
        };
        if let Some(open) = self.open.last_mut() {
            open.plain = false;
            open.patched = true;
        }
        match raw {
            "<![CDATA[" => self.report(Finding::new(&cdata::RULE, &cdata::UNCLOSED, here, place)),
            _ if raw.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE")) => {
                self.doctype = true;
                self.report(Finding::new(&doctype::RULE, &doctype::REFUSED, here, place));
            }
            _ if self.doctype && raw.starts_with("<!") => {}
            _ if raw.starts_with("<?xml") => {
                self.report(Finding::new(&declaration::RULE, &declaration::BROKEN, here, place).arg(self.quote(at)))
            }
            _ if raw.starts_with("<!") || raw.starts_with("<?") || raw.starts_with("</") || !is_start().0 => {
                let finding = Finding::new(&malformed::RULE, &malformed::OPEN_MARKUP, here, place).arg(self.quote(at));
                self.report(finding);
                self.flaw_all();
            }
            _ => {
                self.harm(Harm::BareLess, at.start..at.start.saturating_add(1));
                self.characters("<", &(at.start..at.start.saturating_add(1)));
                return Some(Resume::At(at.start.saturating_add(1)));
            }
        }
        None
    }

    fn finish(&mut self) {
        let floor = usize::from(self.parent.is_some());
        if self.open.len() > floor && !self.stopped {
            self.unclosed(self.open.len().saturating_sub(1), None);
            self.flaw_all();
        }
        let end = self.text.len();
        while self.open.len() > floor {
            self.abandon(end);
        }
        match self.open.pop() {
            Some(open) => self.loose_text(&open),
            None if self.roots == 0 => self.rootless(end),
            None => {}
        }
    }

    /// Without a root, what was taken for text before it is all there is.
    fn rootless(&mut self, end: usize) {
        self.reader.findings.retain(|finding| !std::ptr::eq(finding.rule, &leading::RULE));
        let finding = match self.text.trim_matches(is_space) {
            "" => Finding::new(&malformed::RULE, &malformed::EMPTY, None, self.at(&(end..end))),
            text if escaped::is_envelope(text) => escaped::report(None, self.at(&(0..end))),
            _ => Finding::new(&malformed::RULE, &malformed::NO_ROOT, None, self.at(&(end..end))),
        };
        self.report(finding);
    }
}

enum Resume {
    At(usize),
    Never,
}

/// Adds text with its line ends made LF, as XML reads them.
pub(super) fn add_text(text: &mut Decoded, raw: &str, base: usize) {
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
