//! The records of an answer, each by itself: what is wrong with one leaves the others.

use crate::analysis::{Analysis, Origin, ReadOptions};
use crate::diagnostic::{Diagnostic, Finding};
use crate::envelope::{Envelope, Fields, Outcome};
use crate::message::{Node, NodeId, Step};
use crate::proof::analyse;
use crate::text::{Bytes, Index};
use serde::Serialize;
use std::collections::BTreeSet;

/// A record: where it stands, and its value where no finding about it is an error.
#[derive(Serialize)]
pub(crate) struct Record {
    start: usize,
    end: usize,
    value: Option<Fields>,
}

/// The records of an answer, in order, and everything that is to tell of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Records {
    result_code: Option<&'static str>,
    result_desc: Option<String>,
    records: Vec<Record>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads an answer for its records.
pub(crate) fn read_records(source: &str, options: &ReadOptions, origin: Origin) -> Records {
    let mut analysis = analyse(source, options, &Origin { each: true, ..origin });
    let lines = Index::new(source);
    let nodes: Vec<_> = analysis.message.nodes().filter(|(_, node)| index_of(node).is_some()).map(|(id, _)| id).collect();
    let (mut result_code, mut result_desc, mut values) = (None, None, Vec::new());
    if let Some(Envelope::Response(response)) = analysis.checked.value.take() {
        result_code = Some(response.result_code.code());
        result_desc = response.result_desc;
        if let Outcome::Many(records) = response.result {
            values = records;
        }
    }
    let places: Vec<_> = nodes.iter().map(|&node| analysis.message.whole_source(node).unwrap_or_default()).collect();
    let unsound = unsound(&analysis, &places);
    let records = places.iter().zip(values).enumerate().map(|(index, (at, value))| {
        let span = lines.span(at);
        Record { start: span.start, end: span.end, value: (!unsound.contains(&index)).then_some(value) }
    });
    let records = records.collect();
    Records { result_code, result_desc, records, diagnostics: analysis.diagnostics(source, options) }
}

fn index_of(node: &Node) -> Option<usize> {
    match node.step() {
        Step::Index(index) | Step::NameIndex(index) => usize::try_from(index).ok(),
        Step::Skip | Step::Name => None,
    }
}

/// The indices of the records that an error is about, or stands in.
fn unsound(analysis: &Analysis, places: &[Bytes]) -> BTreeSet<usize> {
    let message = &analysis.message;
    let around = |id: NodeId| std::iter::successors(Some(id), |&id| message.node(id).and_then(Node::parent));
    let errors = analysis.findings.iter().filter(|finding| finding.is_error());
    let about = |finding: &Finding| finding.node.and_then(|id| around(id).filter_map(|id| message.node(id)).find_map(index_of));
    let inside = |finding: &Finding| {
        let at = finding.at.as_ref()?;
        let index = places.partition_point(|place| place.end <= at.start);
        places.get(index).filter(|place| place.start < at.end.max(at.start.saturating_add(1))).map(|_| index)
    };
    errors.flat_map(|finding| [about(finding), inside(finding)]).flatten().collect()
}
