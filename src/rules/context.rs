use crate::catalog::{Field, Kind};
use crate::diagnostic::{Arg, Finding, Wording};
use crate::envelope::Asked;
use crate::message::{Message, NodeId};
use crate::rules::Rule;
use crate::text::{ByteEdit, Bytes};
use crate::value::is_space;

/// What a rule sees: the message, and where to report.
pub(crate) struct Context<'a> {
    pub message: Message<'a>,
    pub findings: Vec<Finding>,
    /// The section of the specification that is being checked.
    pub section: &'static str,
    /// Whether bytes did not decode: that is told, and every U+FFFD comes of it.
    pub lossy: bool,
    /// What the request of this answer asks for, where it is known.
    pub asked: Option<&'a Asked>,
}

impl Context<'_> {
    pub fn report(&mut self, mut finding: Finding) {
        finding.section = finding.section.or(Some(self.section));
        self.findings.push(finding);
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
