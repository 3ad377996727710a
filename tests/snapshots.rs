//! What is said of two thousand texts, each an envelope with one change, as `tests/snapshots/` prints it: rule, path, place, and each fix as what it
//! writes where; `!` before a safe one, `?` before an offer. The laws say what must hold of any text; here a change of what is found shows as a
//! change of a line, to be read before it is kept. `UPDATE_EXPECT=1 cargo test --test snapshots` rewrites the files.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use yct_envelope::catalog::{METHODS, Method};
use yct_envelope::{
    Diagnostic, Edit, Format, MaskOptions, PathStep, ReadOptions, Side, build_request, build_response, fix, format, js, lint, lint_bytes,
    mask, sample_request, sample_response,
};

/// An envelope on few lines, and how it is read.
struct Base {
    name: &'static str,
    text: String,
    kind: Side,
    method: Option<&'static Method>,
}

fn bases() -> Vec<Base> {
    let method = |name| Method::find(name).expect("a method");
    let request = |name: &'static str, text: &str| Base { name, text: text.to_owned(), kind: Side::Request, method: None };
    let answer = |name, of, text: &str| Base { name, text: text.to_owned(), kind: Side::Response, method: Some(method(of)) };
    vec![
        request(
            "cdata",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<arg0>\n<responseType>0</responseType>\n<methodCode>stopReg</methodCode>\n<methodParams><![CDATA[<secret>K9</secret><orderList>A1,A2</orderList>]]></methodParams>\n</arg0>\n",
        ),
        request(
            "escaped",
            "<arg0><responseType>1</responseType><methodCode>stopReg</methodCode><methodParams>&lt;secret&gt;K9&lt;/secret&gt;&lt;orderList&gt;A1&lt;/orderList&gt;</methodParams></arg0>",
        ),
        request(
            "soap",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><q:invoke xmlns:q='u'><arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams><![CDATA[<secret>K</secret><orderList>A</orderList>]]></methodParams></arg0></q:invoke></s:Body></s:Envelope>",
        ),
        answer(
            "answer",
            "refundGeneral",
            "<return>\n <resultCode>0</resultCode>\n <resultDesc>成功 &amp; 好</resultDesc>\n <result><refundOrderNo>R1</refundOrderNo><agtRefundOrderNo>T1</agtRefundOrderNo></result>\n</return>",
        ),
        answer(
            "records",
            "ordersQuery",
            "<return><resultCode>0</resultCode><resultDesc/><result><orderNo>Y1</orderNo><hisOrderNo>H1</hisOrderNo><payTotalFee>100</payTotalFee><!-- 1 --></result><result><orderNo>Y2</orderNo><tradeTime>2016-09-14 10:00:00</tradeTime></result></return>",
        ),
        answer(
            "json",
            "refundGeneral",
            "{\"resultCode\": \"0\", \"resultDesc\": \"成\\u529f\",\n \"result\": [{\"refundOrderNo\":\"R1\",\"agtRefundOrderNo\":\"T1\"}]}",
        ),
        answer(
            "markup",
            "stopReg",
            "<?xml version='1.0'?><!-- a - b --><return xmlns:a=\"u\" a:b='>'><?p q?><resultCode>0</resultCode><resultDesc><![CDATA[a<b]]>&#x4e2d;&quot;\r\n&amp;lt;</resultDesc ></return><!---->",
        ),
        answer(
            "json-python",
            "refundGeneral",
            "{'resultCode': '0', 'resultDesc': None, 'ok': True, 'result': [{'refundOrderNo': 'it\\'s', 'agtRefundOrderNo': \"T\"}, ]}",
        ),
        answer(
            "json-loose",
            "refundGeneral",
            "resp = {resultCode: 0, /* a */ resultDesc: \"\\u4e2d\\n\", // b\n \"result\": {\"refundOrderNo\": \"R\" \"agtRefundOrderNo\": T1}};",
        ),
        answer(
            "json-numbers",
            "ordersQuery",
            "{\"resultCode\":0,\"resultDesc\":null,\"result\":[{\"orderNo\":\"Y1\",\"payTotalFee\":100,\"x\":[true,-1.5e3]},{\"orderNo\":\"Y2\"}]}",
        ),
    ]
}

/// What takes the place of a character and the next one.
type Change = fn(char, char) -> String;

/// What may stand in the place of a character, given it and the next one: it is lost, doubled, or exchanged; something slips in before it; or the text
/// ends there.
const CHANGES: &[(&str, Change)] = &[
    ("lost", |_, next| next.to_string()),
    ("doubled", |c, next| [c, c, next].iter().collect()),
    ("exchanged", |c, next| [next, c].iter().collect()),
    ("after a blank", |c, next| [' ', c, next].iter().collect()),
    ("full-width", |c, next| [wide(c), next].iter().collect()),
    ("after <", |c, next| ['<', c, next].iter().collect()),
    ("after &", |c, next| ['&', c, next].iter().collect()),
    ("after \"", |c, next| ['"', c, next].iter().collect()),
    ("after a line end", |c, next| ['\n', c, next].iter().collect()),
    ("after >", |c, next| ['>', c, next].iter().collect()),
    ("after ,", |c, next| [',', c, next].iter().collect()),
    ("after '", |c, next| ['\'', c, next].iter().collect()),
    ("after a control character", |c, next| ['\u{1}', c, next].iter().collect()),
    ("after \\", |c, next| ['\\', c, next].iter().collect()),
    ("escaped", |c, next| format!("&#{};{next}", u32::from(c))),
    ("as a letter", |_, next| ['x', next].iter().collect()),
    ("the end", |_, _| String::new()),
];

fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or('\u{3000}')
}

/// The text with two changes, one after the other, at each character that is not inside a word; and with two at once, the other one thirty marks on.
fn changed(text: &str) -> Vec<(String, String)> {
    let once = changed_once(text);
    let twice = once.iter().step_by(7).flat_map(|(change, changed)| {
        let later = changed_once(changed).into_iter().skip(60).step_by(91).take(3);
        later.map(move |(other, text)| (format!("{change}, and {other}"), text))
    });
    let twice: Vec<_> = twice.collect();
    once.into_iter().chain(twice).collect()
}

fn changed_once(text: &str) -> Vec<(String, String)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_mark = |at: usize| {
        let is_word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|(_, c)| c.is_alphanumeric());
        !is_word(Some(at)) || !is_word(at.checked_sub(1)) || !is_word(Some(at + 1))
    };
    let mut changed = Vec::new();
    let marks = (0..chars.len()).filter(|at| is_mark(*at));
    for (number, at) in marks.enumerate() {
        let (byte, c) = chars[at];
        let (next, rest) = chars.get(at + 1).map_or(('\n', ""), |(after, next)| (*next, &text[after + next.len_utf8()..]));
        for which in [number * 2, number * 2 + 1] {
            let (name, change) = CHANGES[which % CHANGES.len()];
            let rest = if name == "the end" { "" } else { rest };
            changed.push((format!("{byte} {c:?} {name}"), format!("{}{}{rest}", &text[..byte], change(c, next))));
        }
    }
    changed
}

fn path(steps: &[PathStep]) -> String {
    let steps = steps.iter().map(|step| match step {
        PathStep::Name(name) => name.clone(),
        PathStep::Index(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join("/")
}

/// A finding on one line.
fn line(diagnostic: &Diagnostic) -> String {
    let mut line = format!("  {} {}", diagnostic.rule, path(&diagnostic.path));
    if diagnostic.message.contains("已隐去") {
        line.push_str(" (hidden)");
    }
    if let Some(span) = diagnostic.span {
        let _ = write!(line, " {}-{}", span.start, span.end);
    }
    if let Some(section) = diagnostic.section {
        let _ = write!(line, " §{section}");
    }
    for related in &diagnostic.related {
        let _ = write!(line, " ~{} {:?}", path(&related.path), related.span.map(|span| (span.start, span.end)));
    }
    for fix in &diagnostic.fixes {
        let edits = fix.edits.iter().map(|Edit { start, end, text }| format!("{start}-{end} {text:?}"));
        let _ = write!(line, " {} {}", if fix.safe { '!' } else { '?' }, edits.collect::<Vec<_>>().join(", "));
    }
    line
}

/// What is found in a text, but for what is found in another too.
fn told(text: &str, known: &[Diagnostic], options: &ReadOptions) -> String {
    let is_known = |found: &&Diagnostic| known.iter().any(|known| (known.rule, &known.path) == (found.rule, &found.path));
    let lines: Vec<String> =
        lint(text, options).diagnostics.iter().filter(|found| !is_known(found)).map(|found| line(found) + "\n").collect();
    if lines.is_empty() { "  -\n".to_owned() } else { lines.concat() }
}

/// Holds a text to what is kept of it, or keeps it.
fn hold(name: &str, now: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return fs::write(file, now).expect("written");
    }
    let before = fs::read_to_string(file).unwrap_or_default();
    let other = before.lines().zip(now.lines()).find(|(before, now)| before != now);
    assert!(before == now, "{name}: {other:?} (before, now); UPDATE_EXPECT=1 cargo test --test snapshots rewrites tests/snapshots/");
}

fn damage(name: &str) {
    let bases = bases();
    let base = bases.iter().find(|base| base.name == name).expect("a base");
    let options = ReadOptions { kind: Some(base.kind), method: base.method, ..ReadOptions::default() };
    let mut now = format!("{}\n\nas it is\n{}", base.text, told(&base.text, &[], &options));
    let known = lint(&base.text, &options).diagnostics;
    for (change, text) in changed(&base.text) {
        let _ = write!(now, "{change}\n{}", told(&text, &known, &options));
    }
    hold(name, &now);
}

macro_rules! damaged {
    ($($test:ident $name:literal;)+) => { $(#[test] fn $test() { damage($name); })+ };
}

damaged! {
    a_request_in_cdata "cdata";
    an_escaped_request "escaped";
    a_request_in_soap "soap";
    an_answer "answer";
    an_answer_with_records "records";
    an_answer_in_json "json";
    an_answer_with_all_sorts_of_markup "markup";
    an_answer_as_python_prints_it "json-python";
    an_answer_as_javascript_writes_it "json-loose";
    an_answer_in_json_with_numbers "json-numbers";
}

/// Values of every sort, near what fields take.
const VALUES: &[&str] = &[
    "",
    " ",
    "0",
    "00",
    "1",
    "01",
    "-1",
    "1.00",
    "1.5",
    "0.01",
    "12.345",
    "1e3",
    "100",
    "+100",
    "100元",
    "￥100",
    "¥1.00",
    "1,000",
    "１００",
    "99999999999",
    "100000000000",
    " 100 ",
    "N/A",
    "null",
    "0.0",
    "1分",
    "2016-09-14",
    "2016-09-14 10:00:00",
    "2016-9-14 1:2:3",
    "2016/09/14 10:00:00",
    "20160914100000",
    "20160914",
    "2016-02-30 10:00:00",
    "2015-02-29",
    "2016-02-29",
    "1900-02-29",
    "2016-09-14T10:00:00Z",
    "2016-09-14T10:00:00+08:00",
    "2016-09-14 10:00:00.123",
    "2016-09-14 24:00:00",
    "2016-13-01",
    "14/09/2016",
    "1473818400",
    "1473818400000",
    "2016年9月14日",
    "10:00:00",
    "2016-00-10",
    "2016-09-00",
    "2016-04-31",
    "2016-12-32",
    "0000-01-01",
    "2016-09-14 23:60:00",
    "2016-09-14 23:59:60",
    "2016-09-14 10:00",
    "2016-09-14 10",
    "2016-09-14 1000",
    "2016-09-14 10:00:00 ",
    "2016.09.14",
    "2016-09-14 10:00:00.5x",
    "2016-09-14T22:00:00-05:00",
    "2016-09-14T10:00:00+0530",
    "2016-09-14T10:00:00+15:00",
    "2016-12-31T20:00:00Z",
    "2016-09-14T10:00+08",
    "\"2016-09-14\"",
    "16-9-14",
    "2016-9-14-1",
    "999999999",
    "9473818400",
    "147381840x",
    "25:00:00",
    "1899-12-31",
    "2100-01-01",
    "A,B",
    "A;B",
    "A，B",
    "A,,B",
    ",A",
    "A,",
    "A B",
    "A,A",
    "A|B",
    "微信",
    "支付宝",
    "成功",
    "是",
    "true",
    "yes",
    "M",
    "男",
    "1 ",
    "2",
    "3",
    "4",
    "5",
    "9",
    "10",
    "a\u{200b}b",
    "a\u{feff}",
    "a\u{202e}b",
    "\u{fffd}",
    "a&amp;b",
    "&#65;",
    "<![CDATA[x]]>",
    "x<!-- y -->z",
    "'1'",
    "\"1\"",
    "13800000000",
    "11010119900307001X",
    "11010119900307001x",
    "110101199003070010",
];

/// Every field with each value: in the sample request or answer of the first method that has it.
#[test]
fn values_of_every_field() {
    let mut now = String::new();
    for method in METHODS {
        let sent = build_request(&sample_request(method, method.events.first().map(|event| event.code.code)));
        let got = build_response(&sample_response(method, 1), Format::Xml);
        for (text, kind) in [(sent, Side::Request), (got, Side::Response)] {
            let options = ReadOptions { kind: Some(kind), method: (kind == Side::Response).then_some(method), ..ReadOptions::default() };
            let bare = lint(&text, &options).diagnostics.len();
            for (name, from, to) in leaves(&text) {
                if now.contains(&format!("\n# {name}\n")) || name == "secret" {
                    continue;
                }
                let empty = format!("{}{}", &text[..from], &text[to..]);
                let said = lint(&empty, &options).diagnostics.into_iter().find(|found| found.rule == "field/empty");
                let _ =
                    write!(now, "\n# {name}\n{}\n", said.map_or(String::new(), |found| found.message + &found.help.unwrap_or_default()));
                for value in VALUES {
                    let text = format!("{}{value}{}", &text[..from], &text[to..]);
                    let report = lint(&text, &options);
                    let lines = report.diagnostics.iter().map(|diagnostic| {
                        let fixes = diagnostic.fixes.iter().map(|fix| {
                            format!(
                                " {}{:?}",
                                if fix.safe { '!' } else { '?' },
                                fix.edits.iter().map(|edit| &*edit.text).collect::<Vec<_>>()
                            )
                        });
                        format!(" {}{}", diagnostic.rule, fixes.collect::<String>())
                    });
                    let lines: Vec<String> = lines.collect();
                    if lines.len() != bare || lines.iter().any(|line| line.contains("amount/") || line.contains("code/")) {
                        let _ = writeln!(now, "{value:?}{}", lines.join(" ·"));
                    }
                }
            }
        }
    }
    hold("values", &now);
}

/// The elements with text in them: their names, and where the text is.
fn leaves(text: &str) -> Vec<(String, usize, usize)> {
    let mut leaves = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some(end) = text[at..].find('>').map(|end| at + end) else { continue };
        let name = &text[at + 1..end];
        let close = text[end..].find('<').map(|close| end + close);
        if let Some(close) = close
            && text[close..].starts_with(&format!("</{name}>"))
        {
            leaves.push((name.to_owned(), end + 1, close));
        }
    }
    leaves
}

/// What becomes of a few of the same texts: mended, indented, masked.
#[test]
fn rewriting() {
    let mut now = String::new();
    for base in bases() {
        let options = ReadOptions { kind: Some(base.kind), method: base.method, ..ReadOptions::default() };
        let texts = std::iter::once(("as it is".to_owned(), base.text.clone())).chain(changed(&base.text).into_iter().step_by(13));
        for (change, text) in texts {
            let _ = writeln!(now, "{}: {change}", base.name);
            let mut show = |what: &str, made: &str| {
                if made != text {
                    let _ = writeln!(now, "  {what} {made:?}");
                }
            };
            show("mended  ", &fix(&text, &options).text);
            show("indented", &format(&text, 2));
            show("masked  ", &mask(&text, MaskOptions::default()));
        }
    }
    hold("rewriting", &now);
}

/// The same envelope in bytes, as it may arrive.
#[test]
fn bytes() {
    let base = &bases()[0];
    let utf16 = |to: fn(u16) -> [u8; 2]| base.text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let plain = base.text.as_bytes().to_vec();
    let declared = |encoding: &str| base.text.replace("UTF-8", encoding).into_bytes();
    let with = |at: usize, bytes: &[u8]| [&plain[..at], bytes, &plain[at..]].concat();
    let arrivals: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-8", plain.clone()),
        ("a byte order mark", with(0, b"\xef\xbb\xbf")),
        ("half a byte order mark", with(0, b"\xef\xbb")),
        ("UTF-16LE with a mark", [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat()),
        ("UTF-16BE with a mark", [&b"\xfe\xff"[..], &utf16(u16::to_be_bytes)].concat()),
        ("UTF-16LE without", utf16(u16::to_le_bytes)),
        ("UTF-16BE without", utf16(u16::to_be_bytes)),
        ("UTF-16LE, an odd byte", [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes), b"<"].concat()),
        ("GBK declared", declared("GBK")),
        ("GBK declared, GBK text", [declared("GBK"), b"<!-- \xb3\xc9\xb9\xa6 -->".to_vec()].concat()),
        ("GBK text, UTF-8 declared", with(60, b"\xb3\xc9\xb9\xa6")),
        ("GB18030 declared", declared("gb18030")),
        ("ISO-8859-1 declared", declared("ISO-8859-1")),
        ("another declared", declared("EBCDIC")),
        ("a lone continuation", with(80, b"\x80")),
        ("an overlong form", with(80, b"\xc0\xbc")),
        ("a surrogate in UTF-8", with(80, b"\xed\xa0\x80")),
        ("cut in a character", [&plain[..], b"\xe6\x88"].concat()),
        ("GB2312 declared, GBK text", [declared("GB2312"), b"<!-- \xb3\xc9\xb9\xa6 -->".to_vec()].concat()),
        ("UTF-16 declared", declared("UTF-16")),
        ("UTF-16BE declared", declared("utf-16be")),
        (
            "UTF-16LE with a mark, UTF-16BE declared",
            [&b"\xff\xfe"[..], &base.text.replace("UTF-8", "UTF-16BE").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()]
                .concat(),
        ),
        (
            "UTF-16BE with a mark, UTF-16 declared",
            [&b"\xfe\xff"[..], &base.text.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()]
                .concat(),
        ),
        (
            "UTF-16BE with a mark, UTF-16LE declared",
            [&b"\xfe\xff"[..], &base.text.replace("UTF-8", "UTF-16LE").encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()]
                .concat(),
        ),
        ("utf8 declared", declared("utf8")),
        ("nothing", vec![]),
    ];
    let mut now = String::new();
    for (name, bytes) in arrivals {
        let report = lint_bytes(&bytes, &ReadOptions::default());
        let _ = writeln!(now, "{name} {}", report.source.map_or("", |source| source.encoding));
        for diagnostic in &report.diagnostics {
            let _ = writeln!(now, "{} {}", line(diagnostic), diagnostic.message);
        }
    }
    hold("bytes", &now);
}

/// Texts that are no more than a piece of an envelope, or an odd one.
#[test]
fn pieces() {
    let params = |inner: &str| {
        format!("<arg0><responseType>0</responseType><methodCode>stopReg</methodCode><methodParams>{inner}</methodParams></arg0>")
    };
    let success = |inner: &str| format!("<return><resultCode>0</resultCode><resultDesc/>{inner}</return>");
    let json = |result: &str| format!("{{\"resultCode\":\"0\",\"resultDesc\":\"\",\"result\":{result}}}");
    let mut texts: Vec<String> = [
        "",
        " ",
        "\u{feff}",
        "{",
        "｛",
        "[",
        "[]",
        "\"",
        "\"a\"",
        "<",
        ">",
        "]]>",
        "&",
        "null",
        "true",
        "12",
        "-1",
        "abc",
        "x {",
        "x <",
        "x ｛",
        "{}",
        "[{}]",
        "\u{feff}{}",
        "[<arg0/>]",
        "\"<arg0/>\"",
        "\"{\\\"resultCode\\\":0}\"",
        "log: {\"resultCode\":\"0\"}",
        "2016 [INFO] <return><resultCode>0</resultCode></return>",
        "cb({\"resultCode\":\"0\"});",
        "<return/>",
        "<arg0/>",
        "<a/>",
        "<return>",
        "</return>",
        "<return></arg0>",
        "<return><resultCode>7</resultCode></return>",
        "<return><resultCode>7</resultCode><result><orderNo>1</orderNo></result></return>",
        "<return><resultCode>1</resultCode><result><orderNo>1</orderNo></result></return>",
        "<arg0><methodCode>zz</methodCode><methodParams></methodParams></arg0>",
        "<arg0><methodCode>zz</methodCode><methodParams><a>1</a></methodParams></arg0>",
        "<arg0><methodParams> </methodParams></arg0>",
        "{\"methodCode\":\"stopReg\"}",
        "{\"resultCode\":\"0\"} {}",
        "{\"a\":1,\"a\":2}",
        "<return><resultCode>0</resultCode></return><return/>",
        "<!-- a --><return/><!-- b -->",
        "<?a b?><return/>",
        "<!DOCTYPE a><return/>",
        "&lt;return/&gt;",
        "%3Creturn%3E",
        "<return\u{3000}/>",
        "＜return／＞",
        "<return a='1'/>",
        "<return xmlns='u'/>",
        "<x:return xmlns:x='u'/>",
        "<RETURN><RESULTCODE>0</RESULTCODE></RETURN>",
        "<return><resultcode>0</resultcode></return>",
        "<return><resultCode>0</resultCode><resultCode>0</resultCode></return>",
        "<return><resultCode>0</resultCode><resultCode>1</resultCode></return>",
        "<return>a<resultCode>0</resultCode>b</return>",
        "<return><resultCode><b>0</b></resultCode></return>",
        "<return><resultCode><![CDATA[0]]></resultCode></return>",
        "<return><resultCode>&#48;</resultCode></return>",
        "<return><resultCode>0<!-- a --></resultCode></return>",
        "<return><resultCode>成功</resultCode></return>",
        "<html><body>502</body></html>",
        "<return><secret>K1</secret></return>",
        "<secret>K2",
        "\"secret\": \"K3\"",
        "{\"secret\":\"K4\"}",
        "{\"secret\":{\"a\":\"K5\"}}",
        "{\"secret\":[\"K6\",7]}",
        "{\"secret\":77}",
        "{\"secret\" : K8 , \"a\": 1",
        "{'secret':'K9'}",
        "<secret>K<!-- K -->K</secret>",
        "<secret><![CDATA[K]]>K</secret>",
        "<secert>K1</secert>",
        "<secret>K</secert>",
        "<secret K='K'>K</secret>",
        "&lt;secret&gt;K&lt;/secret&gt;",
        "secret=K&a=1",
        "<patName>P</patName>",
        "<arg0><patName>P</patName><cardNo>P</cardNo></arg0>",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(
        ["x\u{1}", "\u{1}", "\u{1}\u{2} y", "\"", "'", "\\n", "＜x＞", "?xml version='1.0'?>", "xml version='1.0'>", "]]>"]
            .iter()
            .flat_map(|odd| {
                let answer = "<return><resultCode>1</resultCode><resultDesc>a\r\nb\rc&#13;</resultDesc></return>";
                [
                    format!("{odd}{answer}"),
                    format!("{answer}{odd}"),
                    answer.replace("a\r", &format!("{odd}\r")),
                    answer.replace("<resultDesc>", &format!("{odd}<resultDesc>")),
                ]
            }),
    );
    let answer = "<return>\n<resultCode>0</resultCode><resultDesc/></return>";
    let strings = [
        format!("\"{}\"", answer.replace("</", "<\\/").replace('\n', "\\n")),
        format!("log: \"{}\"", answer.replace('\n', "\\n")),
        format!("2016 '{answer}';"),
        format!("'{answer}"),
        format!("{answer}'"),
        format!("x=\"{}\", y", answer.replace('<', "\\u003c")),
        answer.replace('\n', "\\n"),
        answer.replace('\n', "\\r\\n\\t"),
        answer.replace('<', "&lt;").replace('>', "&gt;"),
        answer.replace('<', "&amp;lt;").replace('>', "&amp;gt;"),
        answer.replace('<', "&#60;"),
        answer.replace('<', "&lt;") + "&amp;&x;&",
        format!("<x>{answer}</x>"),
        format!("<x>{answer}{answer}</x>"),
        format!("<x>{}</x>", answer.replace('<', "&lt;")),
        format!("<x><y>{answer}</y></x>"),
        "<x><resultCode>0</resultCode></x>".to_owned(),
        format!("<x><![CDATA[{answer}]]></x>"),
        format!("<Envelope><Body><x><return>{}</return></x></Body></Envelope>", answer.replace('<', "&lt;")),
        format!("<Envelope><Header/><Body>{answer}</Body></Envelope>"),
        format!("<Envelope>{answer}</Envelope>"),
        "<Envelope><Body><Fault><faultcode>a</faultcode><faultstring>b</faultstring></Fault></Body></Envelope>".to_owned(),
        format!("<a:Envelope xmlns:a='u'><a:Body>{answer}<x/></a:Body></a:Envelope>"),
        answer
            .replace("<resultDesc/>", "<resultDesc a='&lt;&x;'>&#0;&#xFFFE;&#x110000;&#;&#xZ;&nbsp;&copy &lt &amp b&c;a & b</resultDesc>"),
        answer.replace("<resultDesc/>", "<resultDesc a='1' a='2' b c=d e='<'>]]></resultDesc>"),
        answer.replace("<resultDesc/>", "<resultDesc>a\u{200b}<\u{feff}/resultDesc><result\u{2060}/>"),
        answer.replace("<resultDesc/>", "<resultDesc>\u{1}\u{2}a\u{1}\u{ffff}</resultDesc>"),
        answer.replace("<resultDesc/>", "<a><b><c></b></a>"),
        answer.replace("<resultDesc/>", "<resultDesc>a</resultCode></resultDesc>"),
        answer.replace("<resultDesc/>", "<resultDesc>a<b</resultDesc>"),
        answer.replace("<resultDesc/>", "<resultDesc>a <b> c</resultDesc>"),
        answer.replace("<resultDesc/>", "</resultDesc><resultDesc>"),
        answer.replace("<resultDesc/>", "<resultDesc><resultDesc>"),
        answer.replace("<resultDesc/>", "<ResultDesc></resultDesc>"),
        answer.replace("<resultDesc/>", "＜resultDesc＞a＜／resultDesc＞"),
        answer.replace("<resultDesc/>", "<resultDesc》a《/resultDesc>"),
        answer.replace("<resultDesc/>", "<![CDATA[a<b>]]>"),
        answer.replace("<resultDesc/>", "<!CDATA[a]]><![CDATA a]]><[CDATA[a]]>"),
        answer.replace("<resultDesc/>", "<!-- a -- b --><!-- c ->"),
        answer.replace("<resultDesc/>", "<?a?><? b?><?xml version='1.0'?>"),
        answer.replace("<return>", "<?xml version=1.0 encoding='x y'?><return>"),
        answer.replace("<return>", "<?xml encoding='UTF-8' version='1.0' ?><return>"),
        answer.replace("<return>", "<?xml version='1.1' standalone='maybe'?><return>"),
        answer.replace("<return>", "\n<?xml version='1.0'?><return>"),
        answer.replace("<return>", "<return><return>"),
        answer.replace("</return>", ""),
        answer.replace("</return>", "</return></return>"),
        answer.replace("</return>", "</return"),
        answer.replace("</return>", "</ return>"),
        answer.replace("</return>", "<return>"),
    ];
    texts.extend(strings);
    texts.extend(
        [
            "{ \"a\" :[1 ,2,{\"b\":[ ],\"c\":{ }}],\"d\":\"\\\"{,\" }",
            "[[],[[]],{}]",
            "[\n\n]",
            "{\n  \"a\": 1\n}",
            "{\"a\":1}\n",
            " {\"a\":true,\"b\":null,\"c\":-1.5E+3}",
            "[1,,2]",
            "{\"a\" 1}",
            "{\"a\":}",
            "{,}",
            "[,]",
            "{\"a\":1 \"b\":2}",
            "{\"a\":[1}",
            "{\"a\":1]",
            "{\"a\":tru}",
            "{\"a\":True,\"b\":FALSE,\"c\":None,\"d\":undefined,\"e\":NaN,\"f\":Infinity,\"g\":nil}",
            "{\"a\":01,\"b\":.5,\"c\":5.,\"d\":+1,\"e\":0x1,\"f\":1_000,\"g\":1e}",
            "{a:1,b_c:2,$d:3,中:4}",
            "{\"a\":\"1\n2\"}",
            "{\"a\":\"\\q\\u12\"}",
            "{\"a\":“b”}",
            "{\"a\":'b\"c'}",
            "{\"a\":`b`}",
            "{\"a\":1;\"b\":2}",
            "{\"a\"=1}",
            "{\"a\"=>1}",
            "{\"a\"：1，\"b\"：2}",
            "｛\"a\":1｝",
            "{\"a\":[1, 2, // c\n3]}",
            "{\"a\":1 # c\n}",
            "{\"a\":1,}}",
            "{{\"a\":1}}",
            "({\"a\":1})",
            "{\"a\":(1,2)}",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":1},{\"b\":2}",
            "{\"a\":\"b",
            "{\"a\":[{\"b\":\"c\"",
            "\"a\":1",
            "\"a\":1}",
            "{\\\"a\\\":\\\"b\\\"}",
            "{&quot;a&quot;:1}",
            "{\"resultCode\":\"0\",...}",
            "{\"resultCode\":\"0\"",
            "'resultCode':'0'}",
        ]
        .map(str::to_owned),
    );
    texts.extend(
        [
            "",
            " ",
            "K",
            "<a/>",
            "<secret>K</secret>",
            "<![CDATA[]]>",
            "<![CDATA[ ]]>",
            "<![CDATA[<secret>K</secret>",
            "<![CDATA[<secret>K</secret><orderList>A</orderList>]]",
            "<![CDATA[<secret>K</secret><orderList>A</orderList>]]>]]>",
            "<![CDATA[<methodParams><secret>K</secret><orderList>A</orderList></methodParams>]]>",
            "<![CDATA[<secret>K</secret>]]><![CDATA[<orderList>A</orderList>]]>",
            "<![CDATA[<secret>K</secret><orderList>A]]]]><![CDATA[>B</orderList>]]>",
            "&lt;secret>K&lt;/secret><orderList>A</orderList>",
            "<![CDATA[&lt;secret&gt;K&lt;/secret&gt;]]>",
            "<![CDATA[<?xml version='1.0'?><secret>K</secret><orderList>A</orderList>]]>",
            "<![CDATA[{\"secret\":\"K\"}]]>",
            "<![CDATA[<secret>K</secret><orderList>A</orderList><orderList>A</orderList>]]>",
            "<![CDATA[<secret>K</secret><orderList>A</orderList><orderList>B</orderList>]]>",
            "<![CDATA[<secret></secret><orderList></orderList>]]>",
            "<![CDATA[<secret>K</secret><orderlist>A</orderlist><x>1</x>]]>",
            "<![CDATA[x<secret>K</secret>y<orderList>A</orderList>z]]>",
            "<![CDATA[<secret>K</secret><orderList><a>A</a></orderList>]]>",
        ]
        .map(params),
    );
    texts.extend(
        [
            "<result/>",
            "<result> </result>",
            "<result>text</result>",
            "<result/><result/>",
            "<result><orderNo>1</orderNo></result><result/>",
            "<result/><result><orderNo>1</orderNo></result>",
            "<result>text</result><result><orderNo>1</orderNo></result>",
            "<result><row><orderNo>1</orderNo></row><row><orderNo>2</orderNo></row></result>",
            "<result><row/></result>",
            "<result><row>text</row></result>",
            "<result><row><x>1</x></row></result>",
            "<result><x>1</x></result>",
            "<result><result><orderNo>1</orderNo></result></result>",
            "<result><orderNo/></result>",
            "<result>text<orderNo>1</orderNo></result>",
            "<refundOrderNo>R</refundOrderNo><agtRefundOrderNo>T</agtRefundOrderNo>",
            "<orderNo>1</orderNo>",
            "<results><orderNo>1</orderNo></results>",
            "<result><result/></result>",
            "<result><![CDATA[<orderNo>1</orderNo>]]></result>",
            "<result>&lt;orderNo&gt;1&lt;/orderNo&gt;</result>",
            "<result><orderNo>1</orderNo><orderNo>1</orderNo></result>",
        ]
        .map(success),
    );
    texts.extend(
        [
            "null",
            "\"\"",
            "\" \"",
            "\"x\"",
            "5",
            "true",
            "[]",
            "[null]",
            "[\"x\"]",
            "[5]",
            "[[]]",
            "[[{}]]",
            "{}",
            "[{}]",
            "[{},{}]",
            "{\"row\":{}}",
            "{\"row\":[]}",
            "{\"row\":[{\"orderNo\":\"1\"}]}",
            "{\"row\":null}",
            "{\"row\":\"x\"}",
            "{\"row\":{\"orderNo\":\"1\"}}",
            "{\"orderNo\":\"1\"}",
            "[{\"orderNo\":1}]",
            "[{\"orderNo\":null}]",
            "[{\"orderNo\":{}}]",
            "[{\"orderNo\":[\"1\"]}]",
            "[{\"orderNo\":true}]",
            "[{\"payTotalFee\":1.0}]",
            "[{\"payTotalFee\":1e2}]",
            "[{\"payTotalFee\":-1}]",
            "[{\"payTotalFee\":00}]",
            "[{\"payTotalFee\":123456789012}]",
            "[{\"orderNo\":\"1\"},null]",
            "{\"refundOrderNo\":\"R\",\"agtRefundOrderNo\":\"T\"}",
            "[{\"orderNo\":\"a\\u0000b\"}]",
            "[{\"orderNo\":\"\\ud800\"}]",
        ]
        .map(json),
    );
    let mut now = String::new();
    for text in texts {
        let known = lint(&text, &ReadOptions::default()).diagnostics;
        let _ = write!(now, "{text:?}\n{}", told(&text, &[], &ReadOptions::default()));
        for name in ["ordersQuery", "refundGeneral", "stopReg", "request"] {
            let method = Method::find(name);
            let kind = Some(if method.is_some() { Side::Response } else { Side::Request });
            let options = ReadOptions { kind, method, ..ReadOptions::default() };
            if let Some(value) = lint(&text, &options).value {
                let _ = writeln!(now, " {name} {value:?}");
            }
            let more = told(&text, &known, &options);
            if more != "  -\n" {
                let _ = write!(now, " {name}\n{more}");
            }
        }
        let options = ReadOptions { kind: Some(Side::Request), ..ReadOptions::default() };
        let made =
            [fix(&text, &options).text, format(&text, 1), mask(&text, MaskOptions::default()), mask(&text, MaskOptions { patient: true })];
        for (what, made) in ["mended", "indented", "masked", "masked wholly"].iter().zip(made) {
            if made != text {
                let _ = writeln!(now, " {what} {made:?}");
            }
        }
    }
    hold("pieces", &now);
}

/// What comes through the boundary to JavaScript: records one by one, and texts that JavaScript alone can hold.
#[test]
fn boundary() {
    let mut now = String::new();
    let bases = bases();
    for base in bases.iter().filter(|base| base.kind == Side::Response) {
        for (change, text) in changed_once(&base.text).into_iter().step_by(11) {
            let options = format!("{{\"method\":\"{}\"}}", base.method.map_or("", |method| method.code));
            let records: serde_json::Value = serde_json::from_str(&js::records(&text, &[], &options)).unwrap();
            let _ = writeln!(now, "{}: {change}\n  {} {}", base.name, records["resultCode"], records["records"]);
        }
    }
    let record = "<result><orderNo>1</orderNo><payTotalFee>x</payTotalFee></result>";
    let sound = "<result><orderNo>1</orderNo><hisOrderNo>1</hisOrderNo><agtOrderNo>1</agtOrderNo><tradeTime>2016-09-14 10:00:00</tradeTime><orderMode>1</orderMode><tradeMode>3</tradeMode><payTotalFee>1</payTotalFee></result>";
    for between in [
        ["", "", ""],
        ["x", "", ""],
        ["", "x", ""],
        ["", "", "x"],
        ["", "</b>", ""],
        ["<b>", "", "</b>"],
        [record, "", ""],
        ["", record, ""],
        ["", "", record],
        ["", "<result>", ""],
    ] {
        let [first, second, third] = between;
        let text = format!("<return><resultCode>0</resultCode><resultDesc/>{first}{sound}{second}{sound}{third}</return>");
        let records: serde_json::Value = serde_json::from_str(&js::records(&text, &[], "{\"method\":\"ordersQuery\"}")).unwrap();
        let _ = writeln!(now, "{between:?}\n  {}", records["records"]);
    }
    // U+FFFD stands for a lone surrogate.
    for (name, at) in [("start", 0), ("before", 58), ("in a name", 62), ("in a value", 78), ("in the parameters", 160)] {
        for damage in ["</methodCode>", "<responseType>", "]]>"] {
            let base = &bases[0].text;
            let text = format!("{}\u{fffd}{}", &base[..at], &base[at..]).replacen(damage, &damage.replace('>', ""), 1);
            let unit = text.find('\u{fffd}').map(|at| text[..at].encode_utf16().count()).unwrap();
            let fixed: serde_json::Value = serde_json::from_str(&js::fix(&text, &[u32::try_from(unit).unwrap()], "{}")).unwrap();
            let _ = writeln!(now, "a lone surrogate at the {name}, beside a broken {damage}\n  {fixed}");
        }
    }
    hold("boundary", &now);
}

/// Wrecks that a seed makes: pieces of an envelope lost, doubled, exchanged, or strange ones between them.
struct Wrecks {
    seed: u64,
    strange: &'static [&'static str],
}

const IN_XML: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "</",
    "/>",
    "<![CDATA[",
    "]]>",
    "]]",
    "<!--",
    "-->",
    "<?a",
    "?>",
    "&lt;",
    "&gt;",
    "&amp;",
    "<a>",
    "</a>",
    "<a/>",
    "x",
    " ",
    "\n",
    "<result>",
    "</result>",
    "<resultCode>",
    "</resultCode>",
    "<methodParams>",
    "</methodParams>",
    "<secret>",
    "</secret>",
    "<arg0>",
    "</arg0>",
    "<return>",
    "</return>",
    "<orderNo>",
    "</orderNo>",
    "<orderLst>",
    "＜",
    "＞",
    "《",
    "\u{200b}",
    "\u{1}",
    "\\n",
    "<result/>",
    "=",
    "<resultCode",
    "</resultCode",
    "/resultCode>",
    "resultCode>",
];
const IN_JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "\\\"",
    "//",
    "/* a */",
    "#",
    "null",
    "None",
    "true",
    "True",
    "1",
    "-",
    ".",
    "x",
    " ",
    "\n",
    "\"a\"",
    "\"a\":",
    "\"result\"",
    "resultCode",
    "“",
    "”",
    "，",
    "：",
    "｛",
    "(",
    ")",
    ";",
    "=",
    "...",
    "\\u12",
    "\u{1}",
];

impl Wrecks {
    fn next(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.seed ^ (self.seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(below.max(1)).unwrap()).unwrap()
    }

    fn wreck(&mut self, text: &str) -> String {
        let mut pieces = pieces_of(text);
        for _ in 0..=self.next(3) {
            let (at, other) = (self.next(pieces.len()), self.next(pieces.len()));
            let strange = self.strange[self.next(self.strange.len())].to_owned();
            match self.next(9) {
                0 | 1 => drop(pieces.remove(at)),
                2 => pieces.insert(other, pieces[at].clone()),
                3 => pieces.swap(at, other),
                4 => pieces[at] = strange,
                5 => {
                    let cut = pieces[at].char_indices().nth(self.next(pieces[at].chars().count())).map_or(0, |(cut, _)| cut);
                    pieces[at].insert_str(cut, &strange);
                }
                6 => drop(pieces[at].pop()),
                7 => pieces.truncate(at.max(pieces.len() / 2)),
                _ => pieces.insert(at, strange),
            }
            if pieces.is_empty() {
                pieces.push(String::new());
            }
        }
        pieces.concat()
    }
}

/// Tags, marks and what stands between them.
fn pieces_of(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in text.chars() {
        let starts = matches!(c, '<' | '&' | '{' | '}' | '[' | ']' | ',' | ':' | '"' | '\'')
            || pieces.last().is_some_and(|last| last.ends_with(['>', ';', '{', '[', ',', ':', '"', '\'']));
        if starts {
            pieces.push(String::new());
        }
        pieces.last_mut().unwrap().push(c);
    }
    pieces
}

/// FNV-1a: the same on every machine and in every version.
fn print(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |print, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Too many to be read: of each wreck a print of what is found in it and what becomes of it. Where one differs, it is shown.
fn wrecks(name: &str) {
    let bases = bases();
    let base = bases.iter().find(|base| base.name == name).expect("a base");
    let options = ReadOptions { kind: Some(base.kind), method: base.method, ..ReadOptions::default() };
    let strange = if name.starts_with("json") { IN_JSON } else { IN_XML };
    let mut wrecks = Wrecks { seed: u64::from(print(name)), strange };
    let told: Vec<(String, String)> = (0..300)
        .map(|_| {
            let text = wrecks.wreck(&base.text);
            let told = format!(
                "{}{}\n{}\n{}",
                told(&text, &[], &options),
                fix(&text, &options).text,
                format(&text, 1),
                mask(&text, MaskOptions::default())
            );
            (text, told)
        })
        .collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/wrecks-{name}.txt"));
    let before = fs::read_to_string(file).unwrap_or_default();
    let now: Vec<String> = told.iter().map(|(_, told)| format!("{:08x}", print(told))).collect();
    if std::env::var_os("UPDATE_EXPECT").is_none()
        && let Some(at) = now.iter().zip(before.split_whitespace()).position(|(now, before)| now != before)
    {
        let (text, told) = &told[at];
        panic!("another thing is said of\n{text}\nnow:\n{told}\nUPDATE_EXPECT=1 cargo test --test snapshots keeps it");
    }
    hold(&format!("wrecks-{name}"), &(now.chunks(10).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n") + "\n"));
}

macro_rules! wrecked {
    ($($test:ident $name:literal;)+) => { $(#[test] fn $test() { wrecks($name); })+ };
}

wrecked! {
    wrecks_of_a_request_in_cdata "cdata";
    wrecks_of_an_escaped_request "escaped";
    wrecks_of_a_request_in_soap "soap";
    wrecks_of_an_answer "answer";
    wrecks_of_an_answer_with_records "records";
    wrecks_of_an_answer_with_all_sorts_of_markup "markup";
    wrecks_of_an_answer_in_json "json";
    wrecks_of_an_answer_as_python_prints_it "json-python";
    wrecks_of_an_answer_as_javascript_writes_it "json-loose";
    wrecks_of_an_answer_in_json_with_numbers "json-numbers";
}

/// One thing that JavaScript is given, as lines.
fn given(options: &str, text: &str) -> String {
    let parsed: serde_json::Value = serde_json::from_str(options).expect("options");
    let mut lines = Vec::new();
    let mut report = |report: &serde_json::Value| {
        for found in report["diagnostics"].as_array().into_iter().flatten() {
            let (span, help) = (&found["span"], found["help"].as_str().unwrap_or_default());
            let head = format!("{} {} {} {}-{}", found["rule"], found["severity"], found["path"], span["start"], span["end"]);
            let related =
                found["related"].as_array().map(|related| format!(" ~{}", serde_json::Value::from(related.clone()))).unwrap_or_default();
            lines.push(format!("{} {} | {help}{related}", head.replace('"', ""), found["message"].as_str().unwrap_or_default()));
            for fix in found["fixes"].as_array().into_iter().flatten() {
                lines.push(format!("  {} {} {}", if fix["safe"] == true { '!' } else { '?' }, fix["title"], fix["edits"]));
            }
        }
        let what = format!("{} {} {} {}", report["kind"], report["format"], report["methodCode"], report["responseType"]);
        lines.push(format!("= {} {}", what.replace('"', ""), report["value"]));
    };
    if parsed["tagged"] == true {
        report(&serde_json::from_str(&js::check_value(text, options)).expect("a report"));
        lines.push(format!("built {}", js::build(text, options)));
    } else {
        report(&serde_json::from_str(&js::lint(text, &[], options)).expect("a report"));
        let records = if parsed["method"].is_string() { js::records(text, &[], options) } else { String::new() };
        for (what, made) in [
            ("fixed", js::fix(text, &[], options)),
            ("indented", js::format(text, &[], options)),
            ("masked", js::mask(text, options)),
            ("masked wholly", js::mask(text, "{\"patient\":true}")),
            ("records", records),
        ] {
            let made: serde_json::Value = serde_json::from_str(&made).unwrap_or_default();
            let said = if what == "fixed" {
                serde_json::json!([made["rounds"], made["applied"], made["report"]["diagnostics"].as_array().map(Vec::len)])
            } else {
                made
            };
            lines.push(format!("{what} {said}"));
        }
    }
    lines.into_iter().map(|line| format!("  {line}\n")).collect()
}

/// Texts that tell the code from a mutant that no other test told from it. A line of options and a text as JSON; add one, and `UPDATE_EXPECT=1`
/// writes what is said of it.
#[test]
fn told_apart() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/apart.txt");
    let inputs = fs::read_to_string(file).expect("texts");
    let mut now = String::new();
    for input in inputs.lines().filter(|line| !line.starts_with(' ')) {
        let (options, text) = input.split_once('\t').expect("options, a tab and a text");
        let text: String = serde_json::from_str(text).expect("a text");
        let _ = write!(now, "{input}\n{}", given(options, &text));
    }
    hold("apart", &now);
}
