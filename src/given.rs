//! Values that a caller gives: checked, and made into envelopes.

use crate::catalog::{Locale, Method};
use crate::check::{Side, check};
use crate::diagnostic::{Diagnostic, Finding, Renderer};
use crate::envelope::{Envelope, Request, Response};
use crate::found::{Found, Summary};
use crate::json;
use crate::lint::EnvelopeError;
use crate::message::{Dialect, Left, Settings};
use crate::rules::{Context, limit};
use serde::Serialize;
use std::cell::Cell;

/// Every finding on a value that is meant to be a request, without places; [`Request::from_value`] takes it exactly where none is an error.
///
/// The value is whatever serializes to the shape that the specification names: a struct of yours, or a `serde_json::Value`. Codes may be strings or integers,
/// amounts integers or strings of digits; an order list is an array; a field that is `None` is absent.
///
/// ```
/// use serde_json::json;
/// use yct_envelope::{catalog::Locale, check_request};
///
/// let held = json!({ "methodCode": "stopReg", "methodParams": { "secret": "s", "orderList": ["A1", "A2,A3"] } });
/// let [finding] = &check_request(&held, Locale::En)[..] else { panic!() };
/// assert_eq!(finding.rule, "orders/separator");
/// assert_eq!(finding.path, ["methodParams", "orderList"].map(|name| yct_envelope::PathStep::Name(name.into())));
/// ```
pub fn check_request(value: &(impl Serialize + ?Sized), locale: Locale) -> Vec<Diagnostic> {
    of_value(value, locale, Side::Request, None).diagnostics
}

/// Every finding on a value that is meant to be an answer to the method, as [`check_request`] has it for requests.
///
/// ```
/// use serde_json::json;
/// use yct_envelope::{catalog::{Locale, Method}, check_response};
///
/// let held = json!({ "resultCode": "0", "result": { "refundOrderNo": "R1" } });
/// let findings = check_response(Method::find("refundGeneral").unwrap(), &held, Locale::En);
/// assert_eq!(findings[0].rule, "field/missing");
/// ```
pub fn check_response(method: &'static Method, value: &(impl Serialize + ?Sized), locale: Locale) -> Vec<Diagnostic> {
    of_value(value, locale, Side::Response, Some(method)).diagnostics
}

impl Request {
    /// A request of a value, as [`check_request`] takes it: what [`build_request`](crate::build_request) writes.
    ///
    /// ```
    /// use yct_envelope::{Request, build_request, catalog::Locale};
    ///
    /// #[derive(serde::Serialize)]
    /// #[serde(rename_all = "camelCase")]
    /// struct StopReg<'a> { secret: &'a str, order_list: Vec<&'a str> }
    ///
    /// #[derive(serde::Serialize)]
    /// #[serde(rename_all = "camelCase")]
    /// struct Call<T> { method_code: &'static str, method_params: T }
    ///
    /// let call = Call { method_code: "stopReg", method_params: StopReg { secret: "s", order_list: vec!["A1", "A2"] } };
    /// let request = Request::from_value(&call, Locale::En)?;
    /// assert!(build_request(&request).contains("<orderList>A1,A2</orderList>"));
    /// # Ok::<(), yct_envelope::EnvelopeError>(())
    /// ```
    ///
    /// # Errors
    /// Every error that [`check_request`] reports.
    pub fn from_value(value: &(impl Serialize + ?Sized), locale: Locale) -> Result<Self, EnvelopeError> {
        let outcome = of_value(value, locale, Side::Request, None);
        match outcome.value {
            Some(Envelope::Request(request)) => Ok(request),
            _ => Err(EnvelopeError::of(outcome.diagnostics)),
        }
    }
}

impl Response {
    /// An answer to the method of a value, as [`check_response`] takes it: what [`build_response`](crate::build_response) writes.
    ///
    /// ```
    /// use serde_json::json;
    /// use yct_envelope::{Format, Response, build_response, catalog::{Locale, Method}};
    ///
    /// let refused = json!({ "resultCode": "3", "resultDesc": "退费订单已存在" });
    /// let answer = Response::from_value(Method::find("refundGeneral").unwrap(), &refused, Locale::Zh)?;
    /// assert_eq!(build_response(&answer, Format::Json), refused.to_string());
    /// # Ok::<(), yct_envelope::EnvelopeError>(())
    /// ```
    ///
    /// # Errors
    /// Every error that [`check_response`] reports.
    pub fn from_value(method: &'static Method, value: &(impl Serialize + ?Sized), locale: Locale) -> Result<Self, EnvelopeError> {
        let outcome = of_value(value, locale, Side::Response, Some(method));
        match outcome.value {
            Some(Envelope::Response(response)) => Ok(response),
            _ => Err(EnvelopeError::of(outcome.diagnostics)),
        }
    }
}

/// What is told of a value, and its canonical form where that is sound.
#[derive(Serialize)]
pub(crate) struct Outcome<T> {
    pub diagnostics: Vec<Diagnostic>,
    pub value: Option<T>,
}

fn of_value(value: &(impl Serialize + ?Sized), locale: Locale, side: Side, method: Option<&'static Method>) -> Outcome<Envelope> {
    // What JSON cannot carry is no data.
    let tagged = json::tagged(value).unwrap_or_else(|| "\"oobject\"".to_owned());
    envelope(&tagged, locale, Some(side), method)
}

/// The same of a value whose leaves are tagged.
pub(crate) fn envelope(tagged: &str, locale: Locale, side: Option<Side>, method: Option<&'static Method>) -> Outcome<Envelope> {
    checked(tagged, locale, |cx| {
        let value = check(cx, side, method).value;
        cx.findings.retain(|finding| finding.at.is_none() || cx.message.dialect != Dialect::Value);
        value
    })
}

/// What a run of the checker over such a value comes to.
pub(crate) fn checked<T>(tagged: &str, locale: Locale, run: impl FnOnce(&mut Context) -> Option<T>) -> Outcome<T> {
    let mut cx = context(tagged);
    let value = run(&mut cx);
    let sound = !cx.findings.iter().any(Finding::is_error);
    let renderer = Renderer::new(&cx.message, "", locale, &cx.findings);
    let diagnostics = cx.findings.iter().map(|finding| renderer.diagnostic(finding)).collect();
    Outcome { diagnostics, value: value.filter(|_| sound) }
}

/// What the checker works on.
pub(crate) fn context(tagged: &str) -> Context<'_> {
    let settings =
        Settings { depth: limit::depth::DEPTH, lone: &[], quote: json::escape, left: Cell::new(Some(Left::ALL)), told: usize::MAX };
    let mut found = Found::new(usize::MAX);
    let message = json::read_value(tagged, &settings, &mut found);
    Context::new(message, found.findings, usize::MAX, Summary::default())
}
