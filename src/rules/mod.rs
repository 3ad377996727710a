//! The rules, one file each: what it is called, why it matters, an example, its wording and its check.
//!
//! To add a rule, write its file and name it in the list below.

mod context;

use crate::catalog::Text;
use crate::diagnostic::Severity;
use crate::sample::Base;
use serde::{Serialize, Serializer, ser::SerializeMap};

pub(crate) use context::{Context, Tally};

/// A rule: an id that never changes, and what a person should know about it.
#[derive(Debug)]
pub struct Rule {
    /// `group/pattern`
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Its name.
    pub title: Text,
    /// What it looks for, why that matters, what to do.
    pub explanation: Text,
    pub(crate) example: Example,
}

impl Rule {
    /// Whether its findings say that the text is not well-formed, or was not read to its end.
    pub(crate) fn is_damage(&self) -> bool {
        let marks = ["xml/", "json/malformed", "limit/size", "limit/depth", "limit/damage"];
        self.severity == Severity::Error && marks.iter().any(|mark| self.id.starts_with(mark))
    }
}

/// A whole envelope made from the catalog's samples, and what breaks it.
#[derive(Debug)]
pub(crate) struct Example {
    pub base: Base,
    /// What is replaced to make the good envelope, and the good one bad.
    pub good: &'static [(&'static str, &'static str)],
    pub bad: &'static [(&'static str, &'static str)],
    /// What the bad envelope starts from, where that is not the good one.
    pub bad_base: Option<Base>,
    pub read: Read,
}

/// How an example has to be read to show what it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Read {
    /// As the answer of this method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<&'static str>,
    /// As bytes (UTF-8), not as text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bytes: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limit>,
    /// As the answer to this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Asking>,
}

/// The sample request of a method, with replacements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Asking(&'static str, &'static [(&'static str, &'static str)]);

impl Asking {
    pub fn text(self) -> String {
        replaced(crate::sample::text(Base::Request(self.0)), self.1)
    }
}

impl Serialize for Asking {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

fn replaced(text: String, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text, |text, (from, to)| match *from {
        "" => (*to).to_owned(),
        from => text.replacen(from, to, 1),
    })
}

/// A limit that an example lowers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Limit {
    Size(usize),
    Depth(usize),
    Findings(usize),
}

impl Read {
    const NONE: Self = Self { method: None, bytes: false, limits: None, request: None };
}

impl Example {
    const NONE: Self = Self { base: Base::Request(""), good: &[], bad: &[], bad_base: None, read: Read::NONE };

    const fn new(base: Base, bad: &'static [(&'static str, &'static str)]) -> Self {
        let method = match base {
            Base::Answer(method, _) | Base::Json(method, _) => Some(method),
            Base::Request(_) => None,
        };
        Self { base, good: &[], bad, bad_base: None, read: Read { method, ..Read::NONE } }.kept()
    }
    const fn bytes(self) -> Self {
        Self { read: Read { bytes: true, ..self.read }, ..self }.kept()
    }
    const fn limits(self, limit: Limit) -> Self {
        Self { read: Read { limits: Some(limit), ..self.read }, ..self }.kept()
    }
    const fn bad_base(self, base: Base) -> Self {
        Self { bad_base: Some(base), ..self }.kept()
    }
    /// Read by the sample request of a method, with replacements.
    const fn asked(self, method: &'static str, edits: &'static [(&'static str, &'static str)]) -> Self {
        Self { read: Read { method: None, request: Some(Asking(method, edits)), ..self.read }, ..self }.kept()
    }
    const fn good(self, good: &'static [(&'static str, &'static str)]) -> Self {
        Self { good, ..self }.kept()
    }
    /// None where there is no reference.
    const fn kept(self) -> Self {
        if cfg!(feature = "reference") { self } else { Self::NONE }
    }

    /// The good and the bad text.
    pub fn texts(&self) -> (String, String) {
        let good = replaced(crate::sample::text(self.base), self.good);
        let bad = replaced(self.bad_base.map_or_else(|| good.clone(), crate::sample::text), self.bad);
        (good, bad)
    }
}

/// What only the page of a rule shows: left out where there is no reference.
pub(crate) const fn page(zh: &'static str, en: &'static str) -> Text {
    if cfg!(feature = "reference") { Text { zh, en } } else { Text { zh: "", en: "" } }
}

/// The sample request of a method or event, broken by replacements.
pub(crate) const fn request(name: &'static str, bad: &'static [(&'static str, &'static str)]) -> Example {
    Example::new(Base::Request(name), bad)
}

/// The sample answer of a method, broken by replacements.
pub(crate) const fn answer(method: &'static str, records: usize, bad: &'static [(&'static str, &'static str)]) -> Example {
    Example::new(Base::Answer(method, records), bad)
}

/// The sample answer of a method as JSON, broken by replacements.
pub(crate) const fn json_answer(method: &'static str, records: usize, bad: &'static [(&'static str, &'static str)]) -> Example {
    Example::new(Base::Json(method, records), bad)
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (good, bad) = self.example.texts();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.id)?;
        map.serialize_entry("severity", &self.severity)?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("explanation", &self.explanation)?;
        map.serialize_entry("bad", &bad)?;
        map.serialize_entry("good", &good)?;
        if self.example.read != Read::default() {
            map.serialize_entry("read", &self.example.read)?;
        }
        map.end()
    }
}

macro_rules! rules {
    ($($group:ident { $($rule:ident)+ })+) => {
        $(pub(crate) mod $group { $(pub(crate) mod $rule;)+ })+

        /// Every rule, in the order of the reference.
        ///
        /// ```
        /// use yct_envelope::{RULES, Severity};
        /// let rule = RULES.iter().find(|rule| rule.id == "amount/not-fen").unwrap();
        /// assert_eq!(rule.severity, Severity::Error);
        /// ```
        pub static RULES: &[&Rule] = &[$($(&$group::$rule::RULE,)+)+];
    };
}

rules! {
    xml { malformed declaration leading end_tag unclosed unescaped entity invalid_character full_width_markup doctype cdata trailing attribute namespace encoding encoding_mismatch }
    envelope { root root_name escaped soap soap_fault method params_not_cdata provisional format_differs result_place unexpected_result }
    field { missing empty unknown misspelled duplicate nested whitespace quoted replacement_character }
    code { unknown query_only }
    amount { not_fen not_yuan out_of_range zero exceeds_payment }
    count { not_whole }
    time { format calendar reversed }
    orders { separator empty_item duplicate }
    record { incomplete_refund outside_range other_code }
    json { malformed r#type duplicate_key }
    limit { size depth findings damage }
}

/// What every rule's file uses.
mod prelude {
    pub(crate) use super::{Context, Limit, Rule, answer, json_answer, page, request};
    pub(crate) use crate::catalog::{Field, Kind, Text, text};
    pub(crate) use crate::diagnostic::{Arg, Draft, Finding, Severity::*, Wording, wording};
    pub(crate) use crate::message::{Form, Message, NodeId};
    pub(crate) use crate::text::{ByteEdit, Bytes};
}

#[cfg(all(feature = "encodings", feature = "reference"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Limits, ReadOptions};
    use crate::lint::{Report, lint, lint_bytes};
    use crate::mutant::sample_mutant;

    /// The finding of a rule's example, read as it must be, within the usual limits where they are not its matter.
    fn read(rule: &Rule, text: &str, limits: Option<Limits>) -> Report {
        let mutant = sample_mutant(rule);
        let options = ReadOptions { limits: limits.unwrap_or(mutant.limits), ..mutant.options() };
        if rule.example.read.bytes { lint_bytes(text.as_bytes(), &options) } else { lint(text, &options) }
    }

    /// Every rule. Under Miri, which takes a thousand times as long, a few, and none of bytes: encoding_rs asks the processor what it can do, which
    /// Miri cannot.
    fn rules() -> impl Iterator<Item = &'static Rule> {
        RULES.iter().filter(|rule| !cfg!(miri) || !rule.example.read.bytes).step_by(if cfg!(miri) { 20 } else { 1 }).copied()
    }

    #[test]
    fn bad_examples_fire_exactly_their_rule() {
        for rule in rules() {
            let (good, bad) = rule.example.texts();
            let mut fired: Vec<_> =
                read(rule, &bad, None).diagnostics.into_iter().map(|diagnostic| (diagnostic.rule, diagnostic.severity)).collect();
            if rule.id == "limit/findings" {
                fired.remove(0);
            }
            assert_eq!(fired, [(rule.id, rule.severity)], "{bad}");
            assert!(good != bad || rule.example.read.limits.is_some(), "{}", rule.id);
        }
    }

    #[test]
    fn good_examples_are_clean() {
        for rule in rules() {
            let (good, _) = rule.example.texts();
            let report = read(rule, &good, Some(Limits::default()));
            assert_eq!(report.diagnostics, [], "{}: {good}", rule.id);
        }
    }

    #[test]
    fn examples_that_need_a_request_are_clean_without_it() {
        let paired: Vec<_> = RULES.iter().filter(|rule| rule.example.read.request.is_some()).collect();
        assert!(paired.len() >= 3);
        for rule in paired.into_iter().take(if cfg!(miri) { 1 } else { RULES.len() }) {
            let request = rule.example.read.request.map(Asking::text).unwrap_or_default();
            assert_eq!(lint(&request, &ReadOptions::default()).diagnostics, [], "{}: {request}", rule.id);
            let (_, bad) = rule.example.texts();
            assert_eq!(lint(&bad, &ReadOptions::default()).diagnostics, [], "{}: {bad}", rule.id);
        }
    }

    #[test]
    fn safe_fixes_turn_the_bad_example_into_the_good_one() {
        let mut fixed = 0;
        for rule in rules() {
            let (good, bad) = rule.example.texts();
            let report = read(rule, &bad, None);
            if report.diagnostics.iter().any(|diagnostic| diagnostic.fixes.iter().any(|fix| fix.safe)) {
                assert_eq!(crate::fix(&bad, &sample_mutant(rule).options()).text, good, "{}", rule.id);
                fixed += 1;
            }
        }
        assert!(cfg!(miri) || fixed >= 9, "{fixed}");
    }

    #[test]
    fn explanations_name_the_limits_that_hold() {
        let limits = Limits::default();
        let size = format!("{} MiB", limits.size >> 20);
        for (id, shown) in [
            ("limit/size", size),
            ("limit/depth", limits.depth.to_string()),
            ("limit/findings", limits.findings.to_string()),
            ("limit/damage", limits.findings.to_string()),
            ("limit/damage", limit::damage::EACH.to_string()),
            ("limit/damage", limit::damage::FINDINGS.to_string()),
            ("limit/damage", limit::damage::EDITS.to_string()),
        ] {
            let rule = RULES.iter().find(|rule| rule.id == id);
            assert!(rule.is_some_and(|rule| rule.explanation.zh.contains(&shown) && rule.explanation.en.contains(&shown)), "{id} {shown}");
        }
    }

    #[test]
    fn ids_are_unique_and_both_languages_are_there() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
        for rule in RULES {
            for text in [rule.title, rule.explanation] {
                assert!(
                    !text.zh.is_ascii() && text.en.is_ascii() || text.en.contains(['元', '待', '微', '–', '…', '�', '＜']),
                    "{}",
                    rule.id
                );
            }
        }
    }
}
