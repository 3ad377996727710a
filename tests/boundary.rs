//! The boundary to JavaScript, called natively: it says what the crate says, as JSON.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use serde::Serialize;
use serde_json::{Value, json};
use yct_envelope::catalog::{Locale, METHODS, Method, TABLES};
use yct_envelope::{
    Asked, Format, Limits, MaskOptions, MutantSource, Outcome, RULES, ReadOptions, Request, Response, Severity, Side, build_request,
    build_response, check_request, check_response, fix, format, js, lint, mask, parse_response, rejection, sample_mutant, sample_request,
    sample_response,
};

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).expect("it is data")
}

/// A value as the package's JavaScript hands it over: every leaf a string with a tag in front.
fn tagged(value: &Value) -> Value {
    match value {
        Value::Null => json!("0"),
        Value::Bool(told) => json!(format!("b{told}")),
        Value::Number(number) => json!(format!("n{number}")),
        Value::String(text) => json!(format!("s{text}")),
        Value::Array(items) => items.iter().map(tagged).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), tagged(value))).collect(),
    }
}

fn requests() -> Vec<Request> {
    let events =
        |method: &'static Method| method.events.iter().map(|event| Some(event.code.code)).chain(method.events.is_empty().then_some(None));
    METHODS.iter().flat_map(|method| events(method).map(|event| sample_request(method, event))).collect()
}

fn answers() -> Vec<(&'static Method, Response)> {
    METHODS.iter().flat_map(|method| [0, 1, 3].map(|records| (method, sample_response(method, records)))).collect()
}

/// A text, and how it is read.
struct Case {
    text: String,
    kind: Option<Side>,
    method: Option<&'static Method>,
    limits: Limits,
    asking: Option<Request>,
}

/// Every sample, every rule's bad example, and an answer that another method's request asked for.
fn cases() -> Vec<Case> {
    let usual = |text| Case { text, kind: None, method: None, limits: Limits::default(), asking: None };
    let mut cases: Vec<_> = requests().iter().map(|request| Case { kind: Some(Side::Request), ..usual(build_request(request)) }).collect();
    for (method, answer) in answers() {
        for format in [Format::Xml, Format::Json] {
            cases.push(Case { kind: Some(Side::Response), method: Some(method), ..usual(build_response(&answer, format)) });
            cases.push(Case { asking: Some(sample_request(&METHODS[2], None)), ..usual(build_response(&answer, format)) });
        }
    }
    for mutant in RULES.iter().map(|rule| sample_mutant(rule)) {
        if let MutantSource::Text(text) = mutant.source {
            cases.push(Case { method: mutant.method, limits: mutant.limits, ..usual(text) });
        }
    }
    cases
}

/// The text after edits, round by round.
fn edited(text: &str, rounds: &Value) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for round in rounds.as_array().expect("rounds") {
        for edit in round.as_array().expect("edits").iter().rev() {
            let place = |key: &str| usize::try_from(edit[key].as_u64().expect("a place")).expect("a place");
            units.splice(place("start")..place("end"), edit["text"].as_str().expect("a text").encode_utf16());
        }
    }
    String::from_utf16(&units).expect("no edit cuts a character in two")
}

#[test]
fn texts_are_read_mended_laid_out_and_masked_alike() {
    for Case { text, kind, method, limits, asking } in cases() {
        for locale in [Locale::Zh, Locale::En] {
            let asked = asking.as_ref().map(Asked::from);
            let reading = ReadOptions { locale, kind, method, limits, request: asked.as_ref() };
            let mut options = json!({
                "locale": if locale == Locale::En { "en" } else { "zh-CN" },
                "limits": { "size": limits.size, "depth": limits.depth, "findings": limits.findings },
            });
            if let Some(kind) = kind {
                options["kind"] = json!(if kind == Side::Request { "request" } else { "response" });
            }
            if let Some(method) = method {
                options["method"] = json!(method.code);
            }
            if let Some(request) = &asking {
                options["request"] = json!({ "text": build_request(request) });
            }
            let report = lint(&text, &reading);
            assert_eq!(read(&js::lint(&text, &[], &options.to_string())), value(&report), "{text}");
            if let Some(request) = &asking {
                let given = json!({ "request": { "value": tagged(&value(request)).to_string() } });
                let by_value = read(&js::lint(&text, &[], &given.to_string()));
                assert_eq!(by_value["diagnostics"].as_array().map(Vec::len), Some(report.diagnostics.len()), "{text}");
            }

            let fixed = fix(&text, &reading);
            let told = read(&js::fix(&text, &[], &options.to_string()));
            assert_eq!(edited(&text, &told["rounds"]), fixed.text);
            assert_eq!((&told["applied"], &told["report"]), (&value(&fixed.applied), &value(&fixed.report)), "{text}");

            let refused = rejection(&report, locale, Some(Format::Json));
            if let Some(refused) = refused {
                let messages: Vec<_> = report.errors().map(|error| &error.message).collect();
                let options = json!({ "messages": messages, "locale": options["locale"], "format": "json" });
                assert_eq!(js::rejection(&options.to_string()), refused);
            }
        }
        for indent in [0, 2, 4] {
            let edits = read(&js::format(&text, &[], &json!({ "indent": indent }).to_string()));
            assert_eq!(edited(&text, &json!([edits])), format(&text, indent), "{text}");
        }
        for patient in [false, true] {
            let rounds = read(&js::mask(&text, &json!({ "patient": patient }).to_string()));
            assert_eq!(edited(&text, &rounds), mask(&text, MaskOptions { patient }), "{text}");
        }
    }
}

#[test]
fn values_are_checked_and_built_alike() {
    for request in requests() {
        let given = value(&request);
        let handed = tagged(&given).to_string();
        let built = read(&js::build(&handed, r#"{"kind":"request"}"#));
        assert_eq!(built, json!({ "text": build_request(&request), "diagnostics": [] }));
        let checked = read(&js::check_value(&handed, r#"{"kind":"request"}"#));
        assert_eq!((&checked["value"], &checked["diagnostics"]), (&given, &value(&check_request(&given, Locale::Zh))));
        let params = tagged(&given["methodParams"]).to_string();
        let checked = read(&js::check_params_value(&params, &json!({ "method": request.method.code }).to_string()));
        assert_eq!(checked["value"], given["methodParams"]);
        assert_eq!(read(&js::check_params_value(&params, r#"{"method":"unknown"}"#))["value"], Value::Null);
        let event = given["methodParams"]["eventCode"].as_str().unwrap_or_default();
        assert_eq!(read(&js::sample_request(request.method.code, event)), given);

        let mut wrong = given.clone();
        wrong["methodParams"] = Value::Null;
        let built = read(&js::build(&tagged(&wrong).to_string(), r#"{"kind":"request","locale":"en"}"#));
        let errors: Vec<_> = check_request(&wrong, Locale::En).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(!errors.is_empty());
        assert_eq!(built, json!({ "text": null, "diagnostics": errors }));
    }
    for (method, answer) in answers() {
        let given = value(&answer);
        let handed = tagged(&given).to_string();
        let options = |format: &str| json!({ "kind": "response", "method": method.code, "format": format }).to_string();
        for (name, format) in [("xml", Format::Xml), ("json", Format::Json)] {
            assert_eq!(read(&js::build(&handed, &options(name)))["text"], json!(build_response(&answer, format)));
        }
        let checked = read(&js::check_value(&handed, &options("xml")));
        assert_eq!((&checked["value"], &checked["diagnostics"]), (&given, &value(&check_response(method, &given, Locale::Zh))));
    }
    for (records, number) in [(0, 0), (2, 2)] {
        assert_eq!(read(&js::sample_response("ordersQuery", number)), value(&sample_response(&METHODS[2], records)));
    }
    assert_eq!((js::sample_request("none", ""), js::sample_response("none", 1)), (String::new(), String::new()));
}

/// Each record stands where it is told to, and what is wrong with one leaves the others.
#[test]
fn records_are_read_each_by_itself() {
    for method in METHODS.iter().filter(|method| matches!(sample_response(method, 1).result, Outcome::Many(_))) {
        for format in [Format::Xml, Format::Json] {
            let answer = sample_response(method, 3);
            let text = build_response(&answer, format);
            let options = json!({ "kind": "response", "method": method.code }).to_string();
            let told = read(&js::records(&text, &[], &options));
            assert_eq!((&told["resultCode"], &told["diagnostics"]), (&json!("0"), &json!([])));
            let units: Vec<u16> = text.encode_utf16().collect();
            let place = |record: &Value, key: &str| usize::try_from(record[key].as_u64().expect("a place")).expect("a place");
            let records = told["records"].as_array().expect("records");
            for record in records {
                let piece = String::from_utf16(&units[place(record, "start")..place(record, "end")]).expect("whole characters");
                let alone = match format {
                    Format::Xml => format!("<return><resultCode>0</resultCode><resultDesc></resultDesc>{piece}</return>"),
                    Format::Json => format!(r#"{{"resultCode":"0","resultDesc":"","result":[{piece}]}}"#),
                };
                let read = parse_response(method, &alone, &ReadOptions::default()).expect("a sound record");
                assert_eq!(value(&read)["result"], json!([record["value"]]));
            }
            let Outcome::Many(values) = answer.result else { panic!("many") };
            assert_eq!(
                records.iter().map(|record| &record["value"]).collect::<Vec<_>>(),
                values.iter().map(value).collect::<Vec<_>>().iter().collect::<Vec<_>>()
            );

            let broken = text.replacen("2016-", "2O16-", 3).replacen("2O16-", "2016-", 1);
            let told = read(&js::records(&broken, &[], &options));
            let kept: Vec<_> = told["records"].as_array().expect("records").iter().map(|record| !record["value"].is_null()).collect();
            assert!(kept.contains(&true) && kept.contains(&false), "{kept:?}");
            assert!(!told["diagnostics"].as_array().expect("findings").is_empty());
        }
    }
    let failed =
        read(&js::records("<return><resultCode>1</resultCode><resultDesc>没有</resultDesc></return>", &[], r#"{"method":"ordersQuery"}"#));
    assert_eq!((&failed["resultCode"], &failed["resultDesc"], &failed["records"]), (&json!("1"), &json!("没有"), &json!([])));
}

/// What the JavaScript learnt of bytes, lone surrogates and lengths while it decoded a text.
#[test]
fn what_a_text_was_before_it_was_one_is_told() {
    let answer = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><return><resultCode>0</resultCode><resultDesc></resultDesc></return>";
    let rules = |options: Value, lone: &[u32]| {
        let report = read(&js::lint(answer, lone, &options.to_string()));
        report["diagnostics"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|one| one["rule"].as_str().expect("a rule").to_owned())
            .collect::<Vec<_>>()
    };
    let bytes = |problem: &str| json!({ "bytes": { "encoding": "gbk", "declared": "UTF-8", "problem": problem, "position": 3 } });
    assert_eq!(rules(json!({}), &[]), [""; 0]);
    assert_eq!(rules(bytes("mismatch"), &[]), ["xml/encoding-mismatch"]);
    assert_eq!(rules(bytes("unsupported"), &[]), ["xml/encoding"]);
    assert_eq!(rules(bytes("undecodable"), &[]), ["xml/encoding"]);
    assert_eq!(rules(json!({ "length": 65 << 20 }), &[]), ["limit/size"]);
    let within = u32::try_from(answer.find("</resultDesc>").expect("it is there")).expect("a place");
    let surrogate = answer.replace("</resultDesc>", "\u{fffd}</resultDesc>");
    let report = read(&js::lint(&surrogate, &[within], "{}"));
    assert_eq!(
        (&report["diagnostics"][0]["rule"], &report["diagnostics"][0]["span"]["start"]),
        (&json!("xml/invalid-character"), &json!(within))
    );
    assert_eq!(js::format(&surrogate, &[within], "{}"), "[]");

    let told = |bytes: &[u8]| read(&js::sniff_bytes(bytes));
    assert_eq!(
        told(b"<?xml version='1.0' encoding='gbk'?><a/>"),
        told(&[b"<?xml version='1.0' encoding='gbk'?>".as_slice(), &b" ".repeat(9000)].concat())
    );
    assert_ne!(told(b"\xff\xfe<\0"), told(b"<a/>"));
}

/// What the package's reference is made of.
#[test]
fn the_reference_is_the_catalog_and_the_rules() {
    for (method, told) in METHODS.iter().zip(value(&METHODS).as_array().expect("methods")) {
        assert_eq!((&told["methodCode"], &told["section"]), (&json!(method.code), &json!(method.section)));
        let fields = [(&told["params"], method.params), (&told["result"]["fields"], method.result)];
        let events = method.events.iter().zip(told["events"].as_array().into_iter().flatten()).map(|(event, told)| {
            assert_eq!((&told["eventCode"], &told["title"]["zh"]), (&json!(event.code.code), &json!(event.code.label.zh)));
            (&told["params"], event.params)
        });
        for (told, fields) in fields.into_iter().chain(events) {
            let told = told.as_array().expect("fields");
            assert_eq!(told.len(), fields.len());
            for (told, field) in told.iter().zip(fields) {
                let codes: Vec<_> = field.codes().map(|row| json!({ "code": row.code, "label": value(&row.label) })).collect();
                assert_eq!(
                    (&told["name"], &told["label"], &told["required"]),
                    (&json!(field.name), &value(&field.label), &json!(field.required))
                );
                assert_eq!(
                    (&told["kind"], told.get("default")),
                    (&json!(field.kind.name()), field.default.map(|code| json!(code)).as_ref())
                );
                assert_eq!(told.get("note"), field.note.map(|note| value(&note)).as_ref());
                assert_eq!(told.get("codes"), (field.kind.name() == "code").then_some(json!(codes)).as_ref());
                assert_eq!(field.is_hidden(), field.personal || field.kind.name() == "secret");
            }
        }
    }
    assert_eq!(value(&TABLES).as_array().map(Vec::len), Some(TABLES.len()));
    for rule in RULES {
        let (told, mutant) = (value(rule), sample_mutant(rule));
        assert_eq!((&told["id"], &told["title"]), (&json!(rule.id), &value(&rule.title)));
        let bytes = match &mutant.source {
            MutantSource::Text(text) => text.as_bytes(),
            MutantSource::Bytes(bytes) => bytes,
        };
        assert_eq!(told["bad"].as_str().map(str::as_bytes), Some(bytes));
        assert_eq!(told["read"]["method"].as_str(), mutant.method.map(|method| method.code));
        assert_eq!(told["read"]["bytes"] == json!(true), matches!(mutant.source, MutantSource::Bytes(_)));
    }
}
