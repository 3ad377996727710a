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
//! - [`build_request`], [`build_response`], [`rejection()`]: writing.
//! - [`fix()`], [`format()`], [`mask()`]: texts into better texts.
//!
//! ```
//! use yct_envelope::{ReadOptions, lint};
//!
//! let report = lint(
//!     "<arg0><responseType>0</responseType><methodCode>stopReg</methodCode>\
//!      <methodParams><![CDATA[<secret>s</secret><orderList>A1，A2</orderList>]]></methodParams></arg0>",
//!     &ReadOptions::default(),
//! );
//! assert_eq!(report.diagnostics[0].rule, "orders/separator");
//! assert_eq!(report.diagnostics[0].fixes[0].edits[0].text, ",");
//! ```

mod analysis;
mod bytes;
pub mod catalog;
mod check;
mod diagnostic;
mod envelope;
mod escapes;
mod fix;
mod format;
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
