//! The laws of reports and strict parsing.

use super::secret::{must_hide, shows};
use super::{errors, is_turn, plain, text};
use yct_envelope::catalog::METHODS;
use yct_envelope::{
    Asked, Diagnostic, Envelope, Format, Limits, PathStep, ReadOptions, Report, Side, build_request, build_response, lint, parse_request,
    parse_response, rejection,
};

pub fn request(input: &[u8]) {
    let Some((source, told)) = text(input) else { return };
    let source = &source[..];
    let options = ReadOptions { kind: Some(Side::Request), method: None, ..told };
    let report = read(source, &options);
    plain::request(source, &report);
    if is_left_out(source, &report) {
        return;
    }
    let parsed = parse_request(source, &options);
    assert_eq!(parsed.is_ok(), errors(&report.diagnostics).is_empty(), "strict parsing is linting without errors");
    match parsed {
        Ok(request) => {
            assert_eq!(Asked::read(source, Limits::default()), Asked::from(&request), "a sound request asks for what it says");
            assert_eq!(report.value, Some(Envelope::Request(request)));
        }
        Err(refused) => assert!(refused.diagnostics.iter().eq(errors(&report.diagnostics))),
    }
}

pub fn response(input: &[u8]) {
    let Some((source, told)) = text(input) else { return };
    answer(&source, &told);
}

pub fn json(input: &[u8]) {
    let Some((source, told)) = text(input) else { return };
    let report = answer(&source, &told);
    if report.format != Some(Format::Json) || report.diagnostics.iter().any(|found| found.rule.starts_with("limit/")) {
        return;
    }
    // serde_json neither takes a byte order mark nor goes deeper than its own limit.
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(source.trim_start_matches('\u{feff}'));
    let is_refused = report.diagnostics.iter().any(|found| matches!(found.rule, "json/malformed" | "envelope/escaped"));
    assert_eq!(is_json.is_err(), is_refused, "what is no JSON is told, and nothing else: {report:?}");
}

fn answer(source: &str, told: &ReadOptions<'static>) -> Report {
    let method = told.method.unwrap_or(&METHODS[2]);
    let options = ReadOptions { kind: Some(Side::Response), method: Some(method), ..*told };
    let report = read(source, &options);
    plain::answer(source, method, &report);
    if is_left_out(source, &report) {
        return report;
    }
    let parsed = parse_response(method, source, &options);
    assert_eq!(parsed.is_ok(), errors(&report.diagnostics).is_empty(), "strict parsing is linting without errors");
    match parsed {
        Ok(response) => assert_eq!(report.value, Some(Envelope::Response(response))),
        Err(refused) => assert!(refused.diagnostics.iter().eq(errors(&report.diagnostics))),
    }
    report
}

/// Whether a text with an error is not read a second time.
fn is_left_out(source: &str, report: &Report) -> bool {
    report.value.is_none() && !is_turn(source, 0, 8)
}

/// A report, held to what every report of a text keeps to.
fn read(source: &str, options: &ReadOptions) -> Report {
    let report = lint(source, options);
    places(&report.diagnostics, source);
    assert_eq!(report.value.is_none(), !errors(&report.diagnostics).is_empty(), "the value is there where there is no error");
    if let Some(value) = &report.value {
        rebuilt(value, options);
    }
    let refusal = rejection(&report, options.locale, None);
    assert_eq!(refusal.is_some(), report.value.is_none());
    if must_hide(source) {
        assert!(!shows(&said(&report.diagnostics)), "the report shows the secret: {report:?}");
        assert!(!is_turn(source, 1, 8) || !shows(&format!("{report:?}")), "the report shows the secret: {report:?}");
        assert!(!refusal.as_deref().is_some_and(shows), "the rejection shows the secret: {refusal:?}");
    }
    if let Some(refusal) = refusal.filter(|_| is_turn(source, 2, 8)) {
        let read = lint(&refusal, &ReadOptions { kind: Some(Side::Response), method: None, ..*options });
        let Some(Envelope::Response(response)) = read.value else { panic!("a rejection reads: {refusal} {:?}", read.diagnostics) };
        assert_eq!(response.result_code.code(), "2");
    }
    report
}

/// All that findings say. The edits of a fix hold the text itself.
pub fn said(diagnostics: &[Diagnostic]) -> String {
    let mut said = String::new();
    let mut say = |words: &str, path: &[PathStep]| {
        said += words;
        for step in path {
            said.push('\n');
            if let PathStep::Name(name) = step {
                said += name;
            }
        }
        said.push('\n');
    };
    for diagnostic in diagnostics {
        say(&diagnostic.message, &diagnostic.path);
        say(diagnostic.help.as_deref().unwrap_or_default(), &[]);
        diagnostic.related.iter().for_each(|related| say(&related.message, &related.path));
        diagnostic.fixes.iter().for_each(|fix| say(&fix.title, &[]));
    }
    said
}

/// What reads is built and read back.
fn rebuilt(value: &Envelope, options: &ReadOptions) {
    match value {
        Envelope::Request(request) => {
            let built = build_request(request);
            assert_eq!(parse_request(&built, options).as_ref(), Ok(request), "{built}");
        }
        Envelope::Response(response) => {
            for format in [Format::Xml, Format::Json] {
                let built = build_response(response, format);
                let Some(method) = response.method else { continue };
                assert_eq!(parse_response(method, &built, options).as_ref(), Ok(response), "{built}");
            }
        }
    }
}

/// Every place lies in the text, at the borders of characters; findings stand in order, the edits of a fix too and apart from one another.
pub fn places(diagnostics: &[Diagnostic], source: &str) {
    if diagnostics.is_empty() {
        return;
    }
    // Of each unit: its line and column, and whether a character starts there.
    let mut units = Vec::with_capacity(source.len() + 1);
    let (mut line, mut column) = (1, 1);
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        for half in 0..c.len_utf16() {
            units.push((line, column, half == 0));
            column += 1;
        }
        if c == '\n' || c == '\r' && chars.peek() != Some(&'\n') {
            (line, column) = (line + 1, 1);
        }
    }
    units.push((line, column, true));
    let is_border = |at: usize| units.get(at).is_some_and(|(_, _, starts)| *starts);
    let mut before = 0;
    for diagnostic in diagnostics {
        let span = diagnostic.span.expect("a text has places");
        assert!(before <= span.start, "findings stand in order: {diagnostics:?}");
        before = span.start;
        for span in [span].into_iter().chain(diagnostic.related.iter().filter_map(|related| related.span)) {
            assert!(span.start <= span.end && is_border(span.start) && is_border(span.end), "{diagnostic:?}");
            let (line, column, _) = units[span.start];
            assert_eq!((span.line, span.column), (line, column), "{diagnostic:?}");
        }
        for fix in &diagnostic.fixes {
            let mut last = 0;
            assert!(!fix.edits.is_empty(), "{diagnostic:?}");
            for edit in &fix.edits {
                assert!(last <= edit.start && edit.start <= edit.end && is_border(edit.start) && is_border(edit.end), "{diagnostic:?}");
                last = edit.end;
            }
        }
    }
}
