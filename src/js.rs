//! The boundary to JS: strings in, JSON text out, no state. The package's JavaScript around it turns this into the public face.
//!
//! Nothing here returns an error or panics: what a caller did wrong is data, and the JavaScript throws.

use crate::analysis::{Analysis, Decoding, Limits, Origin, ReadOptions};
use crate::bytes::{HEAD, Problem, sniff};
use crate::catalog::{Locale, Method};
use crate::check::{Side, check, check_params};
use crate::diagnostic::{Diagnostic, Renderer};
use crate::envelope::{Asked, Envelope, Fields};
use crate::found::Found;
use crate::given::{Outcome, checked, context, envelope};
use crate::lint::told;
use crate::message::{Left, Message, NodeId, Settings};
use crate::rules::limit;
use crate::text::{ByteEdit, Edit, Index, byte_of_unit, bytes_of_units};
use crate::{Format, MaskOptions, json, sample, xml};
use serde::Serialize;
use std::cell::Cell;
#[cfg(all(target_arch = "wasm32", feature = "boundary"))]
use wasm_bindgen::prelude::wasm_bindgen;

/// What the package's JavaScript passes beside a source: JSON text that it wrote itself.
struct Options<'a>(Message<'a>);

impl<'a> Options<'a> {
    fn parse(text: &'a str) -> Self {
        Self(json::read(
            text,
            &Settings { depth: limit::depth::DEPTH, lone: &[], quote: json::escape, left: Cell::new(Some(Left::ALL)), told: usize::MAX },
            &mut Found::new(usize::MAX),
        ))
    }

    fn node(&self, path: &[&str]) -> Option<NodeId> {
        path.iter().try_fold(self.0.root?, |node, name| self.0.child(node, name))
    }

    fn text(&self, path: &[&str]) -> Option<&str> {
        self.0.value(self.node(path)?)
    }

    fn number(&self, path: &[&str]) -> Option<usize> {
        self.text(path)?.parse().ok()
    }

    fn locale(&self) -> Locale {
        if self.text(&["locale"]) == Some("en") { Locale::En } else { Locale::Zh }
    }

    fn method(&self) -> Option<&'static Method> {
        self.text(&["method"]).and_then(Method::find)
    }

    fn kind(&self) -> Option<Side> {
        match self.text(&["kind"]) {
            Some("request") => Some(Side::Request),
            Some("response") => Some(Side::Response),
            _ => None,
        }
    }

    fn format(&self) -> Format {
        if self.text(&["format"]) == Some("json") { Format::Json } else { Format::Xml }
    }

    fn limits(&self) -> Limits {
        let usual = Limits::default();
        let limit = |name, usual| self.number(&["limits", name]).unwrap_or(usual);
        Limits { size: limit("size", usual.size), depth: limit("depth", usual.depth), findings: limit("findings", usual.findings) }
    }

    fn read<'r>(&self, request: Option<&'r Asked>) -> ReadOptions<'r> {
        ReadOptions { locale: self.locale(), method: self.method(), kind: self.kind(), limits: self.limits(), request }
    }

    /// What the request asks that a source answers: it comes as text or as a value.
    fn asked(&self) -> Option<Asked> {
        match self.text(&["request", "value"]) {
            Some(tagged) => Some(check(&mut context(tagged), Some(Side::Request), None).asked()),
            None => Some(Asked::read(self.text(&["request", "text"])?, self.limits())),
        }
    }

    fn origin(&self, source: &str, lone: &[u32]) -> Origin {
        let units: Vec<usize> = lone.iter().filter_map(|&unit| usize::try_from(unit).ok()).collect();
        let problem = self.text(&["bytes", "problem"]);
        let decoding = self.text(&["bytes", "encoding"]).map(|encoding| Decoding {
            encoding: encoding.to_owned(),
            declared: self.text(&["bytes", "declared"]).map(str::to_owned),
            problem: match problem {
                Some("unsupported") => Some(Problem::Unsupported),
                Some("mismatch") => Some(Problem::Mismatch),
                _ => None,
            },
            undecodable: self
                .number(&["bytes", "position"])
                .filter(|_| matches!(problem, Some("undecodable" | "gbk")))
                .map(|unit| byte_of_unit(source, unit)),
            gbk: problem == Some("gbk"),
        });
        let oversize = self.number(&["length"]).is_some_and(|length| length > self.limits().size);
        Origin { lone: bytes_of_units(source, &units), decoding, oversize, told: None, each: false }
    }
}

/// JSON text; writing into memory cannot fail.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A report, its findings worded one by one: of a thousand, no other form takes room, and none more than it needs.
fn report(mut analysis: Analysis, source: &str, options: &ReadOptions) -> String {
    const FINDINGS: &str = "\"diagnostics\":[";
    analysis.limit(options);
    let outline = text(&analysis.outline());
    if analysis.findings.is_empty() {
        return outline;
    }
    let (before, after) = outline.split_once(FINDINGS).unwrap_or_default();
    let renderer = Renderer::new(&analysis.message, source, options.locale, &analysis.findings);
    let worded = || analysis.findings.iter().map(|finding| renderer.diagnostic(finding));
    let edits = || analysis.findings.iter().map(|finding| finding.fixes.iter().map(|draft| draft.edits.len()).sum::<usize>());
    let mut length = outline.len();
    if analysis.findings.len().saturating_add(edits().sum()) > FEW {
        let mut finding = Vec::with_capacity(edits().max().unwrap_or_default().saturating_mul(EDIT));
        for diagnostic in worded() {
            finding.clear();
            let _ = serde_json::to_writer(&mut finding, &diagnostic);
            length = length.saturating_add(finding.len()).saturating_add(1);
        }
    }
    let mut written = Vec::with_capacity(length);
    written.extend_from_slice(before.as_bytes());
    for (index, diagnostic) in worded().enumerate() {
        written.extend_from_slice(if index > 0 { "," } else { FINDINGS }.as_bytes());
        let _ = serde_json::to_writer(&mut written, &diagnostic);
    }
    written.extend_from_slice(after.as_bytes());
    String::from_utf8(written).unwrap_or_default()
}

/// How many findings and edits are written without a thought of the room that they take.
const FEW: usize = 100;

/// How long an edit of one mark is, about.
const EDIT: usize = 48;

/// `lint`: a report.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn lint(source: &str, lone: &[u32], options: &str) -> String {
    let options = Options::parse(options);
    let asked = options.asked();
    let read = options.read(asked.as_ref());
    report(told(source, &read, &options.origin(source, lone)), source, &read)
}

/// A part of an answer: its records, each with its value where that is sound, and what is to tell.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn records(source: &str, lone: &[u32], options: &str) -> String {
    let options = Options::parse(options);
    text(&crate::records::read_records(source, &options.read(None), options.origin(source, lone)))
}

/// Tells the encoding of bytes by the first of them.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen(js_name = sniff))]
pub fn sniff_bytes(bytes: &[u8]) -> String {
    text(&sniff(bytes.get(..HEAD).unwrap_or(bytes)))
}

fn checked_envelope(tagged: &str, options: &Options) -> Outcome<Envelope> {
    envelope(tagged, options.locale(), options.kind(), options.method())
}

/// `checkRequest`, `checkResponse`: the findings of a JS value, and its canonical form.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen(js_name = check))]
pub fn check_value(tagged: &str, options: &str) -> String {
    text(&checked_envelope(tagged, &Options::parse(options)))
}

/// The findings of a `methodParams` value, with paths from inside it, and its canonical form.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen(js_name = checkParams))]
pub fn check_params_value(tagged: &str, options: &str) -> String {
    let options = Options::parse(options);
    let outcome: Outcome<Fields> = checked(tagged, options.locale(), |cx| check_params(cx, options.method()?));
    text(&outcome)
}

#[derive(Serialize)]
struct Built {
    text: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

/// `buildRequest`, `buildResponse`: the text, or none and the errors.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn build(tagged: &str, options: &str) -> String {
    let options = Options::parse(options);
    let Outcome { diagnostics, value } = checked_envelope(tagged, &options);
    let written = value.map(|envelope| match envelope {
        Envelope::Request(request) => xml::request(&request),
        Envelope::Response(response) if options.format() == Format::Json => json::response(&response),
        Envelope::Response(response) => xml::response(&response),
    });
    let errors = |diagnostic: &Diagnostic| written.is_none() && diagnostic.severity == crate::Severity::Error;
    let diagnostics = diagnostics.into_iter().filter(errors).collect();
    text(&Built { text: written, diagnostics })
}

#[derive(Serialize)]
struct Fixed {
    rounds: Vec<Vec<Edit>>,
    applied: Vec<crate::Applied>,
    report: crate::Report,
}

/// `fix`: what to change, round by round, and the report of the outcome.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn fix(source: &str, lone: &[u32], options: &str) -> String {
    let options = Options::parse(options);
    let asked = options.asked();
    let origin = options.origin(source, lone);
    let crate::Fixed { rounds, applied, report, .. } = crate::fix::fix_from(source, &options.read(asked.as_ref()), origin);
    text(&Fixed { rounds, applied, report })
}

fn edits(source: &str, edits: &[ByteEdit]) -> String {
    let index = Index::new(source);
    text(&edits.iter().map(|edit| index.edit(edit)).collect::<Vec<_>>())
}

/// `format`: what to change.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn format(source: &str, lone: &[u32], options: &str) -> String {
    // A text with a lone surrogate does not read.
    let found =
        if lone.is_empty() { crate::format::edits(source, Options::parse(options).number(&["indent"]).unwrap_or(2)) } else { Vec::new() };
    edits(source, &found)
}

/// `mask`: what to change, round by round.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn mask(source: &str, options: &str) -> String {
    let patient = Options::parse(options).text(&["patient"]) == Some("true");
    let mut masked = source.to_owned();
    let mut rounds = Vec::new();
    for edits in crate::mask::rounds(source, MaskOptions { patient }) {
        let index = Index::new(&masked);
        rounds.push(edits.iter().map(|edit| index.edit(edit)).collect::<Vec<_>>());
        masked = crate::text::apply(&masked, &edits);
    }
    text(&rounds)
}

/// `rejection`: the answer to a bad request.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen)]
pub fn rejection(options: &str) -> String {
    let options = Options::parse(options);
    let messages = options
        .node(&["messages"])
        .map(|list| options.0.children(list).filter_map(|item| options.0.value(item)).map(str::to_owned).collect::<Vec<_>>());
    crate::rejection::answer(&messages.unwrap_or_default(), options.locale(), options.format())
}

/// `sampleRequest`; empty for an unknown method.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen(js_name = sampleRequest))]
pub fn sample_request(method: &str, event_code: &str) -> String {
    let event = Some(event_code).filter(|code| !code.is_empty());
    Method::find(method).map(|method| text(&sample::sample_request(method, event))).unwrap_or_default()
}

/// `sampleResponse`; empty for an unknown method.
#[cfg_attr(all(target_arch = "wasm32", feature = "boundary"), wasm_bindgen(js_name = sampleResponse))]
pub fn sample_response(method: &str, records: u32) -> String {
    let records = usize::try_from(records).unwrap_or_default();
    Method::find(method).map(|method| text(&sample::sample_response(method, records))).unwrap_or_default()
}
