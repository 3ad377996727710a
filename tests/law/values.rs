//! The laws of JS values, as the package's JavaScript hands them over, and of building.

use super::secret::{must_hide_in, shows};
use super::{beyond, is_turn, plain, told};
use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};
use yct_envelope::catalog::codes::ResultCode;
use yct_envelope::catalog::{Cardinality, Code, Field, Kind, Locale, METHODS, Method};
use yct_envelope::{ReadOptions, Side, js, lint};

pub fn values(input: &[u8]) {
    let Some((first, rest)) = input.split_first() else { return };
    let Ok(tagged) = std::str::from_utf8(rest) else { return };
    // The package's JavaScript writes nothing but JSON, and of integers their digits.
    if !serde_json::from_str::<Value>(tagged).is_ok_and(|value| is_written(&value)) {
        return;
    }
    let told = told(*first);
    let method = told.method;
    let side = if method.is_some() { Side::Response } else { Side::Request };
    // Most values are an envelope or parameters, and the other check has little to say of them.
    let is_envelope = ["\"methodCode\"", "\"resultCode\""].iter().any(|key| tagged.contains(key));
    if is_envelope || is_turn(tagged, 0, 8) {
        check(tagged, ReadOptions { kind: Some(side), ..told });
    }
    if !is_envelope || is_turn(tagged, 1, 8) {
        let asked = ReadOptions { method: method.or(Some(&METHODS[0])), ..told };
        let outcome = parsed(&js::check_params_value(tagged, &options(&asked, "xml")));
        assert_eq!(outcome["value"].is_null(), has_error(&outcome["diagnostics"]));
        assert!(!must_hide_in(tagged) || !shows(&outcome["diagnostics"].to_string()));
    }
}

/// Whether every integer has digits.
fn is_written(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_written),
        Value::Object(members) => members.values().all(is_written),
        Value::String(leaf) => leaf.strip_prefix('i').is_none_or(|digits| digits.parse::<i128>().is_ok()),
        _ => true,
    }
}

/// A valid value of the catalog's kinds is built without an error, reads as it was, and says of itself what its check said.
pub fn build(input: &[u8]) {
    let mut choices = Unstructured::new(input);
    let Ok(method) = choices.choose(METHODS) else { return };
    let is_answer = choices.arbitrary().unwrap_or(false);
    let locale = if choices.arbitrary().unwrap_or(false) { Locale::En } else { Locale::Zh };
    let made = if is_answer { response(&mut choices, method) } else { request(&mut choices, method) };
    let Ok(value) = made else { return };
    let side = if is_answer { Side::Response } else { Side::Request };
    let options = ReadOptions { kind: Some(side), method: Some(method).filter(|_| is_answer), locale, ..ReadOptions::default() };
    let checked = check(&tagged(&value).to_string(), options);
    assert!(checked.is_some_and(|checked| is_kept(&value, &checked)), "a valid value is taken as it is: {value}");
}

/// Holds a value to its laws; gives its canonical form.
fn check(tagged: &str, read: ReadOptions) -> Option<Value> {
    let checked = parsed(&js::check_value(tagged, &options(&read, "xml")));
    let found = &checked["diagnostics"];
    assert_eq!(checked["value"].is_null(), has_error(found), "{checked}");
    assert!(!must_hide_in(tagged) || !shows(&found.to_string()), "a finding shows the secret: {found}");
    for (turn, format) in [(0, "xml"), (1, "json")] {
        let is_due = if read.kind == Some(Side::Response) { is_turn(tagged, turn, 2) } else { format == "xml" };
        if !is_due {
            continue;
        }
        let built = parsed(&js::build(tagged, &options(&read, format)));
        let Some(text) = built["text"].as_str() else {
            assert!(has_error(found), "what has no error is built: {built}");
            assert_eq!(built["diagnostics"].as_array(), Some(&errors(found)), "building is refused for what the check finds");
            continue;
        };
        assert!(!has_error(found), "what has an error is not built: {found}");
        let report = lint(text, &read);
        assert_eq!(
            serde_json::to_value(&report.value).expect("a value is JSON"),
            checked["value"],
            "what is built reads as it was: {text}"
        );
        let told = report.diagnostics.iter().map(|found| json!([found.rule, found.path]));
        let known = found.as_array().expect("findings").iter().map(|found| json!([found["rule"], found["path"]]));
        let new = beyond(told.collect(), known.collect());
        assert!(new.is_empty(), "{new:?} is told of the text alone: {text}");
        match read.method {
            Some(method) => plain::answer(text, method, &report),
            None => plain::request(text, &report),
        }
    }
    Some(checked["value"].clone()).filter(|value| !value.is_null())
}

fn options(read: &ReadOptions, format: &str) -> String {
    let kind = read.kind.map(|kind| if kind == Side::Request { "request" } else { "response" });
    let locale = if read.locale == Locale::En { "en" } else { "zh-CN" };
    json!({ "kind": kind, "method": read.method.map(|method| method.code), "locale": locale, "format": format }).to_string()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the core gives JSON")
}

fn errors(found: &Value) -> Vec<Value> {
    found.as_array().expect("findings").iter().filter(|found| found["severity"] == "error").cloned().collect()
}

fn has_error(found: &Value) -> bool {
    !errors(found).is_empty()
}

/// A value as `src/js/values.js` writes it: every leaf a string with a tag in front.
pub fn tagged(value: &Value) -> Value {
    match value {
        Value::Null => json!("0"),
        Value::Bool(true) => json!("btrue"),
        Value::Bool(false) => json!("bfalse"),
        Value::Number(number) => json!(format!("n{number}")),
        Value::String(text) => json!(format!("s{text}")),
        Value::Array(items) => items.iter().map(tagged).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), tagged(value))).collect(),
    }
}

/// Whether a canonical form holds all that was given.
fn is_kept(given: &Value, kept: &Value) -> bool {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => given.iter().all(|(key, value)| match kept.get(key) {
            Some(other) => is_kept(value, other),
            None => key == "resultDesc",
        }),
        (Value::Array(given), Value::Array(kept)) => {
            given.len() == kept.len() && given.iter().zip(kept).all(|(given, kept)| is_kept(given, kept))
        }
        (Value::String(given), Value::String(kept)) => given.trim() == kept.trim(),
        _ => given == kept,
    }
}

fn request(choices: &mut Unstructured, method: &'static Method) -> Result<Value> {
    let mut params = record(choices, method.params)?;
    if !method.events.is_empty() {
        let event = choices.choose(method.events)?;
        params.insert("eventCode".to_owned(), json!(event.code.code));
        params.insert("eventParams".to_owned(), record(choices, event.params)?.into());
    }
    let mut request = Map::from_iter([("methodCode".to_owned(), json!(method.code)), ("methodParams".to_owned(), params.into())]);
    if let Some(format) = choices.choose(&[None, Some("0"), Some("1")])? {
        request.insert("responseType".to_owned(), json!(format));
    }
    Ok(request.into())
}

fn response(choices: &mut Unstructured, method: &'static Method) -> Result<Value> {
    let code = choices.choose(ResultCode::TABLE.codes)?;
    let mut response = Map::from_iter([("resultCode".to_owned(), json!(code.code))]);
    let is_success = code.code == ResultCode::Success.code();
    if !is_success || choices.arbitrary()? {
        response.insert("resultDesc".to_owned(), json!(text(choices)?));
    }
    if is_success {
        let result = match method.cardinality {
            Cardinality::None => None,
            Cardinality::One => Some(record(choices, method.result)?.into()),
            Cardinality::Many => {
                let count = choices.int_in_range(0..=3)?;
                Some((0..count).map(|_| record(choices, method.result).map(Value::from)).collect::<Result<Value>>()?)
            }
        };
        response.extend(result.map(|result| ("result".to_owned(), result)));
    }
    Ok(response.into())
}

fn record(choices: &mut Unstructured, fields: &'static [Field]) -> Result<Map<String, Value>> {
    let mut record = Map::new();
    for field in fields.iter().filter(|field| !matches!(field.kind, Kind::Event)) {
        if field.required || choices.arbitrary()? {
            record.insert(field.name.to_owned(), value(choices, field)?);
        }
    }
    // Ranges go from the earlier to the later.
    for (start, end) in [("startTime", "endTime"), ("startDate", "endDate")] {
        if let (Some(first), Some(last)) = (record.get(start), record.get(end))
            && first.as_str() > last.as_str()
        {
            let (first, last) = (first.clone(), last.clone());
            record.insert(start.to_owned(), last);
            record.insert(end.to_owned(), first);
        }
    }
    Ok(record)
}

/// The largest amount: JavaScript's largest exact number.
const LARGEST: u64 = 9_007_199_254_740_991;

fn value(choices: &mut Unstructured, field: &'static Field) -> Result<Value> {
    Ok(match field.kind {
        Kind::Text | Kind::Secret | Kind::Event => json!(text(choices)?),
        Kind::Code(..) => {
            let codes: Vec<&Code> = field.codes().collect();
            json!(choices.choose(&codes)?.code)
        }
        Kind::Fen | Kind::Count => match choices.int_in_range(0..=2)? {
            0 => json!(choices.int_in_range(0..=1_000)?),
            1 => json!(choices.int_in_range(LARGEST - 2..=LARGEST)?),
            _ => json!(choices.int_in_range(0..=LARGEST)?),
        },
        Kind::Yuan => {
            let fen = choices.int_in_range(0..=LARGEST)?;
            json!(match choices.int_in_range(0..=2)? {
                0 => format!("{}", fen / 100),
                1 => format!("{}.{}", fen / 100, fen / 10 % 10),
                _ => format!("{}.{:02}", fen / 100, fen % 100),
            })
        }
        Kind::Date => json!(date(choices)?),
        Kind::Timestamp => {
            let (hour, minute, second) = (choices.int_in_range(0..=23)?, choices.int_in_range(0..=59)?, choices.int_in_range(0..=59)?);
            json!(format!("{} {hour:02}:{minute:02}:{second:02}", date(choices)?))
        }
        Kind::OrderList => {
            let count = choices.int_in_range(1..=4)?;
            let number = |choices: &mut Unstructured| Ok(json!(format!("YCT-{}", choices.int_in_range(0..=99)?)));
            (0..count).map(|_| number(choices)).collect::<Result<Value>>()?
        }
    })
}

fn date(choices: &mut Unstructured) -> Result<String> {
    let (year, month) = (choices.int_in_range(1..=9999)?, choices.int_in_range(1..=12)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Ok(format!("{year:04}-{month:02}-{:02}", choices.int_in_range(1..=days)?))
}

/// What a text may be made of, beside the fuzzer's own characters.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "&amp;",
    "]]>",
    "<![CDATA[",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\t",
    " ",
    "{",
    "}",
    "</secret>",
    "😀",
    "元",
    "\u{feff}",
    "＜",
    "“",
    "”",
    "null",
    "0",
];

fn text(choices: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    for _ in 0..choices.int_in_range(0..=5)? {
        if choices.arbitrary()? {
            text += choices.choose(PIECES)?;
        } else {
            text.push(choices.arbitrary()?);
        }
    }
    // XML can carry no other characters, and a text that is wanted has content.
    text.retain(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}'));
    Ok(if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() { "x".to_owned() } else { text })
}
