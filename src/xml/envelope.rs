//! Where the envelope is in a document, and the fragment inside its methodParams.

use super::mend::is_break;
use super::read::{Part, Reader};
use crate::catalog::methods::{METHOD_CODE, METHOD_PARAMS, RESULT_CODE, is_root};
use crate::diagnostic::Finding;
use crate::found::Found;
use crate::message::{Content, Decoded, Dialect, Layer, LayerId, Leaf, Message, NodeId, Outer, Settings, Step};
use crate::rules::Rule;
use crate::rules::envelope::{escaped, params_not_cdata, root, soap, soap_fault};
use crate::rules::xml::{attribute, namespace};
use crate::similar::is_near;
use crate::text::{ByteEdit, Bytes, in_order, piece};
use crate::value::is_space;
use std::borrow::Cow;

/// Reads a document.
pub(crate) fn read<'a>(source: &'a str, settings: &Settings, findings: &mut Found) -> Message<'a> {
    let mut message = Message::new(Dialect::Xml, Cow::Borrowed(source), super::escape);
    let from = if source.starts_with('\u{feff}') { 3 } else { 0 };
    message.root = document(&mut message, 0, from, source, settings, findings);
    message
}

/// Reads the envelope that stands in a string of a JSON text.
pub(crate) fn read_inside<'a>(source: &'a str, json: &Message, settings: &Settings, findings: &mut Found) -> Option<Message<'a>> {
    let is_answer = json.root.is_some_and(|root| [METHOD_CODE, RESULT_CODE].iter().any(|field| json.child(root, field.name).is_some()));
    if is_answer {
        return None;
    }
    let leaf = json.nodes().map(|(id, _)| id).find(|&id| json.value(id).is_some_and(escaped::is_whole))?;
    let value = json.value(leaf)?.to_owned();
    let pieces = json.decoded(leaf)?.pieces;
    let mut message = Message::new(Dialect::Xml, Cow::Borrowed(source), super::escape);
    let whole = json.whole_source(leaf)?;
    findings.push(escaped::report(None, Some(whole), vec![ByteEdit::new(0..source.len(), value.clone())]));
    let layer = message.add_layer(Layer { text: Cow::Owned(value.clone()), over: Some(0), pieces, outer: Some(settings.quote) });
    message.root = document(&mut message, layer, 0, &value, settings, findings);
    Some(message)
}

/// How many escapings are undone, one inside the other.
const ESCAPINGS: usize = 3;

/// Reads a layer as a document; gives the envelope's node.
fn document(message: &mut Message, layer: LayerId, from: usize, text: &str, settings: &Settings, findings: &mut Found) -> Option<NodeId> {
    let first = message.nodes().count();
    Reader { message, findings, settings, cut: false }.read(text, Part { layer, from, parent: None, level: 0 });
    let root = message.nodes().skip(first).find(|(_, node)| node.parent().is_none()).map(|(id, _)| id)?;
    message.set_step(root, Step::Skip);
    let is_deep = findings.findings.iter().filter(|finding| std::ptr::eq(finding.rule, &escaped::RULE)).count() >= ESCAPINGS;
    if let Some(leaf) = escaped_leaf(message, root).filter(|_| !is_deep) {
        return inside(message, leaf, settings, findings);
    }
    let envelope = match message.name(root) {
        "Envelope" => in_soap(message, root, findings)?,
        name if is_root(name) => root,
        _ => wrapped(message, root)?,
    };
    let near = || message.children(envelope).find(|&child| is_near(message.name(child), METHOD_PARAMS.name));
    if let Some(params) = message.child(envelope, METHOD_PARAMS.name).or_else(near) {
        expand(message, params, settings, findings);
    }
    Some(envelope)
}

/// The leaf of a wrapper that holds an envelope under one more escaping.
fn escaped_leaf(message: &Message, root: NodeId) -> Option<NodeId> {
    if is_root(message.name(root)) {
        return None;
    }
    let body = if message.name(root) == "Envelope" { message.child(root, "Body")? } else { root };
    let inner: Vec<_> = message.children(body).chain([body]).collect();
    let leaves = inner.iter().copied().flat_map(|child| message.children(child).chain([child]));
    leaves.into_iter().find(|&leaf| message.value(leaf).is_some_and(escaped::is_whole))
}

/// Reads the envelope that stands in a leaf under one more escaping.
fn inside(message: &mut Message, leaf: NodeId, settings: &Settings, findings: &mut Found) -> Option<NodeId> {
    let (layer, value, decoded) = (message.node(leaf)?.layer(), message.value(leaf)?.to_owned(), message.decoded(leaf)?);
    findings.retain(None, |rule, _, _| !is_wrapping(rule));
    let at = message.value_source(leaf, 0..value.len());
    let plain = value.trim_start_matches(is_space);
    let plain = plain.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(plain, |(_, rest)| rest);
    let inner = message.node(leaf).map(|node| node.inner()).and_then(|inner| message.source(layer, inner));
    let edits = inner.into_iter().map(|at| ByteEdit::new(at, message.markup(layer, plain.to_owned()))).collect();
    findings.push(escaped::report(None, at, edits));
    let child = Layer { text: Cow::Owned(value.clone()), over: Some(layer), pieces: decoded.pieces, outer: Some(super::escape) };
    let child = message.add_layer(child);
    document(message, child, 0, &value, settings, findings)
}

/// What a wrapper's own elements carry is none of ours.
fn is_wrapping(rule: &Rule) -> bool {
    std::ptr::eq(rule, &attribute::RULE) || std::ptr::eq(rule, &namespace::RULE)
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
fn in_soap(message: &mut Message, root: NodeId, findings: &mut Found) -> Option<NodeId> {
    let is_envelope = |message: &Message, id: NodeId| is_root(message.name(id));
    // The wrapper's elements are no levels.
    let count = message.nodes().count();
    (0..count).for_each(|id| message.set_step(id, Step::Skip));
    let Some(body) = message.child(root, "Body") else {
        findings.retain(None, |rule, _, _| !is_wrapping(rule));
        return None;
    };
    if let Some(fault) = message.child(body, "Fault") {
        findings.retain(None, |rule, _, _| !is_wrapping(rule));
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
        let below = message.children(child).flat_map(|child| message.children(child).chain([child]));
        found.extend(below.filter(|&child| is_envelope(message, child)));
    }
    let Some(&envelope) = found.first() else {
        findings.retain(None, |rule, _, _| !is_wrapping(rule));
        return None;
    };
    if let Some(&second) = found.get(1) {
        findings.push(Finding::new(&root::RULE, &root::SECOND, None, message.tag_source(second)));
    }
    let is_inside =
        |id: NodeId| std::iter::successors(Some(id), |&id| message.node(id).and_then(|node| node.parent())).any(|id| id == envelope);
    findings.retain(None, |rule, _, node| !is_wrapping(rule) || node.is_some_and(is_inside));
    let inside: Vec<_> = (0..count).filter(|&id| id != envelope && is_inside(id)).collect();
    inside.into_iter().for_each(|id| message.set_step(id, Step::Name));
    findings.push(Finding::new(&soap::RULE, &soap::WRAPPED, None, message.tag_source(root)));
    Some(envelope)
}

/// Reads the fragment inside methodParams, and says where it does not stand in CDATA.
fn expand(message: &mut Message, params: NodeId, settings: &Settings, findings: &mut Found) {
    let Some(node) = message.node(params) else { return };
    let (layer, inner) = (node.layer(), node.inner());
    let Some(inner_source) = message.source(layer, inner.clone()) else { return };
    let written = piece(message.text(layer), inner.clone()).to_owned();
    if matches!(node.content, Content::Object) {
        if !node.flawed {
            findings.push(params_not_cdata::inline(params, message.tag_source(params), around(message, layer, inner_source, &written)));
        }
        return;
    }
    let Content::Leaf(Leaf { decoded, .. }) = &node.content else { return };
    let is_cdata = is_sections(&written);
    let fragment = match decoded {
        Some(decoded) => Decoded { text: decoded.text.clone(), pieces: decoded.pieces.clone() },
        None => {
            let mut fragment = Decoded::default();
            fragment.verbatim(&written, inner.start);
            fragment
        }
    };
    // Without any markup it is no fragment; the checker says so.
    if !fragment.text.contains(['<', '＜', '\\']) {
        return;
    }
    if !is_cdata && !node.flawed && fragment.text.contains('<') {
        findings.push(params_not_cdata::escaped(
            params,
            message.tag_source(params),
            wrap(message, layer, inner_source.clone(), &fragment.text),
        ));
    }
    let level = std::iter::successors(Some(params), |&id| message.node(id).and_then(|node| node.parent())).count();
    if let Some(node) = message.node_mut(params) {
        node.content = Content::Object;
    }
    let Decoded { text, pieces } = fragment;
    if !is_cdata && written.contains("<![CDATA[") {
        message.mixed = Some(inner_source.clone());
    }
    drop(written);
    let outer: Option<Outer> = if is_cdata { None } else { Some(super::escape) };
    // Where the text breaks off inside the parameters, the fragment does so too.
    let breaks_off = |finding: &Finding| is_break(finding) && finding.at.as_ref().is_some_and(|at| at.start == inner_source.end);
    let cut = findings.findings.iter().any(breaks_off);
    let child: LayerId = message.add_layer(Layer { text: Cow::Borrowed(""), over: Some(layer), pieces, outer });
    let part = Part { layer: child, from: 0, parent: Some(params), level: level.saturating_sub(1) };
    let first = message.nodes().count();
    let before = findings.mark();
    Reader { message, findings, settings, cut }.read(&text, part);
    message.set_text(child, Cow::Owned(text));
    // What their text has, the fragment has too: that is one mistake.
    let key = |rule: &Rule, at: Option<Bytes>| (at.map_or(0, |at| at.start), std::ptr::from_ref(rule).addr());
    let known = in_order(findings.until(&before).map(|(rule, at, _)| key(rule, at)).collect(), |key| *key);
    findings.retain(Some(&before), |rule, at, _| at.is_none() || known.binary_search(&key(rule, at)).is_err());
    // What was wrong with the parameters as one text is told of the fields that it stands in.
    for finding in findings.before(&before).filter(|finding| finding.node == Some(params) && !is_break(finding)) {
        let inside = finding.at.as_ref().filter(|at| inner_source.start <= at.start && at.end <= inner_source.end);
        finding.node = inside.and_then(|at| message.innermost(first, at)).or(finding.node);
    }
}

/// Whether a content is CDATA sections, with nothing but white space around them.
fn is_sections(written: &str) -> bool {
    let mut rest = written.trim_matches(is_space);
    let mut found = false;
    while let Some((_, after)) = rest.strip_prefix("<![CDATA[").and_then(|tail| tail.split_once("]]>")) {
        rest = after.trim_start_matches(is_space);
        found = true;
    }
    found && rest.is_empty()
}

/// The edits that put CDATA around a content that stands as it is.
fn around(message: &Message, layer: LayerId, at: Bytes, written: &str) -> Vec<ByteEdit> {
    if written.contains("]]>") {
        return vec![wrap(message, layer, at, written)];
    }
    let insert = |at: usize, mark: &str| ByteEdit::new(at..at, message.markup(layer, mark.to_owned()));
    vec![insert(at.start, "<![CDATA["), insert(at.end, "]]>")]
}

/// The edit that puts a content into CDATA; a `]]>` of its own is cut in two.
fn wrap(message: &Message, layer: LayerId, at: Bytes, fragment: &str) -> ByteEdit {
    let text = format!("<![CDATA[{}]]>", fragment.replace("]]>", "]]]]><![CDATA[>"));
    ByteEdit::new(at, message.markup(layer, text))
}
