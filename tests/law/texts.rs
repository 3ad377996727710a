//! The laws of what makes a text of a text: fix, format, mask.

use super::reading::{places, said};
use super::secret::{must_hide, shows};
use super::{beyond, errors, found, is_turn, text};
use yct_envelope::{Diagnostic, Edit, Envelope, MaskOptions, ReadOptions, Report, fix, format, lint, mask};

/// How many fixes of a text are tried alone.
const ALONE: usize = 4;

pub fn fixing(input: &[u8]) {
    let Some((source, options)) = text(input) else { return };
    let source = &source[..];
    let before = lint(source, &options);
    let fixed = fix(source, &options);
    let after = &fixed.report;
    places(&after.diagnostics, &fixed.text);
    assert!(after.diagnostics.iter().all(|found| found.fixes.iter().all(|fix| !fix.safe)), "no safe fix is left: {} {after:?}", fixed.text);
    assert_eq!(fixed.applied.is_empty(), fixed.text == source);
    if must_hide(source) {
        assert!(!shows(&said(&after.diagnostics)), "what is left to tell shows the secret: {after:?}");
        assert!(!is_turn(source, 1, 8) || !shows(&format!("{fixed:?}")), "what was fixed shows the secret: {fixed:?}");
    }
    if !fixed.applied.is_empty() {
        let again = fix(&fixed.text, &options);
        assert_eq!((again.text.as_str(), again.applied.len()), (fixed.text.as_str(), 0), "fixing again changes nothing");
        assert_eq!(told(after), told(&again.report), "the report is that of the fixed text");
        assert!(!is_turn(source, 0, 8) || told(after) == told(&lint(&fixed.text, &options)), "the report is what linting says");
        let added = beyond(rules(&after.diagnostics), rules(&before.diagnostics));
        assert!(added.is_empty(), "{added:?} was not there before: {}", fixed.text);
        let mut gone = beyond(rules(&before.diagnostics), rules(&after.diagnostics));
        // A key given twice under a misspelt name is given once under each when the first is renamed.
        gone.retain(|rule| !rule.contains("duplicate") && fixed.applied.iter().all(|fix| fix.rule != *rule));
        assert!(gone.is_empty(), "{gone:?} went without a fix: {}", fixed.text);
        // A list is another one without what it has twice.
        if before.value.is_some() && fixed.applied.iter().all(|fix| fix.rule != "orders/duplicate") {
            assert_eq!(before.value, after.value, "no fix changes a value that reads: {}", fixed.text);
        }
    }
    let fixes = before.diagnostics.iter().flat_map(|diagnostic| diagnostic.fixes.iter().map(move |fix| (diagnostic, fix)));
    for (diagnostic, fix) in fixes.filter(|(_, fix)| fix.safe).take(ALONE) {
        let mended = applied(source, &fix.edits);
        if mended == fixed.text {
            continue;
        }
        let added = beyond(rules(&lint(&mended, &options).diagnostics), rules(&before.diagnostics));
        assert!(added.is_empty(), "{added:?} comes of the safe fix of {diagnostic:?}: {mended}");
    }
}

/// What two reports of one text have in common.
fn told(report: &Report) -> (&[Diagnostic], Option<&Envelope>) {
    (&report.diagnostics, report.value.as_ref())
}

/// Errors by their rules alone: a fix may move an element into another, or rename it.
fn rules(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    errors(diagnostics).into_iter().map(|error| error.rule).collect()
}

fn applied(source: &str, edits: &[Edit]) -> String {
    let mut units: Vec<u16> = source.encode_utf16().collect();
    for edit in edits.iter().rev() {
        units.splice(edit.start..edit.end, edit.text.encode_utf16());
    }
    String::from_utf16(&units).expect("an edit cuts no character in two")
}

pub fn formatting(input: &[u8]) {
    let Some((source, options)) = text(input) else { return };
    let source = &source[..];
    let formatted = format(source, 2);
    if formatted == source {
        return;
    }
    assert_eq!(format(&formatted, 2), formatted, "formatting again changes nothing");
    let written = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\r' | '\n')).collect::<String>();
    assert_eq!(written(source), written(&formatted), "only white space changes");
    if is_turn(source, 0, 2) {
        let [before, after] = [source, &formatted].map(|text| lint(text, &options));
        assert_eq!(before.value, after.value, "{formatted}");
        let [found, again] = [&before, &after].map(|report| found(&report.diagnostics));
        assert_eq!(found.len(), again.len(), "{formatted}");
        let gone = beyond(found, again);
        assert!(gone.is_empty(), "{gone:?} is told of one of both: {formatted}");
    }
}

pub fn masking(input: &[u8]) {
    let Some((source, ReadOptions { .. })) = text(input) else { return };
    for (turn, patient) in [(0, false), (1, true)] {
        if !is_turn(&source, turn, 2) {
            continue;
        }
        let masked = mask(&source, MaskOptions { patient });
        if masked != source {
            assert_eq!(mask(&masked, MaskOptions { patient }), masked, "masking again changes nothing");
        }
        assert!(!shows(&masked) || !must_hide(&source), "the masked text shows the secret: {masked}");
    }
}
