//! The protocol as data: what section 1 and 2 of the specification print, declared once.
//!
//! [`codes`] holds the fourteen code tables, [`methods`] the methods with every field in and out. Checks, declarations,
//! JSON Schema, samples and reference pages are derived from here: a new field is one line, a new code is one line.

pub mod codes;
pub mod methods;
pub(crate) mod relations;

use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

pub use codes::{Code, CodeTable, TABLES};
pub use methods::METHODS;

/// A wording in Chinese and English, side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The wording in one language.
    pub const fn in_locale(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Zh => self.zh,
            Locale::En => self.en,
        }
    }
}

/// Shorthand of the tables.
pub(crate) const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// `zh-CN`, the default.
    #[default]
    Zh,
    /// `en`
    En,
}

/// Whether a code field takes `0`, "all", beside the codes of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum All {
    /// No: `0` is an unknown code.
    No,
    /// Yes: in a query `0` selects all.
    Query(&'static Code),
    /// The table of an output field prints it, where it means nothing: accepted with a warning (decision D11).
    Printed(&'static Code),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text that XML can carry.
    Text,
    /// The interface secret: never shown.
    Secret,
    /// A code of a table.
    Code(&'static CodeTable, All),
    /// An amount in whole fen (section 1.3.2).
    Fen,
    /// An amount in yuan with at most two decimals: only `payAmout` of event 26.
    Yuan,
    /// `YYYY-MM-DD HH:MM:SS`, Beijing time.
    Timestamp,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number, 0 or more.
    Count,
    /// Order numbers joined by ASCII commas.
    OrderList,
    /// Nested elements that depend on `eventCode`.
    Event,
}

impl Kind {
    /// How a date or time is written.
    pub(crate) const fn pattern(&self) -> &'static str {
        if matches!(self, Kind::Date) { "YYYY-MM-DD" } else { "YYYY-MM-DD HH:MM:SS" }
    }

    /// The kind's name in the JS face.
    pub const fn name(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Secret => "secret",
            Kind::Code(..) => "code",
            Kind::Fen => "fen",
            Kind::Yuan => "yuan",
            Kind::Timestamp => "timestamp",
            Kind::Date => "date",
            Kind::Count => "count",
            Kind::OrderList => "orderList",
            Kind::Event => "event",
        }
    }
}

/// When a field stands in a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Always, with this value.
    Always(&'static str),
    /// Only in the record of a refund.
    Refund(&'static str),
    /// Never: it belongs to a channel that the sample does not use.
    Never,
}

/// One field, in or out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The wire name, as printed, spelling mistakes included.
    pub name: &'static str,
    /// The label of the specification's table, and its translation.
    pub label: Text,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be present and have content.
    pub required: bool,
    /// What an absent field means.
    pub default: Option<&'static str>,
    /// What a person should know beside the label; without the feature `reference` only where `is_homonym`.
    pub note: Option<Text>,
    /// Whether the note tells that the name means something else in another method: findings about the field repeat it.
    pub is_homonym: bool,
    /// A patient's name, card number or voucher: messages show only its shape, `mask` can hide it.
    pub personal: bool,
    /// An invented value.
    pub sample: Sample,
}

impl Field {
    /// Every code that the field takes, the query's `0` first; empty where it is no code.
    pub fn codes(&self) -> impl Iterator<Item = &'static Code> {
        let (table, all) = match self.kind {
            Kind::Code(table, All::Query(all) | All::Printed(all)) => (table.codes, Some(all)),
            Kind::Code(table, All::No) => (table.codes, None),
            _ => (&[][..], None),
        };
        all.into_iter().chain(table)
    }

    /// The codes that mean something here: a record's `0` does not.
    pub fn meaningful_codes(&self) -> impl Iterator<Item = &'static Code> {
        let printed = matches!(self.kind, Kind::Code(_, All::Printed(_)));
        self.codes().skip(usize::from(printed))
    }

    /// Whether messages must not show the value as it is.
    pub const fn is_hidden(&self) -> bool {
        self.personal || matches!(self.kind, Kind::Secret)
    }
}

/// How many records a method gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cardinality {
    /// No result at all.
    None,
    /// One.
    One,
    /// Any number, none included.
    Many,
}

/// A method of the API (section 2). Its debug output is its name.
#[derive(Clone, Copy, PartialEq)]
pub struct Method {
    /// The wire name.
    pub code: &'static str,
    /// What it does.
    pub title: Text,
    /// The section that defines it.
    pub section: &'static str,
    /// Marked 待定 in V1.3.
    pub provisional: bool,
    /// The fields of `methodParams`.
    pub params: &'static [Field],
    /// The events of `eventParams`; only msgPush has them.
    pub events: &'static [Event],
    /// How many records the answer holds.
    pub cardinality: Cardinality,
    /// The fields of one record.
    pub result: &'static [Field],
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Method({})", self.code)
    }
}

impl Method {
    /// The method of that wire name.
    ///
    /// ```
    /// use yct_envelope::catalog::Method;
    /// assert_eq!(Method::find("stopReg").map(|m| m.section), Some("2.2"));
    /// assert_eq!(Method::find("orderQuery"), None);
    /// ```
    pub fn find(code: &str) -> Option<&'static Method> {
        METHODS.iter().find(|method| method.code == code)
    }
}

/// An event of msgPush (section 2.5.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The code, as in the table EventCode.
    pub code: Code,
    /// The section that defines it.
    pub section: &'static str,
    /// The fields of `eventParams`.
    pub params: &'static [Field],
}

/// The nodes of a request or answer that hold a field of that name, each once for every method or event code that has it there.
pub(crate) fn homes(name: &str) -> Vec<(&'static str, &'static str)> {
    let mut homes = Vec::new();
    let mut add = |node, of, fields: &[Field]| {
        if fields.iter().any(|field| field.name == name) {
            homes.push((node, of));
        }
    };
    for method in METHODS {
        for event in method.events {
            add(methods::EVENT_PARAMS, event.code.code, event.params);
        }
        for (node, fields) in [(&methods::METHOD_PARAMS, method.params), (&methods::RESULT, method.result)] {
            add(node.name, method.code, fields);
        }
    }
    homes
}

struct Row<'a>(&'a Field, &'static str);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Row(field, section) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", field.name)?;
        map.serialize_entry("label", &field.label)?;
        map.serialize_entry("required", &field.required)?;
        if let Some(default) = field.default {
            map.serialize_entry("default", default)?;
        }
        if let Some(note) = &field.note {
            map.serialize_entry("note", note)?;
        }
        map.serialize_entry("section", section)?;
        map.serialize_entry("kind", field.kind.name())?;
        if matches!(field.kind, Kind::Code(..)) {
            let codes: Vec<_> = field.codes().map(Choice).collect();
            map.serialize_entry("codes", &codes)?;
        }
        map.end()
    }
}

struct Choice(&'static Code);

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("code", self.0.code)?;
        map.serialize_entry("label", &self.0.label)?;
        map.end()
    }
}

fn rows(fields: &'static [Field], section: &'static str) -> Vec<Row<'static>> {
    fields.iter().map(|field| Row(field, section)).collect()
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("eventCode", self.code.code)?;
        map.serialize_entry("title", &self.code.label)?;
        map.serialize_entry("section", self.section)?;
        map.serialize_entry("params", &rows(self.params, self.section))?;
        map.end()
    }
}

#[derive(Serialize)]
struct Output {
    cardinality: Cardinality,
    fields: Vec<Row<'static>>,
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("methodCode", self.code)?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("section", self.section)?;
        map.serialize_entry("provisional", &self.provisional)?;
        map.serialize_entry("params", &rows(self.params, self.section))?;
        if !self.events.is_empty() {
            map.serialize_entry("events", self.events)?;
        }
        let fields = rows(self.result, self.section);
        map.serialize_entry("result", &Output { cardinality: self.cardinality, fields })?;
        map.end()
    }
}
