//! What is offered for values and fields that people really get wrong: exactly which texts, and that each of them mends its finding.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use std::collections::BTreeMap;
use yct_envelope::catalog::{Locale, METHODS, Method};
use yct_envelope::{
    Diagnostic, Edit, Fix, Format, PathStep, ReadOptions, Severity, build_request, build_response, fix, lint, sample_request,
    sample_response,
};

fn method(code: &str) -> &'static Method {
    Method::find(code).expect("a method")
}

fn request(code: &str) -> String {
    build_request(&sample_request(method(code), None))
}

fn event(code: &str) -> String {
    build_request(&sample_request(method("msgPush"), Some(code)))
}

fn answer(code: &str, format: Format) -> String {
    build_response(&sample_response(method(code), 2), format)
}

/// The text with another value in the first element or key of a name; a JSON value is given as it is written.
fn set(text: &str, name: &str, value: &str) -> String {
    let (open, close) = if text.starts_with('{') { (format!("\"{name}\":"), [',', '}']) } else { (format!("<{name}>"), ['<', '<']) };
    let start = text.find(&open).expect("the name") + open.len();
    let end = start + text[start..].find(close).expect("its end");
    format!("{}{value}{}", &text[..start], &text[end..])
}

/// The text without the first element or key of a name.
fn without(text: &str, name: &str) -> String {
    if text.starts_with('{') {
        let start = text.find(&format!("\"{name}\":")).expect("the key");
        let end = start + text[start..].find([',', '}']).expect("its end");
        let is_last = text[end..].starts_with('}');
        let (start, end) = if is_last { (start - usize::from(text[..start].ends_with(',')), end) } else { (start, end + 1) };
        return format!("{}{}", &text[..start], &text[end..]);
    }
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let (start, end) = (text.find(&open).expect("the element"), text.find(&close).expect("its end") + close.len());
    format!("{}{}", &text[..start], &text[end..])
}

fn options(method: Option<&str>, locale: Locale) -> ReadOptions<'static> {
    ReadOptions { method: method.and_then(Method::find), locale, ..ReadOptions::default() }
}

fn path(diagnostic: &Diagnostic) -> String {
    let steps = diagnostic.path.iter().map(|step| match step {
        PathStep::Name(name) => name.clone(),
        PathStep::Index(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join("/")
}

fn found<'d>(diagnostics: &'d [Diagnostic], rule: &str) -> &'d Diagnostic {
    diagnostics.iter().find(|diagnostic| diagnostic.rule == rule).unwrap_or_else(|| panic!("no {rule} in {diagnostics:#?}"))
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.start);
    let mut result = Vec::new();
    let mut at = 0;
    for edit in edits {
        result.extend_from_slice(&units[at..edit.start]);
        result.extend(edit.text.encode_utf16());
        at = edit.end;
    }
    result.extend_from_slice(&units[at..]);
    String::from_utf16(&result).expect("whole characters")
}

/// The errors, each with how often it is told.
fn errors(diagnostics: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut errors = BTreeMap::new();
    for error in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        *errors.entry(format!("{} {}", error.rule, path(error))).or_default() += 1;
    }
    errors
}

/// Every fix mends its finding and brings no error but, where it adds an empty node, that the node is empty.
fn assert_sound(text: &str, method: Option<&str>) {
    let options = options(method, Locale::Zh);
    let before = lint(text, &options).diagnostics;
    for diagnostic in &before {
        for fix in &diagnostic.fixes {
            let mended = apply(text, &fix.edits);
            let after = lint(&mended, &options).diagnostics;
            let same =
                |list: &[Diagnostic]| list.iter().filter(|other| other.rule == diagnostic.rule && other.path == diagnostic.path).count();
            assert!(same(&after) < same(&before), "{} is still told of\n{mended}\n{after:#?}", diagnostic.rule);
            let known = errors(&before);
            for (error, count) in errors(&after) {
                let is_new = count > known.get(&error).copied().unwrap_or(0);
                let is_added = diagnostic.rule == "field/missing" && error == format!("field/empty {}", path(diagnostic));
                assert!(!is_new || is_added, "{} brings {error}\n{mended}", diagnostic.rule);
            }
        }
    }
}

/// A fix as the table below shows it: what its edits write, `!` before it where it is safe.
fn shown(fix: &Fix) -> String {
    let texts: Vec<_> = fix.edits.iter().map(|edit| &*edit.text).collect();
    format!("{}{}", if fix.safe { "!" } else { "" }, texts.join("|"))
}

fn assert_offers(text: &str, method: Option<&str>, rule: &str, expected: &[&str]) {
    let diagnostics = lint(text, &options(method, Locale::Zh)).diagnostics;
    let offered: Vec<_> = found(&diagnostics, rule).fixes.iter().map(shown).collect();
    assert_eq!(offered, expected, "{rule} of {text}");
    assert_sound(text, method);
}

#[test]
fn amounts_in_fen() {
    for (value, offers) in [
        ("300.00", &["30000"][..]),
        ("300.5", &["30050"]),
        ("¥300", &["30000"]),
        ("￥ 300.00", &["30000"]),
        ("300元", &["30000"]),
        ("人民币300元整", &["30000"]),
        ("1,234.50", &["123450"]),
        ("３００．００", &["30000"]),
        ("\"300.00\"", &["30000"]),
        ("30000分", &["30000"]),
        ("30,000", &["30000"]),
        ("３００００", &["30000"]),
        ("“30000”", &["30000"]),
        ("030000", &["30000"]),
        ("-300", &[]),
        ("3,00", &[]),
        ("300.005", &[]),
        ("300.00分", &[]),
        ("三百元", &[]),
        ("90071992547409.92", &[]),
    ] {
        assert_offers(&set(&request("refundGeneral"), "refundAmout", value), None, "amount/not-fen", offers);
    }
    let json = answer("ordersQuery", Format::Json);
    for (value, offers) in [("19.90", &["1990"][..]), ("\"19.90\"", &["1990"]), ("\"￥19.9\"", &["1990"]), ("1e3", &[])] {
        assert_offers(&set(&json, "payTotalFee", value), Some("ordersQuery"), "amount/not-fen", offers);
    }
}

#[test]
fn amounts_in_yuan() {
    for (value, offers) in [
        ("236.50元", &["236.50"][..]),
        ("￥236.50", &["236.50"]),
        ("1,236.5", &["1236.5"]),
        ("２３６", &["236"]),
        ("236.500", &["236.50"]),
        ("0236.5", &["236.5"]),
        ("+236.5", &["236.5"]),
        ("23650分", &["236.50"]),
        ("236.505", &[]),
        ("-236.50", &[]),
        ("236.", &[]),
    ] {
        assert_offers(&set(&event("26"), "payAmout", value), None, "amount/not-yuan", offers);
    }
}

#[test]
fn counts() {
    for (value, offers) in
        [("3人", &["3"][..]), ("３", &["3"]), ("3 位", &["3"]), ("03", &["3"]), ("'3'", &["3"]), ("3.5", &[]), ("三", &[]), ("-1", &[])]
    {
        assert_offers(&set(&event("16"), "currentNum", value), None, "count/not-whole", offers);
    }
}

#[test]
fn codes() {
    let request = request("ordersQuery");
    for (value, offers) in [
        ("04", &["!4"][..]),
        ("微信", &["3"]),
        ("WeChat Pay", &["3"]),
        ("wechat", &["3"]),
        ("MEDICAL_INSURANCE", &["5"]),
        ("微信支付", &["3"]),
        ("支付宝支付", &["4"]),
        ("3 微信", &["3"]),
        ("3-微信", &["3"]),
        ("3（微信）", &["3"]),
        ("微信(3)", &["3"]),
        ("4 微信", &["3", "4"]),
        ("所有", &["0"]),
        ("\"3\"", &["3"]),
        ("“3”", &["3"]),
        ("３", &["3"]),
        ("现金", &[]),
        ("9", &[]),
    ] {
        assert_offers(&set(&request, "tradeMode", value), None, "code/unknown", offers);
    }
    for (value, offers) in [("微信", &["3", "6"][..]), ("医院微信公众号", &["6"]), ("H5", &["2"]), ("APP", &["1"]), ("0", &[])] {
        assert_offers(&set(&request, "regMode", value), None, "code/unknown", offers);
    }
    for (value, offers) in [("失败", &["-1"][..]), ("-1 失败", &["-1"]), ("不成功", &[]), ("SUCCESS", &["0"])] {
        assert_offers(
            &format!("<return><resultCode>{value}</resultCode><resultDesc>x</resultDesc></return>"),
            None,
            "code/unknown",
            offers,
        );
    }
    let json = answer("ordersQuery", Format::Json);
    for (value, offers) in [("\"支付宝\"", &["4"][..]), ("\"所有平台\"", &[]), ("9", &[])] {
        assert_offers(&set(&json, "tradeMode", value), Some("ordersQuery"), "code/unknown", offers);
    }
}

#[test]
fn methods() {
    for (value, offers) in [
        ("orderQuery", &["ordersQuery"][..]),
        ("OrdersQuery", &["ordersQuery"]),
        ("orders_query", &["ordersQuery"]),
        ("queryOrders", &["ordersQuery"]),
        ("订单查询", &["ordersQuery"]),
        ("\"ordersQuery\"", &["ordersQuery"]),
        ("query", &["ordersQuery"]),
        ("login", &[]),
    ] {
        assert_offers(&set(&request("ordersQuery"), "methodCode", value), None, "envelope/method", offers);
    }
    // The parameters tell which of the two; without them, both may be meant.
    assert_offers(&set(&request("regOrdersQuery"), "methodCode", "query"), None, "envelope/method", &["regOrdersQuery"]);
    let without = without(&set(&request("ordersQuery"), "methodCode", "query"), "methodParams");
    assert_offers(&without, None, "envelope/method", &["ordersQuery", "regOrdersQuery"]);
    assert_offers(&set(&request("refundGeneral"), "methodCode", "refund"), None, "envelope/method", &["refundGeneral"]);
    assert_offers(&set(&event("16"), "methodCode", "pushMsg"), None, "envelope/method", &["msgPush"]);
    assert_offers(&set(&request("stopReg"), "methodCode", "停诊"), None, "envelope/method", &["stopReg"]);
}

#[test]
fn times() {
    for (value, offers) in [
        ("2016-8-27 9:05:00", &["!2016-08-27 09:05:00"][..]),
        ("2016/08/27 10:15:00", &["!2016-08-27 10:15:00"]),
        ("2016-08-27T10:15:00", &["!2016-08-27 10:15:00"]),
        ("20160827101500", &["!2016-08-27 10:15:00"]),
        ("2016年8月27日 10时15分0秒", &["!2016-08-27 10:15:00"]),
        ("２０１６-08-27 10:15:00", &["!2016-08-27 10:15:00"]),
        ("2016-08-27 10:15", &["2016-08-27 10:15:00"]),
        ("2016-08-27T02:15:00Z", &["2016-08-27 10:15:00"]),
        ("2016-08-27T10:15:00.000+08:00", &["2016-08-27 10:15:00"]),
        ("2016-08-27 10:15:00.5", &["2016-08-27 10:15:00"]),
        ("2016-08-27", &["2016-08-27 00:00:00"]),
        ("2016年8月27日", &["2016-08-27 00:00:00"]),
        ("“2016-08-27 10:15:00”", &["2016-08-27 10:15:00"]),
        ("1472264100", &["2016-08-27 10:15:00"]),
        ("1472264100000", &["2016-08-27 10:15:00"]),
        ("08/27/2016 10:15:00", &[]),
        ("yesterday", &[]),
    ] {
        assert_offers(&set(&request("refundGeneral"), "refundTime", value), None, "time/format", offers);
    }
    assert_offers(&set(&request("ordersQuery"), "endTime", "2016-08-28"), None, "time/format", &["2016-08-28 23:59:59"]);
    assert_offers(&set(&request("ordersQuery"), "startTime", "2016-08-26"), None, "time/format", &["2016-08-26 00:00:00"]);
    assert_offers(&set(&request("regOrdersQuery"), "startDate", "2016-08-27 00:00:00"), None, "time/format", &["2016-08-27"]);
    assert_offers(&set(&request("refundGeneral"), "refundTime", "2016-02-30 10:15:00"), None, "time/calendar", &[]);
    // In JSON the new value needs the quotes that the number had not.
    let json = answer("regOrdersQuery", Format::Json);
    assert_offers(&set(&json, "bookDate", "20160828"), Some("regOrdersQuery"), "time/format", &["!\"2016-08-28\""]);
    assert_offers(&set(&json, "tradeTime", "1472264100"), Some("regOrdersQuery"), "time/format", &["\"2016-08-27 10:15:00\""]);
}

#[test]
fn a_start_after_its_end_is_swapped() {
    let text = set(&request("ordersQuery"), "startTime", "2016-08-28 00:00:00");
    assert_offers(&text, None, "time/reversed", &["2016-08-27 23:59:59|2016-08-28 00:00:00"]);
    let turned = text.replace("startTime", "x").replace("endTime", "startTime").replace("x>", "endTime>");
    assert_offers(
        &set(&set(&turned, "startTime", "2016-08-29 00:00:00"), "endTime", "2016-08-28 00:00:00"),
        None,
        "time/reversed",
        &["2016-08-29 00:00:00|2016-08-28 00:00:00"],
    );
    let text = set(&request("regOrdersQuery"), "startDate", " 2016-08-30 ");
    assert_offers(&text, None, "time/reversed", &["2016-08-28|2016-08-30"]);
}

#[test]
fn quotes_around_text() {
    for value in ["\"A1\"", "“A1”", "' A1 '", " \"A1\" "] {
        assert_offers(&set(&request("refundGeneral"), "orderNo", value), None, "field/quoted", &["|"]);
    }
    let answer_with = |value| set(&answer("ordersQuery", Format::Xml), "orderNo", value);
    assert_offers(&answer_with("<![CDATA[\"A1\"]]>"), Some("ordersQuery"), "field/quoted", &["A1"]);
    assert_offers(&answer_with("&quot;A1&quot;"), Some("ordersQuery"), "field/quoted", &["|"]);
    for value in ["A1", "患者说“不来了”", "\"A1\" \"A2\"", "\"", "(A1)"] {
        let text = set(&request("refundGeneral"), "refundReason", value);
        assert_eq!(lint(&text, &ReadOptions::default()).diagnostics, [], "{value}");
    }
    let json = set(&answer("ordersQuery", Format::Json), "orderNo", "\"\\\"A1\\\"\"");
    assert_offers(&json, Some("ordersQuery"), "field/quoted", &["|"]);
    let said = lint(&set(&event("16"), "patName", "“王示例”"), &ReadOptions::default()).diagnostics;
    assert!(!found(&said, "field/quoted").message.contains("王示例"), "{said:?}");
    assert_eq!(lint(&set(&request("stopReg"), "secret", "\"s\""), &ReadOptions::default()).diagnostics, []);
}

#[test]
fn brackets_around_orders() {
    for (value, left) in
        [("[\"A1\",\"A2\"]", "A1,A2"), ("[A1,A2]", "A1,A2"), ("'A1','A2'", "A1,A2"), ("\"A1,A2\"", "A1,A2"), ("A1,“A2”", "A1,A2")]
    {
        let text = set(&request("stopReg"), "orderList", value);
        let diagnostics = lint(&text, &ReadOptions::default()).diagnostics;
        assert_eq!(apply(&text, &found(&diagnostics, "field/quoted").fixes[0].edits), set(&text, "orderList", left));
        assert_sound(&text, None);
    }
}

#[test]
fn missing_nodes() {
    let refund = request("refundGeneral");
    assert_offers(&without(&refund, "refundType"), None, "field/missing", &["<refundType></refundType>"]);
    assert_offers(&without(&refund, "secret"), None, "field/missing", &["<secret></secret>"]);
    assert_offers(&without(&refund, "methodParams"), None, "field/missing", &["<methodParams><![CDATA[]]></methodParams>"]);
    let escaped = without(&refund, "refundTime").replace("<![CDATA[", "").replace("]]>", "");
    let (start, end) = (escaped.find("<methodParams>").expect("it") + 14, escaped.find("</methodParams>").expect("its end"));
    assert_offers(&escaped, None, "field/missing", &["<refundTime></refundTime>"]);
    let escaped = format!("{}{}{}", &escaped[..start], escaped[start..end].replace('<', "&lt;").replace('>', "&gt;"), &escaped[end..]);
    assert_offers(&escaped, None, "field/missing", &["&lt;refundTime&gt;&lt;/refundTime&gt;"]);
    let indented = without(&refund, "orderNo").replace("><", ">\r\n  <");
    assert_offers(&indented, None, "field/missing", &["\r\n  <orderNo></orderNo>"]);
    assert_offers(&without(&event("16"), "patName"), None, "field/missing", &["<patName></patName>"]);

    let orders = answer("ordersQuery", Format::Xml);
    assert_offers(&without(&orders, "hisOrderNo"), Some("ordersQuery"), "field/missing", &["<hisOrderNo></hisOrderNo>"]);
    assert_offers("<return><resultCode>-1</resultCode></return>", None, "field/missing", &["<resultDesc></resultDesc>"]);
    assert_offers("<return></return>", None, "field/missing", &["<resultCode></resultCode>"]);
    assert_offers("<return/>", None, "field/missing", &[]);
    assert_offers("<return><resultCode>0</resultCode></return>", Some("refundGeneral"), "field/missing", &["<result></result>"]);

    let json = answer("ordersQuery", Format::Json);
    assert_offers(&without(&json, "tradeTime"), Some("ordersQuery"), "field/missing", &["\"tradeTime\":\"\","]);
    assert_offers(&without(&json, "hisOrderNo"), Some("ordersQuery"), "field/missing", &[",\"hisOrderNo\":\"\""]);
    assert_offers(&set(&json, "hisOrderNo", "null"), Some("ordersQuery"), "field/missing", &["\"\""]);
    assert_offers("{}", None, "field/missing", &["\"resultCode\":\"\""]);
    assert_offers("{\n  \"resultCode\": \"0\"\n}", Some("refundGeneral"), "field/missing", &[",\n  \"result\": {}"]);
}

#[test]
fn a_missing_node_goes_to_its_place() {
    let text = without(&request("refundGeneral"), "orderNo");
    let diagnostics = lint(&text, &ReadOptions::default()).diagnostics;
    let mended = apply(&text, &found(&diagnostics, "field/missing").fixes[0].edits);
    assert_eq!(mended, set(&request("refundGeneral"), "orderNo", ""));
}

#[test]
fn misspelt_names() {
    let rename = |text: &str, from: &str, to: &str| text.replace(&format!("{from}>"), &format!("{to}>"));
    for (code, name, written) in [
        ("refundGeneral", "refundAmout", "refundAmount"),
        ("refundGeneral", "orderNo", "orderno"),
        ("refundGeneral", "orderNo", "order_no"),
        ("refundGeneral", "hisRefundOrderNo", "his_refund_order_no"),
        ("refundGeneral", "partialOrAllrefund", "partialOrAllRefund"),
        ("ordersQuery", "startTime", "start-time"),
    ] {
        let text = rename(&request(code), name, written);
        assert_offers(&text, None, "field/misspelled", &[&format!("!{name}|{name}")]);
        assert_eq!(fix(&text, &ReadOptions::default()).text, request(code));
    }
    assert_offers(&rename(&event("26"), "payAmout", "payAmount"), None, "field/misspelled", &["!payAmout|payAmout"]);
    // As near to tradeTime as to tradeType: the value may tell, and never is it safe.
    let orders = build_response(&sample_response(method("ordersQuery"), 1), Format::Xml);
    let both = rename(&without(&orders, "tradeType"), "tradeTime", "tradeTyme");
    assert_offers(&both, Some("ordersQuery"), "field/misspelled", &["tradeTime|tradeTime"]);
    assert_offers(&set(&both, "tradeTyme", "1"), Some("ordersQuery"), "field/misspelled", &["tradeType|tradeType"]);
    let either = lint(&set(&both, "tradeTyme", "x"), &options(Some("ordersQuery"), Locale::Zh)).diagnostics;
    let offered: Vec<_> = found(&either, "field/misspelled").fixes.iter().map(shown).collect();
    assert_eq!(offered, ["tradeTime|tradeTime", "tradeType|tradeType"]);
    // Near one that is there: no misspelling of another that is not.
    let twin = without(&orders, "tradeType").replace("<orderMode>", "<TradeTime>x</TradeTime><orderMode>");
    assert_offers(&twin, Some("ordersQuery"), "field/unknown", &[]);
    let diagnostics = lint(&twin, &options(Some("ordersQuery"), Locale::Zh)).diagnostics;
    let unknown = found(&diagnostics, "field/unknown");
    assert!(unknown.message.contains("`tradeTime`") && unknown.related.len() == 1, "{unknown:?}");
    assert_eq!(fix(&twin, &options(Some("ordersQuery"), Locale::Zh)).text, twin);
}

#[test]
fn unknown_names_that_belong_elsewhere() {
    let tells = |text: &str, method: Option<&str>, parts: &[&str]| {
        for locale in [Locale::Zh, Locale::En] {
            let diagnostics = lint(text, &options(method, locale)).diagnostics;
            let message = &found(&diagnostics, "field/unknown").message;
            assert!(parts.iter().all(|part| message.contains(part)), "{message}");
        }
        assert_sound(text, method);
    };
    tells(&request("refundGeneral").replace("<pushMsg>", "<orderList>A</orderList><pushMsg>"), None, &["`methodParams`", "stopReg"]);
    tells(&request("stopReg").replace("<methodParams>", "<secret>s</secret><methodParams>"), None, &["`methodParams`"]);
    tells(&event("16").replace("<patName>", "<payAmout>1</payAmout><patName>"), None, &["`eventParams`", "26"]);
    let renamed = answer("regOrdersQuery", Format::Xml).replace("agtRefundOrderNo", "refundOrderNo");
    tells(&renamed, Some("regOrdersQuery"), &["`agtRefundOrderNo`"]);
    assert_offers(&renamed, Some("regOrdersQuery"), "field/unknown", &["agtRefundOrderNo|agtRefundOrderNo"]);
}

#[test]
fn a_name_with_two_meanings_tells_which_one_is_meant() {
    let empty =
        "<return><resultCode>0</resultCode><result><refundOrderNo>R</refundOrderNo><agtRefundOrderNo></agtRefundOrderNo></result></return>";
    let texts = [empty.to_owned(), without(empty, "agtRefundOrderNo"), empty.replace("agtRefundOrderNo", "agtRefundOrderno")];
    let mut rules = Vec::new();
    for text in &texts {
        for (locale, part) in [(Locale::Zh, "在 regOrdersQuery 中"), (Locale::En, "in regOrdersQuery")] {
            let diagnostics = lint(text, &options(Some("refundGeneral"), locale)).diagnostics;
            for diagnostic in &diagnostics {
                let help = diagnostic.help.as_deref().unwrap_or_default();
                assert!(help.contains(part), "{}: {help}", diagnostic.rule);
                rules.push(diagnostic.rule);
            }
        }
    }
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules, ["field/empty", "field/missing", "field/misspelled"]);
}

#[test]
fn repeated_nodes() {
    let text = request("refundGeneral");
    let doubled = |value: &str| text.replace("<refundType>", &format!("<orderNo>{value}</orderNo>\n<refundType>"));
    assert_offers(&doubled("YCT-SAMPLE-0001"), None, "field/duplicate", &[""]);
    assert_offers(&doubled("YCT-SAMPLE-0002"), None, "field/duplicate", &[]);
    let said = lint(&doubled("YCT-SAMPLE-0002"), &ReadOptions::default()).diagnostics;
    assert!(["`YCT-SAMPLE-0001`", "`YCT-SAMPLE-0002`"].iter().all(|value| said[0].message.contains(value)), "{said:?}");
    let secret = text.replace("<refundType>", "<secret>OTHER</secret><refundType>");
    let said = lint(&secret, &ReadOptions::default()).diagnostics;
    assert!(!format!("{said:?}").contains("OTHER"), "{said:?}");
}

#[test]
fn other_roots_that_hold_an_envelope() {
    let text = request("stopReg").replace("arg0>", "args>");
    assert_offers(&text, None, "envelope/root", &["arg0|arg0"]);
    assert_offers("<data><resultCode>0</resultCode></data>", None, "envelope/root", &["return|return"]);
}

#[test]
fn other_places_that_matter() {
    let related = |text: &str, method: Option<&str>, rule: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let diagnostics = lint(text, &options(method, Locale::Zh)).diagnostics;
        let spans = found(&diagnostics, rule).related.iter().filter_map(|related| related.span);
        spans.map(|span| String::from_utf16_lossy(&units[span.start..span.end])).collect::<Vec<_>>()
    };
    assert_eq!(related(&without(&event("16"), "patName"), None, "field/missing"), ["16"]);
    assert_eq!(related("<return><resultCode>-1</resultCode></return>", None, "field/missing"), ["-1"]);
    assert_eq!(
        related(
            "<return><resultCode>-1</resultCode><resultDesc>x</resultDesc><result><a>1</a></result></return>",
            None,
            "envelope/unexpected-result"
        ),
        ["-1"]
    );
    assert_eq!(related(&set(&request("ordersQuery"), "startTime", "2016-08-28 00:00:00"), None, "time/reversed"), ["2016-08-27 23:59:59"]);
}

/// Values that one field or another is given by mistake.
const ODD: &[&str] = &[
    "",
    " ",
    "0",
    "00",
    "03",
    "-1",
    "３",
    "\"3\"",
    "“3”",
    "[3]",
    "3人",
    "300.00",
    "¥300",
    "30,000",
    "３００元",
    "90071992547409.92",
    "1e3",
    "微信",
    "3 微信",
    "挂号",
    "支付",
    "失败",
    "不成功",
    "SUCCESS",
    "query",
    "orderQuery",
    "订单查询",
    "A1,A2",
    "A1，A2",
    "[\"A1\",\"A2\"]",
    "A1,,A1",
    "'A1'",
    "“”",
    "2016-08-27",
    "2016/8/27 10:15:00",
    "2016-08-27T02:15:00Z",
    "20160827101500",
    "20160827",
    "1472264100",
    "2016-02-30 10:15:00",
    "<a>1</a>",
    "x<!-- c -->\"",
    "\"<!-- c -->x\"",
    "&quot;3&quot;",
    "&#51;元",
];

#[test]
fn every_offer_of_every_field_is_sound() {
    let mut texts: Vec<(String, Option<&str>)> = ["16", "26"].map(|code| (event(code), None)).into();
    for method in METHODS.iter() {
        if method.events.is_empty() {
            texts.push((request(method.code), None));
            texts.push((request(method.code).replace("<![CDATA[", "").replace("]]>", ""), None));
        }
        texts.extend([Format::Xml, Format::Json].map(|format| (answer(method.code, format), Some(method.code))));
    }
    let mut fixes = 0;
    for (text, method) in &texts {
        let known = METHODS
            .iter()
            .flat_map(|method| method.params.iter().chain(method.result).chain(method.events.iter().flat_map(|event| event.params)));
        let mut names: Vec<_> = known.map(|field| field.name).chain(["responseType", "resultDesc"]).collect();
        // On these it depends what else is asked for.
        names.retain(|name| *name != "eventCode");
        names.sort_unstable();
        names.dedup();
        for name in names.into_iter().filter(|name| text.contains(&format!("<{name}>")) || text.contains(&format!("\"{name}\":\""))) {
            for value in ODD {
                let written = if text.starts_with('{') { format!("\"{}\"", value.replace('"', "\\\"")) } else { (*value).to_owned() };
                let odd = set(text, name, &written);
                fixes +=
                    lint(&odd, &options(*method, Locale::Zh)).diagnostics.iter().map(|diagnostic| diagnostic.fixes.len()).sum::<usize>();
                assert_sound(&odd, *method);
            }
            assert_sound(&without(text, name), *method);
        }
    }
    assert!(fixes > 1000, "{fixes}");
}

#[test]
fn of_two_findings_of_a_rule_at_one_place_each_keeps_its_fix() {
    for (text, rule) in [
        ("{\"x\":[\"a\" 'b']}", "json/malformed"),
        ("\n xml version=\"1.0\"><return><resultCode>0</resultCode></return>", "xml/declaration"),
    ] {
        let diagnostics = lint(text, &options(None, Locale::Zh)).diagnostics;
        let of_rule: Vec<_> = diagnostics.iter().filter(|found| found.rule == rule).collect();
        assert!(of_rule.len() == 2 && of_rule.iter().all(|found| found.fixes.len() == 1), "{text} {of_rule:#?}");
    }
}
