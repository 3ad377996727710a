//! Texts that were once read wrongly, or that people really send: exactly which rules fire, at which text, on which path.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use yct_envelope::catalog::{METHODS, Method};
use yct_envelope::{
    Diagnostic, Edit, Format, Limits, MaskOptions, PathStep, ReadOptions, Severity, build_request, build_response, fix, lint, lint_bytes,
    mask, sample_request, sample_response,
};

fn stop_reg() -> String {
    build_request(&sample_request(Method::find("stopReg").expect("a method"), None))
}

fn refund() -> String {
    build_request(&sample_request(Method::find("refundGeneral").expect("a method"), None))
}

fn answer() -> String {
    build_response(&sample_response(Method::find("ordersQuery").expect("a method"), 1), Format::Xml)
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
const PARAMS: &str = "&lt;secret&gt;s&lt;/secret&gt;&lt;orderList&gt;A&lt;/orderList&gt;";

findings! {
    misspelt_parameters_are_read: None, stop_reg().replace("methodParams>", "methodParam>") => ["field/misspelled methodParam «methodParam»"];
    an_end_of_cdata_that_is_written_as_text_between_elements: ORDERS, "<return><resultCode>1</resultCode><resultDesc>a</resultDesc><result>]]&gt;x<result></result></result></return>"
        => ["envelope/unexpected-result result «result»", "field/nested result «]]&gt;x»"];
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
    an_answer_cut_in_a_value: None, answer().split_once("-0001</orderNo>").expect("the value").0 => ["xml/unclosed result/0/orderNo «»"];
    parameters_cut_in_a_value: None, refund().split_once("-0001</orderNo>").expect("the value").0 => ["xml/unclosed methodParams/orderNo «»"];
    parameters_cut_in_a_start_tag: None, refund().split_once("derNo>").expect("the tag").0 => ["xml/unclosed methodParams «»"];
    a_text_cut_in_the_mark_of_cdata: None, refund().split_once("ATA[").expect("the mark").0 => ["xml/unclosed methodParams «»"];
    an_escaped_envelope_in_an_element: None, "<string>&lt;return&gt;&lt;resultCode&gt;0&lt;/resultCode&gt;&lt;/return&gt;</string>"
        => ["envelope/escaped  «&lt;return&gt;&lt;resultCode&gt;0&lt;/resultCode&gt;&lt;/return&gt;»"];
    damage_inside_escaped_parameters: None, "<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>&lt;secret&gt;s&lt;/secret&gt;&lt;orderList&gt;A&lt;/ orderList&gt;</methodParams></arg0>"
        => ["envelope/params-not-cdata methodParams «methodParams»", "xml/end-tag methodParams/orderList «&lt;/ orderList&gt;»"];
    line_breaks_escaped_between_all_tags: None, stop_reg().replace("><", ">\\n<") => ["envelope/escaped  «\\n»"];
    an_envelope_as_a_string_of_json: None, r#"{"body":"<return>\n<resultCode>0</resultCode></return>"}"#
        => [r#"envelope/escaped  «"<return>\n<resultCode>0</resultCode></return>"»"#];
    damage_inside_a_string: None, r#""<return>\n<resultCode>0</ resultCode></return>""#
        => [r#"envelope/escaped  «"<return>\n<resultCode>0</ resultCode></return>"»"#, "xml/end-tag resultCode «</ resultCode>»"];
    a_mark_too_many_before_the_root: None, "<<return><resultCode>0</resultCode></return>" => ["xml/leading  «<»"];
    a_wide_tag_whose_name_only_escaped_parameters_have: None, format!("<arg0>＜secret＞<responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>{PARAMS}</methodParams></arg0>")
        => ["field/nested  «＜secret＞»", "envelope/params-not-cdata methodParams «methodParams»"];
    a_wide_tag_whose_name_only_parameters_in_cdata_have: None, stop_reg().replace("<responseType>", "＜secret＞<responseType>") => ["field/nested  «＜secret＞»"];
    a_wide_tag_before_a_tag_that_has_its_end: None, format!("<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>＜secret＞{PARAMS}</methodParams></arg0>")
        => ["envelope/params-not-cdata methodParams «methodParams»", "field/nested methodParams «＜secret＞»"];
    wide_tags_in_values_beside_one_that_has_no_other: None,
        stop_reg().replace("<secret>SAMPLE-SECRET-NOT-REAL", "<secret>＜secret＞").replace("<orderList>YCT-SAMPLE-0001,", "＜pushMsg＞<orderList>A＜／orderList＞")
        => ["field/nested methodParams «＜pushMsg＞»"];
    a_character_without_a_shape_in_a_section_beside_a_wide_tag_that_has_no_other: None, "<return>＜／secret＞<resultCode>1</resultCode><resultDesc><![CDATA[\u{200d}a]]></resultDesc></return>"
        => ["field/nested  «＜／secret＞»"];
    a_character_without_a_shape_in_an_attribute_beside_text_that_may_be_escaped: None, stop_reg().replace("<secret>", "\u{3000}<secret a=\"&gt;\u{feff}\">")
        => ["field/nested methodParams «\u{3000}»", "xml/attribute methodParams/secret «a»"];
    a_character_without_a_shape_in_an_instruction_beside_text_that_may_be_escaped: None, stop_reg().replace("<secret>", "\u{3000}<?a \u{200b}?><secret>")
        => ["field/nested methodParams «\u{3000}»"];
    a_character_without_a_shape_after_a_mark_in_a_section_beside_damage: None, "<return><resultCode>1</resultCode><resultDesc><![CDATA[a < b\u{200b}]]></resultDesc></retrun>"
        => ["xml/end-tag  «</retrun>»"];
    a_character_without_a_shape_after_a_mark_in_a_comment_beside_damage: None, "<return><resultCode>0</resultCode><!-- a < b\u{feff} --></retrun>"
        => ["xml/end-tag  «</retrun>»"];
    a_character_without_a_shape_after_a_mark_in_an_instruction_beside_text_that_may_be_escaped: None, stop_reg().replace("<secret>", "\u{3000}<?a < \u{200b}?><secret>")
        => ["field/nested methodParams «\u{3000}»"];
    a_character_without_a_shape_in_a_tag_after_sections_and_in_parameters: None,
        stop_reg().replace("<responseType>", "<!-- < --><response\u{200b}Type>").replace("<orderList>", "<order\u{200b}List>")
        => ["xml/invalid-character responseType «\u{200b}»", "xml/invalid-character methodParams/orderList «\u{200b}»"];
    the_end_tag_of_a_root_inside_parameters_that_break_off: None, stop_reg().replace("<secret>", "</return><secret>").split_once("</methodParams>").expect("the end").0
        => ["xml/end-tag methodParams «</return>»", "xml/unclosed methodParams «»"];
    a_text_that_is_no_envelope: None, "hello" => ["xml/malformed  «»"];
    json_that_is_no_object: None, "null" => ["envelope/root  «n»"];
    json_that_ends_too_early: None, "{" => ["json/malformed  «»"];
    a_request_in_json: None, r#"{"methodCode":"stopReg"}"# => ["envelope/root  «{»"];
}

/// A text with one piece of damage: what is said of it, and that what is offered first for each finding makes it an envelope again.
macro_rules! damages {
    ($($name:ident: $text:expr, $from:expr, $to:expr => $expected:expr;)+) => {
        $(#[test] fn $name() {
            let expected: &[&str] = &$expected;
            let (text, from): (String, &str) = ($text, $from);
            assert!(text.contains(from), "{from}");
            let damaged = text.replacen(from, &$to, 1);
            assert_eq!(told(&damaged, None), expected);
            let mended = mended(&damaged);
            let left = lint(&mended, &ReadOptions::default()).diagnostics;
            assert!(left.iter().all(|diagnostic| diagnostic.severity != Severity::Error), "{left:#?}\n{mended}");
        })+
    };
}

/// The text after the first fix of each finding.
fn mended(text: &str) -> String {
    let diagnostics = lint(text, &ReadOptions::default()).diagnostics;
    let mut edits: Vec<&Edit> = diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let units: Vec<u16> = text.encode_utf16().collect();
    let (mut mended, mut from) = (String::new(), 0);
    for edit in edits {
        mended += &String::from_utf16_lossy(&units[from..edit.start]);
        mended += &edit.text;
        from = edit.end;
    }
    mended + &String::from_utf16_lossy(&units[from..])
}

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const LOG: &str = "2016-08-27 10:15:00.123 INFO 请求报文：";

// The envelope around, then the parameters inside the CDATA.
damages! {
    a_declaration_in_typographic_quotes: stop_reg(), DECLARATION, "<?xml version=”1.0”encoding=”UTF-8”?>"
        => ["xml/declaration  «<?xml version=”1.0”encoding=”UTF-8”?>»"];
    a_declaration_in_one_word: stop_reg(), r#"" encoding"#, r#""encoding"# => [r#"xml/declaration  «<?xml version="1.0"encoding="UTF-8"?>»"#];
    a_declaration_without_its_question_mark: stop_reg(), "?>", ">" => [r#"xml/declaration  «<?xml version="1.0" encoding="UTF-8">»"#];
    a_declaration_below_a_blank_line: stop_reg(), "<?xml", "\n<?xml" => [r#"xml/declaration  «<?xml version="1.0" encoding="UTF-8"?>»"#];
    a_declaration_inside_the_parameters: stop_reg(), "[<secret>", "[<?xml version=”1.0”encoding=”UTF-8”?><secret>"
        => ["xml/declaration methodParams «<?xml version=”1.0”encoding=”UTF-8”?>»"];

    a_spaced_end_tag_outside: stop_reg(), "</methodCode>", "</ methodCode>" => ["xml/end-tag methodCode «</ methodCode>»"];
    a_spaced_end_tag_inside: stop_reg(), "</orderList>", "</ orderList>" => ["xml/end-tag methodParams/orderList «</ orderList>»"];
    a_spaced_end_tag_of_a_record: answer(), "</orderNo>", "</ orderNo>" => ["xml/end-tag result/0/orderNo «</ orderNo>»"];
    a_spaced_start_tag_outside: stop_reg(), "<methodCode>", "< methodCode>" => ["xml/malformed methodCode «< methodCode>»"];
    a_spaced_start_tag_inside: stop_reg(), "<orderList>", "< orderList>" => ["xml/malformed methodParams/orderList «< orderList>»"];
    the_last_end_tag_as_a_start_tag: answer(), "</return>", "<return>" => ["xml/end-tag  «<return>»"];
    an_end_tag_as_a_start_tag_outside: stop_reg(), "</methodParams>", "<methodParams>" => ["xml/end-tag methodParams «<methodParams>»"];
    an_end_tag_as_a_start_tag_inside: stop_reg(), "</orderList>", "<orderList>" => ["xml/end-tag methodParams/orderList «<orderList>»"];
    a_misspelt_end_tag_outside: stop_reg(), "</methodParams>", "</methodParam>" => ["xml/end-tag methodParams «</methodParam>»"];
    a_misspelt_end_tag_inside: refund(), "</refundReason>", "</refundReson>" => ["xml/end-tag methodParams/refundReason «</refundReson>»"];
    a_misspelt_start_tag_outside: stop_reg(), "<methodCode>", "<metodCode>" => ["xml/end-tag methodCode «metodCode»"];
    a_misspelt_start_tag_inside: stop_reg(), "<orderList>", "<ordeList>" => ["xml/end-tag methodParams/orderList «ordeList»"];
    an_end_tag_left_out_outside: stop_reg(), "</methodCode>", "" => ["xml/unclosed methodCode «methodCode»"];
    an_end_tag_left_out_inside: refund(), "</refundType>", "" => ["xml/unclosed methodParams/refundType «refundType»"];
    a_start_tag_left_out: refund(), "<refundType>", "" => ["xml/end-tag methodParams/refundType «</refundType>»"];
    an_end_tag_with_its_slash_at_the_end_outside: stop_reg(), "</methodCode>", "<methodCode/>" => ["xml/end-tag methodCode «<methodCode/>»"];
    an_end_tag_with_its_slash_at_the_end_inside: refund(), "</refundType>", "<refundType/>" => ["xml/end-tag methodParams/refundType «<refundType/>»"];
    an_end_tag_twice: refund(), "</refundType>", "</refundType></refundType>" => ["xml/end-tag methodParams «</refundType>»"];
    a_start_tag_without_its_last_mark: refund(), "<refundType>", "<refundType" => ["xml/malformed methodParams/refundType «<refundType»"];
    a_start_tag_without_its_first_mark: refund(), "<refundType>", "refundType>" => ["xml/malformed methodParams/refundType «refundType>»"];
    an_end_tag_without_its_last_mark: refund(), "</refundType>", "</refundType" => ["xml/end-tag methodParams/refundType «</refundType»"];

    a_bare_ampersand_outside: answer(), "AGT-SAMPLE", "A&B" => ["xml/unescaped result/0/agtOrderNo «&»"];
    a_bare_ampersand_inside: refund(), "取消", "&取消" => ["xml/unescaped methodParams/refundReason «&»"];
    a_bare_less_than_outside: answer(), "AGT-SAMPLE", "1<2" => ["xml/unescaped result/0/agtOrderNo «<»"];
    a_bare_less_than_inside: refund(), "取消", "余额<300元" => ["xml/unescaped methodParams/refundReason «<»"];
    a_reference_without_its_semicolon: refund(), "取消", "A&amp B" => ["xml/unescaped methodParams/refundReason «&amp»"];
    an_entity_of_html: refund(), "取消", "&nbsp;" => ["xml/entity methodParams/refundReason «&nbsp;»"];

    a_cdata_end_in_a_value_outside: answer(), "AGT-SAMPLE", "a[b[0]]>1" => ["xml/cdata result/0/agtOrderNo «]]>»"];
    a_cdata_end_in_a_value_inside: refund(), "取消", "a[b[0]]>1" => ["xml/cdata methodParams/refundReason «]]>»"];
    a_value_in_cdata_of_its_own: stop_reg(), "YCT-SAMPLE-0001,YCT-SAMPLE-0002", "<![CDATA[YCT-SAMPLE-0001]]>" => ["xml/cdata methodParams/orderList «<![CDATA[»"];
    a_cdata_without_its_end: stop_reg(), "]]>", "" => ["xml/cdata methodParams «<![CDATA[»"];
    a_cdata_without_its_start: stop_reg(), "<![CDATA[", "" => ["xml/cdata methodParams «]]>»"];
    a_misspelt_cdata: stop_reg(), "<![CDATA[", "<[CDATA[" => ["xml/cdata methodParams «<[CDATA[»"];
    a_lower_case_cdata: stop_reg(), "<![CDATA[", "<![cdata[" => ["xml/cdata methodParams «<![cdata[»"];

    a_full_width_tag_outside: stop_reg(), "<methodCode>", "＜methodCode＞" => ["xml/full-width-markup methodCode «＜methodCode＞»"];
    full_width_tags_inside: refund(), "<refundType>1</refundType>", "＜refundType＞1＜／refundType＞" => [
        "xml/full-width-markup methodParams/refundType «＜refundType＞»",
    ];
    a_control_character_outside: answer(), "AGT-SAMPLE", "A\u{1}" => ["xml/invalid-character result/0/agtOrderNo «\u{1}»"];
    a_control_character_inside: refund(), "取消", "\u{1}" => ["xml/invalid-character methodParams/refundReason «\u{1}»"];
    a_control_character_as_a_reference: refund(), "取消", "&#1;" => ["xml/invalid-character methodParams/refundReason «&#1;»"];

    cut_after_the_fields: refund(), "]]></methodParams></arg0>", "" => ["xml/unclosed methodParams «»"];
    cut_in_the_mark_behind_the_fields: refund(), "]></methodParams></arg0>", "" => ["xml/unclosed methodParams «»"];
    cut_in_the_last_end_tag: refund(), "></arg0>", "></a" => ["xml/unclosed  «»"];
    cut_before_the_last_mark: answer(), "</return>", "</return" => ["xml/end-tag  «</return»"];

    a_log_line_before: stop_reg(), "<?xml", format!("{LOG}<?xml") => ["xml/leading  «2016-08-27 10:15:00.123 INFO 请求报文：»"];
    a_log_line_before_without_a_declaration: stop_reg(), DECLARATION, LOG => ["xml/leading  «2016-08-27 10:15:00.123 INFO 请求报文：»"];
    a_word_after: stop_reg(), "</arg0>", "</arg0> cost=35ms" => ["xml/trailing  «cost=35ms»"];
    a_second_envelope: answer(), "</return>", "</return><return><resultCode>0</resultCode></return>" => ["xml/trailing  «<return>»"];
    damage_inside_soap: stop_reg().replace("<arg0>", "<s:Envelope xmlns:s='u'><s:Body><arg0>") + "</s:Body></s:Envelope>", "</orderList>", "</ orderList>"
        => ["envelope/soap  «Envelope»", "xml/end-tag methodParams/orderList «</ orderList>»"];
    soap_that_is_not_closed: stop_reg().replace("<arg0>", "<s:Envelope xmlns:s='u'><s:Body><arg0>") + "</s:Body></s:Envelope>", "</s:Body>", ""
        => ["envelope/soap  «Envelope»", "xml/unclosed  «s:Body»"];
    quotes_escaped_for_a_string: stop_reg().replace('"', "\\\""), "><arg0>", ">\\n<arg0>" => ["envelope/escaped  «\\\"»"];
}

#[test]
fn a_lost_bracket_shows_no_secret() {
    let text = stop_reg().replace("<secret>SAMPLE-SECRET-NOT-REAL", "<secretZq7Xw2Vk9Jp4Ty6M");
    let said = format!("{:?}", lint(&text, &ReadOptions::default()));
    assert!(!said.contains("Zq7Xw2") && !said.contains("Jp4Ty6M"), "{said}");
    assert!(!mask(&text, MaskOptions::default()).contains("Zq7Xw2"));
}

#[test]
fn what_follows_the_secret_s_damaged_end_tag_is_its_value() {
    for after in ["<>CANARY</orderList>", " CANARY<orderList>A</orderList>", "CANARY<orderList>A</orderList>"] {
        let text = stop_reg().replace("SAMPLE-SECRET-NOT-REAL</secret>", &format!("s</secret{after}"));
        let said = format!("{:?}", lint(&text, &ReadOptions::default()).diagnostics.iter().map(|told| &told.message).collect::<Vec<_>>());
        assert!(!said.contains("CANARY"), "{said}");
        assert!(!mask(&text, MaskOptions::default()).contains("CANARY"), "{text}");
    }
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
fn a_tag_that_goes_on_behind_its_section_keeps_the_section_s_end() {
    let text = stop_reg().replace("<orderList>", "<orderList id=\"1]]>\"&gt;").replace("</orderList>]]>", "&lt;/orderList&gt;");
    let attribute = lint(&text, &ReadOptions::default()).diagnostics.into_iter().find(|told| told.rule == "xml/attribute");
    assert_eq!(attribute.map(|told| told.fixes.len()), Some(0), "{text}");
    let fixed = fix(&text, &ReadOptions::default());
    assert!(lint(&fixed.text, &ReadOptions::default()).value.is_some(), "{}", fixed.text);
}

#[test]
fn a_value_beside_an_unended_reference_is_offered_nothing_that_would_join_them() {
    let params = "&lt;secret&gt;s&lt;/secret&gt;&lt;refundType&gt／1&lt;/refundType&gt;&lt;orderNo&gt;1&lt;/orderNo&gt;";
    let text = format!("<arg0><responseType>0</responseType><methodCode>refundGeneral</methodCode>{params}</methodParams></arg0>");
    let report = lint(&text, &ReadOptions::default());
    let code = report.diagnostics.iter().find(|told| told.rule == "code/unknown");
    assert_eq!(code.map(|told| told.fixes.len()), Some(0), "{report:#?}");
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

/// More damage than is read is one finding, wherever it stands; as much as is read is told and mended.
#[test]
fn more_damage_than_is_read_is_refused_whole() {
    let limits = Limits { findings: 2, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let rules = |text: &str| lint(text, &options).diagnostics.iter().map(|diagnostic| diagnostic.rule).collect::<Vec<_>>();
    let in_params = |piece: &str, times: usize| stop_reg().replace("<orderList>", &(piece.repeat(times) + "<orderList>"));
    let json = |piece: &str, times: usize| format!("{{\"resultCode\":\"0\",\"result\":[{}]}}", vec![piece; times].join(","));
    type Make = fn(&str, usize) -> String;
    let rows: &[(&str, Make)] = &[
        ("&", in_params),
        ("&nbsp;", in_params),
        ("<a></b>", in_params),
        ("\u{1}x", in_params),
        ("{'a':1}", json),
        ("{a:1}", json),
        ("undefined", json),
        ("{\"a\":1", json),
    ];
    for (piece, text) in rows {
        let over = text(piece, 103);
        assert_eq!(rules(&over), ["limit/damage"], "{piece}");
        assert_eq!(fix(&over, &options).text, over, "{piece}");
        assert_ne!(rules(&over)[0], rules(&text(piece, 2))[0], "{piece}");
        assert!(!mask(&over, MaskOptions::default()).contains("SAMPLE-SECRET"), "{piece}");
    }
    // As many findings as are told, and one more for every 24 bytes.
    let most = (1..100).rfind(|&times| times <= 2 + in_params("&", times).len() / 24).expect("some");
    assert_eq!(rules(&in_params("&", most))[0], "xml/unescaped");
    assert!(fix(&in_params("&", most / 2), &options).text.contains(&"&amp;".repeat(most / 2)));
    assert_eq!(rules(&in_params("&", most + 1)), ["limit/damage"]);
    // As many edits, and one more for every 4 bytes: here two for each `''`, of one finding.
    let most = (1..100).rfind(|&times| 2 * times <= 2 + json("''", times).len() / 4).expect("some");
    assert_eq!(rules(&json("''", most))[0], "json/malformed");
    assert_eq!(rules(&json("''", most + 1)), ["limit/damage"]);
    // Of both, 50 times as many as findings are told.
    let in_long = |times: usize| in_params("&", times).replace("<orderList>", &format!("<orderList>{}", "A".repeat(9000)));
    assert_eq!((rules(&in_long(100))[0], rules(&in_long(101))[0]), ("xml/unescaped", "limit/damage"));
}
