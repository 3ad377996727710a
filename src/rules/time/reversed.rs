//! A start after its end.

use crate::rules::prelude::*;
use crate::text::in_order;

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

pub(crate) static AFTER: Wording = wording!(
    "{0} 的值 {1} 晚于 {2} 的值 {3}",
    "{0} is {1}, later than the {3} of {2}",
    "对调两者，或改正其中一个",
    "swap them, or correct one of them",
);

pub(crate) static END: Text = text("结束时间在这里", "the end time is here");

pub(crate) static SWAP: Text = text("对调两个值", "swap the two values");

pub(crate) fn report(cx: &mut Context, start: (&'static Field, NodeId), end: (&'static Field, NodeId)) {
    let (first, last) = (cx.trimmed(start.1).0, cx.trimmed(end.1).0);
    let edits = match (cx.instead(start.1, last), cx.instead(end.1, first)) {
        (Some(start), Some(end)) => in_order(vec![start, end], |edit| (edit.at.start, edit.at.end)),
        _ => Vec::new(),
    };
    let finding = cx.about(&RULE, &AFTER, start.1, start.0).arg(Arg::Field(end.0)).arg(cx.quote(end.0, end.1));
    cx.report(finding.related(&END, end.1, cx.at(end.1)).offer(&SWAP, edits));
}
