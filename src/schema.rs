//! JSON Schema 2020-12 of a method's parameters, made from the catalog.

use crate::catalog::{Field, Kind, Method, Text};
use crate::json::escape;
use crate::value::MAX_SAFE;

/// A text with something in it.
const FILLED: &str = r"[^ \t\r\n]";
const WHOLE: &str = "(0|[1-9][0-9]*)";
const YUAN: &str = r"(0|[1-9][0-9]{0,13})(\.[0-9]{1,2})?";
const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
const ORDER: &str = r"[^,，、;；\s]+";

/// The schema of `methodParams`, as JSON text: what a JS value must look like to pass the checker.
///
/// It is a little wider than the checker: it does not know the lengths of months, the order of start and end, or which characters
/// XML forbids.
pub fn json_schema(method: &Method) -> String {
    let mut members =
        vec![member("$schema", &quoted("https://json-schema.org/draft/2020-12/schema")), member("title", &both(&method.title))];
    members.extend(object(method.params));
    let events: Vec<String> = method
        .events
        .iter()
        .map(|event| {
            let code = one_of([event.code.code].into_iter());
            let mut params = vec![member("title", &both(&event.code.label))];
            params.extend(object(event.params));
            let then = braced(&[member("properties", &braced(&[member("eventParams", &braced(&params))]))]);
            let when =
                braced(&[member("properties", &braced(&[member("eventCode", &braced(&[code]))])), member("required", "[\"eventCode\"]")]);
            braced(&[member("if", &when), member("then", &then)])
        })
        .collect();
    if !events.is_empty() {
        members.push(member("allOf", &listed(&events)));
    }
    braced(&members)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

fn both(text: &Text) -> String {
    quoted(&format!("{} {}", text.zh, text.en))
}

fn member(key: &str, value: &str) -> String {
    format!("{}:{value}", quoted(key))
}

fn braced(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

fn listed(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

fn object(fields: &[Field]) -> Vec<String> {
    let properties: Vec<String> = fields.iter().map(|field| member(field.name, &property(field))).collect();
    let required: Vec<String> = fields.iter().filter(|field| field.required).map(|field| quoted(field.name)).collect();
    vec![member("type", "\"object\""), member("properties", &braced(&properties)), member("required", &listed(&required))]
}

/// A string that is just this, but for white space around it.
fn string(pattern: &str) -> String {
    matching(&format!(r"^[ \t\r\n]*({pattern})[ \t\r\n]*$"))
}

fn matching(pattern: &str) -> String {
    braced(&[member("type", "\"string\""), member("pattern", &quoted(pattern))])
}

fn any_of(schemas: &[String]) -> String {
    member("anyOf", &listed(schemas))
}

fn property(field: &Field) -> String {
    let integer = || "{\"type\":\"integer\"}".to_owned();
    let mut schema = match field.kind {
        Kind::Text | Kind::Secret => any_of(&[matching(FILLED), integer()]),
        Kind::Code(..) => one_of(field.codes().map(|row| row.code)),
        Kind::Fen | Kind::Count => any_of(&[format!("{{\"type\":\"integer\",\"minimum\":0,\"maximum\":{MAX_SAFE}}}"), string(WHOLE)]),
        Kind::Yuan => any_of(&[string(YUAN)]),
        Kind::Timestamp => any_of(&[string(&format!("{DATE} {TIME}"))]),
        Kind::Date => any_of(&[string(DATE)]),
        Kind::OrderList => {
            let items = braced(&[any_of(&[string(ORDER), integer()])]);
            format!("\"type\":\"array\",\"minItems\":1,\"items\":{items}")
        }
        Kind::Event => member("type", "\"object\""),
    };
    if !field.required {
        // An empty optional field is the same as an absent one.
        schema = any_of(&[braced(&[schema]), "{\"type\":\"null\"}".to_owned(), string("")]);
    }
    let codes: Vec<String> = field.codes().map(|row| format!("{} {} {}", row.code, row.label.zh, row.label.en)).collect();
    let note = field.note.map(|note| format!("{} {}", note.zh, note.en));
    let description: Vec<String> = note.into_iter().chain((!codes.is_empty()).then(|| codes.join("; "))).collect();
    let mut members = vec![schema, member("title", &both(&field.label))];
    if !description.is_empty() {
        members.push(member("description", &quoted(&description.join(" / "))));
    }
    members.extend(field.default.map(|default| member("default", &quoted(default))));
    braced(&members)
}

/// A code, as a string or as an integer.
fn one_of<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let codes: Vec<String> = codes.map(str::to_owned).collect();
    let strings: Vec<String> = codes.iter().map(|code| quoted(code)).collect();
    any_of(&[format!("{{\"enum\":{}}}", listed(&strings)), format!("{{\"enum\":[{}]}}", codes.join(",")), string(&codes.join("|"))])
}
