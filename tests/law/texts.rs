//! The laws of what makes a text of a text: fix, format, mask.

use super::secret::{must_hide, shows};
use super::{beyond, errors, found, text};
use yct_envelope::{Diagnostic, Edit, MaskOptions, ReadOptions, fix, format, lint, mask};

pub fn fixing(input: &[u8]) {
    let Some((source, options)) = text(input) else { return };
    let before = lint(source, &options);
    let fixed = fix(source, &options);
    let after = &fixed.report;
    super::reading::places(&after.diagnostics, &fixed.text);
    assert!(after.diagnostics.iter().all(|found| found.fixes.iter().all(|fix| !fix.safe)), "no safe fix is left: {} {after:?}", fixed.text);
    assert_eq!(fixed.applied.is_empty(), fixed.text == source);
    if must_hide(source) {
        assert!(!shows(&format!("{fixed:?}")), "what was fixed shows the secret: {fixed:?}");
    }
    if !fixed.applied.is_empty() {
        let read = lint(&fixed.text, &options);
        assert_eq!((&after.diagnostics, &after.value), (&read.diagnostics, &read.value), "the report is that of the fixed text");
        let again = fix(&fixed.text, &options);
        assert_eq!((again.text.as_str(), again.applied.len()), (fixed.text.as_str(), 0), "fixing again changes nothing");
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
    for diagnostic in &before.diagnostics {
        for fix in diagnostic.fixes.iter().filter(|fix| fix.safe) {
            let mended = applied(source, &fix.edits);
            let added = beyond(rules(&lint(&mended, &options).diagnostics), rules(&before.diagnostics));
            assert!(added.is_empty(), "{added:?} comes of the safe fix of {diagnostic:?}: {mended}");
        }
    }
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
    let formatted = format(source, 2);
    if formatted != source {
        assert_eq!(format(&formatted, 2), formatted, "formatting again changes nothing");
        let [before, after] = [source, &formatted].map(|text| lint(text, &options));
        assert_eq!(before.value, after.value, "{formatted}");
        assert_eq!(found(&before.diagnostics), found(&after.diagnostics), "{formatted}");
        let written = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\r' | '\n')).collect::<String>();
        assert_eq!(written(source), written(&formatted), "only white space changes");
    }
}

pub fn masking(input: &[u8]) {
    let Some((source, ReadOptions { .. })) = text(input) else { return };
    for options in [MaskOptions { patient: false }, MaskOptions { patient: true }] {
        let masked = mask(source, options);
        assert_eq!(mask(&masked, options), masked, "masking again changes nothing");
        assert!(!must_hide(source) || !shows(&masked), "the masked text shows the secret: {masked}");
    }
}
