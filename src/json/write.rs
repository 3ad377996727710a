//! Writes answers as JSON (decision D8): every leaf a string.

use crate::envelope::{Fields, Outcome, Response};
use serde::{Serialize, Serializer, ser::SerializeMap};

struct Wire<'a>(&'a Fields);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, value)| (field.name, value.wire())))
    }
}

struct Answer<'a>(&'a Response);

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("resultCode", self.0.result_code.code())?;
        map.serialize_entry("resultDesc", self.0.result_desc.as_deref().unwrap_or_default())?;
        match &self.0.result {
            Outcome::None => {}
            Outcome::One(record) => map.serialize_entry("result", &Wire(record))?,
            Outcome::Many(records) => map.serialize_entry("result", &records.iter().map(Wire).collect::<Vec<_>>())?,
        }
        map.end()
    }
}

/// An answer (section 1.2 with `responseType` 1).
pub(crate) fn response(response: &Response) -> String {
    // Writing strings and maps with string keys into memory cannot fail.
    serde_json::to_string(&Answer(response)).unwrap_or_default()
}

/// A text as it is written between quotes.
pub(crate) fn escape(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}
