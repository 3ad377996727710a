//! Where the envelope is in a document, and the fragment inside its methodParams.

use super::read::{Reader, add_text};
use crate::catalog::methods::{METHOD_PARAMS, is_root};
use crate::diagnostic::Finding;
use crate::message::{Content, Decoded, Dialect, Layer, LayerId, Leaf, Map, Message, NodeId, Settings, Step};
use crate::rules::envelope::escaped::ESCAPES;
use crate::rules::envelope::{escaped, params_not_cdata, root, soap, soap_fault};
use crate::rules::xml::{attribute, invalid_character, namespace};
use crate::similar::is_near;
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::is_space;
use std::borrow::Cow;

/// Reads a document.
pub(crate) fn read<'a>(source: &'a str, settings: &Settings, findings: &mut Vec<Finding>) -> Message<'a> {
    let mut message = Message::new(Dialect::Xml, Cow::Borrowed(source), super::escape);
    let from = if source.starts_with('\u{feff}') { 3 } else { 0 };
    Reader { message: &mut message, findings, settings }.read(source, 0, from, None, 0);
    let Some(root) = message.nodes().find(|(_, node)| node.parent.is_none()).map(|(id, _)| id) else { return message };
    message.set_step(root, Step::Skip);
    let envelope = match message.name(root) {
        "Envelope" => in_soap(&mut message, root, findings),
        name if is_root(name) => Some(root),
        _ => wrapped(&mut message, root),
    };
    message.root = envelope;
    if let Some(envelope) = envelope {
        let near = || message.children(envelope).find(|&child| is_near(message.name(child), METHOD_PARAMS.name));
        if let Some(params) = message.child(envelope, METHOD_PARAMS.name).or_else(near) {
            expand(&mut message, params, settings, findings);
        }
    }
    message
}

/// The only child of an unknown root, where that is an envelope; the root itself where it looks like one.
fn wrapped(message: &mut Message, root: NodeId) -> Option<NodeId> {
    let children: Vec<_> = message.children(root).collect();
    match children.as_slice() {
        &[child] if is_root(message.name(child)) => {
            message.set_step(child, Step::Skip);
            Some(child)
        }
        _ => Some(root),
    }
}

/// The envelope inside a SOAP body, directly or under the operation's element.
fn in_soap(message: &mut Message, root: NodeId, findings: &mut Vec<Finding>) -> Option<NodeId> {
    let is_wrapping = |finding: &Finding| std::ptr::eq(finding.rule, &attribute::RULE) || std::ptr::eq(finding.rule, &namespace::RULE);
    let is_envelope = |message: &Message, id: NodeId| is_root(message.name(id));
    let Some(body) = message.child(root, "Body") else {
        findings.retain(|finding| !is_wrapping(finding));
        return None;
    };
    let mut way = vec![body];
    if let Some(fault) = message.child(body, "Fault") {
        message.set_step(body, Step::Skip);
        message.set_step(fault, Step::Skip);
        findings.retain(|finding| !is_wrapping(finding));
        findings.push(Finding::new(&soap_fault::RULE, &soap_fault::FAULT, None, message.tag_source(fault)));
        return None;
    }
    let inner: Vec<_> = message.children(body).collect();
    // Directly in the body, or under the operation's element.
    let mut found: Vec<NodeId> = Vec::new();
    for &child in &inner {
        if is_envelope(message, child) {
            found.push(child);
            continue;
        }
        found.extend(message.children(child).filter(|&child| is_envelope(message, child)));
    }
    let Some(&envelope) = found.first() else {
        findings.retain(|finding| !is_wrapping(finding));
        let texts = inner.iter().copied().flat_map(|child| message.children(child).chain([child]));
        let escaped = texts.into_iter().find(|&leaf| message.value(leaf).is_some_and(escaped::is_envelope));
        if let Some(leaf) = escaped {
            findings.push(escaped::report(None, message.value_source(leaf, 0..message.value(leaf).map_or(0, str::len))));
        }
        return None;
    };
    if let Some(&second) = found.get(1) {
        findings.push(Finding::new(&root::RULE, &root::SECOND, None, message.tag_source(second)));
    }
    way.extend(message.node(envelope).and_then(|node| node.parent).filter(|parent| *parent != body));
    way.push(envelope);
    for id in way {
        message.set_step(id, Step::Skip);
    }
    // What the wrapper's own elements carry is none of ours.
    let is_inside =
        |id: NodeId| std::iter::successors(Some(id), |&id| message.node(id).and_then(|node| node.parent)).any(|id| id == envelope);
    findings.retain(|finding| !is_wrapping(finding) || finding.node.is_some_and(is_inside));
    findings.push(Finding::new(&soap::RULE, &soap::WRAPPED, None, message.tag_source(root)));
    Some(envelope)
}

/// Reads the fragment inside methodParams, and says where it does not stand in CDATA.
fn expand(message: &mut Message, params: NodeId, settings: &Settings, findings: &mut Vec<Finding>) {
    let Some(node) = message.node(params) else { return };
    let (layer, inner) = (node.layer, node.inner.clone());
    let Some(inner_source) = message.source(layer, inner.clone()) else { return };
    let written = piece(message.text(layer), inner.clone()).to_owned();
    if matches!(node.content, Content::Object) {
        // What an open CDATA mark leaves behind only looks like elements.
        if node.flawed {
            return;
        }
        findings.push(params_not_cdata::inline(params, message.tag_source(params), around(inner_source, &written)));
        return;
    }
    let Content::Leaf(Leaf { decoded, .. }) = &node.content else { return };
    let sections = cdata_sections(&written);
    let mut fragment = Decoded::default();
    match (&sections, decoded) {
        (Some(sections), _) => {
            sections.iter().for_each(|at| add_text(&mut fragment, piece(&written, at.clone()), inner.start.saturating_add(at.start)))
        }
        (None, Some(decoded)) => fragment = Decoded { text: decoded.text.clone(), pieces: decoded.pieces.clone() },
        (None, None) => fragment.verbatim(&written, inner.start),
    }
    let is_cdata = sections.is_some();
    if fragment.text.chars().all(is_space) {
        return;
    }
    let escapes = if is_cdata { 1 } else { 2 };
    if !is_cdata && !node.flawed && fragment.text.contains('<') {
        findings.push(params_not_cdata::escaped(params, message.tag_source(params), wrap(inner_source, &fragment.text)));
    }
    let level = std::iter::successors(Some(params), |&id| message.node(id).and_then(|node| node.parent)).count();
    if let Some(node) = message.node_mut(params) {
        node.content = Content::Object;
    }
    forget_characters(message, params, findings);
    let Decoded { text, pieces } = fragment;
    let child: LayerId = message.add_layer(Layer { text: Cow::Borrowed(""), map: Map::Pieces(pieces), escapes });
    Reader { message, findings, settings }.read(&text, child, 0, Some(params), level.saturating_sub(1));
    message.set_text(child, Cow::Owned(text));
}

/// The contents of the CDATA sections, where nothing but white space stands around them.
fn cdata_sections(written: &str) -> Option<Vec<Bytes>> {
    let mut sections = Vec::new();
    let mut rest = trim_start(written);
    let end = written.len();
    while let Some(tail) = rest.strip_prefix("<![CDATA[") {
        let (inside, after) = tail.split_once("]]>")?;
        let start = end.saturating_sub(tail.len());
        sections.push(start..start.saturating_add(inside.len()));
        rest = trim_start(after);
    }
    (rest.is_empty() && !sections.is_empty()).then_some(sections)
}

/// Drops white space, and the `\n` of a log or a string, of which the reader has told already.
fn trim_start(text: &str) -> &str {
    let mut text = text.trim_start_matches(is_space);
    while let Some(rest) = ESCAPES.iter().find_map(|escape| text.strip_prefix(escape)) {
        text = rest.trim_start_matches(is_space);
    }
    text
}

/// What was wrong with the characters of the parameters as one text is told of the fields that they stand in.
fn forget_characters(message: &mut Message, params: NodeId, findings: &mut Vec<Finding>) {
    findings.retain(|finding| !(finding.node == Some(params) && std::ptr::eq(finding.rule, &invalid_character::RULE)));
    let flawed = findings.iter().any(|finding| finding.node == Some(params) && finding.is_error());
    if let Some(node) = message.node_mut(params) {
        node.flawed &= flawed;
    }
}

/// The edits that put CDATA around a content that stands as it is.
fn around(at: Bytes, written: &str) -> Vec<ByteEdit> {
    if written.contains("]]>") {
        return vec![wrap(at, written)];
    }
    let insert = |at: usize, mark: &str| ByteEdit { at: at..at, text: mark.to_owned() };
    vec![insert(at.start, "<![CDATA["), insert(at.end, "]]>")]
}

/// The edit that puts a content into CDATA; a `]]>` of its own is cut in two.
fn wrap(at: Bytes, fragment: &str) -> ByteEdit {
    ByteEdit { at, text: format!("<![CDATA[{}]]>", fragment.replace("]]>", "]]]]><![CDATA[>")) }
}
