//! Which fixes go together, and whether they keep what they promise: where a text is damaged, that is tried.

use crate::analysis::{Analysis, Limits, Origin, ReadOptions, read};
use crate::diagnostic::{Draft, Finding};
use crate::message::PathStep;
use crate::rules::limit::findings::FINDINGS;
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
    // Among more than that no fix is sure: to keep all of them for a trial would take too much room.
    let most = Limits { findings: options.limits.findings.max(FINDINGS), ..options.limits }.damage(source.len()).findings;
    if analysis.findings.len().saturating_add(analysis.tally.more) > most {
        return unsure(analysis);
    }
    let all = Origin { told: None, ..origin.clone() };
    let origin = &all;
    if analysis.tally.more > 0 {
        // All decide together which fixes keep their promise; where none is tried, what is only counted need not be known.
        let drafts = || analysis.findings.iter().flat_map(|finding| &finding.fixes);
        let has_safe = analysis.tally.has_safe || drafts().any(|draft| draft.safe);
        let has_fix = analysis.tally.has_fix || drafts().next().is_some();
        if !(has_safe || has_fix && source.len().saturating_mul(drafts().count()) <= AGAIN) {
            return analysis;
        }
        drop(analysis);
        analysis = read(source, options, origin);
    }
    let trial = Trial { source, options, origin, before: errors(&analysis, |_| true) };
    let fixes: usize = analysis.findings.iter().map(|finding| finding.fixes.len()).sum();
    // What the last safe fix made of the text: mostly it is the only one.
    let mut alone = None;
    if source.len().saturating_mul(fixes) <= AGAIN {
        let known: Vec<_> = analysis.findings.iter().map(|finding| (finding.rule.id, finding.at.clone())).collect();
        for finding in &mut analysis.findings {
            let (rule, at) = (finding.rule.id, finding.at.clone());
            finding.fixes.retain_mut(|draft| {
                let after = trial.after(&draft.edits);
                draft.safe &= is_within(&after.errors, &trial.before);
                // Two of a rule may stand at one place: the fix of one leaves the other.
                let is_here = |other: &str, place: &Option<Bytes>, edits: &[ByteEdit]| other == rule && is_again(&at, place, edits);
                let before = known.iter().filter(|(other, place)| is_here(other, place, &[])).count();
                let left = after.findings.iter().filter(|other| is_here(other.rule.id, &other.at, &draft.edits)).count();
                let mends = left < before;
                if mends && draft.safe {
                    alone = Some((draft.edits.clone(), after.errors));
                }
                mends
            });
        }
    }
    if trial.holds(&analysis, alone) { analysis } else { unsure(analysis) }
}

/// Every fix waits for a person.
fn unsure(mut analysis: Analysis) -> Analysis {
    analysis.findings.iter_mut().flat_map(|finding| &mut finding.fixes).for_each(|draft| draft.safe = false);
    analysis
}

/// A damaged text, on which fixes are tried.
struct Trial<'t, 'a> {
    source: &'t str,
    options: &'t ReadOptions<'a>,
    origin: &'t Origin,
    before: Errors,
}

impl Trial<'_, '_> {
    fn after(&self, edits: &[ByteEdit]) -> After {
        let text = apply(self.source, edits);
        let origin = Origin { lone: moved(&self.origin.lone, edits), ..self.origin.clone() };
        let analysis = read(&text, self.options, &origin);
        After { errors: errors(&analysis, |_| true), findings: analysis.findings }
    }

    /// Whether the safe fixes add no error, and no error goes but by a fix of its own.
    fn holds(&self, analysis: &Analysis, alone: Option<(Vec<ByteEdit>, Errors)>) -> bool {
        let chosen = choose(&analysis.findings);
        if chosen.is_empty() {
            return true;
        }
        let edits = edits_of(&chosen);
        let after = match alone {
            Some((known, errors)) if known == edits => errors,
            _ => self.after(&edits).errors,
        };
        let mut fixed = Vec::new();
        for (finding, _) in chosen {
            if !fixed.contains(&finding.rule.id) {
                fixed.push(finding.rule.id);
            }
        }
        let is_left = |finding: &Finding| !fixed.contains(&finding.rule.id);
        is_within(&after, &self.before) && is_within(&errors(analysis, is_left), &after)
    }
}

/// Errors by rule and path, and how often each is there.
type Errors = BTreeMap<String, usize>;

struct After {
    errors: Errors,
    findings: Vec<Finding>,
}

/// The rule and the path of some errors.
fn errors(analysis: &Analysis, wanted: impl Fn(&Finding) -> bool) -> Errors {
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
fn is_within(errors: &Errors, others: &Errors) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: Bytes, text: &str) -> ByteEdit {
        ByteEdit::new(at, text.to_owned())
    }

    /// `ab` inserted at 2, `4..6` lost, `xyz` in the place of `8..9`: `..ab..` and `..xyz.`.
    fn edits() -> Vec<ByteEdit> {
        vec![edit(2..2, "ab"), edit(4..6, ""), edit(8..9, "xyz")]
    }

    #[test]
    fn places_of_the_fixed_text_are_found_in_the_text_before() {
        let starts: Vec<usize> = (0..=13).map(|at| before(at, false, &edits())).collect();
        assert_eq!(starts, [0, 1, 2, 2, 2, 3, 6, 7, 8, 8, 8, 9, 10, 11]);
        let ends: Vec<usize> = (0..=13).map(|at| before(at, true, &edits())).collect();
        assert_eq!(ends, [0, 1, 2, 2, 2, 3, 4, 7, 8, 9, 9, 9, 10, 11]);
    }

    #[test]
    fn lone_surrogates_move_with_the_text_and_go_with_what_is_replaced() {
        assert_eq!(moved(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], &edits()), [0, 1, 4, 5, 6, 7, 11, 12]);
        assert_eq!(moved(&[3, 5], &[]), [3, 5]);
        assert_eq!(moved(&[], &edits()), [0; 0]);
    }

    #[test]
    fn a_finding_is_the_same_where_it_touches_what_stood_there() {
        let again = |at: Option<Bytes>, again: Option<Bytes>| is_again(&at, &again, &edits());
        assert!(again(None, None) && !again(None, Some(0..1)) && !again(Some(0..1), None));
        assert!(again(Some(0..2), Some(1..2)) && !again(Some(0..1), Some(1..2)) && !again(Some(1..2), Some(0..1)));
        // What was put in stands where nothing stood.
        assert!(again(Some(2..2), Some(2..4)) && again(Some(1..2), Some(2..4)) && !again(Some(0..1), Some(2..4)));
        assert!(again(Some(8..9), Some(8..11)) && !again(Some(7..8), Some(9..11)));
    }
}
