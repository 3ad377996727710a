//! Which fixes go together, and whether they keep what they promise: where a text is damaged, that is tried.

use crate::analysis::{Analysis, Origin, ReadOptions, read};
use crate::diagnostic::{Draft, Finding};
use crate::message::PathStep;
use crate::text::{ByteEdit, Bytes, apply, in_order};
use std::collections::BTreeMap;

/// How much is read again, at most, to try each fix alone.
const AGAIN: usize = 128 * 1024;

/// Reads and checks a text; of a damaged one, the fixes that do not keep their promise are dropped, or become offers.
pub(crate) fn analyse<'a>(source: &'a str, options: &ReadOptions<'a>, origin: &Origin) -> Analysis<'a> {
    let mut analysis = read(source, options, origin);
    if !analysis.is_damaged {
        return analysis;
    }
    let all = Origin { told: None, ..origin.clone() };
    let origin = &all;
    if analysis.tally.more > 0 {
        // All decide together which fixes keep their promise; where none is tried, what is only counted need not be known.
        let drafts = || analysis.findings.iter().flat_map(|finding| &finding.fixes);
        let has_safe = analysis.tally.has_safe || drafts().any(|draft| draft.safe);
        let has_fix = analysis.tally.has_fix || drafts().next().is_some();
        if !has_safe && !(has_fix && source.len().saturating_mul(drafts().count()) <= AGAIN) {
            return analysis;
        }
        drop(analysis);
        analysis = read(source, options, origin);
    }
    let trial = Trial { source, options, origin, before: errors(&analysis, |_| true) };
    let fixes: usize = analysis.findings.iter().map(|finding| finding.fixes.len()).sum();
    if source.len().saturating_mul(fixes) <= AGAIN {
        for finding in &mut analysis.findings {
            let (rule, at) = (finding.rule.id, finding.at.clone());
            finding.fixes.retain_mut(|draft| {
                let after = trial.after(&draft.edits);
                draft.safe &= is_within(&after.errors, &trial.before);
                !after.findings.iter().any(|other| other.rule.id == rule && is_again(&at, &other.at, &draft.edits))
            });
        }
    }
    if !trial.holds(&analysis) {
        analysis.findings.iter_mut().flat_map(|finding| &mut finding.fixes).for_each(|draft| draft.safe = false);
    }
    analysis
}

/// A damaged text, on which fixes are tried.
struct Trial<'t, 'a> {
    source: &'t str,
    options: &'t ReadOptions<'a>,
    origin: &'t Origin,
    before: BTreeMap<String, usize>,
}

impl Trial<'_, '_> {
    fn after(&self, edits: &[ByteEdit]) -> After {
        let text = apply(self.source, edits);
        let origin = Origin { lone: moved(&self.origin.lone, edits), ..self.origin.clone() };
        let analysis = read(&text, self.options, &origin);
        After { errors: errors(&analysis, |_| true), findings: analysis.findings }
    }

    /// Whether the safe fixes add no error, and no error goes but by a fix of its own.
    fn holds(&self, analysis: &Analysis) -> bool {
        let chosen = choose(&analysis.findings);
        if chosen.is_empty() {
            return true;
        }
        let after = self.after(&edits_of(&chosen));
        let mut fixed = Vec::new();
        for (finding, _) in chosen {
            if !fixed.contains(&finding.rule.id) {
                fixed.push(finding.rule.id);
            }
        }
        let is_left = |finding: &Finding| !fixed.contains(&finding.rule.id);
        is_within(&after.errors, &self.before) && is_within(&errors(analysis, is_left), &after.errors)
    }
}

struct After {
    errors: BTreeMap<String, usize>,
    findings: Vec<Finding>,
}

/// The rule and the path of some errors.
fn errors(analysis: &Analysis, wanted: impl Fn(&Finding) -> bool) -> BTreeMap<String, usize> {
    let mut errors = BTreeMap::new();
    for finding in analysis.findings.iter().filter(|finding| finding.is_error() && wanted(finding)) {
        let mut key = finding.rule.id.to_owned();
        for step in finding.node.map(|node| analysis.message.path(node, |_, _| false)).unwrap_or_default() {
            key.push(' ');
            match step {
                PathStep::Name(name) => key.push_str(&name),
                PathStep::Index(index) => key.push_str(&index.to_string()),
            }
        }
        let count = errors.entry(key + &finding.missing.concat()).or_insert(0);
        *count = usize::saturating_add(*count, 1);
    }
    errors
}

/// Whether there is no error among the ones that is not among the others, as often.
fn is_within(errors: &BTreeMap<String, usize>, others: &BTreeMap<String, usize>) -> bool {
    errors.iter().all(|(error, count)| others.get(error).is_some_and(|other| count <= other))
}

/// Whether a finding of the fixed text stands where one of the text before stood.
fn is_again(at: &Option<Bytes>, again: &Option<Bytes>, edits: &[ByteEdit]) -> bool {
    let (Some(at), Some(again)) = (at, again) else { return at == again };
    let again = before(again.start, false, edits)..before(again.end, true, edits);
    if at.is_empty() || again.start >= again.end {
        return again.start <= at.end && again.end.max(again.start) >= at.start;
    }
    again.start < at.end && again.end > at.start
}

/// Where a place of the fixed text was before: what an edit wrote was all that it replaced.
fn before(at: usize, is_end: bool, edits: &[ByteEdit]) -> usize {
    let mut added = 0usize;
    let mut removed = 0usize;
    for edit in edits {
        let from = edit.at.start.saturating_add(added).saturating_sub(removed);
        let to = from.saturating_add(edit.text.len());
        if at < from || (is_end && at == from) {
            break;
        }
        if at < to || (is_end && at == to && to > from) {
            return if is_end { edit.at.end } else { edit.at.start };
        }
        added = added.saturating_add(edit.text.len());
        removed = removed.saturating_add(edit.at.len());
    }
    at.saturating_add(removed).saturating_sub(added)
}

/// The safe fixes that do not touch one another, in text order; the others wait for the next round.
pub(crate) fn choose(findings: &[Finding]) -> Vec<(&Finding, &Draft)> {
    let mut chosen: Vec<(&Finding, &Draft)> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for finding in findings {
        let Some(draft) = finding.fixes.iter().find(|draft| draft.safe) else { continue };
        let before = |at: usize| taken.partition_point(|(start, _)| *start <= at);
        let touches = |edit: &ByteEdit| {
            before(edit.at.end).checked_sub(1).and_then(|last| taken.get(last)).is_some_and(|(_, end)| *end >= edit.at.start)
        };
        if !draft.edits.iter().any(touches) {
            for edit in &draft.edits {
                let place = taken.partition_point(|(start, _)| *start <= edit.at.start);
                taken.insert(place, (edit.at.start, edit.at.end));
            }
            chosen.push((finding, draft));
        }
    }
    chosen
}

/// The edits of some fixes, in order.
pub(crate) fn edits_of(chosen: &[(&Finding, &Draft)]) -> Vec<ByteEdit> {
    let edits = chosen.iter().flat_map(|(_, draft)| draft.edits.iter().cloned()).collect();
    in_order(edits, |edit: &ByteEdit| (edit.at.start, edit.at.end))
}

/// Where the lone surrogates are after the edits.
pub(crate) fn moved(lone: &[usize], edits: &[ByteEdit]) -> Vec<usize> {
    let mut edits = edits.iter().peekable();
    let (mut added, mut removed) = (0usize, 0usize);
    let mut places = Vec::new();
    for &at in lone {
        while let Some(edit) = edits.next_if(|edit| edit.at.end <= at) {
            added = added.saturating_add(edit.text.len());
            removed = removed.saturating_add(edit.at.len());
        }
        if !edits.peek().is_some_and(|edit| edit.at.contains(&at)) {
            places.push(at.saturating_add(added).saturating_sub(removed));
        }
    }
    places
}
