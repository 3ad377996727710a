//! A day or time that does not exist.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "time/calendar",
    severity: Error,
    title: page("时间不存在", "no such day or time"),
    explanation: page(
        "格式正确，但日历上没有这一天或这一时刻，例如 2 月 30 日或 24:00:00。",
        "Written well, but there is no such day or time: 30 February, or 24:00:00.",
    ),
    example: request("refundGeneral", &[("2016-08-27 10:15:00", "2016-02-30 10:15:00")]),
};

pub(crate) static NONE: Wording = wording!(
    "{0} 的值是 {1}，没有这一天或这一时刻",
    "{0} is {1}: there is no such day or time",
    "月份 01–12，日期按当月天数，时间 00:00:00–23:59:59",
    "months are 01–12, days as the month has them, times 00:00:00–23:59:59",
);

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    if cx.counts(&RULE, node, true) {
        return;
    }
    cx.report(cx.about(&RULE, &NONE, node, field));
}
