//! The core as WebAssembly, without the JavaScript around it: in Node.js, in a page and in a worker.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use serde_json::{Value, from_str, json};
use wasm_bindgen_test::wasm_bindgen_test;
use yct_envelope::catalog::METHODS;
use yct_envelope::js;

/// A value as the package's JavaScript passes it: every leaf a string with a tag in front.
fn tagged(value: &Value) -> Value {
    match value {
        Value::String(text) => format!("s{text}").into(),
        Value::Number(number) => format!("n{number}").into(),
        Value::Array(items) => items.iter().map(tagged).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), tagged(member))).collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn built(value: &Value, options: &Value) -> String {
    let outcome: Value = from_str(&js::build(&tagged(value).to_string(), &options.to_string())).unwrap();
    assert_eq!(outcome["diagnostics"], json!([]));
    outcome["text"].as_str().unwrap().to_owned()
}

fn report(source: &str, options: &Value) -> Value {
    from_str(&js::lint(source, &[], &options.to_string())).unwrap()
}

#[wasm_bindgen_test]
fn every_request_is_built_and_read() {
    for method in METHODS {
        let request: Value = from_str(&js::sample_request(method.code, "")).unwrap();
        let text = built(&request, &json!({ "kind": "request" }));
        assert_eq!(report(&text, &json!({ "kind": "request" }))["value"], request);
    }
}

#[wasm_bindgen_test]
fn every_answer_is_built_and_read_in_both_formats() {
    for method in METHODS {
        let response: Value = from_str(&js::sample_response(method.code, 3)).unwrap();
        for format in ["xml", "json"] {
            let options = json!({ "kind": "response", "method": method.code, "format": format });
            assert_eq!(report(&built(&response, &options), &options)["value"], response);
        }
    }
}

#[wasm_bindgen_test]
fn spans_count_utf_16_units() {
    let found = &report("<arg0>😀<a></arg0>", &json!({}))["diagnostics"];
    let starts: Vec<_> = found.as_array().unwrap().iter().filter_map(|finding| finding["span"]["start"].as_u64()).collect();
    assert!(starts.contains(&8), "{found}");
}

#[wasm_bindgen_test]
fn two_hundred_thousand_levels_are_an_answer() {
    for source in ["<a>".repeat(200_000), "[".repeat(200_000)] {
        assert_eq!(report(&source, &json!({}))["value"], Value::Null);
    }
}

#[wasm_bindgen_test]
fn amounts_cross_as_digits() {
    assert_eq!(js::yuan_to_fen("90071992547409.91").as_deref(), Some("9007199254740991"));
    assert_eq!(js::yuan_to_fen("1.234"), None);
    assert_eq!(js::fen_to_yuan("1200").as_deref(), Some("12.00"));
}

#[wasm_bindgen_test]
fn bytes_are_told_by_their_first() {
    let told: Value = from_str(&js::sniff_bytes(&[0xff, 0xfe, b'<', 0])).unwrap();
    assert_eq!((&told["encoding"], &told["bom"]), (&json!("UTF-16LE"), &json!(2)));
}
