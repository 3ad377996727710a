//! Valid envelopes with invented data, made from the catalog.

use crate::catalog::codes::{ResponseType, ResultCode, TradeType};
use crate::catalog::{Cardinality, Code, Event, Field, Kind, METHODS, Method, Sample};
use crate::envelope::{Fields, Outcome, Request, Response, Value};
use crate::value::{Count, Date, Fen, OrderList, Secret, Timestamp, Yuan};
use crate::{json, xml};

/// A valid request; of msgPush, for the event of that code, else the first.
///
/// ```
/// use yct_envelope::{build_request, catalog::Method, lint, sample_request, ReadOptions};
/// let request = sample_request(Method::find("stopReg").unwrap(), None);
/// assert!(lint(&build_request(&request), &ReadOptions::default()).diagnostics.is_empty());
/// ```
pub fn sample_request(method: &'static Method, event_code: Option<&str>) -> Request {
    let event = method.events.iter().find(|event| event_code.is_none_or(|code| code == event.code.code));
    Request { response_type: ResponseType::Xml, method, params: fields(method.params, event, 0) }
}

/// A valid answer; of a query, with that many records: payments, each followed by its refund.
///
/// ```
/// use yct_envelope::{Outcome, catalog::Method, sample_response};
/// let answer = sample_response(Method::find("ordersQuery").unwrap(), 2);
/// let Outcome::Many(records) = answer.result else { panic!() };
/// assert_eq!(records[1].get("tradeType").unwrap().wire(), "2"); // a refund
/// ```
pub fn sample_response(method: &'static Method, records: usize) -> Response {
    let result = match method.cardinality {
        Cardinality::None => Outcome::None,
        Cardinality::One => Outcome::One(fields(method.result, None, 0)),
        Cardinality::Many => Outcome::Many((0..records).map(|index| fields(method.result, None, index)).collect()),
    };
    Response { method: Some(method), result_code: ResultCode::Success, result_desc: None, result }
}

fn fields(list: &'static [Field], event: Option<&'static Event>, index: usize) -> Fields {
    let is_refund = index % 2 == 1;
    let mut fields = Fields::default();
    for field in list {
        let value = match field.sample {
            Sample::Never => None,
            Sample::Refund(_) if !is_refund => None,
            Sample::Always(_) if matches!(field.kind, Kind::Event) => event.map(|event| Value::Event(self::fields(event.params, None, 0))),
            Sample::Always(_) | Sample::Refund(_) if is_refund && field.name == "tradeType" => {
                field.codes().find(|row| row.code == TradeType::Refund.code()).map(Value::Code)
            }
            Sample::Always(_) if event.is_some() && field.name == "eventCode" => event.map(|event| Value::Code(&event.code)),
            Sample::Always(text) | Sample::Refund(text) => value(field, &numbered(text, index)),
        };
        if let Some(value) = value {
            fields.push(field, value);
        }
    }
    fields
}

/// A payment and its refund share their numbers; the next pair has the next.
fn numbered(text: &str, index: usize) -> String {
    match text.strip_suffix("-0001") {
        Some(stem) if !text.contains(',') => format!("{stem}-{:04}", index.div_euclid(2).saturating_add(1)),
        _ => text.to_owned(),
    }
}

fn value(field: &Field, text: &str) -> Option<Value> {
    Some(match field.kind {
        Kind::Text | Kind::Event => Value::Text(text.to_owned()),
        Kind::Secret => Value::Secret(Secret::new(text.to_owned())),
        Kind::Code(..) => Value::Code(field.codes().find(|row: &&'static Code| row.code == text)?),
        Kind::Fen => Value::Fen(Fen::parse(text).ok()?),
        Kind::Yuan => Value::Yuan(Yuan::parse(text).ok()?),
        Kind::Timestamp => Value::Timestamp(Timestamp::parse(text).ok()?),
        Kind::Date => Value::Date(Date::parse(text).ok()?),
        Kind::Count => Value::Count(Count::parse(text).ok()?),
        Kind::OrderList => Value::Orders(OrderList::parse(text)?),
    })
}

/// What an example starts from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Base {
    /// The sample request of a method, or of an event.
    Request(&'static str),
    /// The sample answer of a method, with so many records.
    Answer(&'static str, usize),
    /// The same as JSON.
    Json(&'static str, usize),
}

/// The envelope that a rule's example starts from.
pub(crate) fn text(base: Base) -> String {
    let event = |name: &str| METHODS.iter().find(|method| method.events.iter().any(|event| event.code.code == name));
    match base {
        Base::Request(name) => {
            let method = Method::find(name).or_else(|| event(name));
            method
                .map(|method| xml::request(&sample_request(method, Some(name).filter(|name| Method::find(name).is_none()))))
                .unwrap_or_default()
        }
        Base::Answer(name, records) => {
            Method::find(name).map(|method| xml::response(&sample_response(method, records))).unwrap_or_default()
        }
        Base::Json(name, records) => Method::find(name).map(|method| json::response(&sample_response(method, records))).unwrap_or_default(),
    }
}
