//! JSON Schema of parameters, requests and answers, made from the catalog.

use crate::catalog::codes::{Code, EventCode, ResultCode};
use crate::catalog::methods::{METHOD_CODE, METHOD_PARAMS, RESPONSE_TYPE, RESULT, RESULT_CODE, RESULT_DESC};
use crate::catalog::{Cardinality, Event, Field, Kind, Method, Sample, Text, text};
use crate::json::escape;
use crate::value::MAX_SAFE;

/// A text with something in it, and nothing else of a text.
const FILLED: &str = r"[^ \t\r\n]";
const TRIMMED: &str = r"[^ \t\r\n]([\s\S]*[^ \t\r\n])?";
const WHOLE: &str = "(0|[1-9][0-9]*)";
const YUAN: &str = r"(0|[1-9][0-9]{0,13})(\.[0-9]{1,2})?";
const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
const ORDER: &str = r"[^,，、;； \t\r\n\u00a0\u3000]+";

const FAILED: Text = text("未成功", "No success");

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaPart {
    /// The value of `methodParams` alone.
    Params,
    /// A whole request (section 1.1).
    Request,
    /// A whole answer (section 1.2).
    Response,
}

/// From which end a value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaForm {
    /// As it may be given: codes as strings or integers, amounts as integers or strings of digits, white space around a value, empty
    /// optional fields, keys that nobody knows.
    Input,
    /// As it is given back, in canonical form: codes as strings, amounts as integers, no key that the protocol lacks.
    Output,
}

/// A schema of the method, JSON Schema 2020-12 as JSON text: of what a value must look like to pass the checker, or of what comes back.
///
/// A `title` is the specification's label; the `description` has its translation, the unit and the note. It is a little wider than the
/// checker: it does not know the calendar, the order of start and end, the largest amounts that are written as text, misspelt names, or
/// which characters XML forbids. It is narrower where an answer's result is wrapped or stands in the wrong place.
///
/// ```
/// use yct_envelope::{SchemaForm, SchemaPart, catalog::Method, json_schema};
///
/// let schema = json_schema(Method::find("refundGeneral").unwrap(), SchemaPart::Params, SchemaForm::Output);
/// assert!(schema.contains(r#""refundAmout":{"type":"integer","minimum":0,"#));
/// ```
pub fn json_schema(method: &Method, part: SchemaPart, form: SchemaForm) -> String {
    let mut members = vec![member("$schema", &quoted("https://json-schema.org/draft/2020-12/schema"))];
    members.extend(match part {
        SchemaPart::Params => params(method, form),
        SchemaPart::Request => request(method, form),
        SchemaPart::Response => response(method, form),
    });
    braced(&members)
}

fn params(method: &Method, form: SchemaForm) -> Vec<String> {
    let mut members = named(&method.title);
    if method.events.is_empty() {
        members.extend(object(method.params.iter().map(|field| (field, property(field, form))), form));
        return members;
    }
    let variants: Vec<String> = method.events.iter().map(|event| braced(&variant(method, event, form))).collect();
    members.extend([member("type", &quoted("object")), member("oneOf", &listed(&variants))]);
    members
}

/// The parameters with one event.
fn variant(method: &Method, event: &Event, form: SchemaForm) -> Vec<String> {
    let inner = object(event.params.iter().map(|field| (field, property(field, form))), form);
    let properties = method.params.iter().map(|field| match field.kind {
        Kind::Event => (field, annotated(field, vec![inner.join(",")])),
        Kind::Code(table, _) if table.name == EventCode::TABLE.name => (field, choice(field, &[&event.code], form)),
        _ => (field, property(field, form)),
    });
    let mut members = named(&event.code.label);
    members.extend(object(properties, form));
    members
}

fn request(method: &Method, form: SchemaForm) -> Vec<String> {
    // Open where a value is to be built.
    let response_type = Field { required: form == SchemaForm::Output, ..RESPONSE_TYPE };
    let mut format = values(&response_type, form);
    let mut code = vec![typed("string", &member("const", &quoted(method.code)))];
    if form == SchemaForm::Input {
        format.push(NULL.to_owned());
        code.push(string(method.code, form));
    }
    let properties = [
        (&response_type, annotated(&response_type, format)),
        (&METHOD_CODE, annotated(&METHOD_CODE, code)),
        (&METHOD_PARAMS, braced(&params(method, form))),
    ];
    let mut members = named(&method.title);
    members.extend(object(properties.into_iter(), form));
    members
}

fn response(method: &Method, form: SchemaForm) -> Vec<String> {
    let all = ResultCode::TABLE.codes;
    let (success, failure): (Vec<_>, Vec<_>) = all.iter().partition(|row| row.code == ResultCode::Success.code());
    let described = Field { required: true, ..RESULT_DESC };
    let result = Field { required: method.cardinality != Cardinality::None, ..RESULT };
    let optional_result = Field { required: false, ..RESULT };
    let record = || object(method.result.iter().map(|field| (field, property(field, form))), form).join(",");
    let list = || format!("\"type\":\"array\",\"items\":{{{}}}", record());
    let mut succeeded = vec![(&RESULT_CODE, choice(&RESULT_CODE, &success, form)), (&RESULT_DESC, property(&RESULT_DESC, form))];
    match (method.cardinality, form) {
        (Cardinality::None, _) => {}
        (Cardinality::One, _) => succeeded.push((&result, annotated(&result, vec![record()]))),
        (Cardinality::Many, SchemaForm::Output) => succeeded.push((&result, annotated(&result, vec![list()]))),
        // One record may stand alone, and what is empty in any way is no record.
        (Cardinality::Many, SchemaForm::Input) => {
            succeeded.push((&optional_result, annotated(&optional_result, vec![list(), record(), NULL.to_owned(), blank()])));
        }
    }
    let failed = [(&RESULT_CODE, choice(&RESULT_CODE, &failure, form)), (&described, property(&described, form))];
    let variants = [(ResultCode::Success.row().label, object(succeeded.into_iter(), form)), (FAILED, object(failed.into_iter(), form))];
    let variants: Vec<String> = variants
        .into_iter()
        .map(|(label, members)| {
            let mut variant = named(&label);
            variant.extend(members);
            braced(&variant)
        })
        .collect();
    let mut members = named(&method.title);
    members.extend([member("type", &quoted("object")), member("oneOf", &listed(&variants))]);
    members
}

fn object<'f>(fields: impl Iterator<Item = (&'f Field, String)>, form: SchemaForm) -> Vec<String> {
    let (mut properties, mut required) = (Vec::new(), Vec::new());
    for (field, schema) in fields {
        properties.push(member(field.name, &schema));
        if field.required {
            required.push(quoted(field.name));
        }
    }
    let mut members = vec![member("type", &quoted("object")), member("properties", &braced(&properties))];
    if !required.is_empty() {
        members.push(member("required", &listed(&required)));
    }
    if form == SchemaForm::Output {
        members.push(member("additionalProperties", "false"));
    }
    members
}

const NULL: &str = r#""type":"null""#;

/// A string with nothing in it.
fn blank() -> String {
    string("", SchemaForm::Input)
}

fn property(field: &Field, form: SchemaForm) -> String {
    let mut schemas = values(field, form);
    if !field.required && form == SchemaForm::Input {
        // An empty optional field is the same as an absent one.
        schemas.extend([NULL.to_owned(), blank()]);
    }
    annotated(field, schemas)
}

/// The forms of a field's values, each as the members of a schema.
fn values(field: &Field, form: SchemaForm) -> Vec<String> {
    let integer = |from: &str| format!("\"type\":\"integer\",\"minimum\":{from},\"maximum\":{MAX_SAFE}");
    let any_integer = || integer(&format!("-{MAX_SAFE}"));
    let is_input = form == SchemaForm::Input;
    match field.kind {
        Kind::Text | Kind::Secret if is_input => vec![matching(FILLED), any_integer()],
        Kind::Text | Kind::Secret => vec![string(TRIMMED, form)],
        Kind::Code(..) => codes(&field.codes().collect::<Vec<_>>(), form),
        Kind::Fen | Kind::Count if is_input => vec![integer("0"), string(WHOLE, form)],
        Kind::Fen | Kind::Count => vec![integer("0")],
        Kind::Yuan => vec![string(YUAN, form)],
        Kind::Timestamp => vec![string(&format!("{DATE} {TIME}"), form)],
        Kind::Date => vec![string(DATE, form)],
        Kind::OrderList => {
            let items = if is_input { vec![string(ORDER, form), any_integer()] } else { vec![string(ORDER, form)] };
            vec![format!("\"type\":\"array\",\"minItems\":1,\"items\":{}", braced(&any_of(items)))]
        }
        Kind::Event => vec![member("type", &quoted("object"))],
    }
}

/// Codes with their labels; to be given, an integer or with white space around as well.
fn codes(rows: &[&Code], form: SchemaForm) -> Vec<String> {
    let labelled: Vec<String> = rows
        .iter()
        .map(|row| {
            let mut members = vec![member("const", &quoted(row.code))];
            members.extend(named(&row.label));
            braced(&members)
        })
        .collect();
    let canonical = typed("string", &member("oneOf", &listed(&labelled)));
    if form == SchemaForm::Output {
        return vec![canonical];
    }
    let plain: Vec<String> = rows.iter().map(|row| row.code.to_owned()).collect();
    vec![canonical, typed("integer", &member("enum", &listed(&plain))), string(&plain.join("|"), form)]
}

/// A field that takes some of its codes alone.
fn choice(field: &Field, rows: &[&Code], form: SchemaForm) -> String {
    let sample = rows.first().map_or(Sample::Never, |row| Sample::Always(row.code));
    annotated(&Field { sample, ..*field }, codes(rows, form))
}

/// The schema of a field, with what a person should know of it.
fn annotated(field: &Field, schemas: Vec<String>) -> String {
    let mut members = any_of(schemas);
    members.push(member("title", &quoted(field.label.zh)));
    let lines: Vec<String> =
        [Some(field.label.en.to_owned()), unit(&field.kind).map(|text| both(&text)), field.note.map(|text| both(&text))]
            .into_iter()
            .flatten()
            .collect();
    members.push(member("description", &quoted(&lines.join("\n"))));
    members.extend(field.default.map(|default| member("default", &quoted(default))));
    members.extend(example(field).map(|example| member("examples", &listed(&[example]))));
    if matches!(field.kind, Kind::Secret) {
        members.push(member("writeOnly", "true"));
    }
    braced(&members)
}

/// How a value is to be read, where the form alone does not say it.
fn unit(kind: &Kind) -> Option<Text> {
    Some(match kind {
        Kind::Fen => text("以分为单位的整数", "whole fen, a hundredth of a yuan"),
        Kind::Yuan => text("以元为单位，最多两位小数", "yuan, at most two decimals"),
        Kind::Timestamp => text("YYYY-MM-DD HH:MM:SS，北京时间", "YYYY-MM-DD HH:MM:SS, Beijing time"),
        Kind::Date => text("YYYY-MM-DD", "a day, YYYY-MM-DD"),
        Kind::Count => text("不小于 0 的整数", "a whole number, 0 or more"),
        _ => return None,
    })
}

fn example(field: &Field) -> Option<String> {
    let (Sample::Always(value) | Sample::Refund(value)) = field.sample else { return None };
    match field.kind {
        _ if value.is_empty() => None,
        Kind::Fen | Kind::Count => Some(value.to_owned()),
        Kind::OrderList => Some(listed(&value.split(',').map(quoted).collect::<Vec<_>>())),
        _ => Some(quoted(value)),
    }
}

fn any_of(mut schemas: Vec<String>) -> Vec<String> {
    if schemas.len() > 1 {
        let each: Vec<String> = schemas.iter().map(|schema| format!("{{{schema}}}")).collect();
        schemas = vec![member("anyOf", &listed(&each))];
    }
    schemas
}

/// A string that is just this; to be given, with white space around as well.
fn string(pattern: &str, form: SchemaForm) -> String {
    let blank = if form == SchemaForm::Input { r"[ \t\r\n]*" } else { "" };
    matching(&format!("^{blank}({pattern}){blank}$"))
}

fn matching(pattern: &str) -> String {
    typed("string", &member("pattern", &quoted(pattern)))
}

fn typed(name: &str, members: &str) -> String {
    format!("{},{members}", member("type", &quoted(name)))
}

fn named(label: &Text) -> Vec<String> {
    vec![member("title", &quoted(label.zh)), member("description", &quoted(label.en))]
}

fn both(text: &Text) -> String {
    if text.zh == text.en { text.zh.to_owned() } else { format!("{} · {}", text.zh, text.en) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
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
