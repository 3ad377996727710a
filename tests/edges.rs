//! Exactly at a limit, and one past it; and what the crate's small functions say.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use yct_envelope::catalog::{Locale, METHODS, Method};
use yct_envelope::{
    Asked, Format, Limits, ReadOptions, Request, Side, build_request, build_response, check_request, check_response, fix, lint, lint_bytes,
    parse_request, parse_response, rejection, sample_request, sample_response,
};

const ANSWER: &str = "<return><resultCode>1</resultCode><resultDesc>无</resultDesc></return>";

fn rules(text: &str, limits: Limits) -> Vec<&'static str> {
    lint(text, &ReadOptions { limits, ..ReadOptions::default() }).diagnostics.iter().map(|found| found.rule).collect()
}

fn method(name: &str) -> &'static Method {
    Method::find(name).unwrap()
}

fn sized(size: usize) -> Limits {
    Limits { size, ..Limits::default() }
}

#[test]
fn a_text_may_have_as_many_utf16_units_as_the_limit_says() {
    let units = ANSWER.encode_utf16().count();
    assert!(units < ANSWER.len());
    assert_eq!(rules(ANSWER, sized(units)), [""; 0]);
    assert_eq!(rules(ANSWER, sized(units - 1)), ["limit/size"]);
    assert!(!rules("<return/>", sized(9)).contains(&"limit/size"));
    assert_eq!(rules("<return/>", sized(8)), ["limit/size"]);
}

#[test]
fn bytes_are_counted_as_bytes() {
    let told = |size| lint_bytes(ANSWER.as_bytes(), &ReadOptions { limits: sized(size), ..ReadOptions::default() });
    assert!(told(ANSWER.len()).diagnostics.is_empty());
    assert_eq!(told(ANSWER.len() - 1).diagnostics.iter().map(|found| found.rule).collect::<Vec<_>>(), ["limit/size"]);
    assert_eq!(told(ANSWER.len() - 1).source, None);
}

#[test]
fn a_text_that_is_too_long_is_still_what_it_was_said_to_be() {
    let options = ReadOptions { kind: Some(Side::Response), method: Some(method("stopReg")), limits: sized(1), ..ReadOptions::default() };
    let report = lint(ANSWER, &options);
    assert_eq!((report.kind, report.method, report.value), (Some(Side::Response), Some(method("stopReg")), None));
}

#[test]
fn what_a_request_asks_for_is_read_up_to_the_limit() {
    let request = build_request(&sample_request(method("stopReg"), None));
    let (usual, none) = (Asked::read(&request, Limits::default()), Asked::default());
    assert_ne!(usual, none);
    let read = |size| Asked::read_bytes(request.as_bytes(), sized(size));
    assert_eq!((read(request.len()), read(request.len() - 1)), (usual, none));
}

#[test]
fn findings_beyond_the_limit_are_counted() {
    let wrong = |count: usize| format!("<return>{}<resultCode>0</resultCode></return>", "<zz/>".repeat(count));
    let told = |count, findings| rules(&wrong(count), Limits { findings, ..Limits::default() });
    assert_eq!(told(3, 3), ["field/unknown"; 3]);
    assert_eq!(told(4, 3).iter().filter(|rule| **rule == "limit/findings").count(), 1);
    // Damage, and more findings than are told: what is mended is so with all of them in sight.
    let broken = |count| wrong(count).replace("</resultCode>", "</resultCod>");
    let fixed = |count, findings| {
        fix(&broken(count), &ReadOptions { limits: Limits { findings, ..Limits::default() }, ..ReadOptions::default() }).text
    };
    assert_eq!((fixed(40, 3), fixed(40, 1000)), (wrong(40), wrong(40)));
    // Up to a thousand, and one more for every 24 bytes.
    let most = (1000..2000).rfind(|&count| count < 1000 + broken(count).len() / 24).unwrap();
    assert_eq!((fixed(most, 3), fixed(most + 1, 3)), (wrong(most), broken(most + 1)));
    assert_eq!(fixed(most + 1, most), wrong(most + 1));
}

#[test]
fn a_fix_is_applied_as_it_says() {
    let report = lint("<return><resultCode>成功</resultCode></return>", &ReadOptions::default());
    assert_eq!(
        report.diagnostics[0].fixes[0].apply("<return><resultCode>成功</resultCode></return>"),
        "<return><resultCode>0</resultCode></return>"
    );
}

#[test]
fn strict_parsing_knows_what_it_reads() {
    let options = ReadOptions { kind: Some(Side::Response), method: Some(method("msgPush")), ..ReadOptions::default() };
    let request = sample_request(method("stopReg"), None);
    let text = build_request(&request);
    assert_eq!(parse_request(&text, &options).unwrap(), request);
    let refused = parse_request(ANSWER, &ReadOptions::default()).unwrap_err();
    assert_eq!(refused.diagnostics[0].rule, "envelope/root");
    assert_eq!(refused.to_string(), refused.diagnostics[0].message);

    let options = ReadOptions { kind: Some(Side::Request), ..ReadOptions::default() };
    let answer = sample_response(method("ordersQuery"), 1);
    let written = build_response(&answer, Format::Xml);
    assert_eq!(parse_response(method("ordersQuery"), &written, &options).unwrap(), answer);
    assert_eq!(parse_response(method("ordersQuery"), &text, &ReadOptions::default()).unwrap_err().diagnostics[0].rule, "envelope/root");
    assert!(parse_response(method("refundGeneral"), &written, &ReadOptions::default()).is_err());
}

#[test]
fn a_refusal_is_written_in_the_format_that_was_asked_for() {
    let request = |format: u8| format!("<arg0><responseType>{format}</responseType></arg0>");
    let refused = |format: u8, forced| rejection(&lint(&request(format), &ReadOptions::default()), Locale::En, forced).unwrap();
    assert!(refused(0, None).starts_with("<?xml") && refused(1, None).starts_with('{'));
    assert!(refused(0, Some(Format::Json)).starts_with('{') && refused(1, Some(Format::Xml)).starts_with("<?xml"));
    assert_eq!(rejection(&lint(ANSWER, &ReadOptions::default()), Locale::En, None), None);
}

#[test]
fn a_value_is_checked_as_a_text_is() {
    let good = serde_json::json!({ "resultCode": "0", "resultDesc": "" });
    let bad = serde_json::json!({ "resultCode": "7", "resultDesc": "" });
    let found = |value| check_response(method("stopReg"), value, Locale::En);
    assert!(found(&good).is_empty());
    assert_eq!(found(&bad).iter().map(|found| (found.rule, found.span)).collect::<Vec<_>>(), [("code/unknown", None)]);
    assert!(check_request(&sample_request(method("stopReg"), None), Locale::En).is_empty());
    // A surrogate, a nested value, a wrong kind: no text, no place.
    let odd = serde_json::json!({ "responseType": {}, "methodCode": ["stopReg"], "methodParams": { "secret": 1, "orderList": true } });
    assert!(check_request(&odd, Locale::En).iter().all(|found| found.span.is_none()));
    assert!(!check_request(&odd, Locale::En).is_empty());
}

#[test]
fn what_is_printed_for_a_developer_names_the_fields() {
    let request: Request = sample_request(method("stopReg"), None);
    let printed = format!("{:?}", request.params);
    assert!(printed.contains("orderList") && printed.contains("secret") && printed.contains("***"), "{printed}");
    assert!(METHODS.iter().all(|method| format!("{method:?}").contains(method.code)));
}

/// `[rule, path]` of what is found.
fn found(text: &str, limits: Limits) -> Vec<String> {
    let options = ReadOptions { kind: Some(Side::Response), limits, ..ReadOptions::default() };
    lint(text, &options).diagnostics.iter().map(|found| format!("{} {:?}", found.rule, found.path)).collect()
}

#[test]
fn levels_are_counted_from_the_root() {
    let deep = |depth| Limits { depth, ..Limits::default() };
    let has_depth = |text: &str, depth| found(text, deep(depth)).iter().any(|found| found.starts_with("limit/depth"));
    for levels in 1..6 {
        let xml = format!("<return>{}{}</return>", "<a>".repeat(levels - 1), "</a>".repeat(levels - 1));
        let json = format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels));
        let lists = format!("{{\"a\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        for text in [xml, json, lists] {
            assert_eq!((has_depth(&text, levels), has_depth(&text, levels - 1)), (false, true), "{text}");
        }
    }
    let place = lint("{\"a\":[[[1]]]}", &ReadOptions { limits: deep(2), ..ReadOptions::default() });
    let deep = place.diagnostics.iter().find(|found| found.rule == "limit/depth").unwrap();
    assert_eq!(deep.span.map(|span| (span.start, span.end)), Some((6, 7)));
    assert_eq!(place.value, None);
}

#[test]
fn a_key_is_found_again_among_few_and_among_many() {
    for count in [1, 31, 32, 33, 34, 70] {
        let keys: Vec<String> = (0..count).map(|key| format!("\"k{key}\":1")).collect();
        for again in [0, count / 2, count - 1] {
            let text = format!("{{\"resultCode\":\"0\",{},\"k{again}\":2}}", keys.join(","));
            let twice: Vec<_> = found(&text, Limits::default()).into_iter().filter(|found| found.contains("duplicate")).collect();
            assert_eq!(twice, [format!("json/duplicate-key [Name(\"k{again}\")]")], "{count}");
        }
        let text = format!("{{\"resultCode\":\"0\",{}}}", keys.join(","));
        assert!(!found(&text, Limits::default()).iter().any(|found| found.contains("duplicate")), "{count}");
    }
}

#[test]
fn a_range_may_end_when_it_starts() {
    let text = build_request(&sample_request(method("ordersQuery"), None));
    let value = |name: &str| {
        text.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split_once("</")).map(|(value, _)| value.to_owned()).unwrap()
    };
    let ranged = |start: &str, end: &str| {
        let text = text.replace(&value("startTime"), start).replace(&value("endTime"), end);
        lint(&text, &ReadOptions::default()).diagnostics.iter().map(|found| found.rule).collect::<Vec<_>>()
    };
    assert_eq!(ranged("2016-09-14 10:00:00", "2016-09-14 10:00:00"), [""; 0]);
    assert_eq!(ranged("2016-09-14 10:00:01", "2016-09-14 10:00:00"), ["time/reversed"]);
}

/// U+FFFD stands for a lone surrogate where its place is told, and for itself elsewhere.
#[test]
fn lone_surrogates_are_where_they_are_told() {
    let text = "{\"resultCode\":\"0\",\"resultDesc\":\"a\u{fffd}b\",\"other\":\"\u{fffd}\"}";
    let units: Vec<u32> = text.chars().enumerate().filter(|(_, c)| *c == '\u{fffd}').map(|(at, _)| u32::try_from(at).unwrap()).collect();
    let rules = |lone: &[u32]| -> Vec<String> {
        let report: serde_json::Value = serde_json::from_str(&yct_envelope::js::lint(text, lone, "{}")).unwrap();
        let rules = report["diagnostics"].as_array().unwrap().iter();
        rules.map(|found| format!("{} {}", found["rule"].as_str().unwrap(), found["path"][0].as_str().unwrap_or_default())).collect()
    };
    let of_first = |rules: Vec<String>| rules.into_iter().filter(|rule| rule.ends_with("resultDesc")).collect::<Vec<_>>();
    assert_eq!(of_first(rules(&units)), ["xml/invalid-character resultDesc"]);
    assert_eq!(of_first(rules(&units[..1])), ["xml/invalid-character resultDesc"]);
    assert_eq!(of_first(rules(&units[1..])), ["field/replacement-character resultDesc"]);
    assert_eq!(of_first(rules(&[units[0] - 2])), ["field/replacement-character resultDesc"]);
    assert_eq!(of_first(rules(&[units[0] + 2])), ["field/replacement-character resultDesc"]);
    assert_eq!(of_first(rules(&[])), ["field/replacement-character resultDesc"]);
    let first = text.replace('a', "");
    let report = yct_envelope::js::lint(&first, &[units[0] - 1], "{}");
    assert!(report.contains("xml/invalid-character") && !report.contains("field/replacement-character"), "{report}");
}

#[test]
fn a_sound_text_is_laid_out_however_long_it_becomes() {
    let size = Limits::default().size;
    assert!(yct_envelope::format("<return><resultCode>1</resultCode></return>", size).len() > size);
}

#[test]
fn a_start_tag_before_the_envelope_is_one_where_its_end_tag_is_near() {
    let is_text = |before: usize| {
        let text = "<!---->".repeat(before) + "<orderN>1</orderNo><return><resultCode>1</resultCode></return>";
        rules(&text, Limits::default()).contains(&"xml/leading")
    };
    assert_eq!([255, 256].map(is_text), [false, true]);
}

#[test]
fn json_in_a_string_is_read_where_nothing_else_stands_around_it() {
    let escaped = r#"{\"resultCode\":\"0\",\"resultDesc\":\"\"}"#;
    let rule = "envelope/escaped []";
    for (before, after, expected) in [
        ("", "", true),
        ("\"", "\"", true),
        (" \"", "\" \n", true),
        ("x", "", false),
        ("", "x", false),
        ("\"x", "\"", false),
        ("\"", "x\"", false),
    ] {
        let text = format!("{before}{escaped}{after}");
        assert_eq!(
            found(&text, Limits::default()).iter().any(|found| found == rule),
            expected,
            "{text} {:?}",
            found(&text, Limits::default())
        );
    }
}

#[test]
fn whatever_is_told_the_rest_counts() {
    let record = |fee: &str, extra: &str| {
        format!("<result>{extra}<orderNo>1</orderNo><payTotalFee>{fee}</payTotalFee><tradeMode>9</tradeMode></result>")
    };
    let answer = |inner: &str| format!("<return><resultCode>0</resultCode><resultDesc/>{inner}</return>");
    let sound = build_response(&sample_response(method("ordersQuery"), 2), Format::Xml);
    for text in [
        answer(&[record("1.00", ""), record("x", "<a/>"), record("2", "<b/>")].concat()),
        answer(&[record("1", "<a/>"), record("1", "<a/>"), record("1.5", "")].concat()),
        answer(&[record("1", "<a/>"), record("1", "<a/>")].concat()).replace("</result></return>", "</resul></return>"),
        sound.replacen("<result>", "<result><a/><b/><c/>", 1).replace("</return>", "<d/></return>"),
        sound.replacen("<result>", "<result><a/><b/><c/>", 1).replacen("</payTotalFee>", ".00</payTotalFee>", 2),
    ] {
        let read = |findings| {
            let limits = Limits { findings, ..Limits::default() };
            lint(&text, &ReadOptions { kind: Some(Side::Response), method: Some(method("ordersQuery")), limits, ..ReadOptions::default() })
        };
        let whole = read(1000);
        let count = whole.diagnostics.len();
        assert!(count > 3, "{text}");
        for told in 1..count {
            let part = read(told);
            assert_eq!(part.value, whole.value, "{told} of {count}");
            let (last, first) = part.diagnostics.split_last().unwrap();
            assert_eq!(first, &whole.diagnostics[..told], "{told} of {count}");
            assert!(
                last.rule == "limit/findings"
                    && last.message.contains(&format!(" {count} "))
                    && last.message.contains(&format!(" {told} ")),
                "{}",
                last.message
            );
        }
    }
}

#[test]
fn a_secret_is_quoted_in_no_finding_whatever_it_is() {
    for secret in [
        serde_json::json!(987_654_321),
        serde_json::json!("987654321\u{1}"),
        serde_json::json!(" 987654321"),
        serde_json::json!({ "987654321": "987654321" }),
        serde_json::json!(["987654321"]),
    ] {
        let value =
            serde_json::json!({ "responseType": "0", "methodCode": "stopReg", "methodParams": { "secret": secret, "orderList": "A" } });
        let found = check_request(&value, Locale::Zh);
        assert!(!found.is_empty() && !format!("{found:?}").contains("987654321"), "{found:?}");
    }
}

#[test]
fn values_are_written_as_they_are_read() {
    use yct_envelope::value::{OrderList, Yuan};
    for text in ["A1", "A1,A2"] {
        assert_eq!(OrderList::parse(text).map(|list| list.to_string()).as_deref(), Some(text));
    }
    for text in ["", ",", "A,", ",A", "A,,B", "A;B", "A，B", "A B"] {
        assert_eq!(OrderList::parse(text), None, "{text}");
    }
    assert_eq!(Yuan::parse("236.50").map(|yuan| yuan.to_string()), Ok("236.50".to_owned()));
}

/// What a member of an unknown name may stand for is tried field by field; what is found while trying is none of the report.
#[test]
fn what_is_tried_is_not_told() {
    let request = |around: &str, name: &str, cards: &str, after: &str| {
        let params = format!(
            "<voucherType>1</voucherType><voucherCode>1</voucherCode><eventCode>16</eventCode><eventParams><etName> {name}A </etName>{cards}<serialNum>1</serialNum><currentNum>3</currentNum><doctorName>A</doctorName><hisOrderNo>1</hisOrderNo><hospitalName>A</hospitalName><visitLocation>A</visitLocation></eventParams>"
        );
        format!(
            "<arg0>{around}<responseType>0</responseType><methodCode>msgPush</methodCode><methodParams><![CDATA[{params}]]></methodParams>{after}</arg0>"
        )
    };
    let card = "<patCardNo>1</patCardNo>";
    let again = "<responseType>0</responseType>";
    let texts = [
        request("<zzz>1</zzz><yyy>1</yyy><xxx>1</xxx>", "", card, &again.repeat(2)),
        request("", "\u{fffd}", &card.repeat(3), &again.repeat(6)),
    ];
    for text in texts {
        let all = lint(&text, &ReadOptions::default()).diagnostics;
        for findings in 1..all.len() {
            let limits = Limits { findings, ..Limits::default() };
            let told = lint(&text, &ReadOptions { limits, ..ReadOptions::default() }).diagnostics;
            assert_eq!(told[..findings], all[..findings], "{text}");
            assert!(told[findings].message.contains(&all.len().to_string()), "{} {}", all.len(), told[findings].message);
        }
    }
}
