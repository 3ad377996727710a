//! The core beside others, over the documents that `benches/js` makes: what the program and the criterion benches have in common.

use memchr::memchr_iter;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Deserialize;
use std::borrow::Cow;
use yct_envelope::catalog::{METHODS, Method};
use yct_envelope::{Limits, ReadOptions, Side, lint};

/// A document's name, and those that read it.
pub struct Workload {
    pub document: &'static str,
    pub contenders: &'static [Contender],
}

/// Its name and what it does; the number is what it has found, so that nothing is left out.
pub type Contender = (&'static str, fn(&str) -> usize);

pub const LINT: Contender = ("yct-envelope lint", findings);
const EVENTS: Contender = ("quick-xml events", events);
const MEMCHR: Contender = ("memchr", marks);

pub const WORKLOADS: &[Workload] = &[
    Workload { document: "compact", contenders: &[LINT, EVENTS, ("roxmltree", nodes), MEMCHR] },
    Workload { document: "pretty", contenders: &[LINT, EVENTS] },
    Workload { document: "damaged", contenders: &[LINT, EVENTS] },
    Workload { document: "json", contenders: &[LINT, ("serde_json", values), MEMCHR] },
];

/// Everything is checked.
fn findings(text: &str) -> usize {
    let limits = Limits { size: usize::MAX, ..Limits::default() };
    let options = ReadOptions { kind: Some(Side::Response), method: orders_query(), limits, ..ReadOptions::default() };
    lint(text, &options).diagnostics.len()
}

fn orders_query() -> Option<&'static Method> {
    METHODS.iter().find(|method| method.code == "ordersQuery")
}

/// The tokenizer alone, with nothing done about its events.
fn events(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut count = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return count,
            Ok(_) => count += 1,
        }
    }
}

/// A tree of a well-formed document, unchecked otherwise.
fn nodes(text: &str) -> usize {
    let options = roxmltree::ParsingOptions { nodes_limit: u32::MAX, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).map_or(0, |document| document.descendants().count())
}

/// Typed records with borrowed texts, unchecked otherwise.
fn values(text: &str) -> usize {
    serde_json::from_str::<Answer>(text).map_or(0, |answer| answer.result.len())
}

/// Every place where a tag or a name could begin.
fn marks(text: &str) -> usize {
    memchr_iter(if text.starts_with('<') { b'<' } else { b'"' }, text.as_bytes()).fold(0, |last, at| last ^ at)
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    result: Vec<Record<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Record<'a> {
    trade_time: Cow<'a, str>,
    order_mode: Cow<'a, str>,
    trade_mode: Cow<'a, str>,
    order_no: Cow<'a, str>,
    refund_order_no: Cow<'a, str>,
    his_order_no: Cow<'a, str>,
    his_refund_order_no: Cow<'a, str>,
    agt_order_no: Cow<'a, str>,
    agt_refund_order_no: Cow<'a, str>,
    agt_trace_no: Cow<'a, str>,
    agt_refund_trace_no: Cow<'a, str>,
    pay_total_fee: Cow<'a, str>,
    refund_total_fee: Cow<'a, str>,
    trade_type: Cow<'a, str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use yct_envelope::{Format, build_response, sample_response};

    #[test]
    fn every_contender_reads_what_it_is_given() {
        let method = orders_query().expect("the catalog has ordersQuery");
        let sample = sample_response(method, 3);
        for workload in WORKLOADS {
            let format = if workload.document == "json" { Format::Json } else { Format::Xml };
            let text = build_response(&sample, format);
            for (name, run) in workload.contenders {
                assert_eq!(run(&text) == 0, *name == LINT.0, "{name} over {}", workload.document);
            }
        }
    }
}
