//! A start after its end.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "time/reversed",
    severity: Error,
    title: page("开始晚于结束", "start after end"),
    explanation: page(
        "开始时间晚于结束时间的查询不会有结果，多半是写反了。",
        "A query whose start is after its end finds nothing; the two were probably swapped.",
    ),
    example: request("ordersQuery", &[("<startTime>2016-08-27 00:00:00<", "<startTime>2016-08-28 00:00:00<")]),
};

pub(crate) static AFTER: Wording = wording(
    "{0} 晚于 {1}",
    "{0} is after {1}",
    "对调两者，或改正其中一个",
    "swap them, or correct one of them",
);

pub(crate) static END: Text = text("结束在这里", "the end is here");

pub(crate) fn report(cx: &mut Context, start: (&'static Field, NodeId), end: (&'static Field, NodeId)) {
    let place = cx.at(end.1);
    let finding = Finding::new(&RULE, &AFTER, Some(start.1), cx.at(start.1));
    cx.report(finding.arg(Arg::Field(start.0)).arg(Arg::Field(end.0)).related(&END, end.1, place));
}
