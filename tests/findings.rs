//! Texts that were once read wrongly, or that people really send: exactly which rules fire, at which text, on which path.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use yct_envelope::catalog::{METHODS, Method};
use yct_envelope::{Diagnostic, MaskOptions, PathStep, ReadOptions, build_request, fix, lint, lint_bytes, mask, sample_request};

fn stop_reg() -> String {
    build_request(&sample_request(Method::find("stopReg").expect("a method"), None))
}

fn path(diagnostic: &Diagnostic) -> String {
    let steps = diagnostic.path.iter().map(|step| match step {
        PathStep::Name(name) => name.clone(),
        PathStep::Index(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join("/")
}

/// What a text's findings say: rule, path, and the text at the span.
fn told(text: &str, method: Option<&str>) -> Vec<String> {
    let options = ReadOptions { method: method.and_then(Method::find), ..ReadOptions::default() };
    let units: Vec<u16> = text.encode_utf16().collect();
    let at =
        |diagnostic: &Diagnostic| diagnostic.span.map(|span| String::from_utf16_lossy(&units[span.start..span.end])).unwrap_or_default();
    lint(text, &options)
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{} {} «{}»", diagnostic.rule, path(diagnostic), at(diagnostic)))
        .collect()
}

macro_rules! findings {
    ($($name:ident: $method:expr, $text:expr => $expected:expr;)+) => {
        $(#[test] fn $name() {
            let expected: &[&str] = &$expected;
            assert_eq!(told(&$text, $method), expected);
        })+
    };
}

const REFUND: Option<&str> = Some("refundGeneral");
const ORDERS: Option<&str> = Some("ordersQuery");

findings! {
    misspelt_parameters_are_read: None, stop_reg().replace("methodParams>", "methodParam>") => ["field/misspelled methodParam «methodParam»"];
    a_partial_refund_that_would_become_a_full_one: None, build_request(&sample_request(Method::find("refundGeneral").expect("a method"), None)).replace("partialOrAllrefund", "partialOrAllRefund")
        => ["field/misspelled methodParams/partialOrAllRefund «partialOrAllRefund»"];
    empty_parameters_are_one_finding: None, "<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams> </methodParams></arg0>"
        => ["field/empty methodParams «<methodParams> </methodParams>»"];
    a_value_through_cdata_and_references: None, stop_reg().replace("YCT-SAMPLE-0001", "A&#44;&#44;B")
        => ["orders/empty-item methodParams/orderList «&#44;&#44;»"];
    escaped_parameters: None, "<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>&lt;secret&gt;s&lt;/secret&gt;&lt;orderList&gt;A;B&lt;/orderList&gt;</methodParams></arg0>"
        => ["envelope/params-not-cdata methodParams «methodParams»", "orders/separator methodParams/orderList «;»"];
    two_envelopes_in_one_body: None, "<Envelope><Body><return><resultCode>0</resultCode></return><return><resultCode>0</resultCode></return></Body></Envelope>"
        => ["envelope/soap  «Envelope»", "envelope/root  «return»"];
    a_body_without_an_envelope: None, "<s:Envelope xmlns:s='u'><s:Body/></s:Envelope>" => ["envelope/root  «»"];
    an_escaped_envelope_in_a_body: None, "<s:Envelope xmlns:s='u'><s:Body><r>&lt;arg0&gt;&lt;/arg0&gt;</r></s:Body></s:Envelope>" => [
        "envelope/escaped  «&lt;arg0&gt;&lt;/arg0&gt;»", "field/missing responseType «arg0»", "field/missing methodCode «arg0»", "field/missing methodParams «arg0»",
    ];
    line_breaks_copied_as_escapes: None, stop_reg().replace("<responseType>", "\\n<responseType>").replace("<![CDATA[", "\\n<![CDATA[") => ["envelope/escaped  «\\n»"];
    no_record_in_json_is_missing_where_one_is_asked_for: REFUND, r#"{"resultCode":"0","result":[]}"# => ["field/missing result «{»"];
    an_empty_string_too: REFUND, r#"{"resultCode":"0","result":""}"# => ["field/missing result «{»"];
    a_misspelt_null_is_no_value: ORDERS, r#"{"resultCode":"0","resultdesc":null}"# => ["field/unknown resultdesc «resultdesc»"];
    one_loose_field_lacks_the_other: REFUND, "<return><resultCode>0</resultCode><refundOrderNo>R</refundOrderNo></return>"
        => ["field/missing result/agtRefundOrderNo «return»", "envelope/result-place refundOrderNo «refundOrderNo»"];
    a_wrapped_record_counts: ORDERS, r#"{"resultCode":"0","result":{"item":[{"tradeMode":"0"}]}}"# => [
        "field/missing result/0/tradeTime «{»", "field/missing result/0/orderMode «{»", "field/missing result/0/orderNo «{»", "field/missing result/0/hisOrderNo «{»",
        "field/missing result/0/agtOrderNo «{»", "field/missing result/0/payTotalFee «{»", "code/query-only result/0/tradeMode «0»",
    ];
    a_doctype_and_its_entity_are_one_finding: None, "<!DOCTYPE a [<!ENTITY x 'y'>]><return><resultCode>0</resultCode><resultDesc>&x;</resultDesc></return>"
        => ["xml/doctype  «<!DOCTYPE a [<!ENTITY x 'y'>]>»"];
    a_replacement_character_tells_of_a_loss: None, "<return><resultCode>3</resultCode><resultDesc>退\u{fffd}\u{fffd}</resultDesc></return>"
        => ["field/replacement-character resultDesc «\u{fffd}»"];
    an_unclosed_field_of_the_parameters: None, stop_reg().replace("</orderList>", "") => ["xml/unclosed methodParams/orderList «orderList»"];
    a_padded_code_counts_as_the_code: None, "<return><resultCode>01</resultCode><resultDesc></resultDesc></return>"
        => ["code/unknown resultCode «01»", "field/empty resultDesc «<resultDesc></resultDesc>»"];
    a_truncated_text: None, "<return><resultCode>0</resultCode><resultDesc>ab" => ["xml/unclosed resultDesc «»"];
    a_text_that_is_no_envelope: None, "hello" => ["xml/malformed  «»"];
    json_that_is_no_object: None, "null" => ["envelope/root  «n»"];
    json_that_ends_too_early: None, "{" => ["json/malformed  «»"];
    a_request_in_json: None, r#"{"methodCode":"stopReg"}"# => ["envelope/root  «{»"];
}

#[test]
fn a_lost_bracket_shows_no_secret() {
    let text = stop_reg().replace("<secret>SAMPLE-SECRET-NOT-REAL", "<secretZq7Xw2Vk9Jp4Ty6M");
    let said = format!("{:?}", lint(&text, &ReadOptions::default()));
    assert!(!said.contains("Zq7Xw2") && !said.contains("Jp4Ty6M"), "{said}");
    assert!(!mask(&text, MaskOptions::default()).contains("Zq7Xw2"));
}

#[test]
fn a_secret_that_reads_is_masked_however_its_tags_are_spelt() {
    for params in [
        "&#060;secret&gt;CANARY&#060;/secret&gt;&lt;orderList&gt;A&lt;/orderList&gt;",
        "&lt;&#115;ecret>CANARY&lt;/&#115;ecret>&lt;orderList&gt;A&lt;/orderList&gt;",
        "<![CDATA[<sec]]><![CDATA[ret>CANARY</sec]]><![CDATA[ret><orderList>A</orderList>]]>",
    ] {
        let text =
            format!("<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>{params}</methodParams></arg0>");
        assert!(lint(&text, &ReadOptions::default()).value.is_some(), "{text}");
        assert!(!mask(&text, MaskOptions::default()).contains("CANARY"), "{text}");
    }
}

#[test]
fn a_misspelt_start_tag_keeps_its_end_tag_whole() {
    let text = stop_reg().replace("<orderList>", "<orde0rList>");
    let fixed = fix(&text, &ReadOptions::default());
    assert!(fixed.text.contains("</orderList>"), "{}", fixed.text);
}

#[test]
fn names_are_quoted_once_and_lists_come_from_the_catalog() {
    let message = |text: &str| lint(text, &ReadOptions::default()).diagnostics[0].clone();
    assert_eq!(
        message("<return><resultCode>0</resultCde></return>").message,
        "结束标签 `</resultCde>` 与开始标签不一致，应为 `</resultCode>`"
    );
    let method = message(&stop_reg().replace("stopReg", "none"));
    assert!(method.help.is_some_and(|help| METHODS.iter().all(|method| help.contains(method.code))));
    let all =
        message(&build_request(&sample_request(Method::find("ordersQuery").expect("a method"), None)).replace("<regMode>3", "<regMode>0"));
    assert!(["orderMode", "tradeMode", "regType"].iter().all(|name| all.message.contains(name)), "{}", all.message);
}

#[test]
fn a_fix_never_takes_markup_with_it() {
    for inside in [" ]]><![CDATA[ ", " <!-- x -->]]><![CDATA["] {
        let text = stop_reg().replace("<secret>", &format!("<secret>{inside}"));
        let fixed = fix(&text, &ReadOptions::default());
        assert!(lint(&fixed.text, &ReadOptions::default()).value.is_some(), "{}", fixed.text);
    }
}

#[test]
fn an_encoding_that_is_only_mentioned_decodes_nothing() {
    for text in [
        "<!-- <?xml version='1.0' encoding='GBK'?> --><return><resultCode>3</resultCode><resultDesc>示例</resultDesc></return>",
        r#"{"resultCode":"3","resultDesc":"<?xml encoding='GBK'?>示例"}"#,
    ] {
        let report = lint_bytes(text.as_bytes(), &ReadOptions::default());
        assert_eq!(report.diagnostics, []);
        assert_eq!(report.source.map(|source| (source.text, source.encoding)), Some((text.to_owned(), "UTF-8")));
    }
}
