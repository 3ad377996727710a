//! Applies the safe fixes until none is left.

use crate::analysis::{Origin, ReadOptions};
use crate::diagnostic::Renderer;
use crate::lint::Report;
use crate::proof::{analyse, choose, edits_of, moved};
use crate::text::{Edit, Index, apply};
use serde::Serialize;
use std::fmt;

/// A fixed text. Its debug output leaves the text out, which holds the secret.
#[derive(Clone)]
pub struct Fixed {
    /// The text after all fixes.
    pub text: String,
    /// What was done, in the order of the text, round by round.
    pub applied: Vec<Applied>,
    /// What is left to say of the fixed text.
    pub report: Report,
    pub(crate) rounds: Vec<Vec<Edit>>,
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fixed").field("applied", &self.applied).field("report", &self.report).finish_non_exhaustive()
    }
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The rule's id.
    pub rule: &'static str,
    /// What the fix does.
    pub title: String,
}

/// A fix may uncover another; more rounds than this would be a defect of a rule.
const ROUNDS: usize = 32;

/// Applies every safe fix.
///
/// ```
/// use yct_envelope::{ReadOptions, fix};
/// let fixed = fix("<response><resultCode> 0 </resultCode></response>", &ReadOptions::default());
/// assert_eq!(fixed.text, "<return><resultCode>0</resultCode></return>");
/// assert_eq!(fixed.applied.len(), 2);
/// ```
pub fn fix(source: &str, options: &ReadOptions) -> Fixed {
    fix_from(source, options, Origin::default())
}

pub(crate) fn fix_from(source: &str, options: &ReadOptions, mut origin: Origin) -> Fixed {
    let mut text = source.to_owned();
    let mut applied = Vec::new();
    let mut rounds = Vec::new();
    loop {
        let analysis = analyse(&text, options, &origin);
        let chosen = choose(&analysis.findings);
        if chosen.is_empty() || rounds.len() >= ROUNDS {
            let report = analysis.report(&text, options);
            return Fixed { text, applied, report, rounds };
        }
        let renderer = Renderer::new(&analysis.message, &text, options.locale, &analysis.findings);
        applied.extend(chosen.iter().map(|(finding, draft)| Applied { rule: finding.rule.id, title: renderer.title(finding, draft) }));
        let edits = edits_of(&chosen);
        let index = Index::new(&text);
        rounds.push(edits.iter().map(|edit| index.edit(edit)).collect());
        origin.lone = moved(&origin.lone, &edits);
        text = apply(&text, &edits);
    }
}
