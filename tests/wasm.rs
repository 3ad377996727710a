//! The boundary as WebAssembly: the same calls that the package's JavaScript makes, in Node.js, in a page and in a worker.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used)]

use wasm_bindgen_test::wasm_bindgen_test;
use yct_envelope::js;

#[wasm_bindgen_test]
fn a_sample_is_built_linted_and_read_back() {
    let request = tagged(&js::sample_request("stopReg", ""));
    let built = js::build(&request, r#"{"kind":"request"}"#);
    assert!(built.starts_with(r#"{"text":"<?xml version=\"1.0\" encoding=\"UTF-8\"?><arg0>"#), "{built}");
    let text = "<return><resultCode>0</resultCode><resultDesc></resultDesc></return>";
    let report = js::lint(text, &[], r#"{"kind":"response","method":"stopReg"}"#);
    assert!(report.contains(r#""diagnostics":[],"value":{"resultCode":"0"}"#), "{report}");
}

/// Tags the leaves of JSON that holds only strings, objects and arrays.
fn tagged(json: &str) -> String {
    let mut tagged = String::new();
    let mut pieces = json.split('"').enumerate().peekable();
    while let Some((index, piece)) = pieces.next() {
        let is_key = pieces.peek().is_some_and(|(_, next)| next.starts_with(':'));
        match index % 2 {
            0 => tagged.push_str(piece),
            _ if is_key => tagged.push_str(&format!("\"{piece}\"")),
            _ => tagged.push_str(&format!("\"s{piece}\"")),
        }
    }
    tagged
}

#[wasm_bindgen_test]
fn findings_are_worded_in_both_languages_and_count_in_utf16() {
    let text = "<arg0><responseType>😀</responseType></arg0>";
    let chinese = js::lint(text, &[], "{}");
    let english = js::lint(text, &[], r#"{"locale":"en"}"#);
    assert!(chinese.contains("不是可用的代码") && english.contains("is not one of its codes"), "{chinese} {english}");
    assert!(chinese.contains(r#""span":{"start":20,"end":22,"line":1,"column":21}"#), "{chinese}");
}

#[wasm_bindgen_test]
fn fixes_come_as_rounds_of_edits() {
    let fixed = js::fix("<response><resultCode> 0</resultCode></response>", &[], "{}");
    assert!(fixed.starts_with(r#"{"rounds":[[{"start":1,"end":9,"text":"return"}"#), "{fixed}");
}

#[wasm_bindgen_test]
fn nothing_that_comes_in_stops_the_module() {
    let deep = "<a>".repeat(200_000);
    for text in ["", "\0", "<", "&", "]]>", "<![CDATA[", "<!DOCTYPE", "{", "[[[[", "\"", &deep, &"[".repeat(200_000)] {
        assert!(js::lint(text, &[], "{}").contains("\"error\""), "{}", text.len());
        assert!(js::mask(text, "{}").starts_with('['));
        assert!(js::format(text, &[], "{}").starts_with('['));
    }
    for value in ["\"u\"", "[]", "{}", "\"ocycle\"", "{\"methodParams\":\"sx\"}", "\"osize\""] {
        assert!(js::check_value(value, r#"{"kind":"request"}"#).contains("\"error\""), "{value}");
    }
    assert!(js::lint("<return><resultCode>0</resultCode></return>", &[], "{}").contains(r#""diagnostics":[]"#));
}

/// The boundary hands over JSON text, which was measured to be quicker for reports and answers, and lighter, than serde-wasm-bindgen.
/// Both ways must give JS the same object, so that the choice stays free.
#[wasm_bindgen_test]
fn text_and_objects_say_the_same() {
    use serde::Serialize;
    let options = yct_envelope::ReadOptions::default();
    let report = yct_envelope::lint("<arg0><responseType>9</responseType></arg0>", &options);
    let object = report.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).expect("a report serializes");
    let read: serde_json::Value = serde_wasm_bindgen::from_value(object).expect("it is plain data");
    let text: serde_json::Value =
        serde_json::from_str(&js::lint("<arg0><responseType>9</responseType></arg0>", &[], "{}")).expect("it is JSON");
    assert_eq!(read, text);
}
