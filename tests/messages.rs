//! Every sentence of the rules in both languages, as `tests/messages.txt` prints it: to be read through as prose.
//!
//! The wordings are found in the source of `src/rules/`, and each must be said by a rule's own example or by one of the cases below.
//! `UPDATE_EXPECT=1 cargo test --test messages` rewrites the file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use yct_envelope::catalog::{Locale, METHODS, Method};
use yct_envelope::{Format, RULES, ReadOptions, build_request, build_response, js, lint_bytes, sample_request, sample_response};

/// What says something: a source and how it is read.
struct Case {
    source: Source,
    /// As the package's JavaScript passes them on.
    options: Value,
}

enum Source {
    Text(String),
    /// A text in which U+FFFD stands for a lone surrogate.
    Cut(String),
    Bytes(Vec<u8>),
    /// A JS value, as the package's JavaScript writes it.
    Value(String),
}

type Edits<'a> = &'a [(&'a str, &'a str)];

/// The sample request of a method or event, changed.
fn request(name: &str, edits: Edits) -> Case {
    text(&build_request(&sample(name))).edited(edits)
}

/// The sample answer of a method, changed.
fn answer(method: &str, records: usize, format: Format, edits: Edits) -> Case {
    let sample = sample_response(Method::find(method).unwrap(), records);
    text(&build_response(&sample, format)).with("method", method).edited(edits)
}

/// The sample request of a method or event as a JS value, changed where it is tagged.
fn value(name: &str, edits: Edits) -> Case {
    let tagged = tagged(&serde_json::to_value(sample(name)).unwrap());
    Case { source: Source::Value(tagged), options: json!({ "kind": "request" }) }.edited(edits)
}

/// The sample answer of a method as a JS value, changed where it is tagged.
fn answer_value(method: &str, records: usize, edits: Edits) -> Case {
    let tagged = tagged(&serde_json::to_value(sample_response(Method::find(method).unwrap(), records)).unwrap());
    Case { source: Source::Value(tagged), options: json!({ "kind": "response", "method": method }) }.edited(edits)
}

fn text(text: &str) -> Case {
    Case { source: Source::Text(text.to_owned()), options: json!({}) }
}

impl Case {
    fn with(mut self, option: &str, value: impl Into<Value>) -> Self {
        self.options[option] = value.into();
        self
    }

    fn cut(mut self) -> Self {
        if let Source::Text(text) = self.source {
            self.source = Source::Cut(text);
        }
        self
    }

    fn bytes(mut self, bytes: impl FnOnce(String) -> Vec<u8>) -> Self {
        if let Source::Text(text) = self.source {
            self.source = Source::Bytes(bytes(text));
        }
        self
    }

    fn edited(mut self, edits: Edits) -> Self {
        if let Source::Text(text) | Source::Value(text) = &mut self.source {
            for (from, to) in edits {
                assert!(text.contains(from), "{text} lacks {from}");
                *text = text.replacen(from, to, 1);
            }
        }
        self
    }

    fn diagnostics(&self, locale: &str) -> Vec<Value> {
        let mut options = self.options.clone();
        options["locale"] = locale.into();
        let answer = match &self.source {
            Source::Text(text) => js::lint(text, &[], &options.to_string()),
            Source::Cut(text) => js::lint(text, &lone(text), &options.to_string()),
            Source::Value(tagged) => js::check_value(tagged, &options.to_string()),
            Source::Bytes(bytes) => {
                let locale = if locale == "en" { Locale::En } else { Locale::Zh };
                let method = options["method"].as_str().and_then(Method::find);
                serde_json::to_string(&lint_bytes(bytes, &ReadOptions { locale, method, ..ReadOptions::default() })).unwrap()
            }
        };
        let answer: Value = serde_json::from_str(&answer).unwrap();
        answer["diagnostics"].as_array().unwrap().clone()
    }
}

fn sample(name: &str) -> yct_envelope::Request {
    let of_event = |method: &&Method| method.events.iter().any(|event| event.code.code == name);
    let method = Method::find(name).or_else(|| METHODS.iter().find(of_event)).unwrap();
    sample_request(method, Method::find(name).is_none().then_some(name))
}

fn tagged(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<_> = members.iter().map(|(name, member)| format!("{}:{}", json!(name), tagged(member))).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(tagged).collect::<Vec<_>>().join(",")),
        Value::String(text) => json!(format!("s{text}")).to_string(),
        number => format!("\"n{number}\""),
    }
}

/// The places of lone surrogates, in UTF-16 units.
fn lone(text: &str) -> Vec<u32> {
    text.encode_utf16().zip(0..).filter(|(unit, _)| *unit == 0xfffd).map(|(_, at)| at).collect()
}

/// What the rules' own examples do not say.
fn cases() -> Vec<Case> {
    use Format::{Json, Xml};
    vec![
        // xml
        text(""),
        text("hello"),
        text("<!-- nothing -->"),
        request("refundGeneral", &[("<arg0>", "<!DOCTYPE><arg0>")]),
        request("refundGeneral", &[("<secret>", "＜secret＞"), ("</secret>", "＜/secret＞")]),
        request("refundGeneral", &[("<arg0>", "<arg0 id=1>")]),
        request("refundGeneral", &[("<arg0>", "<arg0 id=\"1\" id=\"2\">")]),
        request("refundGeneral", &[("<arg0>", "<??><arg0>")]),
        request("refundGeneral", &[("<arg0>", "<arg0><!-- ")]),
        request("refundGeneral", &[("<methodCode>", "< methodCode>")]),
        request("refundGeneral", &[("<pushMsg>", "<pushMsg / >")]),
        request("refundGeneral", &[("<methodCode>", "<method Code>")]),
        request("refundGeneral", &[("<methodCode>", "<methodCode/>")]),
        request("refundGeneral", &[("<methodCode>", "<methodCode / >")]),
        request("refundGeneral", &[("<methodCode>", "methodCode>")]),
        request("refundGeneral", &[("<methodCode>", "<methodCode ")]),
        request("refundGeneral", &[("<arg0>", "<arg0><!note>")]),
        request("refundGeneral", &[("<arg0>", "<arg0><!-- note")]),
        request("refundGeneral", &[("</arg0>", "</arg0><arg")]),
        request("refundGeneral", &[("<?xml", " <?xml")]),
        request("refundGeneral", &[("<arg0>", "<arg0><?xml version=\"1.0\"?>")]),
        request("refundGeneral", &[("</refundReason>", "</refundReasons>")]),
        request("refundGeneral", &[("</refundReason>", "</refundReason></note>")]),
        request("refundGeneral", &[("</methodCode>", "<methodCode>")]),
        request("refundGeneral", &[("</methodCode>", "</name>")]),
        request("refundGeneral", &[("<methodCode>", "<methodCod>")]),
        request("refundGeneral", &[("<methodCode>", "</methodCode>")]),
        request("refundGeneral", &[("<secret>", "")]),
        request("refundGeneral", &[("<refundReason>", "<refundReason><refundReason>")]),
        request("refundGeneral", &[("</arg0>", "")]),
        request("refundGeneral", &[("示例：患者取消预约", "A < B")]),
        request("refundGeneral", &[("<refundReason>", "<<refundReason>")]),
        request("refundGeneral", &[("示例：患者取消预约", "A\u{1}B")]),
        request("refundGeneral", &[("示例：患者取消预约", "A\u{fffd}B")]).cut(),
        request("refundGeneral", &[("示例：患者取消预约", "A &lt B")]),
        request("refundGeneral", &[("]]></methodParams>", "]]>]]></methodParams>")]),
        request("refundGeneral", &[("<![CDATA[", "")]),
        request("refundGeneral", &[("<![CDATA[", "<!CDATA[")]),
        request(
            "refundGeneral",
            &[("<refundReason>", "]]><refundReason>"), ("]]></methodParams>", "</methodParams>"), ("</refundReason>", "")],
        ),
        request("refundGeneral", &[("示例：患者取消预约", "A]]>B")]),
        request("refundGeneral", &[("示例：患者取消预约", "<![CDATA[A & B]]>")]),
        answer("stopReg", 0, Xml, &[("<resultDesc></resultDesc>", "<resultDesc>A]]>B</resultDesc>")]),
        request("stopReg", &[("</arg0>", "</arg0><arg0></arg0>")]),
        request("stopReg", &[("encoding=\"UTF-8\"", "encoding=\"GB18030\"")]).bytes(|text| [text.as_bytes(), &[0xff]].concat()),
        request("stopReg", &[]).bytes(|text| [text.as_bytes(), &[0xce, 0xde]].concat()),
        value("refundGeneral", &[("示例：患者取消预约", "A\\u0001B")]),
        value("refundGeneral", &[("\"s示例：患者取消预约\"", "\"xA\u{fffd}B\"")]),
        // envelope
        request("stopReg", &[]).with("kind", "response"),
        answer("stopReg", 0, Xml, &[]).with("kind", "request"),
        text("{\"methodCode\":\"stopReg\"}"),
        text("[]"),
        text("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body></s:Body></s:Envelope>"),
        text("<Envelope><Body><return><resultCode>0</resultCode></return><return><resultCode>0</resultCode></return></Body></Envelope>"),
        request("stopReg", &[("</responseType>", "</responseType>\\n")]),
        request("stopReg", &[("stopReg", "stop")]),
        request("stopReg", &[("stopReg", "none")]),
        text(
            "<arg0><responseType>0</responseType><methodCode>regOrdersQuery</methodCode><methodParams>&lt;hospitalCode/></methodParams></arg0>",
        ),
        answer(
            "stopReg",
            0,
            Xml,
            &[(
                "<resultCode>0</resultCode><resultDesc></resultDesc>",
                "<resultCode>-1</resultCode><resultDesc>示例</resultDesc><result><orderNo>1</orderNo></result>",
            )],
        )
        .with("method", "ordersQuery"),
        // field
        request("refundGeneral", &[("<refundType>1<", "<refundType><")]),
        request("refundGeneral", &[("<orderNo>YCT-SAMPLE-0001</orderNo>", "")]),
        request("refundGeneral", &[("<responseType>0</responseType>", "<responseType>0</responseType><channel>web</channel>")]),
        request("refundGeneral", &[("<secret>SAMPLE-SECRET-NOT-REAL</secret>", "SAMPLE-SECRET-NOT-REAL")]),
        text("<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>x</methodParams></arg0>"),
        answer("ordersQuery", 2, Json, &[("\"result\":[{", "\"result\":[{},{")]),
        request("refundGeneral", &[("<pushMsg>", "<orderList>A1</orderList><pushMsg>")]),
        request("16", &[("<patName>", "<payAmout>236.50</payAmout><patName>")]),
        request("refundGeneral", &[("<pushMsg>", "<OrderNo>A1</OrderNo><pushMsg>")]),
        answer(
            "regOrdersQuery",
            2,
            Xml,
            &[("<agtRefundOrderNo>", "<refundOrderNo>"), ("</agtRefundOrderNo>", "</refundOrderNo>"), ("<tradeType>2</tradeType>", "")],
        ),
        answer(
            "ordersQuery",
            1,
            Xml,
            &[("tradeTime>2016-08-27 09:30:00</tradeTime", "tradeTyme>x</tradeTyme"), ("<tradeType>1</tradeType>", "")],
        ),
        answer("refundGeneral", 1, Xml, &[("<agtRefundOrderNo>AGT-SAMPLE-R-0001</agtRefundOrderNo>", "")]),
        request("refundGeneral", &[("<refundType>", "<orderNo>YCT-SAMPLE-0001</orderNo><refundType>")]),
        request("16", &[("<patName>", "<patName>张某</patName><patName>")]),
        request("stopReg", &[("</arg0>", "<methodParams>x</methodParams></arg0>")]),
        request("16", &[("<patName>张示例</patName>", "")]),
        request("16", &[("<patName>张示例<", "<patName>“张示例”<")]),
        request("stopReg", &[("YCT-SAMPLE-0001,YCT-SAMPLE-0002", "[\"YCT-SAMPLE-0001\",\"YCT-SAMPLE-0002\"]")]),
        // code, amount, count
        request("ordersQuery", &[("<tradeMode>0<", "<tradeMode>“3”<")]),
        request("ordersQuery", &[("<tradeMode>0<", "<tradeMode>微信支付<")]),
        request("ordersQuery", &[("<regMode>3<", "<regMode>微信<")]),
        request("26", &[("<payAmout>236.50<", "<payAmout>三元<")]),
        request("16", &[("<currentNum>3<", "<currentNum>三<")]),
        request("refundGeneral", &[("<refundType>1<", "<refundType>9<")]),
        request("refundGeneral", &[("<refundType>1<", "<refundType>挂号退费<")]),
        request("ordersQuery", &[("<regMode>3<", "<regMode>0<")]),
        request("refundGeneral", &[("<refundAmout>30000<", "<refundAmout>30,000<")]),
        request("refundGeneral", &[("<refundAmout>30000<", "<refundAmout>-1<")]),
        value("26", &[("\"s236.50\"", "\"n236.5\"")]),
        // time, orders, record
        request("refundGeneral", &[("2016-08-27 10:15:00", "昨天")]),
        request("regOrdersQuery", &[("<startDate>2016-08-27<", "<startDate>8/27<")]),
        request("regOrdersQuery", &[("<startDate>2016-08-27<", "<startDate>2016/8/27<")]),
        request("regOrdersQuery", &[("<startDate>2016-08-27<", "<startDate>2016-08-27 00:00:00<")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "“2016-08-27 10:15:00”")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "1472264100")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "2016-08-27T02:15:00Z")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "2016-08-27 10:15:00.5")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "2016-08-27 10:15")]),
        request("refundGeneral", &[("2016-08-27 10:15:00", "2016-08-27")]),
        value("stopReg", &[("\"sYCT-SAMPLE-0001\"", "\"sYCT-SAMPLE-0001,YCT-SAMPLE-0003\"")]),
        answer("ordersQuery", 1, Xml, &[("<tradeTime>2016-08-27", "<tradeTime>2016-08-26")])
            .with("request", json!({ "text": build_request(&sample("ordersQuery")) })),
        answer(
            "ordersQuery",
            2,
            Xml,
            &[("<refundTotalFee>1990</refundTotalFee>", ""), ("<refundOrderNo>YCT-SAMPLE-R-0001</refundOrderNo>", "")],
        ),
        // json/malformed
        text("\"abc"),
        text("{\"resultCode\":}"),
        text("{\"resultCode\" \"0\"}"),
        text("{\"resultCode\":\"0\"，\"resultDesc\":\"\"}"),
        text("{'resultCode':'0'}"),
        text("{resultCode:\"0\"}"),
        text("{\"resultCode\":成功}"),
        text("{\"resultCode\":None}"),
        text("{\"resultCode\":+1,,\"resultDesc\":\"a\"b\"}"),
        text("{\"resultCode\":\"0\",\"resultDesc\":\"a\nb\u{1}\\d\"}"),
        text("{/* 成功 */\"resultCode\":\u{3000}\"0\", ...}"),
        text("INFO {\"resultCode\":\"0\"} 5 ms"),
        text("{\"resultCode\":\"0\""),
        text("{u'resultCode':u'0'}"),
        // json
        value("refundGeneral", &[("\"s2016-08-27 10:15:00\"", "\"oDate\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"n20160827000000010000\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"n1.5\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"ofunction\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"osymbol\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"ocycle\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"nNaN\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "\"oMap\"")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "{}")]),
        value("refundGeneral", &[("\"sYCT-SAMPLE-0001\"", "[]")]),
        value("stopReg", &[("\"methodParams\":{", "\"methodParams\":\"oDate\",\"x\":{")]),
        value("stopReg", &[("[\"sYCT-SAMPLE-0001\",\"sYCT-SAMPLE-0002\"]", "\"n1\"")]),
        value("stopReg", &[("\"sYCT-SAMPLE-0002\"", "\"0\"")]),
        value("stopReg", &[("\"sYCT-SAMPLE-0002\"", "\"n20160827000000010000\"")]),
        answer_value("refundGeneral", 1, &[("\"result\":{", "\"result\":\"sx\",\"x\":{")]),
        answer_value("ordersQuery", 1, &[("\"result\":[{", "\"result\":[\"s1\",{")]),
    ]
}

/// The cases, and before them every rule's bad example, read as it has to be.
fn all_cases() -> Vec<Case> {
    let example = |rule: &Value| {
        let mut options = rule.get("read").cloned().unwrap_or(json!({}));
        if let Some(request) = options.get_mut("request") {
            *request = json!({ "text": request.take() });
        }
        let in_bytes = options.as_object_mut().unwrap().remove("bytes").is_some();
        let case = Case { options, ..text(rule["bad"].as_str().unwrap()) };
        if in_bytes { case.bytes(String::into_bytes) } else { case }
    };
    let rules = serde_json::to_value(RULES).unwrap();
    rules.as_array().unwrap().iter().map(example).chain(cases()).collect()
}

/// A sentence of the rules as the source declares it, with `{0}`, `{1}` … for its arguments.
struct Template {
    /// The rule in whose file it stands.
    rule: &'static str,
    /// Its static; what it says in English where it has none.
    name: String,
    /// A message with its help; else a title, a note or an argument of a message.
    is_wording: bool,
    zh: String,
    en: String,
}

/// What one case made the package say.
struct Said {
    zh: Value,
    en: Value,
}

/// A diagnostic's help without the note that a name with two meanings brings along.
fn own_help(of: &Value) -> &str {
    let help = string(&of["help"]);
    let notes = METHODS.iter().flat_map(|method| method.result).filter_map(|field| field.note).flat_map(|note| [note.zh, note.en]);
    let own = |note: &str| help.strip_suffix(note)?.trim_end().strip_suffix(['；', ';']);
    notes.into_iter().find_map(own).unwrap_or(help)
}

/// A message and its help, which share their arguments. Without blanks: a full-width bracket swallows the one behind it.
fn sentence(message: &str, help: &str) -> String {
    format!("{message}\u{1}{help}").replace(' ', "")
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Whether a text was made from a template with these arguments, and any others.
fn is_made(template: &str, text: &str, arguments: &[(usize, &str)]) -> bool {
    let Some((literal, rest)) = template.split_once('{') else { return template == text };
    let (number, template) = rest.split_once('}').unwrap();
    let number = number.parse().unwrap();
    let Some(text) = text.strip_prefix(literal) else { return false };
    if let Some((_, argument)) = arguments.iter().find(|(known, _)| *known == number) {
        return text.strip_prefix(argument).is_some_and(|text| is_made(template, text, arguments));
    }
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().any(|end| is_made(template, &text[end..], &[arguments, &[(number, &text[..end])]].concat()))
}

impl Template {
    fn is_said_in(&self, said: &Said) -> bool {
        let made = |template, of: &Value| is_made(template, &sentence(string(&of["message"]), own_help(of)), &[]);
        made(&self.zh, &said.zh) && made(&self.en, &said.en)
    }

    /// Whether a title of a fix, a note of a related place, or an argument of one of `wordings` is this text.
    fn is_text_of(&self, said: &Said, wordings: &[&Template]) -> bool {
        let places = [("fixes", "title"), ("related", "message")];
        let stands = places.iter().any(|(list, key)| {
            let texts =
                |of: &Value| of[*list].as_array().into_iter().flatten().map(|one| string(&one[*key]).replace(' ', "")).collect::<Vec<_>>();
            texts(&said.zh).iter().zip(texts(&said.en)).any(|(zh, en)| is_made(&self.zh, zh, &[]) && is_made(&self.en, &en, &[]))
        });
        let made = |template, of: &Value, argument| is_made(template, &sentence(string(&of["message"]), string(&of["help"])), &[argument]);
        stands
            || wordings.iter().any(|wording| {
                let used = (0..9).filter(|number| wording.zh.contains(&format!("{{{number}}}")));
                used.into_iter()
                    .any(|number| made(&wording.zh, &said.zh, (number, &self.zh)) && made(&wording.en, &said.en, (number, &self.en)))
            })
    }

    /// How much of it stands fast: of two that could have said something, the one that leaves less open did.
    fn weight(&self) -> usize {
        self.zh.len() + self.en.len()
    }
}

/// The sentences in the file of a rule.
fn templates(rule: &'static str) -> Vec<Template> {
    let file = format!("src/rules/{}.rs", rule.replace('-', "_"));
    let source = fs::read_to_string(path(&file)).unwrap();
    let mut found = Vec::new();
    let mut before = String::new();
    let mut rest = source.as_str();
    while !rest.is_empty() {
        let call = ["wording!(", "text("].into_iter().find(|call| rest.starts_with(call) && before.ends_with([' ', '(', '\n']));
        if let (Some(call), false) = (call, before.ends_with("fn ")) {
            let (texts, after) = literals(&rest[call.len()..]);
            let name = before.rsplit([';', '{', '}']).next().and_then(|statement| statement.rsplit_once("static ")?.1.split_once(": "));
            let (zh, en) = match texts.as_slice() {
                [zh, en] if call == "text(" => (zh.replace(' ', ""), en.replace(' ', "")),
                [zh, en, help_zh, help_en] if call == "wording!(" => (sentence(zh, help_zh), sentence(en, help_en)),
                other => panic!("{file}: {call}{other:?}: this test reads only literals, two of a text and four of a wording"),
            };
            let name = name.map_or_else(|| format!("\"{}\"", texts[1]), |(name, _)| name.to_owned());
            found.push(Template { rule, name, is_wording: call == "wording!(", zh, en });
            rest = after;
        } else if let Some(length) = opaque(rest) {
            rest = &rest[length..];
        } else {
            let c = rest.chars().next().unwrap();
            before.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// How long the comment or literal is that stands here.
fn opaque(text: &str) -> Option<usize> {
    let to_end_of = |mark: &str, from: usize| text[from..].find(mark).map(|at| from + at + mark.len());
    match text {
        _ if text.starts_with("//") => Some(text.find('\n').unwrap_or(text.len())),
        _ if text.starts_with("r#\"") => to_end_of("\"#", 3),
        _ if text.starts_with("'\"'") => Some(3),
        _ if text.starts_with('"') => {
            let mut escaped = false;
            let mut chars = text.char_indices().skip(1);
            chars.find(|(_, c)| {
                let closes = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                closes
            });
            chars.next().map(|(at, _)| at)
        }
        _ => None,
    }
}

/// The string literals up to a closing bracket, and what follows; none where something else stands among them.
fn literals(mut rest: &str) -> (Vec<String>, &str) {
    let mut texts = Vec::new();
    loop {
        rest = rest.trim_start_matches([',', ' ', '\n']);
        // The rules' literals have no escape that JSON has not.
        let text = opaque(rest).and_then(|length| Some((serde_json::from_str(&rest[..length]).ok()?, &rest[length..])));
        let Some((text, after)) = text else { return (if rest.starts_with(')') { texts } else { Vec::new() }, rest) };
        texts.push(text);
        rest = after;
    }
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// What a diagnostic says in one language, indented.
fn printed(diagnostic: &Value, also: &str, fix: &str, safe: &str) -> String {
    let mut text = format!("  {}\n", string(&diagnostic["message"]));
    if let Some(help) = diagnostic["help"].as_str() {
        writeln!(text, "    → {help}").unwrap();
    }
    for related in diagnostic["related"].as_array().into_iter().flatten() {
        writeln!(text, "    {also}{}", string(&related["message"])).unwrap();
    }
    for one in diagnostic["fixes"].as_array().into_iter().flatten() {
        writeln!(text, "    {fix}{}{}", string(&one["title"]), if one["safe"] == true { safe } else { "" }).unwrap();
    }
    text
}

#[test]
fn every_sentence_is_said_and_reads_like_this() {
    let cases = all_cases();
    let said: Vec<Said> = cases
        .iter()
        .flat_map(|case| case.diagnostics("zh-CN").into_iter().zip(case.diagnostics("en")))
        .map(|(zh, en)| Said { zh, en })
        .collect();
    let mut silent = Vec::new();
    let mut pages = String::new();
    for rule in RULES {
        let templates = templates(rule.id);
        let wordings: Vec<&Template> = templates.iter().filter(|template| template.is_wording).collect();
        let of_rule: Vec<&Said> = said.iter().filter(|said| said.zh["rule"] == rule.id).collect();
        let mut sayings = vec![BTreeSet::new(); wordings.len()];
        for said in &of_rule {
            let fitting = wordings.iter().enumerate().filter(|(_, wording)| wording.is_said_in(said));
            let Some((at, _)) = fitting.max_by_key(|(_, wording)| wording.weight()) else {
                panic!("no wording of {} says: {}", rule.id, said.en["message"])
            };
            sayings[at].insert(printed(&said.zh, "另见：", "修复：", "（安全）") + &printed(&said.en, "see also: ", "fix: ", " (safe)"));
        }
        writeln!(pages, "{}\n", rule.id).unwrap();
        for (wording, sayings) in wordings.iter().zip(&sayings) {
            writeln!(pages, "{}", wording.name).unwrap();
            sayings.iter().for_each(|saying| pages.push_str(saying));
            pages.push('\n');
        }
        let unsaid = wordings.iter().zip(&sayings).filter(|(_, sayings)| sayings.is_empty()).map(|(wording, _)| *wording);
        let texts =
            templates.iter().filter(|template| !template.is_wording && !of_rule.iter().any(|said| template.is_text_of(said, &wordings)));
        silent.extend(unsaid.chain(texts).map(|template| format!("{}: {}", template.rule, template.name)));
    }
    assert!(silent.is_empty(), "no case says these; add one to `cases`: {silent:#?}");

    let file = path("tests/messages.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &pages).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let lines = |text: &str| text.lines().map(str::to_owned).chain(["the end".to_owned()]).collect::<Vec<_>>();
    let change = lines(&written).into_iter().zip(lines(&pages)).find(|(before, now)| before != now);
    assert_eq!(change, None, "(before, now); UPDATE_EXPECT=1 cargo test --test messages rewrites tests/messages.txt");
}

/// Whether a sentence is declared: `wording` or `text` is called with a literal.
fn has_call(source: &str) -> bool {
    let is_called = |call: &str, at: usize| {
        let is_name = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        !is_name && source[at + call.len()..].trim_start().starts_with('"')
    };
    ["wording!(", "text("].iter().any(|call| source.match_indices(call).any(|(at, _)| is_called(call, at)))
}

/// Sentences stand in the files of the rules, where the test above looks for them; the catalog has labels, and a JSON Schema's units are no findings.
#[test]
fn sentences_stand_nowhere_else() {
    let mut folders = vec![path("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let file = entry.strip_prefix(path("src")).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
            if entry.is_dir() {
                folders.extend((file != "catalog").then_some(entry));
            } else if file != "schema" && !RULES.iter().any(|rule| file == format!("rules/{}", rule.id.replace('-', "_"))) {
                let source = fs::read_to_string(&entry).unwrap();
                assert!(!has_call(&source), "src/{file}.rs has a sentence");
            }
        }
    }
}

/// The tests above are as good as their reading of the code.
#[test]
fn templates_are_read_and_matched() {
    assert!(is_made("{0}的值{1}", "a的值b", &[]) && !is_made("{0}的值{1}", "a的b", &[]));
    assert!(is_made("{0}是{0}", "a是a", &[]) && !is_made("{0}是{0}", "a是b", &[]));
    assert!(is_made("这里是{0}", "这里是数", &[(0, "数")]) && !is_made("这里是{0}", "这里是数组", &[(0, "数")]));
    assert!(has_call("A: Text = text(\n\"a\"") && has_call("(text(\"a\"") && !has_call("as_text(\"a\"") && !has_call("text(a, \"b\""));
    let all: Vec<_> = RULES.iter().flat_map(|rule| templates(rule.id)).collect();
    assert!(
        all.iter().filter(|template| template.is_wording).count() > 80 && all.iter().filter(|template| !template.is_wording).count() > 20
    );
}
