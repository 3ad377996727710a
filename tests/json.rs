//! What is told of damaged JSON: exactly which findings, at which text, and that their offers give what was meant.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use proptest::prelude::*;
use serde_json::Value;
use yct_envelope::catalog::{METHODS, Method};
use yct_envelope::{Diagnostic, Format, PathStep, ReadOptions, build_response, fix, lint, sample_response};

fn read(text: &str, method: &str) -> Vec<Diagnostic> {
    lint(text, &ReadOptions { method: Method::find(method), ..ReadOptions::default() }).diagnostics
}

/// The path, and the text at the span; the rule where it is another than json/malformed.
fn told(text: &str) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let step = |step: &PathStep| match step {
        PathStep::Name(name) => name.clone(),
        PathStep::Index(index) => index.to_string(),
    };
    let tell = |diagnostic: &Diagnostic| {
        let span = diagnostic.span.expect("a text has places");
        let path = diagnostic.path.iter().map(step).collect::<Vec<_>>().join("/");
        let rule = Some(diagnostic.rule).filter(|rule| *rule != "json/malformed").unwrap_or_default();
        let text = String::from_utf16_lossy(&units[span.start..span.end]);
        [rule, &path, &format!("«{text}»")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    read(text, "stopReg").iter().map(tell).collect()
}

/// The text after the offers of all that is not JSON.
fn mended(text: &str, method: &str) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    let damage = read(text, method).into_iter().filter(|one| one.rule == "json/malformed");
    let mut edits: Vec<_> = damage.flat_map(|one| one.fixes).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    for edit in edits.iter().rev() {
        units.splice(edit.start..edit.end, edit.text.encode_utf16());
    }
    String::from_utf16(&units).expect("no edit cuts a character in two")
}

/// A text, what is told of it, and what its offers make of it.
const CASES: &[(&str, &[&str], &str)] = &[
    ("{'resultCode':'0','resultDesc':'it\\'s \"ok\"'}", &["resultCode «'»"], r#"{"resultCode":"0","resultDesc":"it's \"ok\""}"#),
    ("{u'resultCode':u'0',u'resultDesc':u''}", &["«u»", "resultCode «'»"], r#"{"resultCode":"0","resultDesc":""}"#),
    ("{“resultCode”:“0”,“resultDesc”:“x”}", &["resultCode «“»"], r#"{"resultCode":"0","resultDesc":"x"}"#),
    ("{‘resultCode’:‘0’，‘resultDesc’:‘’}", &["resultCode «‘»", "«，»"], r#"{"resultCode":"0","resultDesc":""}"#),
    ("｛\"resultCode\"：\"0\"｝", &["«｛»", "resultCode «：»", "«｝»"], r#"{"resultCode":"0"}"#),
    (r#"{resultCode:"0",resultDesc:"x"}"#, &["resultCode «resultCode»"], r#"{"resultCode":"0","resultDesc":"x"}"#),
    (r#"{"resultCode":"3","resultDesc":重复 退费}"#, &["resultDesc «重复 退费»"], r#"{"resultCode":"3","resultDesc":"重复 退费"}"#),
    (r#"{"resultCode":"7","resultDesc":"",}"#, &["code/unknown resultCode «7»", "«,»"], r#"{"resultCode":"7","resultDesc":""}"#),
    ("\u{feff}{\"resultCode\":\"0\",}", &["«,»"], "\u{feff}{\"resultCode\":\"0\"}"),
    (r#"{"resultCode":"0","resultDesc":undefined}"#, &["resultDesc «undefined»"], r#"{"resultCode":"0","resultDesc":null}"#),
    (r#"{"resultCode":NaN,"resultDesc":""}"#, &["resultCode «NaN»"], r#"{"resultCode":null,"resultDesc":""}"#),
    (r#"{"resultCode":True,"resultDesc":""}"#, &["resultCode «True»"], r#"{"resultCode":true,"resultDesc":""}"#),
    (r#"{"resultCode":None,"resultDesc":""}"#, &["resultCode «None»"], r#"{"resultCode":null,"resultDesc":""}"#),
    (r#"{"resultCode":01,"resultDesc":""}"#, &["resultCode «01»"], r#"{"resultCode":"01","resultDesc":""}"#),
    (r#"{"resultCode":+1,"resultDesc":""}"#, &["resultCode «+1»"], r#"{"resultCode":1,"resultDesc":""}"#),
    (r#"{"resultCode":.5,"resultDesc":""}"#, &["resultCode «.5»"], r#"{"resultCode":0.5,"resultDesc":""}"#),
    (r#"{"resultCode":1.,"resultDesc":""}"#, &["resultCode «1.»"], r#"{"resultCode":1,"resultDesc":""}"#),
    ("{\"resultCode\":\"0\",\"resultDesc\":\"a\nb\nc\"}", &["resultDesc «\n»"], r#"{"resultCode":"0","resultDesc":"a\nb\nc"}"#),
    ("{\"resultCode\":\"0\",\"resultDesc\":\"a\u{1}b\"}", &["resultDesc «\u{1}»"], r#"{"resultCode":"0","resultDesc":"ab"}"#),
    (r#"{"resultCode":"0","resultDesc":"C:\Dir\x\u12"}"#, &["resultDesc «\\D»"], r#"{"resultCode":"0","resultDesc":"C:\\Dir\\x\\u12"}"#),
    (r#"{"resultCode":"0","resultDesc":"他说"好"了"}"#, &["resultDesc «\"»"], r#"{"resultCode":"0","resultDesc":"他说\"好\"了"}"#),
    (r#"2024-01-01 INFO [main] answer={"resultCode":"0"}"#, &["«2024-01-01 INFO [main] answer=»"], r#"{"resultCode":"0"}"#),
    (r#"callback({"resultCode":"0"});"#, &["«callback(»"], r#"{"resultCode":"0"}"#),
    (r#"[INFO] {"resultCode":"0"} 5ms"#, &["«[INFO]»", "«5ms»"], r#"{"resultCode":"0"} "#),
    (r#"{"resultCode":"0"}{"resultCode":"1"}"#, &["«{\"resultCode\":\"1\"}»"], r#"{"resultCode":"0"}"#),
    ("{\"resultCode\":/* 成功 */\"0\"} // end", &["resultCode «/* 成功 */»", "«// end»"], r#"{"resultCode":"0"} "#),
    (r#"{"resultCode":"0",...}"#, &["«...»"], r#"{"resultCode":"0"}"#),
    (r#"{"resultCode":,"resultDesc":""}"#, &["resultCode «resultCode»"], r#"{"resultCode":"","resultDesc":""}"#),
    (r#"{"resultCode"}"#, &["resultCode «resultCode»"], r#"{"resultCode":""}"#),
    (r#"{"resultCode":"0"]"#, &["«]»"], r#"{"resultCode":"0"}"#),
    (r#"{"resultCode":"0","resultDesc":"ab\u00"#, &["«»"], r#"{"resultCode":"0","resultDesc":"ab"}"#),
    (r#"{"resultCode":"0","resultDesc":nul"#, &["«»"], r#"{"resultCode":"0","resultDesc":null}"#),
    (r#"{"resultCode":"0","resultD"#, &["«»"], r#"{"resultCode":"0"}"#),
    ("{", &["«»"], "{}"),
    ("\"abc", &["«»"], "\"abc"),
    (r#"{\"resultCode\":\"0\"}"#, &[r#"envelope/escaped «{\"resultCode\":\"0\"}»"#], r#"{\"resultCode\":\"0\"}"#),
];

#[test]
fn what_is_told_and_what_is_offered() {
    for (text, findings, meant) in CASES {
        assert_eq!(
            (told(text), mended(text, "stopReg").as_str()),
            (findings.iter().map(|one| (*one).to_owned()).collect(), *meant),
            "{text}"
        );
    }
}

#[test]
fn nothing_is_mended_without_a_yes() {
    for (text, ..) in CASES {
        assert!(!fix(text, &ReadOptions::default()).applied.iter().any(|fix| fix.rule == "json/malformed"), "{text}");
    }
}

/// An answer with two records, on one line and on many.
fn wholes() -> [String; 2] {
    let sample = sample_response(Method::find("ordersQuery").expect("a method"), 2);
    let whole = build_response(&sample, Format::Json);
    let value: Value = serde_json::from_str(&whole).expect("JSON");
    [serde_json::to_string_pretty(&value).expect("JSON"), whole]
}

/// What stands at a mark, and what a mistake makes of it.
const REPLACED: &[(char, &[&str])] = &[
    ('{', &["", "{{", "｛", "["]),
    ('}', &["", "}}", "｝", "]"]),
    ('[', &["", "[[", "［", "{"]),
    (']', &["", "]]", "］", "}"]),
    (':', &["", "::", "：", ",", "="]),
    (',', &["", ",,", "，", ":", ";"]),
    ('"', &["", "\"\"", "“", "'"]),
];

const INSERTED: &[&str] = &["/* x */", "// x\n", "\u{3000}", "\u{a0}", "\u{feff}"];

#[test]
fn one_mistake_at_a_mark_is_one_finding() {
    let mut tried = 0;
    let mut assert_one = |text: String| {
        let found = read(&text, "ordersQuery");
        assert!(found.iter().map(|one| one.rule).eq(["json/malformed"]), "{text}: {found:#?}");
        let meant = mended(&text, "ordersQuery");
        assert!(serde_json::from_str::<Value>(&meant).is_ok(), "{text}: {meant}");
        tried += 1;
    };
    for whole in wholes() {
        let mut in_string = false;
        for (at, c) in whole.char_indices() {
            in_string ^= c == '"';
            let Some((_, mistakes)) = REPLACED.iter().find(|(mark, _)| *mark == c && (*mark == '"' || !in_string)) else { continue };
            for mistake in *mistakes {
                assert_one([&whole[..at], mistake, &whole[at + 1..]].concat());
            }
            for piece in INSERTED.iter().filter(|_| !in_string) {
                assert_one([&whole[..=at], piece, &whole[at + 1..]].concat());
            }
        }
        for at in 1..whole.len() {
            if whole.is_char_boundary(at) {
                assert_one(whole[..at].to_owned());
            }
        }
    }
    assert!(tried > 2000, "{tried}");
}

const PIECES: &[&str] = &[
    "",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "“",
    "，",
    "｛",
    "\\",
    "\\u12",
    "\n",
    "\u{1}",
    "\u{3000}",
    "0",
    "01",
    "+1",
    ".5",
    "x",
    "NaN",
    "null",
    "//",
    "/*",
    "*/",
    "...",
    "\"a\":",
    "\"secret\":",
    "😀",
    "(",
    ")",
    ";",
];

fn mutated() -> impl Strategy<Value = (String, &'static str)> {
    let mutation = (any::<prop::sample::Index>(), 0usize..12, prop::sample::select(PIECES));
    (prop::sample::select(METHODS.iter().map(|method| method.code).collect::<Vec<_>>()), prop::collection::vec(mutation, 1..4)).prop_map(
        |(method, mutations)| {
            let mut chars: Vec<char> =
                build_response(&sample_response(Method::find(method).expect("a method"), 2), Format::Json).chars().collect();
            for (at, length, piece) in mutations {
                let at = at.index(chars.len() + 1);
                let end = (at + length).min(chars.len());
                chars.splice(at..end, piece.chars());
            }
            (chars.into_iter().collect(), method)
        },
    )
}

/// How many cases a property is tried on; `YCT_RUNS` says another number.
fn cases(usual: u32) -> u32 {
    std::env::var("YCT_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(4000), failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20160914), ..ProptestConfig::default() })]

    #[test]
    fn what_is_no_json_is_told_and_only_that((text, method) in mutated()) {
        let report = lint(&text, &ReadOptions { method: Method::find(method), ..ReadOptions::default() });
        if report.format == Some(Format::Json) {
            let is_told = report.diagnostics.iter().any(|one| ["json/malformed", "envelope/escaped"].contains(&one.rule));
            prop_assert_eq!(is_told, serde_json::from_str::<serde::de::IgnoredAny>(&text).is_err());
        }
    }

    #[test]
    fn whatever_has_an_object_in_it_is_read_on((text, method) in mutated()) {
        let report = lint(&text, &ReadOptions { method: Method::find(method), ..ReadOptions::default() });
        let gave_up = report.diagnostics.iter().any(|one| one.message.contains("从这里开始"));
        prop_assert!(!gave_up || !text.contains('{'), "{text}");
    }
}
