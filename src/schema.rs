//! JSON Schema 2020-12 of a method's parameters, made from the catalog.

use crate::catalog::{Field, Kind, Method};
use crate::value::MAX_SAFE;
use serde_json::{Map, Value, json};

/// Any character that is no white space.
const FILLED: &str = r"[^ \t\r\n]";
const WHOLE: &str = r"^[ \t\r\n]*(0|[1-9][0-9]*)[ \t\r\n]*$";
const YUAN: &str = r"^[ \t\r\n]*(0|[1-9][0-9]{0,13})(\.[0-9]{1,2})?[ \t\r\n]*$";
const DATE: &str = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
const ORDER: &str = r"^[ \t\r\n]*[^,，、;；\s]+[ \t\r\n]*$";

/// The schema of `methodParams`: what a JS value must look like to pass the checker.
///
/// It is a little wider than the checker: it does not know the lengths of months, the order of start and end, or which
/// characters XML forbids.
pub fn json_schema(method: &Method) -> Value {
    let mut schema = object(method.params);
    set(&mut schema, "$schema", json!("https://json-schema.org/draft/2020-12/schema"));
    set(&mut schema, "title", json!(format!("{} {}", method.title.zh, method.title.en)));
    let events: Vec<Value> = method
        .events
        .iter()
        .map(|event| {
            let code = json!({ "properties": { "eventCode": one_of([event.code.code].into_iter()) }, "required": ["eventCode"] });
            let mut params = object(event.params);
            set(&mut params, "title", json!(format!("{} {}", event.code.label.zh, event.code.label.en)));
            json!({ "if": code, "then": { "properties": { "eventParams": params } } })
        })
        .collect();
    if !events.is_empty() {
        set(&mut schema, "allOf", Value::Array(events));
    }
    schema
}

fn set(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = schema {
        map.insert(key.to_owned(), value);
    }
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn property(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Text | Kind::Secret => json!({ "anyOf": [{ "type": "string", "pattern": FILLED }, { "type": "integer" }] }),
        Kind::Code(..) => one_of(field.codes().map(|row| row.code)),
        Kind::Fen | Kind::Count => json!({ "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": MAX_SAFE },
            { "type": "string", "pattern": WHOLE },
        ] }),
        Kind::Yuan => json!({ "type": "string", "pattern": YUAN }),
        Kind::Timestamp => json!({ "type": "string", "pattern": format!(r"^[ \t\r\n]*{DATE} {TIME}[ \t\r\n]*$") }),
        Kind::Date => json!({ "type": "string", "pattern": format!(r"^[ \t\r\n]*{DATE}[ \t\r\n]*$") }),
        Kind::OrderList => {
            json!({ "type": "array", "minItems": 1, "items": { "anyOf": [{ "type": "string", "pattern": ORDER }, { "type": "integer" }] } })
        }
        Kind::Event => json!({ "type": "object" }),
    };
    if !field.required {
        // An empty optional field is the same as an absent one.
        schema = json!({ "anyOf": [schema, { "type": "null" }, { "type": "string", "pattern": r"^[ \t\r\n]*$" }] });
    }
    set(&mut schema, "title", json!(format!("{} {}", field.label.zh, field.label.en)));
    let codes: Vec<String> = field.codes().map(|row| format!("{} {} {}", row.code, row.label.zh, row.label.en)).collect();
    let note = field.note.map(|note| format!("{} {}", note.zh, note.en));
    let description: Vec<String> = note.into_iter().chain((!codes.is_empty()).then(|| codes.join("; "))).collect();
    if !description.is_empty() {
        set(&mut schema, "description", json!(description.join(" / ")));
    }
    if let Some(default) = field.default {
        set(&mut schema, "default", json!(default));
    }
    schema
}

/// A code, as a string with or without white space around it, or as an integer.
fn one_of<'a>(codes: impl Iterator<Item = &'a str>) -> Value {
    let codes: Vec<&str> = codes.collect();
    let numbers: Vec<i64> = codes.iter().filter_map(|code| code.parse().ok()).collect();
    json!({ "anyOf": [
        { "enum": codes },
        { "enum": numbers },
        { "type": "string", "pattern": format!(r"^[ \t\r\n]*({})[ \t\r\n]*$", codes.join("|")) },
    ] })
}
