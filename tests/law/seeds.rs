//! What each target starts from: the samples and the rules' examples.

use super::secret::CANARY;
use super::{values, way};
use serde_json::Value;
use yct_envelope::catalog::METHODS;
use yct_envelope::{Format, MutantSource, RULES, build_request, build_response, sample_mutant, sample_request, sample_response};

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
    let sampled = METHODS.iter().flat_map(|method| {
        let events = method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None));
        events.map(|event| build_request(&sample_request(method, event)))
    });
    sampled.map(|text| seed(way(None), text.as_bytes())).collect()
}

fn answers(format: Format) -> Vec<Vec<u8>> {
    let counts = [0, 1, 2];
    let sampled = METHODS.iter().flat_map(|method| counts.map(|count| (method, build_response(&sample_response(method, count), format))));
    let mut seeds: Vec<_> = sampled.map(|(method, text)| seed(way(Some(method)), text.as_bytes())).collect();
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
    let tagged = |value: Value| values::tagged(&value).to_string().into_bytes();
    let mut seeds = Vec::new();
    for method in METHODS {
        for event in method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None)) {
            let value = serde_json::to_value(sample_request(method, event)).expect("a value is JSON");
            seeds.push(seed(way(None), &tagged(value["methodParams"].clone())));
            seeds.push(seed(way(None), &tagged(value)));
        }
        for count in [0, 2] {
            let value = serde_json::to_value(sample_response(method, count)).expect("a value is JSON");
            seeds.push(seed(way(Some(method)), &tagged(value)));
        }
    }
    seeds
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
