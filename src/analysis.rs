//! A source, read and checked: what every other function starts from.

use crate::bytes::{Problem, in_declaration};
use crate::catalog::{Locale, Method};
use crate::check::{Checked, Side, check};
use crate::diagnostic::{Diagnostic, Finding, Renderer};
use crate::envelope::Asked;
use crate::found::{Found, Summary};
use crate::message::{Left, Message, Settings};
use crate::rules::envelope::escaped;
use crate::rules::xml::{encoding, encoding_mismatch};
use crate::rules::{Context, Tally, limit};
use crate::text::{ByteEdit, Bytes, LONGEST, in_order, long, merged, piece};
use crate::value::is_space;
use crate::{json, xml};
use serde::Serialize;
use std::cell::Cell;

/// What is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of a source, in UTF-16 units of a text or in bytes.
    pub size: usize,
    /// The deepest level of elements or objects.
    pub depth: usize,
    /// How many findings are returned.
    pub findings: usize,
}

impl Default for Limits {
    /// 64 MiB, 64 levels, 1 000 findings.
    fn default() -> Self {
        Self { size: limit::size::SIZE, depth: limit::depth::DEPTH, findings: limit::findings::FINDINGS }
    }
}

impl Limits {
    /// How much damage is read, at most, in a text of so many bytes.
    pub(crate) fn damage(&self, length: usize) -> Left {
        let most = self.findings.saturating_mul(limit::damage::EACH);
        let among = |apart: usize| self.findings.saturating_add(length.div_euclid(apart)).min(most);
        Left { findings: among(limit::damage::FINDINGS), edits: among(limit::damage::EDITS) }
    }
}

/// How a source is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// The language of messages.
    pub locale: Locale,
    /// The method that an answer belongs to; else its request tells, else its fields.
    pub method: Option<&'static Method>,
    /// What is expected; else an answer where its request is given, else the root tells.
    pub kind: Option<Side>,
    /// What is read at most.
    pub limits: Limits,
    /// What the request asked for that the source answers: where the answer differs, warnings say so. A request is read as without.
    pub request: Option<&'a Asked>,
}

impl ReadOptions<'_> {
    fn method(&self) -> Option<&'static Method> {
        self.method.or(self.request.and_then(|asked| asked.method))
    }

    fn kind(&self) -> Option<Side> {
        self.kind.or(self.request.map(|_| Side::Response))
    }
}

/// The format of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// XML text.
    Xml,
    /// JSON text.
    Json,
}

/// What a caller knows of a text beside the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// Byte offsets at which U+FFFD stands for a lone surrogate.
    pub lone: Vec<usize>,
    /// How the bytes were decoded.
    pub decoding: Option<Decoding>,
    /// The source was too large to be handed over.
    pub oversize: bool,
    /// How many findings are told; those behind are only counted.
    pub told: Option<usize>,
    /// Whether the value of every record is wanted, whatever else is wrong.
    pub each: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Decoding {
    pub encoding: String,
    pub declared: Option<String>,
    pub problem: Option<Problem>,
    /// The byte offset in the text of the first place that did not decode.
    pub undecodable: Option<usize>,
    /// Whether all of it would decode as GBK.
    pub gbk: bool,
}

/// A source, read and checked.
pub(crate) struct Analysis<'a> {
    pub message: Message<'a>,
    /// In text order.
    pub findings: Vec<Finding>,
    /// What was counted beside them.
    pub tally: Tally,
    /// Whether the text is not well-formed, or was not read to its end.
    pub is_damaged: bool,
    pub checked: Checked,
    pub format: Option<Format>,
}

/// Reads and checks a text.
pub(crate) fn read<'a>(source: &'a str, options: &ReadOptions<'a>, origin: &Origin) -> Analysis<'a> {
    let mut findings = Vec::new();
    if let Some(decoding) = &origin.decoding {
        findings.extend(decoding.finding(source));
    }
    let too_long = source.len() > long(LONGEST);
    if origin.oversize || too_long || source.len() > options.limits.size && units(source, origin) > options.limits.size {
        findings.push(Finding::new(&limit::size::RULE, &limit::size::LARGE, None, Some(0..0)).plain(options.limits.size));
        return unread(findings, None, options);
    }
    let told = origin.told.unwrap_or(usize::MAX);
    let settings = Settings {
        depth: options.limits.depth,
        lone: &origin.lone,
        quote: json::escape,
        left: Cell::new(Some(options.limits.damage(source.len()))),
        told,
    };
    let mut found = Found::new(told);
    let again = || read(source, options, &Origin { told: None, ..origin.clone() });
    let mut format = format_of(source);
    let message = if format == Some(Format::Json) {
        let message = json::read(source, &settings, &mut found);
        match xml::read_inside(source, &message, &settings, &mut found) {
            Some(inside) => {
                format = Some(Format::Xml);
                inside
            }
            None => message,
        }
    } else {
        xml::read(source, &settings, &mut found)
    };
    if settings.is_over() {
        let finding = Finding::new(&limit::damage::RULE, &limit::damage::MORE, None, Some(0..0));
        let Left { findings: most, edits } = options.limits.damage(source.len());
        findings.push(finding.plain(most).plain(edits));
        return unread(findings, format, options);
    }
    let lossy = origin.decoding.as_ref().is_some_and(|decoding| decoding.undecodable.is_some());
    findings.into_iter().for_each(|finding| found.begin(finding));
    let Some((findings, offered, beyond)) = found.finish() else { return again() };
    let cx = Context::new(message, findings, told, beyond);
    let mut cx = Context { lossy, asked: options.request, each: origin.each, ..cx };
    let checked = check(&mut cx, options.kind(), options.method());
    let Context { message, findings, tally, .. } = cx;
    let is_escaped = findings.iter().any(|finding| std::ptr::eq(finding.rule, &escaped::RULE));
    if tally.has_mend || is_escaped && tally.has_safe {
        return again();
    }
    let mut findings = in_order(findings, Finding::place);
    let is_damaged = tally.is_damage || findings.iter().any(Finding::is_damage);
    if is_damaged {
        findings.iter_mut().for_each(|finding| finding.fixes.retain(|draft| !draft.structural));
    }
    if is_escaped {
        // What is read inside the escapes is but one reading.
        findings.iter_mut().flat_map(|finding| &mut finding.fixes).for_each(|draft| draft.safe = false);
    }
    // Nothing is sure around a mend that waits for a person.
    let offers = findings.iter().filter(|finding| finding.is_damage()).flat_map(|finding| &finding.fixes).filter(|draft| !draft.safe);
    let edits = offers.flat_map(|draft| &draft.edits);
    let mends = merged(edits.map(|edit| edit.at.clone()).chain(offered.into_iter().map(Bytes::from)).collect());
    let is_unsure = |edit: &ByteEdit| {
        let next = mends.partition_point(|mend| mend.end < edit.at.start);
        let near_mend = mends.get(next).is_some_and(|mend| mend.start <= edit.at.end);
        let is_markup =
            || edit.text.contains(['&', '<', '>']) || ["<![CDATA[", "]]>"].iter().any(|mark| piece(source, edit.at.clone()).contains(mark));
        let is_mixed = |mixed: &Bytes| mixed.start < edit.at.end && edit.at.start < mixed.end && edit.at != *mixed && is_markup();
        (near_mend, message.mixed.as_ref().is_some_and(is_mixed))
    };
    for finding in &mut findings {
        let is_damage = finding.is_damage();
        finding.fixes.retain_mut(|draft| {
            // What a mend added before, another may take away: then nothing of that is in the text.
            draft.edits.retain(|edit| piece(source, edit.at.clone()) != edit.text);
            let (near, mixed) = draft.edits.iter().map(is_unsure).fold((false, false), |all, edit| (all.0 || edit.0, all.1 || edit.1));
            let keeps = !mixed && (is_damage || !(near && draft.safe));
            draft.safe &= !near;
            keeps && !draft.edits.is_empty()
        });
    }
    Analysis { message, findings, tally, is_damaged, checked, format }
}

/// What is known of a text that was not read.
fn unread<'a>(findings: Vec<Finding>, format: Option<Format>, options: &ReadOptions) -> Analysis<'a> {
    let checked = Checked { side: options.kind(), method: options.method(), ..Checked::default() };
    let message = Message::new(crate::message::Dialect::Xml, "".into(), xml::escape);
    let tally = Tally::new(usize::MAX, &findings, Summary::default());
    Analysis { message, tally, findings, is_damaged: true, checked, format }
}

/// The size as limits count it: UTF-16 units of a text, bytes where bytes were given (and the caller has measured them).
fn units(source: &str, origin: &Origin) -> usize {
    if origin.decoding.is_some() { 0 } else { source.encode_utf16().count() }
}

/// What the text looks like: JSON starts with a bracket or a quote, everything else is taken for XML.
fn format_of(source: &str) -> Option<Format> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source).trim_start_matches(is_space);
    match text.chars().next()? {
        '{' | '｛' => Some(Format::Json),
        // A log line may start like an array or a string; then an envelope follows.
        '[' | '"' => Some(if json::is_json(text) || !text.contains('<') { Format::Json } else { Format::Xml }),
        '<' => Some(Format::Xml),
        _ if json::is_json(text) => Some(Format::Json),
        _ if text.contains('<') => Some(Format::Xml),
        // A log line, or a call, around the answer.
        _ => text.contains(['{', '｛']).then_some(Format::Json),
    }
}

impl Decoding {
    fn finding(&self, source: &str) -> Option<Finding> {
        let declared = self.declared.clone().unwrap_or_default();
        // A declared encoding that is not read explains why the bytes do not decode.
        if let Some(at) = self.undecodable.filter(|_| self.problem != Some(Problem::Unsupported)) {
            let end = at.saturating_add(source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
            let wording = if self.gbk { &encoding::GBK } else { &encoding::UNDECODABLE };
            return Some(Finding::new(&encoding::RULE, wording, None, Some(at..end)).plain(&self.encoding));
        }
        let quote = crate::diagnostic::Arg::Quote(declared, None);
        let at = Some(in_declaration(source).unwrap_or(0..0));
        match self.problem? {
            Problem::Unsupported => Some(Finding::new(&encoding::RULE, &encoding::UNSUPPORTED, None, at).arg(quote)),
            Problem::Mismatch => {
                Some(Finding::new(&encoding_mismatch::RULE, &encoding_mismatch::DIFFERENT, None, at).arg(quote).plain(&self.encoding))
            }
        }
    }
}

impl Analysis<'_> {
    pub fn has_error(&self) -> bool {
        self.tally.has_error
    }

    /// Leaves as many findings as are asked for.
    pub fn limit(&mut self, options: &ReadOptions) {
        let total = self.findings.len().saturating_add(self.tally.more);
        let shown = options.limits.findings;
        if total > shown {
            let at = self.findings.get(shown).and_then(|finding| finding.at.clone());
            self.findings.truncate(shown);
            self.findings.push(Finding::new(&limit::findings::RULE, &limit::findings::MORE, None, at).plain(total).plain(shown));
        }
    }

    /// Words the findings, as many as are asked for.
    pub fn diagnostics(&mut self, source: &str, options: &ReadOptions) -> Vec<Diagnostic> {
        self.limit(options);
        if self.findings.is_empty() {
            return Vec::new();
        }
        let renderer = Renderer::new(&self.message, source, options.locale, &self.findings);
        self.findings.iter().map(|finding| renderer.diagnostic(finding)).collect()
    }
}
