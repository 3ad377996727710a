//! From a source to a report: read, check, word.

use crate::bytes::{Problem, in_declaration};
use crate::catalog::codes::ResponseType;
use crate::catalog::{Locale, Method};
use crate::check::{Checked, Side, check};
use crate::diagnostic::{Diagnostic, Draft, Finding, Renderer};
use crate::envelope::{Asked, Envelope, Request, Response};
use crate::message::{Message, PathStep, Settings};
use crate::rules::envelope::escaped;
use crate::rules::xml::{encoding, encoding_mismatch};
use crate::rules::{Context, limit};
use crate::text::{ByteEdit, Bytes, apply, byte_of_unit, in_order, merged};
use crate::value::is_space;
use crate::{json, xml};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;
use std::fmt;

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

impl Asked {
    /// What a request asks for: all that can be read of it, however much else is wrong with it.
    ///
    /// ```
    /// use yct_envelope::{Asked, Format, Limits, ReadOptions, build_request, build_response, catalog::Method, lint, sample_request, sample_response};
    /// let method = Method::find("ordersQuery").unwrap();
    /// let request = build_request(&sample_request(method, None)); // asks for XML
    /// let answer = build_response(&sample_response(method, 1), Format::Json);
    /// let asked = Asked::read(&request, Limits::default());
    /// let report = lint(&answer, &ReadOptions { request: Some(&asked), ..ReadOptions::default() });
    /// assert_eq!(report.method, Some(method));
    /// assert_eq!(report.diagnostics[0].rule, "envelope/format-differs");
    /// ```
    pub fn read(request: &str, limits: Limits) -> Self {
        let options = ReadOptions { kind: Some(Side::Request), limits, ..ReadOptions::default() };
        analyse(request, &options, &Origin::default()).checked.asked()
    }

    /// The same for bytes, decoded as [`lint_bytes`] does.
    #[cfg(feature = "encodings")]
    pub fn read_bytes(request: &[u8], limits: Limits) -> Self {
        if request.len() > limits.size { Self::default() } else { Self::read(&crate::bytes::decode(request).text, limits) }
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

/// Every finding in one pass, in text order, and the value where none is an error.
#[derive(Clone, Debug)]
pub struct Report {
    /// Request or answer, where that can be told.
    pub kind: Option<Side>,
    /// XML or JSON, where that can be told.
    pub format: Option<Format>,
    /// The method: of an answer as told, else as its fields show.
    pub method: Option<&'static Method>,
    /// Of a request, what the answer should be in.
    pub response_type: Option<ResponseType>,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// The value; `None` exactly when there is an error.
    pub value: Option<Envelope>,
    /// The decoded text and its encoding, where bytes were given: what spans count in, without a byte order mark.
    pub source: Option<Source>,
}

/// What bytes were decoded to. Its debug output tells the length alone: the text holds the secret.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The text.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({} bytes, {})", self.text.len(), self.encoding)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("format", &self.format)?;
        map.serialize_entry("methodCode", &self.method.map(|method| method.code))?;
        map.serialize_entry("responseType", &self.response_type.map(ResponseType::code))?;
        map.serialize_entry("diagnostics", &self.diagnostics)?;
        map.serialize_entry("value", &self.value)?;
        if let Some(source) = &self.source {
            map.serialize_entry("source", source)?;
        }
        map.end()
    }
}

impl Report {
    /// The findings that strict parsing refuses for.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == crate::diagnostic::Severity::Error)
    }
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
}

#[derive(Clone, Debug)]
pub(crate) struct Decoding {
    pub encoding: String,
    pub declared: Option<String>,
    pub problem: Option<Problem>,
    /// The byte offset in the text of the first place that did not decode.
    pub undecodable: Option<usize>,
}

/// A source, read and checked.
pub(crate) struct Analysis<'a> {
    pub message: Message<'a>,
    /// In text order.
    pub findings: Vec<Finding>,
    pub checked: Checked,
    pub format: Option<Format>,
}

/// Reads and checks a text.
pub(crate) fn analyse<'a>(source: &'a str, options: &ReadOptions<'a>, origin: &Origin) -> Analysis<'a> {
    let mut analysis = read_and_check(source, options, origin);
    if analysis.findings.iter().any(Finding::is_damage) && !analysis.is_proven(source, options, origin) {
        let drafts = analysis.findings.iter_mut().flat_map(|finding| &mut finding.fixes);
        drafts.for_each(|draft| draft.safe = false);
    }
    analysis
}

fn read_and_check<'a>(source: &'a str, options: &ReadOptions<'a>, origin: &Origin) -> Analysis<'a> {
    let mut findings = Vec::new();
    if let Some(decoding) = &origin.decoding {
        findings.extend(decoding.finding(source));
    }
    if origin.oversize || source.len() > options.limits.size && units(source, origin) > options.limits.size {
        findings.push(Finding::new(&limit::size::RULE, &limit::size::LARGE, None, Some(0..0)).plain(options.limits.size));
        let checked = Checked { side: options.kind(), method: options.method(), ..Checked::default() };
        return Analysis { message: Message::new(crate::message::Dialect::Xml, "".into(), xml::escape), findings, checked, format: None };
    }
    let settings = Settings { depth: options.limits.depth, lone: &origin.lone, quote: json::escape };
    let mut format = format_of(source);
    let message = if format == Some(Format::Json) {
        let message = json::read(source, &settings, &mut findings);
        match xml::read_inside(source, &message, &settings, &mut findings) {
            Some(inside) => {
                format = Some(Format::Xml);
                inside
            }
            None => message,
        }
    } else {
        xml::read(source, &settings, &mut findings)
    };
    let lossy = origin.decoding.as_ref().is_some_and(|decoding| decoding.undecodable.is_some());
    let mut cx = Context { message, findings, section: "", lossy, asked: options.request };
    let checked = check(&mut cx, options.kind(), options.method());
    let Context { message, findings, .. } = cx;
    // What has no place comes first.
    let place = |at: &Option<Bytes>| at.as_ref().map_or((0, 0), |at| (at.start.saturating_add(1), at.end.saturating_add(1)));
    let mut findings = in_order(findings, |finding| place(&finding.at));
    if findings.iter().any(Finding::is_damage) {
        findings.iter_mut().for_each(|finding| finding.fixes.retain(|draft| !draft.structural));
    }
    if findings.iter().any(|finding| std::ptr::eq(finding.rule, &escaped::RULE)) {
        // What is read inside the escapes is but one reading.
        findings.iter_mut().flat_map(|finding| &mut finding.fixes).for_each(|draft| draft.safe = false);
    }
    // Nothing is sure around a mend that waits for a person.
    let offered = findings.iter().filter(|finding| finding.is_damage()).flat_map(|finding| &finding.fixes).filter(|draft| !draft.safe);
    let mends = merged(offered.flat_map(|draft| &draft.edits).map(|edit| edit.at.clone()).collect());
    let is_unsure = |edit: &ByteEdit| {
        let next = mends.partition_point(|mend| mend.end < edit.at.start);
        let near_mend = mends.get(next).is_some_and(|mend| mend.start <= edit.at.end);
        let is_mixed = |mixed: &Bytes| {
            edit.text.contains(['&', '<', '>']) && mixed.start < edit.at.end && edit.at.start < mixed.end && edit.at != *mixed
        };
        (near_mend, message.mixed.as_ref().is_some_and(is_mixed))
    };
    for finding in &mut findings {
        finding.fixes.retain(|draft| !draft.edits.iter().map(is_unsure).any(|(near, mixed)| mixed || (near && draft.safe)));
    }
    Analysis { message, findings, checked, format }
}

/// The size as limits count it: UTF-16 units of a text, bytes where bytes were given (and the caller has measured them).
fn units(source: &str, origin: &Origin) -> usize {
    if origin.decoding.is_some() { 0 } else { source.encode_utf16().count() }
}

/// What the text looks like: JSON starts with a bracket or a quote, everything else is taken for XML.
fn format_of(source: &str) -> Option<Format> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source).trim_start_matches(is_space);
    match text.chars().next()? {
        '{' => Some(Format::Json),
        // A log line may start like an array or a string; then an envelope follows.
        '[' | '"' => Some(if json::is_json(text) || !text.contains('<') { Format::Json } else { Format::Xml }),
        '<' => Some(Format::Xml),
        _ if json::is_json(text) => Some(Format::Json),
        _ => text.contains('<').then_some(Format::Xml),
    }
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
    let outside = |at: &&usize| !edits.iter().any(|edit| edit.at.contains(at));
    let place = |at: &usize| {
        let before = edits.iter().filter(|edit| edit.at.end <= *at);
        before.fold(*at, |place, edit| place.saturating_add(edit.text.len()).saturating_sub(edit.at.len()))
    };
    lone.iter().filter(outside).map(place).collect()
}

impl Decoding {
    fn finding(&self, source: &str) -> Option<Finding> {
        let declared = self.declared.clone().unwrap_or_default();
        // A declared encoding that is not read explains why the bytes do not decode.
        if let Some(at) = self.undecodable.filter(|_| self.problem != Some(Problem::Unsupported)) {
            let end = at.saturating_add(source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
            return Some(Finding::new(&encoding::RULE, &encoding::UNDECODABLE, None, Some(at..end)).plain(&self.encoding));
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
    /// Whether the safe fixes of a damaged text add no error to it: where so much is guessed, that is tried.
    fn is_proven(&self, source: &str, options: &ReadOptions, origin: &Origin) -> bool {
        let edits = edits_of(&choose(&self.findings));
        if edits.is_empty() {
            return true;
        }
        let text = apply(source, &edits);
        let origin = Origin { lone: moved(&origin.lone, &edits), ..origin.clone() };
        let before = self.errors();
        read_and_check(&text, options, &origin).errors().keys().all(|error| before.contains_key(error))
    }

    /// The rule and the path of each error.
    fn errors(&self) -> BTreeMap<String, usize> {
        let mut errors = BTreeMap::new();
        for finding in self.findings.iter().filter(|finding| finding.is_error()) {
            let mut key = finding.rule.id.to_owned();
            for step in finding.node.map(|node| self.message.path(node, |_, _| false)).unwrap_or_default() {
                key.push(' ');
                match step {
                    PathStep::Name(name) => key.push_str(&name),
                    PathStep::Index(index) => key.push_str(&index.to_string()),
                }
            }
            errors.insert(key + &finding.missing.concat(), 0);
        }
        errors
    }

    pub fn has_error(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }

    /// Words the findings, as many as are asked for.
    pub fn diagnostics(&mut self, source: &str, options: &ReadOptions) -> Vec<Diagnostic> {
        let total = self.findings.len();
        let shown = options.limits.findings;
        if total > shown {
            let at = self.findings.get(shown).and_then(|finding| finding.at.clone());
            self.findings.truncate(shown);
            self.findings.push(Finding::new(&limit::findings::RULE, &limit::findings::MORE, None, at).plain(total).plain(shown));
        }
        if self.findings.is_empty() {
            return Vec::new();
        }
        let renderer = Renderer::new(&self.message, source, options.locale);
        self.findings.iter().map(|finding| renderer.diagnostic(finding)).collect()
    }

    pub fn report(mut self, source: &str, options: &ReadOptions) -> Report {
        let sound = !self.has_error();
        let diagnostics = self.diagnostics(source, options);
        let Checked { side, method, response_type, value } = self.checked;
        Report { kind: side, format: self.format, method, response_type, diagnostics, value: value.filter(|_| sound), source: None }
    }
}

/// Every finding of a text, in one pass; never fails.
///
/// ```
/// use yct_envelope::{ReadOptions, lint};
/// let report = lint("<return><resultCode>0</resultCode></return>", &ReadOptions::default());
/// assert!(report.diagnostics.is_empty() && report.value.is_some());
/// let report = lint("<return><resultCode>7</resultCode></return>", &ReadOptions::default());
/// assert_eq!(report.diagnostics[0].rule, "code/unknown");
/// ```
pub fn lint(source: &str, options: &ReadOptions) -> Report {
    lint_from(source, options, &Origin::default())
}

pub(crate) fn lint_from(source: &str, options: &ReadOptions, origin: &Origin) -> Report {
    analyse(source, options, origin).report(source, options)
}

/// The same for bytes: decoded by byte order mark, else by declaration, else as UTF-8.
#[cfg(feature = "encodings")]
pub fn lint_bytes(bytes: &[u8], options: &ReadOptions) -> Report {
    if bytes.len() > options.limits.size {
        return lint_from("", options, &Origin { oversize: true, ..Origin::default() });
    }
    let crate::bytes::Text { text, sniffed, undecodable } = crate::bytes::decode(bytes);
    let decoding =
        Decoding { encoding: sniffed.encoding.name().to_owned(), declared: sniffed.declared, problem: sniffed.problem, undecodable };
    let mut report = lint_from(&text, options, &Origin { decoding: Some(decoding), ..Origin::default() });
    report.source = Some(Source { text, encoding: sniffed.encoding.name() });
    report
}

/// Why a text was refused: every error, not the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeError {
    /// The errors, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<_> = self.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for EnvelopeError {}

impl From<Report> for EnvelopeError {
    fn from(report: Report) -> Self {
        Self { diagnostics: report.errors().cloned().collect() }
    }
}

/// Reads a request strictly.
///
/// ```
/// use yct_envelope::{ReadOptions, parse_request};
/// let text = "<arg0><responseType>0</responseType><methodCode>stopReg</methodCode>\
///     <methodParams><![CDATA[<secret>s</secret><orderList>A1,A2</orderList>]]></methodParams></arg0>";
/// let request = parse_request(text, &ReadOptions::default()).unwrap();
/// assert_eq!(request.params.get("orderList").map(|value| value.wire().into_owned()).as_deref(), Some("A1,A2"));
/// ```
///
/// # Errors
/// Every error that [`lint`] reports of it as a request.
pub fn parse_request(source: &str, options: &ReadOptions) -> Result<Request, EnvelopeError> {
    let report = lint(source, &ReadOptions { kind: Some(Side::Request), ..*options });
    match report.value {
        Some(Envelope::Request(request)) => Ok(request),
        _ => Err(report.into()),
    }
}

/// Reads the answer of a method strictly.
///
/// # Errors
/// Every error that [`lint`] reports of it as an answer of that method.
pub fn parse_response(method: &'static Method, source: &str, options: &ReadOptions) -> Result<Response, EnvelopeError> {
    let report = lint(source, &ReadOptions { kind: Some(Side::Response), method: Some(method), ..*options });
    match report.value {
        Some(Envelope::Response(response)) => Ok(response),
        _ => Err(report.into()),
    }
}

/// Writes a request as XML.
pub fn build_request(request: &Request) -> String {
    xml::request(request)
}

/// Writes an answer.
pub fn build_response(response: &Response, format: Format) -> String {
    match format {
        Format::Xml => xml::response(response),
        Format::Json => json::response(response),
    }
}

/// A byte offset from UTF-16 units, for callers that count as JS does.
pub(crate) fn bytes_of_units(source: &str, units: &[usize]) -> Vec<usize> {
    units.iter().map(|&unit| byte_of_unit(source, unit)).collect()
}
