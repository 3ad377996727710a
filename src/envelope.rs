//! Checked envelopes: what a parser gives back and a builder writes.

use crate::catalog::codes::{Code, ResponseType, ResultCode};
use crate::catalog::{Cardinality, Field, Method};
use crate::value::{Count, Date, Fen, OrderList, Secret, Timestamp, Yuan};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::borrow::Cow;
use std::fmt;

/// The checked value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text without surrounding white space.
    Text(String),
    /// The interface secret.
    Secret(Secret),
    /// A code of the field's table, or its `0`.
    Code(&'static Code),
    /// An amount in fen.
    Fen(Fen),
    /// An amount in yuan, as written.
    Yuan(Yuan),
    /// A time.
    Timestamp(Timestamp),
    /// A date.
    Date(Date),
    /// A number of people.
    Count(Count),
    /// Order numbers.
    Orders(OrderList),
    /// An event's fields.
    Event(Fields),
}

impl Value {
    /// As it stands on the wire, before escaping; empty for an event, which is no text.
    pub fn wire(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => text.into(),
            Value::Secret(secret) => secret.expose().into(),
            Value::Code(code) => code.code.into(),
            Value::Yuan(yuan) => yuan.as_str().into(),
            Value::Fen(fen) => fen.to_string().into(),
            Value::Timestamp(time) => time.to_string().into(),
            Value::Date(date) => date.to_string().into(),
            Value::Count(count) => count.to_string().into(),
            Value::Orders(orders) => orders.to_string().into(),
            Value::Event(_) => "".into(),
        }
    }
}

/// The fields of one record in the catalog's order, absent ones left out.
///
/// Serialized as JS sees it: fen and counts as numbers, the rest as strings. The secret is in it; debug output leaves it out.
///
/// ```
/// use yct_envelope::{Value, catalog::Method, sample_request};
/// let request = sample_request(Method::find("refundGeneral").unwrap(), None);
/// let Some(Value::Fen(amount)) = request.params.get("refundAmout") else { panic!() };
/// assert_eq!((amount.get(), amount.to_yuan().as_str()), (30000, "300.00"));
/// assert_eq!(format!("{:?}", request.params.get("secret").unwrap()), "Secret(Secret(***))");
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Fields(Vec<(&'static Field, Value)>);

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(field, value)| (field.name, value))).finish()
    }
}

impl Fields {
    pub(crate) fn with_room(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    pub(crate) fn push(&mut self, field: &'static Field, value: Value) {
        self.0.push((field, value));
    }

    /// The value of a field by its wire name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(field, _)| field.name == name).map(|(_, value)| value)
    }

    /// The fields with their values, in the catalog's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }
}

/// A checked request (section 1.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The format that the answer should have.
    pub response_type: ResponseType,
    /// The method.
    pub method: &'static Method,
    /// Its parameters.
    pub params: Fields,
}

/// What a request asks of its answer: a [`Request`] as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The method.
    pub method: Option<&'static Method>,
    /// The format that the answer should have.
    pub response_type: Option<ResponseType>,
    /// The parameters that are sound, the secret among them.
    pub params: Fields,
}

impl From<&Request> for Asked {
    fn from(request: &Request) -> Self {
        Self { method: Some(request.method), response_type: Some(request.response_type), params: request.params.clone() }
    }
}

/// What an answer carries beside its code.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing: the method has no output, the call failed, or the method is unknown.
    None,
    /// One record (2.1).
    One(Fields),
    /// Any number of records (2.3, 2.4).
    Many(Vec<Fields>),
}

/// A checked answer (section 1.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The method that it answers, where known.
    pub method: Option<&'static Method>,
    /// How it went.
    pub result_code: ResultCode,
    /// What went wrong; may be absent on success.
    pub result_desc: Option<String>,
    /// The output.
    pub result: Outcome,
}

/// A checked envelope.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Envelope {
    /// A request.
    Request(Request),
    /// An answer.
    Response(Response),
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, value) in self.iter() {
            map.serialize_entry(field.name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Fen(fen) => serializer.serialize_u64(fen.get()),
            Value::Count(count) => serializer.serialize_u64(count.get()),
            Value::Orders(orders) => serializer.collect_seq(orders.iter()),
            Value::Event(fields) => fields.serialize(serializer),
            text => serializer.serialize_str(&text.wire()),
        }
    }
}

impl Serialize for Request {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("responseType", self.response_type.code())?;
        map.serialize_entry("methodCode", self.method.code)?;
        map.serialize_entry("methodParams", &self.params)?;
        map.end()
    }
}

impl Serialize for Response {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("resultCode", self.result_code.code())?;
        if let Some(desc) = &self.result_desc {
            map.serialize_entry("resultDesc", desc)?;
        }
        match &self.result {
            Outcome::None => {}
            Outcome::One(record) => map.serialize_entry("result", record)?,
            Outcome::Many(records) => map.serialize_entry("result", records)?,
        }
        map.end()
    }
}

impl Response {
    /// Whether the method gives back records that this answer must carry.
    pub(crate) fn expects(method: Option<&Method>, code: ResultCode) -> Cardinality {
        match method {
            Some(method) if code == ResultCode::Success => method.cardinality,
            _ => Cardinality::None,
        }
    }
}
