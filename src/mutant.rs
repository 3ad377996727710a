//! Broken envelopes, one a rule: for whoever tests another reader of them.

use crate::analysis::{Limits, ReadOptions};
use crate::catalog::Method;
use crate::envelope::Asked;
use crate::rules::{Limit, Rule};

/// A source that breaks one rule, and how to read it.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What is read.
    pub source: MutantSource,
    /// The method that an answer belongs to.
    pub method: Option<&'static Method>,
    /// What is read at most: of a rule on limits, little.
    pub limits: Limits,
    /// The request that it answers.
    pub request: Option<Asked>,
}

/// A mutant's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MutantSource {
    /// A text.
    Text(String),
    /// Bytes, where the rule is about them.
    Bytes(Vec<u8>),
}

impl Mutant {
    /// How it must be read for its rule to show.
    pub fn options(&self) -> ReadOptions<'_> {
        ReadOptions { method: self.method, limits: self.limits, request: self.request.as_ref(), ..ReadOptions::default() }
    }
}

/// A source that breaks this rule and no other: the bad one of the rule's examples.
///
/// ```
/// use yct_envelope::{MutantSource, RULES, lint, lint_bytes, sample_mutant};
/// for rule in RULES {
///     let mutant = sample_mutant(rule);
///     let report = match &mutant.source {
///         MutantSource::Text(text) => lint(text, &mutant.options()),
///         MutantSource::Bytes(bytes) => lint_bytes(bytes, &mutant.options()),
///     };
///     // limit/findings needs others, which are not all listed.
///     let found = report.diagnostics.iter().filter(|diagnostic| rule.id != "limit/findings" || diagnostic.rule == rule.id);
///     assert_eq!(found.map(|diagnostic| diagnostic.rule).collect::<Vec<_>>(), [rule.id]);
/// }
/// ```
pub fn sample_mutant(rule: &Rule) -> Mutant {
    let read = &rule.example.read;
    let (_, bad) = rule.example.texts();
    let usual = Limits::default();
    let limits = match read.limits {
        Some(Limit::Size(size)) => Limits { size, ..usual },
        Some(Limit::Depth(depth)) => Limits { depth, ..usual },
        Some(Limit::Findings(findings)) => Limits { findings, ..usual },
        None => usual,
    };
    Mutant {
        source: if read.bytes { MutantSource::Bytes(bad.into_bytes()) } else { MutantSource::Text(bad) },
        method: read.method.and_then(Method::find),
        limits,
        request: read.request.map(|asking| Asked::read(&asking.text(), usual)),
    }
}
