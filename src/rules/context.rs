use crate::catalog::{Field, Kind};
use crate::diagnostic::{Arg, Finding, Severity, Wording};
use crate::envelope::Asked;
use crate::found::{Summary, is_asked_for};
use crate::message::{Message, NodeId};
use crate::rules::Rule;
use crate::text::{ByteEdit, Bytes, in_order};
use crate::value::is_space;

/// What a rule sees: the message, and where to report.
pub(crate) struct Context<'a> {
    pub message: Message<'a>,
    pub findings: Vec<Finding>,
    /// How many of them there may be before the last are let go.
    pub most: usize,
    /// The section of the specification that is being checked.
    pub section: &'static str,
    /// Whether bytes did not decode: that is told, and every U+FFFD comes of it.
    pub lossy: bool,
    /// What the request of this answer asks for, where it is known.
    pub asked: Option<&'a Asked>,
    pub tally: Tally,
    /// Whether the texts of a record need not be kept: an error stands, and no value will be given.
    pub is_moot: bool,
    /// Whether the value of every record is wanted, whatever else is wrong.
    pub each: bool,
}

/// Of findings that no one will be told, only how many there are.
#[derive(Clone, Copy)]
pub(crate) struct Tally {
    /// How many are told, the first of the text, and the one behind them, whose place is told.
    pub told: usize,
    /// From where on a finding comes after all of those; unknown until there are so many.
    far: Option<(usize, usize)>,
    /// How many came after them.
    pub more: usize,
    /// Whether any finding is an error: then no value is given.
    pub has_error: bool,
    /// Whether one that was counted says that the text is damaged.
    pub is_damage: bool,
    /// Whether one of those would mend it: then it has to be made.
    pub has_mend: bool,
    /// Whether one that was counted has a safe fix, or may have.
    pub has_safe: bool,
    /// Whether one has a fix at all that stays where the text is damaged.
    pub has_fix: bool,
}

impl Tally {
    pub fn new(told: usize, findings: &[Finding], beyond: Summary) -> Self {
        let Summary { count: more, is_damage, has_safe, has_fix, .. } = beyond;
        let has_error = beyond.has_error || findings.iter().any(Finding::is_error);
        let far = if findings.len() > told { findings.iter().map(Finding::place).max() } else { None };
        Self { told, far, more, has_error, is_damage, has_mend: false, has_safe, has_fix }
    }

    /// Counts a finding that no one will be told.
    fn drop(&mut self, finding: &Finding) {
        let stays = || finding.fixes.iter().filter(|draft| !draft.structural);
        self.has_safe |= stays().any(|draft| draft.safe);
        self.has_fix |= stays().next().is_some();
        self.has_mend |= finding.is_damage() && !finding.fixes.is_empty();
        self.count(finding.rule);
    }

    fn count(&mut self, rule: &Rule) {
        self.more = self.more.saturating_add(1);
        self.is_damage |= rule.is_damage();
    }
}

impl<'a> Context<'a> {
    pub fn new(message: Message<'a>, findings: Vec<Finding>, told: usize, beyond: Summary) -> Self {
        let tally = Tally::new(told, &findings, beyond);
        let most = told.saturating_mul(2);
        Self { message, findings, most, section: "", lossy: false, asked: None, tally, is_moot: false, each: false }
    }

    pub fn report(&mut self, mut finding: Finding) {
        self.tally.has_error |= finding.is_error();
        if self.tally.far.is_some_and(|far| finding.place() >= far) {
            return self.tally.drop(&finding);
        }
        finding.section = finding.section.or(Some(self.section));
        self.findings.push(finding);
        if self.tally.far.is_none() && self.findings.len() > self.tally.told {
            self.tally.far = self.findings.iter().map(Finding::place).max();
        }
        if self.findings.len() > self.most {
            self.thin();
        }
    }

    /// Leaves the findings that are told, the one behind them, and all that tell of damage.
    fn thin(&mut self) {
        let findings = in_order(std::mem::take(&mut self.findings), Finding::place);
        self.tally.far = findings.get(self.tally.told).map(Finding::place);
        for (index, finding) in findings.into_iter().enumerate() {
            if index <= self.tally.told || finding.is_damage() || is_asked_for(&finding) {
                self.findings.push(finding);
            } else {
                self.tally.drop(&finding);
            }
        }
        self.most = self.findings.len().saturating_add(self.tally.told.div_euclid(4)).saturating_add(1);
    }

    /// Counts a finding about a node where it would not be told; else it has to be made. Beside damage, `mends` says whether it may have a safe fix.
    pub fn counts(&mut self, rule: &'static Rule, node: NodeId, mends: bool) -> bool {
        let Some((start, _)) = self.tally.far else { return false };
        // Places count from 1 there.
        let is_far = self.message.member_source(node).is_some_and(|at| at.start >= start);
        if is_far {
            self.tally.has_error |= rule.severity == Severity::Error;
            self.tally.has_safe |= mends;
            self.tally.has_fix |= mends;
            self.tally.count(rule);
        }
        is_far
    }

    /// The leaf's value without its surrounding white space, and where that is within the value.
    pub fn trimmed(&self, node: NodeId) -> (&str, Bytes) {
        let value = self.message.value(node).unwrap_or_default();
        let tail = value.trim_start_matches(is_space);
        let start = value.len().saturating_sub(tail.len());
        let text = tail.trim_end_matches(is_space);
        (text, start..start.saturating_add(text.len()))
    }

    /// Where the leaf's value stands, without its surrounding white space.
    pub fn at(&self, node: NodeId) -> Option<Bytes> {
        self.message.value_source(node, self.trimmed(node).1)
    }

    /// The leaf's value as a message may show it.
    pub fn quote(&self, field: &Field, node: NodeId) -> Arg {
        let (text, _) = self.trimmed(node);
        match field.kind {
            Kind::Secret => Arg::Hidden,
            _ if field.personal => Arg::Shape(text.chars().count()),
            _ => Arg::Quote(text.to_owned(), self.at(node)),
        }
    }

    /// The node's name as a message may show it.
    pub fn quote_name(&self, node: NodeId) -> Arg {
        Arg::Quote(self.message.name(node).to_owned(), self.message.tag_source(node))
    }

    /// A finding about a leaf's value: `{0}` is the field, `{1}` what stands there.
    pub fn about(&self, rule: &'static Rule, wording: &'static Wording, node: NodeId, field: &'static Field) -> Finding {
        Finding::new(rule, wording, Some(node), self.at(node)).arg(Arg::Field(field)).arg(self.quote(field, node))
    }

    /// The same with `{2}`, what should stand there, and the offer to write that. It is hidden where the value itself is.
    pub fn corrected(&self, rule: &'static Rule, wording: &'static Wording, node: NodeId, field: &'static Field, meant: &str) -> Finding {
        let quoted = || Arg::Quote(meant.to_owned(), self.at(node));
        self.about(rule, wording, node, field).arg(quoted()).write(quoted(), false, self.instead(node, meant))
    }

    /// The edit that writes a text in the place of a leaf's value.
    pub fn instead(&self, node: NodeId, text: &str) -> Option<ByteEdit> {
        self.message.revalue(node, self.trimmed(node).1, text)
    }
}
