//! From a source to a report: read, check, word.

#[cfg(feature = "encodings")]
use crate::analysis::Decoding;
use crate::analysis::{Analysis, Format, Limits, Origin, ReadOptions, read};
use crate::catalog::Method;
use crate::catalog::codes::ResponseType;
use crate::check::{Checked, Side};
use crate::diagnostic::{Diagnostic, Severity};
use crate::envelope::{Asked, Envelope, Request, Response};
use crate::proof::analyse;
use crate::{json, xml};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

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
        read(request, &options, &Origin::default()).checked.asked()
    }

    /// The same for bytes, decoded as [`lint_bytes`] does.
    #[cfg(feature = "encodings")]
    pub fn read_bytes(request: &[u8], limits: Limits) -> Self {
        if request.len() > limits.size { Self::default() } else { Self::read(&crate::bytes::decode(request).text, limits) }
    }
}

impl Analysis<'_> {
    pub fn report(mut self, source: &str, options: &ReadOptions) -> Report {
        let diagnostics = self.diagnostics(source, options);
        Report { diagnostics, ..self.outline() }
    }

    /// The report but for its findings.
    pub fn outline(&mut self) -> Report {
        let sound = !self.has_error();
        let Checked { side, method, response_type, value } = std::mem::take(&mut self.checked);
        let (format, value) = (self.format, value.filter(|_| sound));
        Report { kind: side, format, method, response_type, diagnostics: Vec::new(), value, source: None }
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
    told(source, options, origin).report(source, options)
}

/// What is told of a text.
pub(crate) fn told<'a>(source: &'a str, options: &ReadOptions<'a>, origin: &Origin) -> Analysis<'a> {
    analyse(source, options, &Origin { told: Some(options.limits.findings), ..origin.clone() })
}

/// The same for bytes: decoded by byte order mark, else by declaration (UTF-8, UTF-16, GBK, GB18030), else as UTF-8. What does not decode is an error of xml/encoding.
///
/// ```
/// use yct_envelope::{ReadOptions, lint_bytes};
///
/// let bytes = b"<?xml version=\"1.0\" encoding=\"GBK\"?><return><resultCode>1</resultCode><resultDesc>\xce\xde</resultDesc></return>";
/// let report = lint_bytes(bytes, &ReadOptions::default());
/// let source = report.source.unwrap();
/// assert_eq!((source.encoding, source.text.contains("无")), ("GBK", true));
/// ```
#[cfg(feature = "encodings")]
pub fn lint_bytes(bytes: &[u8], options: &ReadOptions) -> Report {
    if bytes.len() > options.limits.size {
        return lint_from("", options, &Origin { oversize: true, ..Origin::default() });
    }
    let crate::bytes::Text { text, sniffed, undecodable, gbk } = crate::bytes::decode(bytes);
    let decoding =
        Decoding { encoding: sniffed.encoding.name().to_owned(), declared: sniffed.declared, problem: sniffed.problem, undecodable, gbk };
    let mut report = lint_from(&text, options, &Origin { decoding: Some(decoding), ..Origin::default() });
    report.source = Some(Source { text, encoding: sniffed.encoding.name() });
    report
}

/// Why a text or a value was refused: every error, not the first.
///
/// Displayed, it is their messages; none of them holds anything of a secret.
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
        Self::of(report.diagnostics)
    }
}

impl EnvelopeError {
    /// The errors among what was found.
    pub(crate) fn of(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        Self { diagnostics }
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

/// Reads the answer of a method strictly: XML or JSON.
///
/// ```
/// use yct_envelope::{Outcome, ReadOptions, catalog::Method, parse_response};
///
/// let method = Method::find("refundGeneral").unwrap();
/// let text = r#"{"resultCode":"0","resultDesc":"","result":{"refundOrderNo":"R1","agtRefundOrderNo":"A1"}}"#;
/// let Outcome::One(receipt) = parse_response(method, text, &ReadOptions::default())?.result else { panic!() };
/// assert_eq!(receipt.get("refundOrderNo").unwrap().wire(), "R1");
/// # Ok::<(), yct_envelope::EnvelopeError>(())
/// ```
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

/// Writes a request as XML; [`parse_request`] reads it back. [`Request::from_value`] makes one of your own data.
///
/// ```
/// use yct_envelope::{build_request, catalog::Method, sample_request};
///
/// let text = build_request(&sample_request(Method::find("stopReg").unwrap(), None));
/// assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") && text.contains("<![CDATA[<secret>"));
/// ```
pub fn build_request(request: &Request) -> String {
    xml::request(request)
}

/// Writes an answer; [`parse_response`] reads it back. [`Response::from_value`] makes one of your own data.
///
/// ```
/// use yct_envelope::{Format, build_response, catalog::Method, sample_response};
///
/// let answer = sample_response(Method::find("stopReg").unwrap(), 0);
/// assert_eq!(build_response(&answer, Format::Json), r#"{"resultCode":"0","resultDesc":""}"#);
/// ```
pub fn build_response(response: &Response, format: Format) -> String {
    match format {
        Format::Xml => xml::response(response),
        Format::Json => json::response(response),
    }
}
