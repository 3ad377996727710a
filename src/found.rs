//! What is found of a text while it is read: the first of it as findings, and of what comes behind only what the rest depends on.

use crate::diagnostic::{Finding, Severity};
use crate::message::NodeId;
use crate::rules::Rule;
use crate::rules::envelope::escaped;
use crate::rules::xml::{malformed, unclosed};
use crate::text::{Bytes, Place, add, in_order};

/// The findings that are told, and what was found beyond them.
pub(crate) struct Found {
    pub findings: Vec<Finding>,
    beyond: Beyond,
    bound: Bound,
    /// Whether one that was told is gone again, so that one beyond would have to take its place.
    is_short: bool,
}

/// From where on no one will be told.
#[derive(Clone, Copy)]
pub(crate) struct Bound {
    told: usize,
    far: Option<(usize, usize)>,
}

/// What is known of findings that no one will be told.
#[derive(Default)]
pub(crate) struct Beyond {
    rest: Vec<Rest>,
    /// What the offers among their fixes touch, those side by side as one.
    offered: Vec<Place>,
    /// Before which of these all stay as they are.
    floor: usize,
    has_safe: bool,
    has_fix: bool,
}

#[derive(Clone, Copy)]
struct Rest {
    rule: &'static Rule,
    at: Place,
    node: Option<u32>,
}

/// How much was found up to some time.
pub(crate) struct Mark {
    findings: usize,
    rest: usize,
    offered: usize,
    bound: Bound,
    has_safe: bool,
    has_fix: bool,
}

/// All that is found beyond what is told.
#[derive(Clone, Copy, Default)]
pub(crate) struct Summary {
    pub count: usize,
    pub has_error: bool,
    pub is_damage: bool,
    pub has_safe: bool,
    pub has_fix: bool,
}

impl Bound {
    pub fn new(told: usize) -> Self {
        Self { told, far: None }
    }

    /// Whether a finding comes after all that are told, and the one behind them, whose place is told.
    pub fn is_beyond(&self, finding: &Finding) -> bool {
        finding.at.is_some() && self.far.is_some_and(|far| finding.place() >= far) && !is_asked_for(finding)
    }

    /// Notes that there are so many at such places.
    pub fn reach<'f>(&mut self, count: usize, findings: impl IntoIterator<Item = &'f Finding>) {
        if self.far.is_none() && count > self.told {
            self.far = findings.into_iter().map(Finding::place).max();
        }
    }

    /// How many are kept before the last of them are let go.
    pub fn most(&self) -> usize {
        let kept = self.told.saturating_add(1);
        kept.saturating_add(kept.div_euclid(4))
    }

    /// The first of some items, in order; the others are beyond.
    pub fn first<T>(&mut self, items: Vec<T>, finding: fn(&T) -> &Finding, beyond: &mut Beyond) -> Vec<T> {
        let mut items = in_order(items, |item| finding(item).place());
        let kept = self.told.saturating_add(1);
        if let Some(last) = items.get(self.told) {
            self.far = Some(finding(last).place());
            let mut index = 0usize;
            items.retain(|item| {
                index = index.saturating_add(1);
                let stays = index <= kept || is_asked_for(finding(item));
                if !stays {
                    beyond.add(finding(item));
                }
                stays
            });
        }
        items
    }
}

/// Whether reading goes on by what a finding says.
pub(crate) fn is_asked_for(finding: &Finding) -> bool {
    let wordings = [&unclosed::AT_END, &malformed::NO_ROOT, &malformed::EMPTY];
    wordings.iter().any(|wording| std::ptr::eq(finding.wording, *wording)) || std::ptr::eq(finding.rule, &escaped::RULE)
}

impl Beyond {
    pub fn add(&mut self, finding: &Finding) {
        let at = finding.at.clone().unwrap_or_default();
        let node = finding.node.and_then(|node| u32::try_from(node).ok());
        add(&mut self.rest, Rest { rule: finding.rule, at: (&at).into(), node });
        for draft in finding.fixes.iter().filter(|draft| !draft.structural) {
            self.has_fix = true;
            self.has_safe |= draft.safe;
            if finding.is_damage() && !draft.safe {
                draft.edits.iter().for_each(|edit| self.offer(&edit.at));
            }
        }
    }

    /// Notes what an offer touches.
    pub fn offer(&mut self, at: &Bytes) {
        let last = self.offered.get_mut(self.floor..).and_then(<[Place]>::last_mut);
        if let Some(last) = last
            && let known = Bytes::from(*last)
            && (known.start..=known.end).contains(&at.start)
        {
            *last = (&(known.start..known.end.max(at.end))).into();
        } else {
            add(&mut self.offered, at.into());
        }
    }

    fn append(&mut self, other: Self) {
        self.rest.extend(other.rest);
        self.offered.extend(other.offered);
        self.has_safe |= other.has_safe;
        self.has_fix |= other.has_fix;
    }
}

impl Found {
    pub fn new(told: usize) -> Self {
        Self { findings: Vec::new(), beyond: Beyond::default(), bound: Bound::new(told), is_short: false }
    }

    pub fn push(&mut self, finding: Finding) {
        if self.bound.is_beyond(&finding) {
            return self.beyond.add(&finding);
        }
        self.findings.push(finding);
        self.bound.reach(self.findings.len(), &self.findings);
    }

    /// Puts a finding before all others.
    pub fn begin(&mut self, finding: Finding) {
        self.findings.insert(0, finding);
    }

    /// Adds what was found beyond.
    pub fn append(&mut self, beyond: Beyond) {
        self.beyond.append(beyond);
    }

    pub fn mark(&mut self) -> Mark {
        let Beyond { rest, offered, has_safe, has_fix, .. } = &self.beyond;
        let mark = Mark {
            findings: self.findings.len(),
            rest: rest.len(),
            offered: offered.len(),
            bound: self.bound,
            has_safe: *has_safe,
            has_fix: *has_fix,
        };
        self.beyond.floor = mark.offered;
        mark
    }

    /// Forgets what was found since.
    pub fn back(&mut self, mark: &Mark) {
        self.findings.truncate(mark.findings);
        self.bound = mark.bound;
        let beyond = &mut self.beyond;
        beyond.rest.truncate(mark.rest);
        beyond.offered.truncate(mark.offered);
        (beyond.has_safe, beyond.has_fix) = (mark.has_safe, mark.has_fix);
    }

    /// The rule, the place and the node of all that was found before.
    pub fn until(&self, mark: &Mark) -> impl Iterator<Item = (&'static Rule, Option<Bytes>, Option<NodeId>)> {
        let findings = self.findings.iter().take(mark.findings);
        let rest = self.beyond.rest.iter().take(mark.rest);
        findings.map(|finding| (finding.rule, finding.at.clone(), finding.node)).chain(rest.map(Rest::parts))
    }

    /// The findings from before.
    pub fn before(&mut self, mark: &Mark) -> impl Iterator<Item = &mut Finding> {
        self.findings.iter_mut().take(mark.findings)
    }

    /// Keeps of what was found since only what is wanted.
    pub fn retain(&mut self, mark: Option<&Mark>, wanted: impl Fn(&'static Rule, Option<Bytes>, Option<NodeId>) -> bool) {
        let (count, from) = (self.findings.len(), mark.map_or(0, |mark| mark.findings));
        let was_near = mark.is_none_or(|mark| mark.bound.far.is_none());
        let mut index = 0usize;
        self.findings.retain(|finding| {
            index = index.saturating_add(1);
            index <= from || wanted(finding.rule, finding.at.clone(), finding.node)
        });
        self.is_short |= was_near && self.bound.far.is_some() && self.findings.len() < count;
        let from = mark.map_or(0, |mark| mark.rest);
        let mut index = 0usize;
        self.beyond.rest.retain(|rest| {
            index = index.saturating_add(1);
            let (rule, at, node) = rest.parts();
            index <= from || wanted(rule, at, node)
        });
    }

    /// What is told, in order, what the offers of the others touch, and what else is known of them; none where all would have to be made.
    pub fn finish(mut self) -> Option<(Vec<Finding>, Vec<Place>, Summary)> {
        if self.is_short {
            return None;
        }
        let findings = match self.findings.len() > self.bound.told {
            true => self.bound.first(self.findings, |finding| finding, &mut self.beyond),
            false => self.findings,
        };
        let Beyond { rest, offered, has_safe, has_fix, .. } = self.beyond;
        let summary = Summary {
            count: rest.len(),
            has_error: rest.iter().any(|rest| rest.rule.severity == Severity::Error),
            is_damage: rest.iter().any(|rest| rest.rule.is_damage()),
            has_safe,
            has_fix,
        };
        Some((findings, offered, summary))
    }
}

impl Rest {
    fn parts(&self) -> (&'static Rule, Option<Bytes>, Option<NodeId>) {
        (self.rule, Some(self.at.into()), self.node.and_then(|node| NodeId::try_from(node).ok()))
    }
}
