//! An answer read by its request: what is compared, and what is left alone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

use yct_envelope::catalog::codes::ResponseType;
use yct_envelope::catalog::{Locale, Method};
use yct_envelope::{
    Asked, Diagnostic, Format, Limits, PathStep, ReadOptions, Report, Side, build_request, build_response, fix, lint, lint_bytes,
    parse_response, sample_request, sample_response,
};

fn method(code: &str) -> &'static Method {
    Method::find(code).expect("a method")
}

fn request(code: &str, edits: &[(&str, &str)]) -> String {
    replaced(build_request(&sample_request(method(code), None)), edits)
}

fn answer(code: &str, records: usize, edits: &[(&str, &str)]) -> String {
    replaced(build_response(&sample_response(method(code), records), Format::Xml), edits)
}

fn replaced(text: String, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} in {text}");
        text.replacen(from, to, 1)
    })
}

fn asked(request: &str) -> Asked {
    Asked::read(request, Limits::default())
}

fn paired(request: &str, answer: &str) -> Report {
    lint(answer, &ReadOptions { request: Some(&asked(request)), ..ReadOptions::default() })
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    let step = |step: &PathStep| match step {
        PathStep::Name(name) => name.clone(),
        PathStep::Index(index) => index.to_string(),
    };
    diagnostics.iter().map(|one| format!("{} {}", one.rule, one.path.iter().map(step).collect::<Vec<_>>().join("/"))).collect()
}

macro_rules! pairs {
    ($($name:ident: $method:literal, $request:expr, $records:literal, $answer:expr => $expected:expr;)+) => {
        $(#[test] fn $name() {
            let expected: &[&str] = &$expected;
            assert_eq!(told(&paired(&request($method, &$request), &answer($method, $records, &$answer)).diagnostics), expected);
        })+
    };
}

const OUTSIDE: &str = "<tradeTime>2016-08-28 00:00:00<";
const INSIDE: &str = "<tradeTime>2016-08-27 09:30:00<";

pairs! {
    the_samples_fit: "ordersQuery", [], 4, [] => [];
    the_provisional_samples_fit: "regOrdersQuery", [], 4, [] => [];
    a_payment_after_the_range: "ordersQuery", [], 1, [(INSIDE, OUTSIDE)] => ["record/outside-range result/0/tradeTime"];
    a_payment_before_the_range: "ordersQuery", [("00:00:00<", "09:30:01<")], 1, [] => ["record/outside-range result/0/tradeTime"];
    the_ends_belong_to_the_range: "ordersQuery", [("00:00:00<", "09:30:00<"), ("23:59:59<", "09:30:00<")], 1, [] => [];
    a_refund_comes_with_its_payment: "ordersQuery", [("23:59:59<", "09:30:00<")], 2, [(INSIDE, "<tradeTime>2016-08-27 09:29:00<"), (INSIDE, OUTSIDE)] => [];
    a_record_without_type_is_a_payment: "ordersQuery", [], 1, [(INSIDE, OUTSIDE), ("<tradeType>1</tradeType>", "")] => ["record/outside-range result/0/tradeTime"];
    unless_it_speaks_of_a_refund: "ordersQuery", [], 1, [(INSIDE, OUTSIDE), ("<tradeType>1</tradeType>", "<refundTotalFee>1</refundTotalFee>")] => [];
    an_empty_refund_is_none: "ordersQuery", [], 1, [(INSIDE, OUTSIDE), ("<tradeType>1</tradeType>", "<refundOrderNo></refundOrderNo>")] => ["record/outside-range result/0/tradeTime"];
    an_unknown_type_is_neither: "ordersQuery", [], 1, [(INSIDE, OUTSIDE), ("<tradeType>1<", "<tradeType>9<")] => ["code/unknown result/0/tradeType"];
    visits_count_by_their_day: "regOrdersQuery", [], 1, [(INSIDE, "<tradeTime>2010-01-01 00:00:00<")] => [];
    a_visit_outside_the_range: "regOrdersQuery", [("<endDate>2016-08-28", "<endDate>2016-08-27")], 1, [] => ["record/outside-range result/0/bookDate"];
    a_range_that_ends_before_it_starts_selects_nothing: "ordersQuery", [("<startTime>2016", "<startTime>2017")], 1, [] => [];
    another_order_mode: "ordersQuery", [("<orderMode>0<", "<orderMode>3<")], 1, [] => ["record/other-code result/0/orderMode"];
    each_record_is_told_of: "ordersQuery", [("<orderMode>0<", "<orderMode>3<")], 3, [] => ["record/other-code result/0/orderMode", "record/other-code result/1/orderMode", "record/other-code result/2/orderMode"];
    another_platform: "ordersQuery", [("<tradeMode>0<", "<tradeMode>4<")], 1, [] => ["record/other-code result/0/tradeMode"];
    no_platform_is_not_another: "ordersQuery", [("<tradeMode>0<", "<tradeMode>4<")], 1, [("<tradeMode>3<", "<tradeMode>0<")] => ["code/query-only result/0/tradeMode"];
    a_padded_code_has_its_finding: "ordersQuery", [("<tradeMode>0<", "<tradeMode>4<")], 1, [("<tradeMode>3<", "<tradeMode>03<")] => ["code/unknown result/0/tradeMode"];
    another_reg_type: "regOrdersQuery", [("<regType>0<", "<regType>1<")], 1, [] => ["record/other-code result/0/regType"];
    what_was_asked_for: "regOrdersQuery", [("<regType>0<", "<regType>2<"), ("<tradeMode>0<", "<tradeMode>3<")], 1, [] => [];
    a_receipt_is_not_compared: "refundGeneral", [], 1, [] => [];
    a_failed_query_neither: "ordersQuery", [("<orderMode>0<", "<orderMode>3<")], 0, [("<resultCode>0</resultCode><resultDesc></resultDesc>", "<resultCode>1</resultCode><resultDesc>-</resultDesc>")] => [];
    json_where_xml_is_asked_for_is_the_other_way_round: "stopReg", [("<responseType>0<", "<responseType>1<")], 0, [] => ["envelope/format-differs "];
}

#[test]
fn the_request_tells_the_method_and_the_kind() {
    let empty = "<return><resultCode>0</resultCode></return>";
    assert_eq!(paired(&request("refundGeneral", &[]), empty).method, Some(method("refundGeneral")));
    assert_eq!(told(&paired(&request("refundGeneral", &[]), empty).diagnostics), ["field/missing result"]);
    let swapped = paired(&request("stopReg", &[]), &request("stopReg", &[]));
    assert_eq!((swapped.kind, told(&swapped.diagnostics)), (Some(Side::Response), vec!["envelope/root ".to_owned()]));
}

#[test]
fn a_method_that_is_told_wins_and_its_records_are_not_compared_with_another_query() {
    let asked = asked(&request("regOrdersQuery", &[("<tradeMode>0<", "<tradeMode>4<"), ("<responseType>0<", "<responseType>1<")]));
    let options = ReadOptions { request: Some(&asked), method: Some(method("ordersQuery")), ..ReadOptions::default() };
    let report = lint(&answer("ordersQuery", 2, &[]), &options);
    assert_eq!((report.method, told(&report.diagnostics)), (Some(method("ordersQuery")), vec!["envelope/format-differs ".to_owned()]));
}

#[test]
fn what_can_be_read_of_a_broken_request_counts() {
    let broken =
        request("ordersQuery", &[("<orderMode>0<", "<orderMode>3<"), ("<startTime>2016-08-27 ", "<startTime>"), ("<secret>", "<secret>&")]);
    assert!(lint(&broken, &ReadOptions::default()).value.is_none());
    let report = paired(&broken, &answer("ordersQuery", 1, &[(INSIDE, OUTSIDE)]));
    assert_eq!(told(&report.diagnostics), ["record/outside-range result/0/tradeTime", "record/other-code result/0/orderMode"]);
    let without_format = request("ordersQuery", &[("<responseType>0</responseType>", ""), ("<orderMode>0<", "<orderMode>3<")]);
    assert_eq!(told(&paired(&without_format, &answer("ordersQuery", 1, &[])).diagnostics), ["record/other-code result/0/orderMode"]);
}

#[test]
fn a_request_that_says_nothing_changes_nothing() {
    let text = answer("ordersQuery", 2, &[(INSIDE, OUTSIDE)]);
    let alone = lint(&text, &ReadOptions::default());
    let small = Limits { size: 10, ..Limits::default() };
    let unread = [asked(""), asked("hello"), asked("{}"), asked(&text), Asked::read(&request("ordersQuery", &[]), small)];
    for nothing in &unread {
        assert_eq!(*nothing, Asked::default());
        let report = lint(&text, &ReadOptions { request: Some(nothing), ..ReadOptions::default() });
        assert_eq!(format!("{report:?}"), format!("{alone:?}"));
    }
    let request = Asked::from(&sample_request(method("stopReg"), None));
    let text = build_request(&sample_request(method("stopReg"), None));
    let options = ReadOptions { request: Some(&request), kind: Some(Side::Request), ..ReadOptions::default() };
    assert_eq!(format!("{:?}", lint(&text, &options)), format!("{:?}", lint(&text, &ReadOptions { request: None, ..options })));
}

#[test]
fn a_request_is_text_bytes_or_a_value() {
    let text = request("ordersQuery", &[]);
    let told = asked(&text);
    assert_eq!((told.method, told.response_type), (Some(method("ordersQuery")), Some(ResponseType::Xml)));
    assert_eq!(Asked::from(&sample_request(method("ordersQuery"), None)), told);
    let wide: Vec<u8> = format!("\u{feff}{}", text.replace(" encoding=\"UTF-8\"", "")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Asked::read_bytes(&wide, Limits::default()), told);
    assert_eq!(Asked::read_bytes(&wide, Limits { size: 1, ..Limits::default() }), Asked::default());
    let report = lint_bytes(
        answer("ordersQuery", 1, &[(INSIDE, OUTSIDE)]).as_bytes(),
        &ReadOptions { request: Some(&told), ..ReadOptions::default() },
    );
    assert_eq!(report.diagnostics.len(), 1);
}

#[test]
fn warnings_refuse_nothing_and_fix_reports_them() {
    let asked = asked(&request("ordersQuery", &[("<orderMode>0<", "<orderMode>3<")]));
    let options = ReadOptions { request: Some(&asked), ..ReadOptions::default() };
    let text = answer("ordersQuery", 1, &[("<orderMode>1<", "<orderMode> 1<")]);
    assert!(parse_response(method("ordersQuery"), &text, &options).is_ok());
    let fixed = fix(&text, &options);
    assert_eq!(
        (fixed.text.contains("<orderMode>1<"), told(&fixed.report.diagnostics)),
        (true, vec!["record/other-code result/0/orderMode".into()])
    );
}

#[test]
fn both_sides_are_shown_and_the_secret_is_not() {
    let request = request(
        "ordersQuery",
        &[("<orderMode>0<", "<orderMode>3<"), ("SAMPLE-SECRET-NOT-REAL", "Zq7Xw2Vk9Jp4Ty6M"), ("<responseType>0<", "<responseType>1<")],
    );
    let asked = asked(&request);
    let options = ReadOptions { request: Some(&asked), locale: Locale::En, ..ReadOptions::default() };
    let report = lint(&answer("ordersQuery", 1, &[(INSIDE, OUTSIDE)]), &options);
    let messages: Vec<_> = report.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the answer is in XML, but `responseType` 1 of the request asks for JSON",
            "`tradeTime` (Transaction time) is `2016-08-28 00:00:00`, after `endTime` of the request, `2016-08-27 23:59:59`",
            "`orderMode` (Order type) is `1` (Registration), but the request asks for `3` (Inpatient deposit)",
        ]
    );
    assert!(!format!("{asked:?} {report:?}").contains("Zq7Xw2"));
}
