//! What each target starts from: the samples and the rules' examples.

use super::secret::CANARY;
use super::{values, way};
use serde_json::Value;
use std::ops::Range;
use yct_envelope::catalog::METHODS;
use yct_envelope::{Format, MutantSource, RULES, Request, build_request, build_response, sample_mutant, sample_request, sample_response};

/// The secret of the samples.
const SECRET: &str = "SAMPLE-SECRET-NOT-REAL";

/// The inputs that a target starts from.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let mut seeds = match target {
        "request" => requests(),
        "response" => answers(Format::Xml),
        "json" => answers(Format::Json),
        "values" => self::values(),
        "building" => choices(),
        _ => [requests(), answers(Format::Xml), answers(Format::Json)].concat(),
    };
    if !matches!(target, "values" | "building") {
        seeds.extend(examples(target));
    }
    if target == "bytes" {
        let wide = |seed: &Vec<u8>| {
            [
                &seed[..1],
                &b"\xff\xfe"[..],
                &String::from_utf8_lossy(&seed[1..]).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
            ]
            .concat()
        };
        let encoded: Vec<_> = seeds.iter().take(8).map(wide).collect();
        seeds.extend(encoded);
    }
    seeds
}

fn requests() -> Vec<Vec<u8>> {
    let sampled = sampled().map(|request| build_request(&request));
    sampled.flat_map(with_few).map(|text| seed(way(None), text.as_bytes())).collect()
}

fn answers(format: Format) -> Vec<Vec<u8>> {
    let counts = [0, 1, 2];
    let sampled = METHODS.iter().flat_map(|method| counts.map(|count| (method, build_response(&sample_response(method, count), format))));
    let mut seeds: Vec<_> =
        sampled.flat_map(|(method, text)| with_few(text).into_iter().map(|text| seed(way(Some(method)), text.as_bytes()))).collect();
    seeds.dedup();
    seeds
}

/// The rules' bad examples that a target can read.
fn examples(target: &str) -> Vec<Vec<u8>> {
    let mutants = RULES.iter().map(|rule| sample_mutant(rule));
    let sources = mutants.filter_map(|mutant| {
        let source = match mutant.source {
            MutantSource::Text(text) => text.into_bytes(),
            MutantSource::Bytes(bytes) => bytes,
        };
        let is_json = source.trim_ascii_start().starts_with(b"{");
        let is_request = source.windows(6).any(|piece| piece == b"<arg0>");
        let fits = match target {
            "request" => is_request && !is_json,
            "response" => !is_request && !is_json,
            "json" => is_json,
            _ => true,
        };
        // What is long is long for a limit's sake.
        (fits && source.len() < 2_000).then(|| seed(if is_request { way(None) } else { way(mutant.method) }, &source))
    });
    sources.collect()
}

fn values() -> Vec<Vec<u8>> {
    let tagged = |value: Value| with_few(values::tagged(&value).to_string());
    let mut seeds = Vec::new();
    for request in sampled() {
        let value = serde_json::to_value(request).expect("a value is JSON");
        let texts = [tagged(value["methodParams"].clone()), tagged(value)].concat();
        seeds.extend(texts.iter().map(|text| seed(way(None), text.as_bytes())));
    }
    for method in METHODS {
        for count in [0, 2] {
            let value = serde_json::to_value(sample_response(method, count)).expect("a value is JSON");
            seeds.extend(tagged(value).iter().map(|text| seed(way(Some(method)), text.as_bytes())));
        }
    }
    seeds
}

fn sampled() -> impl Iterator<Item = Request> {
    METHODS.iter().flat_map(|method| {
        let events = method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None));
        events.map(|event| sample_request(method, event))
    })
}

/// How many fields a short text has.
const FEW: usize = 3;

/// A text, and the same without its declaration and with a few of its fields alone: a mistake in a short text is sooner made and read.
fn with_few(text: String) -> Vec<String> {
    let short = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap_or(&text).to_owned();
    let lists =
        METHODS.iter().flat_map(|method| [method.params, method.result].into_iter().chain(method.events.iter().map(|event| event.params)));
    let mut names: Vec<_> =
        lists.flatten().map(|field| field.name).filter(|name| *name != "secret" && around(&short, name).is_some()).collect();
    names.sort_unstable();
    names.dedup();
    let few = names.chunks(FEW).map(|kept| {
        names.iter().filter(|name| !kept.contains(name)).fold(short.clone(), |mut text, name| {
            while let Some(at) = around(&text, name) {
                text.replace_range(at, "");
            }
            text
        })
    });
    let few: Vec<_> = few.collect();
    [vec![text], few].concat()
}

/// Where the element of a field stands with its value, or the key with the string after it.
fn around(text: &str, name: &str) -> Option<Range<usize>> {
    let end = format!("</{name}>");
    if let Some(start) = text.find(&format!("<{name}>")) {
        return Some(start..start + text[start..].find(&end)? + end.len());
    }
    let key = format!("\"{name}\":\"");
    let start = text.find(&key)?;
    let value = start + key.len();
    let end = value + text[value..].find('"')? + 1;
    match (text[end..].starts_with(','), text[..start].ends_with(',')) {
        (true, _) => Some(start..end + 1),
        (false, is_last) => Some(start - usize::from(is_last)..end),
    }
}

/// Choices of all kinds, long enough for an envelope.
fn choices() -> Vec<Vec<u8>> {
    let numbers = |step: u8| (0..400u16).map(move |at| at.to_le_bytes()[0].wrapping_mul(step | 1).rotate_left(u32::from(step % 8)) ^ step);
    (0..=u8::MAX).step_by(5).map(|step| numbers(step).collect()).collect()
}

fn seed(way: u8, source: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(source) {
        Ok(text) => [&[way], text.replace(SECRET, CANARY).as_bytes()].concat(),
        Err(_) => [&[way], source].concat(),
    }
}
