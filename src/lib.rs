//! Reads, checks, builds, lints and repairs the message envelopes of the 医程通 (YCT) payment platform's open API, V1.3.
//!
//! An envelope is an XML request whose parameters are an XML fragment inside CDATA, or an XML or JSON answer. This crate holds the
//! rules of both as data and checks sources of three kinds against them with one checker; it does no input or output.
//!
//! ```text
//! XML text ──┐                                                   ┌── XML text
//! JSON text ─┼─► spanned members ─► checker (catalog + rules) ───┼── JSON text
//! JS value ──┘                      └─► diagnostics (+ fixes)    └── JS value
//! ```
//!
//! - [`catalog`]: the protocol as data; everything else is derived from it.
//! - [`value`]: amounts, times, lists, the secret.
//! - [`lint()`], [`parse_request`], [`parse_response`]: reading. Strict parsing is linting, refused when a finding is an error.
//! - [`check_request`], [`check_response`], [`Request::from_value`], [`Response::from_value`]: values of yours, whatever serializes.
//! - [`build_request`], [`build_response`], [`rejection()`]: writing.
//! - [`fix()`], [`format()`], [`mask()`]: texts into better texts.
//! - [`json_schema`], [`sample_request`], [`sample_response`], [`sample_mutant`]: what others test and describe with.
//!
//! No function panics, reads a clock or a file, or prints. No message, path, error or debug output holds anything of a `secret`; the values, and the texts that are
//! built, fixed and laid out, do. Messages are Chinese unless [`Locale::En`](catalog::Locale::En) is asked for. Spans count UTF-16 code units, as editors do:
//! [`Span::bytes`] gives bytes.
//!
//! # Who asks a form: check what someone typed
//!
//! ```
//! use serde_json::json;
//! use yct_envelope::{catalog::{Locale, Method}, check_request};
//!
//! let held = json!({ "methodCode": "refundGeneral", "methodParams": {
//!     "secret": "not-a-real-secret", "refundType": "1", "orderNo": "Y1", "hisRefundOrderNo": "H1",
//!     "refundAmout": "12.50", "refundTime": "2016-08-27 10:15:00", "refundReason": "cancelled" } });
//! let findings = check_request(&held, Locale::En);
//! assert_eq!(findings[0].message, "`refundAmout` (Refund amount) is `12.50`, which looks like yuan; this amount is in fen: `1250`");
//!
//! // Labels and codes of its pickers:
//! let method = Method::find("refundGeneral").unwrap();
//! let labels: Vec<_> = method.params[1].codes().map(|row| row.label.en).collect();
//! assert_eq!(labels, ["Registration refund", "Outpatient refund", "Inpatient deposit refund"]);
//! ```
//!
//! # Who sends and answers: build and read
//!
//! ```
//! use serde_json::json;
//! use yct_envelope::{Outcome, ReadOptions, Request, Side, build_request, catalog::{Locale, Method}, lint, parse_response, rejection};
//!
//! // The hospital's side asks,
//! let cancelled = json!({ "methodCode": "stopReg", "methodParams": { "secret": "not-a-real-secret", "orderList": ["A1", "A2"] } });
//! let sent = build_request(&Request::from_value(&cancelled, Locale::En)?);
//! // and reads the answer.
//! let answer = "<return><resultCode>0</resultCode><resultDesc></resultDesc></return>";
//! let read = parse_response(Method::find("stopReg").unwrap(), answer, &ReadOptions::default())?;
//! assert_eq!(read.result, Outcome::None);
//!
//! // The platform's side reads; a bad request deserves an answer that says what is wrong.
//! let options = ReadOptions { kind: Some(Side::Request), locale: Locale::En, ..ReadOptions::default() };
//! assert!(lint(&sent, &options).value.is_some());
//! let report = lint(&sent.replace("stopReg", "stopreg"), &options);
//! assert!(report.value.is_none());
//! assert!(rejection(&report, Locale::En, None).unwrap().contains("<resultCode>2</resultCode>"));
//! # Ok::<(), yct_envelope::EnvelopeError>(())
//! ```
//!
//! # Who looks at a capture: find, mend, mask
//!
//! ```
//! use yct_envelope::{MaskOptions, ReadOptions, fix, lint, mask};
//!
//! let capture = "<arg0><responseType>0</responseType><methodCode>stopReg</ methodCode>\n\
//!     <methodParams><![CDATA[<secret>hush-hush</secret><orderList>A1，A2</orderList>]]></methodParams></arg0>";
//! let report = lint(capture, &ReadOptions::default());
//! let found: Vec<_> = report.diagnostics.iter().map(|finding| (finding.rule, finding.span.unwrap().line)).collect();
//! assert_eq!(found, [("xml/end-tag", 1), ("orders/separator", 2)]);
//! let fixed = fix(capture, &ReadOptions::default());
//! assert!(fixed.report.diagnostics.is_empty() && fixed.text.contains("<orderList>A1,A2</orderList>"));
//! assert!(!mask(capture, MaskOptions::default()).contains("hush-hush"));
//! ```
//!
//! # Features
//!
//! `encodings` decodes bytes in GBK, GB18030 and UTF-16; `reference` holds what a rule's page says, the notes on fields, and [`sample_mutant`]. Both are on by default, as are `boundary`
//! and `scans`, which only say what WebAssembly modules export. On a feature hangs what there is, never what a function does.

mod analysis;
mod arena;
mod bytes;
pub mod catalog;
mod check;
mod diagnostic;
mod envelope;
mod escapes;
mod fix;
mod format;
mod found;
mod given;
#[doc(hidden)]
pub mod js;
mod json;
mod lint;
mod mask;
mod message;
#[cfg(feature = "reference")]
mod mutant;
#[doc(hidden)]
pub mod plain;
mod proof;
mod records;
mod rejection;
mod rules;
mod sample;
mod schema;
mod similar;
mod text;
pub mod value;
mod xml;
mod zones;

pub use analysis::{Format, Limits, ReadOptions};
pub use bytes::Encoding;
pub use check::Side;
pub use diagnostic::{Diagnostic, Fix, Related, Severity};
pub use envelope::{Asked, Envelope, Fields, Outcome, Request, Response, Value};
pub use fix::{Applied, Fixed, fix};
pub use format::format;
pub use given::{check_request, check_response};
#[cfg(feature = "encodings")]
pub use lint::lint_bytes;
pub use lint::{EnvelopeError, Report, Source, build_request, build_response, lint, parse_request, parse_response};
pub use mask::{MaskOptions, mask};
pub use message::PathStep;
#[cfg(feature = "reference")]
pub use mutant::{Mutant, MutantSource, sample_mutant};
pub use rejection::rejection;
pub use rules::{RULES, Rule};
pub use sample::{sample_request, sample_response};
pub use schema::{SchemaForm, SchemaPart, json_schema};
pub use text::{Edit, Span};

#[cfg(doctest)]
mod readmes {
    #[doc = include_str!("../README.md")]
    mod english {}
    #[doc = include_str!("../README.zh-CN.md")]
    mod chinese {}
}
