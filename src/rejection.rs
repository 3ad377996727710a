//! The answer that a server gives a bad request.

use crate::analysis::Format;
use crate::catalog::Locale;
use crate::catalog::codes::{ResponseType, ResultCode};
use crate::envelope::{Outcome, Response};
use crate::lint::{Report, build_response};

/// An answer with resultCode 2 that lists the errors of a report, in the format that the request asked for; `None` without an error.
///
/// ```
/// use yct_envelope::{ReadOptions, lint, rejection};
/// let report = lint("<arg0><responseType>1</responseType></arg0>", &ReadOptions::default());
/// assert!(rejection(&report, Default::default(), None).unwrap().starts_with(r#"{"resultCode":"2","resultDesc":"#));
/// ```
pub fn rejection(report: &Report, locale: Locale, format: Option<Format>) -> Option<String> {
    let messages: Vec<String> = report.errors().map(|error| error.message.clone()).collect();
    let asked = if report.response_type == Some(ResponseType::Json) { Format::Json } else { Format::Xml };
    (!messages.is_empty()).then(|| answer(&messages, locale, format.unwrap_or(asked)))
}

pub(crate) fn answer(messages: &[String], locale: Locale, format: Format) -> String {
    let count = messages.len();
    let (head, separator) = match (locale, count) {
        (Locale::Zh, _) => (format!("请求有 {count} 处错误："), "；"),
        (Locale::En, 1) => ("the request has an error: ".to_owned(), "; "),
        (Locale::En, _) => (format!("the request has {count} errors: "), "; "),
    };
    let text: String = head + &messages.join(separator);
    // Messages show control characters by their number; a caller's own text may not.
    let text = text.chars().map(|c| if crate::value::is_char(c) { c } else { '\u{fffd}' }).collect();
    let response = Response { method: None, result_code: ResultCode::NotAllowed, result_desc: Some(text), result: Outcome::None };
    build_response(&response, format)
}
