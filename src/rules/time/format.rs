//! A time or date that is written otherwise.

use crate::rules::prelude::*;
use crate::value::{Guess, tidy};

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

pub(crate) static OTHER: Wording = wording!(
    "{0} 的值 {1} 不是 {2} 格式",
    "{0} is {1}, which is not written {2}",
    "按这个格式写北京时间",
    "write Beijing time in that form",
);

pub(crate) static TIDY: Wording = wording!(
    "{0} 的值 {1} 不是 {2} 格式",
    "{0} is {1}, which is not written {2}",
    "改成 {3}",
    "write {3}",
);

pub(crate) static GUESSED: Wording = wording!(
    "{0} 的值 {1} 不是 {2} 格式：{4}；可能是 {3}",
    "{0} is {1}, which is not written {2}: {4}; perhaps {3} is meant",
    "确认北京时间后改成 {3}",
    "if that is the time in Beijing, write {3}",
);

/// What has to be guessed, as a remark.
const fn remark(guess: Guess) -> Text {
    match guess {
        Guess::Nothing | Guess::Quotes => text("带着引号", "it is in quotes"),
        Guess::Unix => text("看起来是 Unix 时间戳", "it looks like a Unix time"),
        Guess::Zone => text("带着时区", "it has a time zone"),
        Guess::Fraction => text("带着小数秒", "it has fractions of a second"),
        Guess::NoSeconds => text("没有秒", "it lacks the seconds"),
        Guess::NoTime => text("只有日期", "it is a date alone"),
        Guess::OnlyDate => text("这里只要日期", "only the date belongs here"),
    }
}

/// What the value is where nothing is guessed: it counts as that.
pub(crate) fn report(cx: &mut Context, node: NodeId, field: &'static Field) -> Option<String> {
    let is_date = matches!(field.kind, Kind::Date);
    let read = tidy(cx.trimmed(node).0, is_date, field.name.starts_with("end"));
    if cx.counts(&RULE, node, true) {
        return read.filter(|(_, guess)| *guess == Guess::Nothing).map(|(meant, _)| meant);
    }
    let wording = match read {
        None => &OTHER,
        Some((_, Guess::Nothing)) => &TIDY,
        Some(_) => &GUESSED,
    };
    let finding = cx.about(&RULE, wording, node, field).plain(field.kind.pattern());
    let Some((meant, guess)) = read else {
        cx.report(finding);
        return None;
    };
    let quoted = || Arg::Quote(meant.clone(), cx.at(node));
    cx.report(finding.arg(quoted()).arg(Arg::Both(remark(guess))).write(quoted(), guess == Guess::Nothing, cx.instead(node, &meant)));
    Some(meant).filter(|_| guess == Guess::Nothing)
}
