//! Pretty-prints: only white space between elements changes.

use crate::analysis::{Analysis, Format, Origin, ReadOptions, read};
use crate::diagnostic::Finding;
use crate::message::{Content, Dialect, Message, NodeId, PathStep};
use crate::text::{ByteEdit, Bytes, piece};
use crate::value::is_space;

/// The same text, indented by so many blanks a level; values are untouched. In a damaged text, what stands between sound tags is laid out; JSON that does not read comes back as it is.
///
/// ```
/// assert_eq!(yct_envelope::format("<return><resultCode>0</resultCode></return>", 2), "<return>\n  <resultCode>0</resultCode>\n</return>");
/// ```
pub fn format(source: &str, indent: usize) -> String {
    crate::text::apply(source, &edits(source, indent))
}

pub(crate) fn edits(source: &str, indent: usize) -> Vec<ByteEdit> {
    let analysis = read(source, &ReadOptions::default(), &Origin::default());
    let is_damaged = analysis.findings.iter().any(Finding::is_damage);
    let edits = layout(&analysis, source, indent);
    if !is_damaged || edits.is_empty() {
        return edits;
    }
    // Where so much is guessed, another layout must not be read otherwise.
    let text = crate::text::apply(source, &edits);
    let again = read(&text, &ReadOptions::default(), &Origin::default());
    let is_same = told(&analysis) == told(&again) && layout(&again, &text, indent).is_empty();
    if is_same { edits } else { Vec::new() }
}

/// What a text says, wherever it says it.
fn told(analysis: &Analysis) -> Vec<(&'static str, Vec<PathStep>)> {
    let path = |finding: &Finding| finding.node.map(|node| analysis.message.path(node, |_, _| false)).unwrap_or_default();
    analysis.findings.iter().map(|finding| (finding.rule.id, path(finding))).collect()
}

fn layout(analysis: &Analysis, source: &str, indent: usize) -> Vec<ByteEdit> {
    match analysis.format {
        Some(Format::Json) if analysis.findings.iter().any(Finding::is_damage) => Vec::new(),
        Some(Format::Json) => crate::json::gaps(source, indent),
        _ => {
            let mut edits = crate::text::disjoint(gaps(&analysis.message, source, indent));
            // A tag that was put in has a gap on either side of it, and the text has one.
            edits.dedup_by_key(|edit| edit.at.start);
            edits.retain(|edit| piece(source, edit.at.clone()) != edit.text);
            edits
        }
    }
}

fn gaps(message: &Message, source: &str, indent: usize) -> Vec<ByteEdit> {
    let mut edits = Vec::new();
    if message.dialect != Dialect::Xml {
        return edits;
    }
    for (id, node) in message.nodes() {
        if node.content != Content::Object || !message.has_children(id) {
            continue;
        }
        if node.parent().is_none() {
            edits.extend(message.whole_source(id).and_then(|whole| before_root(source, whole.start)));
        }
        let level = std::iter::successors(Some(id), |&id| message.node(id).and_then(|node| node.parent())).count();
        let children: Vec<NodeId> = message.children(id).collect();
        let layer = children.first().and_then(|&child| message.node(child)).map_or(node.layer(), |child| child.layer());
        let bounds = if layer == node.layer() { node.inner() } else { 0..message.text(layer).len() };
        let mut from = bounds.start;
        for child in children.iter().filter_map(|&child| message.node(child)) {
            edits.extend(gap(message, source, layer, from..child.whole().start, level.saturating_mul(indent)));
            from = child.whole().end;
        }
        edits.extend(gap(message, source, layer, from..bounds.end, level.saturating_sub(1).saturating_mul(indent)));
    }
    edits
}

/// The edit that puts a root on a line of its own, where something stands before it.
fn before_root(source: &str, start: usize) -> Option<ByteEdit> {
    let before = piece(source, 0..start).trim_end_matches(is_space);
    let at = before.len()..start;
    (before.ends_with('>') && piece(source, at.clone()) != "\n").then(|| ByteEdit::new(at, "\n"))
}

/// The edit that makes a gap one line break and so many blanks, where nothing but white space is in it.
fn gap(message: &Message, source: &str, layer: usize, range: Bytes, blanks: usize) -> Option<ByteEdit> {
    let text = piece(message.text(layer), range.clone());
    let at = message.source(layer, range)?;
    let wanted = format!("\n{}", " ".repeat(blanks));
    // Markup between two pieces of a layer is no white space of the layer.
    let written = piece(source, at.clone());
    let is_gap = text.chars().all(is_space) && written.chars().all(is_space);
    // Where one side is no mark, a tag was put in there.
    let before = piece(source, 0..at.start).ends_with(['>', '[', ';']);
    let after = piece(source, at.end..source.len()).starts_with(['<', ']', '&']);
    (is_gap && before && after).then_some(ByteEdit::new(at, wanted))
}
