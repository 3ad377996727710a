//! A time or date that is written otherwise.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "time/format",
    severity: Error,
    title: page("时间格式不对", "wrong time format"),
    explanation: page(
        "时间写作 YYYY-MM-DD HH:MM:SS，日期写作 YYYY-MM-DD：补足两位、用半角、不带时区。规范里的 HH24:MI:SS 与 HH:mm:ss 是同一种格式。",
        "A time is written YYYY-MM-DD HH:MM:SS, a date YYYY-MM-DD: padded to two digits, ASCII, without a zone. HH24:MI:SS and HH:mm:ss in the specification are the same format.",
    ),
    example: request("refundGeneral", &[("2016-08-27 10:15:00", "2016/8/27 10:15:00")]),
};

pub(crate) static TIME: Wording = wording(
    "{0} 的值 {1} 不是 YYYY-MM-DD HH:MM:SS 格式",
    "{0} is {1}, which is not written YYYY-MM-DD HH:MM:SS",
    "写成北京时间，例如 2016-08-27 09:30:00",
    "write the time of Beijing, such as 2016-08-27 09:30:00",
);

pub(crate) static DATE: Wording = wording(
    "{0} 的值 {1} 不是 YYYY-MM-DD 格式",
    "{0} is {1}, which is not written YYYY-MM-DD",
    "例如 2016-08-27",
    "write it like 2016-08-27",
);

pub(crate) static TIDY_TIME: Wording = wording(
    "{0} 的值 {1} 不是 YYYY-MM-DD HH:MM:SS 格式，应写作 `{2}`",
    "{0} is {1}, which is not written YYYY-MM-DD HH:MM:SS; write `{2}`",
    "改成 {2}",
    "write {2}",
);

pub(crate) static TIDY_DATE: Wording = wording(
    "{0} 的值 {1} 不是 YYYY-MM-DD 格式，应写作 `{2}`",
    "{0} is {1}, which is not written YYYY-MM-DD; write `{2}`",
    "改成 {2}",
    "write {2}",
);

pub(crate) static REWRITE: Text = text("改成 {2}", "write {2}");

pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) {
    let (value, range) = cx.trimmed(node);
    let is_date = matches!(field.kind, Kind::Date);
    let tidy = match is_date {
        true => crate::value::tidy_date(value).map(|date| date.to_string()),
        false => crate::value::tidy_timestamp(value).map(|time| time.to_string()),
    };
    let wording = match (is_date, tidy.is_some()) {
        (true, true) => &TIDY_DATE,
        (true, false) => &DATE,
        (false, true) => &TIDY_TIME,
        (false, false) => &TIME,
    };
    let edit = tidy.as_ref().and_then(|tidy| cx.message.rewrite(node, range, tidy));
    let finding = Finding::new(&RULE, wording, Some(node), cx.at(node)).arg(Arg::Field(field)).arg(cx.quote(field, node));
    cx.report(finding.plain(tidy.unwrap_or_default()).safe_fix(&REWRITE, edit));
}
