//! The laws of the crate's own face, over sound and damaged envelopes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unreachable
)]

use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use yct_envelope::catalog::{Locale, METHODS, Method};
use yct_envelope::{
    Envelope, Format, MaskOptions, ReadOptions, Report, Request, Response, Severity, build_request, build_response, check_request, fix,
    format, lint, lint_bytes, mask, parse_request, parse_response, sample_request, sample_response,
};

/// Stands in the place of the secret; no six characters of it may show.
const CANARY: &str = "Zq7Xw2Vk9Jp4Ty6M";
const SECRET: &str = "SAMPLE-SECRET-NOT-REAL";

/// Every kind of envelope: the text, and the method where it is an answer.
fn texts() -> Vec<(String, Option<&'static Method>)> {
    let mut texts = Vec::new();
    for method in METHODS {
        let events = method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None));
        texts.extend(events.map(|event| (build_request(&sample_request(method, event)).replace(SECRET, CANARY), None)));
        for format in [Format::Xml, Format::Json] {
            texts.push((build_response(&sample_response(method, 2), format), Some(method)));
        }
    }
    texts
}

/// What a mutation puts in.
const PIECES: &[&str] = &[
    "",
    " ",
    "\r\n",
    "<",
    ">",
    "&",
    "&amp;",
    "]]>",
    "<![CDATA[",
    "</secret>",
    "<secret>",
    "<orderNo>",
    "</orderNo>",
    "<!-- x -->",
    "<?xml?>",
    "\"",
    "\\",
    "{",
    "}",
    ",",
    "，",
    "0",
    "-1",
    "12.5",
    "元",
    "😀",
    "\u{1}",
    "\u{feff}",
    "&#1;",
    "＜",
    "a:b",
    "<!DOCTYPE a>",
    "xmlns=\"x\"",
];

fn mutated() -> impl Strategy<Value = (String, Option<&'static Method>)> {
    let mutation = (any::<prop::sample::Index>(), 0usize..30, prop::sample::select(PIECES));
    (prop::sample::select(texts()), prop::collection::vec(mutation, 0..4)).prop_map(|((text, method), mutations)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, length, piece) in mutations {
            let at = at.index(chars.len() + 1);
            let end = (at + length).min(chars.len());
            chars.splice(at..end, piece.chars());
        }
        (chars.into_iter().collect(), method)
    })
}

fn read(text: &str, method: Option<&'static Method>) -> Report {
    lint(text, &ReadOptions { method, ..ReadOptions::default() })
}

fn error_rules(report: &Report) -> Vec<&'static str> {
    report.errors().map(|error| error.rule).collect()
}

/// How many cases a property is tried on; `YCT_RUNS` says another number.
fn cases(usual: u32) -> u32 {
    std::env::var("YCT_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1500), failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20160914), ..ProptestConfig::default() })]

    #[test]
    fn strict_parsing_is_lint_without_errors((text, method) in mutated()) {
        let options = ReadOptions { method, ..ReadOptions::default() };
        let report = lint(&text, &ReadOptions { kind: Some(if method.is_some() { yct_envelope::Side::Response } else { yct_envelope::Side::Request }), ..options });
        let parsed = match method {
            Some(method) => parse_response(method, &text, &options).map(Envelope::Response),
            None => parse_request(&text, &options).map(Envelope::Request),
        };
        prop_assert_eq!(parsed.is_ok(), report.errors().next().is_none());
        prop_assert_eq!(parsed.ok(), report.value);
    }

    #[test]
    fn every_span_and_edit_lies_in_the_text_and_findings_stand_in_order((text, method) in mutated()) {
        let report = read(&text, method);
        let length = text.encode_utf16().count();
        let mut before = 0;
        for diagnostic in &report.diagnostics {
            let span = diagnostic.span.expect("a text has places");
            prop_assert!(span.start <= span.end && span.end <= length, "{diagnostic:?}");
            prop_assert!(before <= span.start);
            before = span.start;
            for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(edit.start <= edit.end && edit.end <= length);
            }
        }
    }

    #[test]
    fn fixing_is_sound_and_idempotent((text, method) in mutated()) {
        let options = ReadOptions { method, ..ReadOptions::default() };
        let fixed = fix(&text, &options);
        let left = fixed.report.diagnostics.iter().flat_map(|diagnostic| &diagnostic.fixes).filter(|fix| fix.safe).count();
        prop_assert_eq!(left, 0, "{}", fixed.text);
        prop_assert_eq!(&fix(&fixed.text, &options).text, &fixed.text);
        let mut before = error_rules(&read(&text, method));
        for rule in error_rules(&fixed.report) {
            let known = before.iter().position(|known| *known == rule);
            prop_assert!(known.is_some(), "{} in {}", rule, fixed.text);
            before.remove(known.unwrap_or_default());
        }
    }

    #[test]
    fn formatting_changes_no_value_and_is_idempotent((text, method) in mutated()) {
        let formatted = format(&text, 2);
        prop_assert_eq!(read(&formatted, method).value, read(&text, method).value);
        prop_assert_eq!(format(&formatted, 2), formatted);
    }

    /// What is beyond the limit is counted, and changes nothing else.
    #[test]
    fn a_limit_of_findings_hides_the_last_and_nothing_more((text, method) in mutated(), shown in 1usize..5) {
        let whole = read(&text, method);
        let limits = yct_envelope::Limits { findings: shown, ..yct_envelope::Limits::default() };
        let limited = lint(&text, &ReadOptions { method, limits, ..ReadOptions::default() });
        // Fewer places of damage are read, too.
        if !limited.diagnostics.iter().any(|one| one.rule == "limit/damage") {
            prop_assert_eq!(&limited.value, &whole.value);
            let total = whole.diagnostics.len();
            prop_assert_eq!(limited.diagnostics.len(), total.min(shown + 1));
            let kept = if total > shown { shown } else { total };
            prop_assert_eq!(&limited.diagnostics[..kept], &whole.diagnostics[..kept]);
            if total > shown {
                prop_assert!(limited.diagnostics[shown].message.contains(&total.to_string()), "{:?}", limited.diagnostics);
            }
        }
    }

    #[test]
    fn masking_is_idempotent_and_hides_every_undamaged_secret((text, _) in mutated()) {
        let masked = mask(&text, MaskOptions::default());
        prop_assert_eq!(mask(&masked, MaskOptions::default()), masked.clone());
        if text.contains(&std::format!("<secret>{CANARY}</secret>")) {
            prop_assert!(!shows(&masked), "{}", masked);
        }
    }

    #[test]
    fn no_finding_shows_the_secret((text, method) in mutated()) {
        // A mutation inside the secret's own tags is the business of the damaged-text cases.
        if shows(&text) && !text.contains(&std::format!("<secret>{CANARY}</secret>")) {
            return Ok(());
        }
        let report = read(&text, method);
        // The debug output of an edit leaves its text out: that may have to carry the secret, and nothing else may.
        let said = std::format!("{report:?} {:?}", fix(&text, &ReadOptions::default()));
        prop_assert!(!shows(&said), "{}", said);
    }
}

fn shows(text: &str) -> bool {
    CANARY.as_bytes().windows(6).any(|piece| text.contains(std::str::from_utf8(piece).expect("the canary is ASCII")))
}

#[test]
fn a_byte_order_mark_inside_is_text() {
    let request = build_request(&sample_request(&METHODS[1], None));
    let inside = request.replace("<![CDATA[", "<![CDATA[\u{feff}");
    assert_eq!(error_rules(&read(&inside, None)), ["field/nested"]);
    let value = request.replace("YCT-SAMPLE-0001", "\u{feff}A\u{feff}");
    assert_eq!(error_rules(&read(&value, None)), [""; 0]);
    for text in [
        "\u{feff}\u{feff}<return/>",
        "<return><![CDATA[\u{feff}</return>",
        "<return>&\u{feff}#65;</return>",
        "<a/ \u{feff}>\u{feff}<\u{feff}",
    ] {
        assert!(!error_rules(&read(text, None)).is_empty(), "{text}");
    }
}

/// In a text so damaged that a mend which looks safe adds an error or takes away another's, it waits for a person.
#[test]
fn a_fix_that_does_not_keep_its_promise_waits() {
    let errors = |text: &str| read(text, None).errors().map(|error| (error.rule, error.path.clone())).collect::<Vec<_>>();
    let request = |code| build_request(&sample_request(Method::find(code).expect("a method"), None));
    let push = request("msgPush").replace("<methodParams><![CDATA[<secret>SAMPLE", "<metho0arams><![Ca:bret></orderNo>");
    let query = request("ordersQuery")
        .replace("<?xml version", "<?xml v</result>ion")
        .replace("</methodCode>", "</metho/Code>")
        .replace("<regMode>0</regMode>", "<regMode<result>de>");
    for text in [&push, &query] {
        let before = errors(text);
        for safe in read(text, None).diagnostics.iter().flat_map(|finding| &finding.fixes).filter(|fix| fix.safe) {
            let mut known = before.clone();
            for error in errors(&safe.apply(text)) {
                let at = known.iter().position(|known| *known == error);
                known.swap_remove(at.unwrap_or_else(|| panic!("{} adds {error:?}", safe.title)));
            }
        }
    }
    assert_eq!(fix(&query, &ReadOptions::default()).text, query);
    // Too long for each to be tried alone; the others are only counted.
    let long = push + &" ".repeat(70_000);
    let first = |findings| {
        let limits = yct_envelope::Limits { findings, ..Default::default() };
        lint(&long, &ReadOptions { limits, ..ReadOptions::default() }).diagnostics.swap_remove(0)
    };
    assert_eq!(first(1), first(1000));
}

/// What may hold a secret tells for debugging what it is, and not its text.
#[test]
fn debug_output_tells_everything_but_texts() {
    let fixed = fix("<response><resultCode>\u{3000}0</resultCode></response>", &ReadOptions::default());
    let said = std::format!("{fixed:?}");
    assert!(said.starts_with("Fixed { applied: [Applied { rule: \"envelope/root-name\"") && said.contains("report: Report {"), "{said}");
    let report = read("<response><resultCode>0</resultCode></response>", None);
    let edits = &report.diagnostics[0].fixes[0].edits;
    assert_eq!(std::format!("{edits:?}"), "[Edit(1..9, 6 bytes), Edit(38..46, 6 bytes)]");
    let (source, bytes) = (
        "<return><resultCode>0</resultCode></return>",
        lint_bytes(b"<return><resultCode>0</resultCode></return>", &ReadOptions::default()),
    );
    assert_eq!(std::format!("{:?}", bytes.source), std::format!("Some(Source({} bytes, UTF-8))", source.len()));
}

/// Far more is wrong than is told: all of it is counted, none of it is lost to the verdict.
#[test]
fn what_is_counted_and_not_told_counts() {
    let method = Method::find("ordersQuery").expect("a method");
    for format in [Format::Xml, Format::Json] {
        let text = build_response(&sample_response(method, 40), format).replace("2016-", "2O16-").replace("AGT-SAMPLE", "");
        let limits = |findings| ReadOptions {
            method: Some(method),
            limits: yct_envelope::Limits { findings, ..Default::default() },
            ..ReadOptions::default()
        };
        let whole = lint(&text, &limits(1000));
        let total = whole.diagnostics.len();
        assert!(total >= 40 && whole.value.is_none(), "{total}");
        for shown in [0, 1, 2, 7, total - 1, total] {
            let report = lint(&text, &limits(shown));
            assert_eq!(report.diagnostics[..shown], whole.diagnostics[..shown]);
            assert_eq!(
                report.diagnostics.get(shown).map(|last| (last.rule, last.message.contains(&total.to_string()))),
                (shown < total).then_some(("limit/findings", true))
            );
            assert!(report.value.is_none());
            assert_eq!(fix(&text, &limits(shown)).text, fix(&text, &limits(1000)).text);
        }
    }
}

#[test]
fn an_answer_in_json_may_have_the_root_of_one_in_xml() {
    for (text, method) in texts().into_iter().filter(|(text, _)| text.starts_with('{')) {
        for root in ["return", "response"] {
            let wrapped = std::format!("{{\"{root}\": {text}}}");
            assert_eq!(read(&wrapped, method).value, read(&text, method).value, "{wrapped}");
        }
        assert_eq!(read(&std::format!("{{\"other\": {text}}}"), method).value, None);
    }
}

#[test]
fn a_list_of_orders_is_mended_at_its_ends_and_between() {
    let request = build_request(&sample_request(Method::find("stopReg").expect("a method"), None));
    let with = |list: &str| request.replace("YCT-SAMPLE-0001,YCT-SAMPLE-0002", list);
    for (list, rules) in [
        ("A,B", &[][..]),
        ("，A；B、C", &["orders/empty-item", "orders/separator"]),
        ("A；B、C", &["orders/separator"]),
        (",A,,B,", &["orders/empty-item"]),
        ("A B", &["orders/separator"]),
        ("、，A,，B，;", &["orders/empty-item"]),
        (",;", &["orders/empty-item"]),
    ] {
        let found: Vec<_> = read(&with(list), None).diagnostics.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, rules, "{list}");
    }
    for (list, mended) in [("，A；B、C", "A,B,C"), (",A,,B,", "A,B"), ("A B", "A,B"), ("、，A,，B，;", "A,B"), ("&#44;A&#44;&#44;B", "A,B")]
    {
        assert_eq!(fix(&with(list), &ReadOptions::default()).text, with(mended), "{list}");
    }
}

/// Values that only a caller can give: no text has them.
#[test]
fn values_of_other_kinds_than_a_text_has() {
    let rules = |orders: serde_json::Value| {
        let given = json!({ "methodCode": "stopReg", "methodParams": { "secret": "s", "orderList": orders } });
        check_request(&given, Locale::Zh).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(json!(["A", 7])), [""; 0]);
    for (orders, rule) in [
        (json!("A,B"), "json/type"),
        (json!([["A"]]), "json/type"),
        (json!({ "a": 1 }), "json/type"),
        (json!([true]), "json/type"),
        (json!([]), "field/empty"),
        (json!(["A", ""]), "orders/empty-item"),
        (json!(["A,B"]), "orders/separator"),
        (json!(["A", "A"]), "orders/duplicate"),
    ] {
        assert_eq!(rules(orders.clone()), [rule], "{orders}");
    }
    let refund = |amount: serde_json::Value| {
        let mut given = serde_json::to_value(sample_request(Method::find("refundGeneral").expect("a method"), None)).expect("a value");
        given["methodParams"]["refundAmout"] = amount;
        check_request(&given, Locale::Zh).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!((refund(json!(1e300)), refund(json!(-1e300))), (vec!["amount/out-of-range"], vec!["amount/not-fen"]));
    assert_eq!((refund(json!([1])), refund(json!(true)), refund(json!(0))), (vec!["json/type"], vec!["json/type"], vec!["amount/zero"]));
}

#[test]
fn every_sample_is_clean_and_reads_back() {
    for method in METHODS {
        for event in method.events.iter().map(|event| Some(event.code.code)).chain([None]) {
            let request = sample_request(method, event);
            assert_eq!(parse_request(&build_request(&request), &ReadOptions::default()), Ok(request));
        }
        for format in [Format::Xml, Format::Json] {
            for records in [0, 1, 7] {
                let response = sample_response(method, records);
                let text = build_response(&response, format);
                let report = read(&text, Some(method));
                assert!(report.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Info), "{text}");
                assert_eq!(report.value, Some(Envelope::Response(response)));
            }
        }
    }
}

/// What stands in the value of a text, whatever it was written in, is what a caller may give.
#[test]
fn every_value_that_was_read_is_taken_as_a_value() {
    for (text, method) in texts() {
        match (read(&text, method).value.expect("a sample"), method) {
            (Envelope::Request(request), _) => {
                assert_eq!(check_request(&request, Locale::Zh).iter().filter(|finding| finding.severity == Severity::Error).count(), 0);
                assert_eq!(Request::from_value(&request, Locale::Zh), Ok(request));
            }
            (Envelope::Response(response), Some(method)) => assert_eq!(Response::from_value(method, &response, Locale::Zh), Ok(response)),
            (Envelope::Response(_), None) => unreachable!("an answer has its method"),
        }
    }
}

#[test]
fn a_value_that_is_refused_shows_every_error_and_no_secret() {
    let given = json!({ "methodCode": "refundGeneral", "methodParams": { "secret": CANARY, "refundType": 9, "refundAmout": 12.5, "refundReason": true } });
    let Err(error) = Request::from_value(&given, Locale::En) else { panic!("it is wrong") };
    let rules: Vec<_> = error.diagnostics.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&"code/unknown") && rules.contains(&"amount/not-fen") && rules.contains(&"json/type"), "{rules:?}");
    assert!(rules.contains(&"field/missing"));
    assert!(!shows(&format!("{error} {error:?}")));
}

/// What JSON cannot carry, and what is carried without loss where JavaScript would round.
#[test]
fn values_at_the_edges() {
    let tuple_keys = BTreeMap::from([((1, 2), "x")]);
    assert_eq!(check_request(&tuple_keys, Locale::Zh)[0].rule, "envelope/root");
    let stop = |order: u64| json!({ "methodCode": "stopReg", "methodParams": { "secret": "s", "orderList": [order] } });
    let request = Request::from_value(&stop(9_007_199_254_740_993), Locale::Zh).expect("an order number");
    assert!(build_request(&request).contains("<orderList>9007199254740993</orderList>"));
    let refund = |amount: serde_json::Value| json!({ "methodCode": "refundGeneral", "methodParams": { "refundAmout": amount } });
    let rules = |amount| check_request(&refund(amount), Locale::Zh).iter().map(|finding| finding.rule).collect::<Vec<_>>();
    assert!(rules(json!(9_007_199_254_740_992_u64)).contains(&"amount/out-of-range"));
    assert!(rules(json!(1990.0)).contains(&"amount/not-fen"));
}
