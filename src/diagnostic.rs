//! Findings, their wording in two languages, and the diagnostics that a caller sees.
//!
//! A rule makes a [`Finding`]: which rule, which wording, where, with which arguments. What stands in the source is quoted only as
//! an [`Arg`], and [`Renderer`] leaves out what lies in the value of a secret: no message can show one.

use crate::catalog::methods::EVENT_PARAMS;
use crate::catalog::{All, Code, Field, Kind, Locale, METHODS, Text, homes};

use crate::message::{Dialect, Message, NodeId, PathStep};
use crate::rules::Rule;
use crate::text::{ByteEdit, Bytes, Edit, Index, Span, apply, byte_of_unit};
use crate::zones::{Zones, is_known};
use serde::Serialize;
use std::cell::RefCell;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Strict parsing refuses.
    Error,
    /// Accepted, but probably not meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// One finding, worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The rule's id, such as `amount/not-fen`.
    pub rule: &'static str,
    /// The rule's severity.
    pub severity: Severity,
    /// One sentence: what stands there, what is allowed.
    pub message: String,
    /// The next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The wire names from below the root to the innermost node concerned.
    pub path: Vec<PathStep>,
    /// Where it stands; `None` where there is no source text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What would mend it.
    pub fixes: Vec<Fix>,
    /// The section of the specification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<&'static str>,
}

/// A place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Its path.
    pub path: Vec<PathStep>,
    /// Its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A set of edits that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether it keeps the meaning, so that [`crate::fix`] applies it.
    pub safe: bool,
    /// What changes in the source text, in its order; no two overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// The text that it is of, mended: for a person who has looked at the fix. [`crate::fix`] applies the safe ones by itself.
    ///
    /// ```
    /// use yct_envelope::{ReadOptions, lint};
    /// let text = "<return><resultCode>成功</resultCode></return>";
    /// let report = lint(text, &ReadOptions::default());
    /// let fix = &report.diagnostics[0].fixes[0];
    /// assert!(!fix.safe);
    /// assert_eq!(fix.apply(text), "<return><resultCode>0</resultCode></return>");
    /// ```
    pub fn apply(&self, text: &str) -> String {
        let bytes = |edit: &Edit| ByteEdit::new(byte_of_unit(text, edit.start)..byte_of_unit(text, edit.end), edit.text.clone());
        apply(text, &self.edits.iter().map(bytes).collect::<Vec<_>>())
    }
}

/// A message and what to do next, in both languages, one a line; `{0}`, `{1}` … stand for the arguments. One text instead of four
/// takes a quarter of the pointers into the module.
pub(crate) struct Wording(pub &'static str);

/// A wording of the rules: the message in Chinese and English, then what to do next.
macro_rules! wording {
    ($zh:literal, $en:literal, $help_zh:literal, $help_en:literal $(,)?) => {
        Wording(concat!($zh, "\n", $en, "\n", $help_zh, "\n", $help_en))
    };
}
pub(crate) use wording;

impl Wording {
    /// The message, and the help.
    fn in_locale(&self, locale: Locale) -> (&'static str, &'static str) {
        let mut lines = self.0.split('\n').skip(usize::from(locale == Locale::En)).step_by(2);
        (lines.next().unwrap_or_default(), lines.next().unwrap_or_default())
    }
}

/// What a placeholder stands for.
#[derive(Debug)]
pub(crate) enum Arg {
    /// A number or a name of the catalog.
    Plain(String),
    /// A wording.
    Both(Text),
    /// A field's name and label; a name that means something else in another method tells so in the help.
    Field(&'static Field),
    /// A code and its label.
    Code(&'static Code),
    /// One of several.
    AnyOf(Vec<Arg>),
    /// Where a node of that name belongs.
    Homes(String),
    /// The codes that a field takes.
    Codes(&'static Field),
    /// How the value of a field is written, as the end of a sentence.
    Takes(&'static Field),
    /// The methods' names.
    Methods,
    /// The names of the fields that take a query's `0`.
    Queries,
    /// The element that the finding is about; the envelope where there is none.
    Here,
    /// What stands in the source.
    Quote(String, Option<Bytes>),
    /// The same without its marks: a name.
    Name(String, Bytes),
    /// A patient's value: only its length is shown.
    Shape(usize),
    /// A secret: nothing is shown.
    Hidden,
}

impl Arg {
    /// What a name means here, where it means something else in another method.
    fn homonym(&self) -> Option<&'static Text> {
        match self {
            Arg::Field(field) if field.is_homonym => field.note.as_ref(),
            Arg::AnyOf(args) => args.iter().find_map(Arg::homonym),
            _ => None,
        }
    }
}

/// A finding before it is worded.
pub(crate) struct Finding {
    pub rule: &'static Rule,
    pub wording: &'static Wording,
    pub args: Vec<Arg>,
    pub node: Option<NodeId>,
    /// What the path ends with although it is missing.
    pub missing: Vec<&'static str>,
    pub at: Option<Bytes>,
    pub related: Vec<(&'static Text, NodeId, Option<Bytes>)>,
    pub fixes: Vec<Draft>,
    pub section: Option<&'static str>,
}

/// A fix before it is worded.
pub(crate) struct Draft {
    pub title: &'static Text,
    /// What the title's `{0}` stands for, where that is not the finding's first argument.
    pub arg: Option<Arg>,
    pub safe: bool,
    /// Whether it moves or renames elements: sound only in a text whose elements are beyond doubt.
    pub structural: bool,
    pub edits: Vec<ByteEdit>,
}

impl Draft {
    /// A fix that keeps the meaning and leaves the elements where they are.
    pub fn new(title: &'static Text, edits: impl IntoIterator<Item = ByteEdit>) -> Self {
        Self { title, arg: None, safe: true, structural: false, edits: edits.into_iter().collect() }
    }
}

impl Finding {
    pub fn new(rule: &'static Rule, wording: &'static Wording, node: Option<NodeId>, at: Option<Bytes>) -> Self {
        Self { rule, wording, args: Vec::new(), node, missing: Vec::new(), at, related: Vec::new(), fixes: Vec::new(), section: None }
    }

    pub fn arg(mut self, arg: Arg) -> Self {
        push(&mut self.args, arg);
        self
    }

    pub fn plain(self, arg: impl ToString) -> Self {
        self.arg(Arg::Plain(arg.to_string()))
    }

    pub fn missing(mut self, names: &[&'static str]) -> Self {
        self.missing = names.to_vec();
        self
    }

    pub fn related(mut self, text: &'static Text, node: NodeId, at: Option<Bytes>) -> Self {
        push(&mut self.related, (text, node, at));
        self
    }

    pub fn section(mut self, section: &'static str) -> Self {
        self.section = Some(section);
        self
    }

    /// A fix; none where there is nothing to edit (a JS value).
    pub fn fix(mut self, draft: Draft) -> Self {
        if !draft.edits.is_empty() {
            push(&mut self.fixes, draft);
        }
        self
    }

    /// A fix that keeps the meaning.
    pub fn safe_fix(self, title: &'static Text, edits: impl IntoIterator<Item = ByteEdit>) -> Self {
        self.fix(Draft::new(title, edits))
    }

    /// A fix that needs a person's yes.
    pub fn offer(self, title: &'static Text, edits: impl IntoIterator<Item = ByteEdit>) -> Self {
        self.fix(Draft { safe: false, ..Draft::new(title, edits) })
    }

    /// The same for a fix that moves or renames elements: it is dropped where the text is not well-formed.
    pub fn structural_fix(self, title: &'static Text, edits: impl IntoIterator<Item = ByteEdit>) -> Self {
        self.fix(Draft { structural: true, ..Draft::new(title, edits) })
    }

    /// A fix that writes something else in the place of what stands there.
    pub fn write(self, meant: Arg, safe: bool, edits: impl IntoIterator<Item = ByteEdit>) -> Self {
        self.fix(Draft { safe, arg: Some(meant), ..Draft::new(&crate::rules::code::unknown::WRITE, edits) })
    }

    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }

    /// Whether it says that the text is not well-formed, or was not read to its end.
    pub fn is_damage(&self) -> bool {
        self.rule.is_damage()
    }

    /// Where it comes in the text; what has no place comes first.
    pub fn place(&self) -> (usize, usize) {
        self.at.as_ref().map_or((0, 0), |at| (at.start.saturating_add(1), at.end.saturating_add(1)))
    }
}

/// Takes no more room than for what is there: there may be a thousand lists of one.
fn push<T>(list: &mut Vec<T>, item: T) {
    list.reserve_exact(1);
    list.push(item);
}

/// Words findings.
pub(crate) struct Renderer<'m, 'a> {
    message: &'m Message<'a>,
    index: Index<'m>,
    source: &'m str,
    /// How far the zones are known, and they.
    zones: RefCell<(usize, Zones)>,
    locale: Locale,
}

/// How much farther zones are looked for, each time that they are not known far enough.
const FARTHER: usize = 8;

impl<'m, 'a> Renderer<'m, 'a> {
    /// For some findings: in a long text, those that are told may all stand near its start.
    pub fn new<'f>(message: &'m Message<'a>, source: &'m str, locale: Locale, findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let end = findings.into_iter().filter_map(|finding| finding.at.as_ref()).map(|at| at.end.max(1)).max().unwrap_or(1);
        let zones = RefCell::new((end, Zones::of_message(source, message, end)));
        Self { message, index: Index::new(source), source, zones, locale }
    }

    /// Whether a place is, in part, where the value of a secret may stand.
    fn is_secret(&self, at: &Bytes) -> bool {
        let mut zones = self.zones.borrow_mut();
        while zones.0 < at.end {
            let end = zones.0.saturating_mul(FARTHER);
            *zones = (end, Zones::of_message(self.source, self.message, end));
        }
        zones.1.touch(at)
    }

    pub fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let args: Vec<String> = finding.args.iter().map(|arg| self.arg(arg, finding.node)).collect();
        let word = |text| fill(text, &args);
        let (message, help) = finding.wording.in_locale(self.locale);
        let mut help = word(help);
        for field in finding.args.iter().filter_map(Arg::homonym) {
            help.push_str(self.zh("；", "; "));
            help.push_str(field.in_locale(self.locale));
        }
        let mut path = self.path(finding.node);
        path.extend(finding.missing.iter().map(|name| PathStep::Name((*name).to_owned())));
        let fixes = finding.fixes.iter().map(|draft| Fix {
            title: self.title(finding, draft),
            safe: draft.safe,
            edits: draft.edits.iter().map(|edit| self.index.edit(edit)).collect(),
        });
        let related = finding.related.iter().map(|(text, node, at)| Related {
            message: word(text.in_locale(self.locale)),
            path: self.path(Some(*node)),
            span: at.as_ref().map(|at| self.index.span(at)),
        });
        Diagnostic {
            rule: finding.rule.id,
            severity: finding.rule.severity,
            message: word(message),
            help: Some(help).filter(|help| !help.is_empty()),
            path,
            span: finding.at.as_ref().map(|at| self.index.span(at)),
            related: related.collect(),
            fixes: fixes.collect(),
            section: finding.section,
        }
    }

    /// What a fix of a finding does.
    pub fn title(&self, finding: &Finding, draft: &Draft) -> String {
        let args = draft.arg.as_ref().map_or(finding.args.as_slice(), std::slice::from_ref);
        let args: Vec<String> = args.iter().map(|arg| self.arg(arg, finding.node)).collect();
        fill(draft.title.in_locale(self.locale), &args)
    }

    /// Whether a name stands nowhere in the source: what a mend took it from may be a secret.
    fn is_made(&self, name: &str, at: &Bytes) -> bool {
        self.message.dialect == Dialect::Xml && at.is_empty() && !name.is_empty()
    }

    fn path(&self, node: Option<NodeId>) -> Vec<PathStep> {
        node.map_or_else(Vec::new, |node| {
            self.message.path(node, |name, at| !name.is_empty() && !is_known(name) && (self.is_secret(at) || self.is_made(name, at)))
        })
    }

    fn zh(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.in_locale(self.locale)
    }

    /// A name, and in brackets what it stands for.
    fn named(&self, name: &str, meaning: &str) -> String {
        let (open, close) = (self.zh("（", " ("), self.zh("）", ")"));
        format!("`{name}`{open}{meaning}{close}")
    }

    fn arg(&self, arg: &Arg, here: Option<NodeId>) -> String {
        let zh = self.locale == Locale::Zh;
        let comma = self.zh("、", ", ");
        match arg {
            Arg::Plain(text) => text.clone(),
            Arg::Both(text) => text.in_locale(self.locale).to_owned(),
            Arg::Field(field) => self.named(field.name, field.label.in_locale(self.locale)),
            Arg::Code(code) => self.named(code.code, code.label.in_locale(self.locale)),
            Arg::AnyOf(args) => {
                let mut text = String::new();
                for arg in args {
                    text.push_str(match text.as_str() {
                        "" => "",
                        before if before.ends_with('）') => "或 ",
                        _ => self.zh(" 或 ", " or "),
                    });
                    text.push_str(&self.arg(arg, here));
                }
                text
            }
            Arg::Homes(name) => {
                let mut text = String::new();
                for (node, of) in homes(name) {
                    text.push_str(if text.is_empty() { "" } else { comma });
                    let event = if node == EVENT_PARAMS { "eventCode " } else { "" };
                    text.push_str(&self.named(node, &[event, of].concat()));
                }
                text
            }
            Arg::Takes(field) => match field.kind {
                Kind::Code(..) => self.zh("，可用的代码：", "; the codes are: ").to_owned() + &self.arg(&Arg::Codes(field), here),
                Kind::Fen => self.zh("，写整数分，如 1990", "; write whole fen, such as 1990").to_owned(),
                Kind::Yuan => self.zh("，写元，如 236.50", "; write yuan, such as 236.50").to_owned(),
                Kind::Timestamp | Kind::Date => self.zh("，格式 ", "; write ").to_owned() + field.kind.pattern(),
                _ => String::new(),
            },
            Arg::Codes(field) => {
                let codes: Vec<_> =
                    field.meaningful_codes().map(|row| format!("{} {}", row.code, row.label.in_locale(self.locale))).collect();
                codes.join(comma)
            }
            Arg::Methods => METHODS.iter().map(|method| method.code.to_owned()).collect::<Vec<_>>().join(comma),
            Arg::Queries => {
                let mut names: Vec<String> = Vec::new();
                for field in
                    METHODS.iter().flat_map(|method| method.params).filter(|field| matches!(field.kind, Kind::Code(_, All::Query(_))))
                {
                    if !names.iter().any(|name| name == field.name) {
                        names.push(field.name.to_owned());
                    }
                }
                names.join(comma)
            }
            Arg::Name(text, at) => {
                if self.is_secret(at) {
                    self.hidden()
                } else {
                    visible(text)
                }
            }
            Arg::Here => {
                let name = self.path(here).into_iter().rev().find_map(|step| match step {
                    PathStep::Name(name) => Some(format!("`{}`", visible(&name))),
                    PathStep::Index(_) => None,
                });
                name.unwrap_or_else(|| self.zh("报文", "the envelope").to_owned())
            }
            Arg::Quote(text, Some(at)) if self.is_secret(at) || (self.is_made(text, at) && !is_known(text)) => self.hidden(),
            Arg::Quote(text, _) => format!("`{}`", visible(text)),
            Arg::Shape(length) if zh => format!("（{length} 个字符，已隐去）"),
            Arg::Shape(length) => format!("(hidden, length {length})"),
            Arg::Hidden => self.hidden(),
        }
    }

    fn hidden(&self) -> String {
        self.zh("（已隐去）", "(hidden)").to_owned()
    }
}

/// Puts the arguments in the places of `{0}`, `{1}` …
fn fill(template: &str, args: &[String]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((index, tail)) = after.split_once('}') else { break };
        let arg = index.parse::<usize>().ok().and_then(|index| args.get(index)).map_or("", |arg| arg);
        // A full-width character brings its own room.
        let is_wide: fn(char) -> bool = |c| matches!(c, '\u{2e80}'..);
        text.push_str(if arg.starts_with(is_wide) { before.trim_end_matches(' ') } else { before });
        text.push_str(arg);
        rest = if arg.ends_with(is_wide) { tail.trim_start_matches(' ') } else { tail };
    }
    text.push_str(rest);
    text
}

/// The longest quotation, in characters.
const QUOTED: usize = 48;

/// A text as a message can show it: short, on one line, without characters that hide or reorder.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == QUOTED {
            shown.push('…');
            break;
        }
        let invisible = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        match c {
            '\n' => shown.push('⏎'),
            _ if invisible => shown.push_str(&format!("‹U+{:04X}›", u32::from(c))),
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let args = ["a".to_owned(), "{0}".to_owned()];
        assert_eq!(fill("{0} 是 {1}。", &args), "a 是 {0}。");
        assert_eq!(fill("no placeholder", &[]), "no placeholder");
        assert_eq!(fill("{0} 的值 {1} 不对", &["`a`（甲）".to_owned(), "（已隐去）".to_owned()]), "`a`（甲）的值（已隐去）不对");
    }

    #[test]
    fn quotations() {
        assert_eq!(visible("a\u{202e}b\nc\u{1}"), "a‹U+202E›b⏎c‹U+0001›");
        assert_eq!(visible(&"号".repeat(60)).chars().count(), QUOTED + 1);
    }
}
