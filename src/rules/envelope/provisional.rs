//! regOrdersQuery, which V1.3 marks as provisional.

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    id: "envelope/provisional",
    severity: Info,
    title: page("待定接口", "provisional method"),
    explanation: page(
        "V1.3 把挂号订单查询标为“待定”，字段以后可能变动；上线前与平台确认。",
        "V1.3 marks the registration orders query 待定 (to be decided): its fields may change. Agree with the platform before you rely on it.",
    ),
    example: request("ordersQuery", &[]).bad_base(crate::sample::Base::Request("regOrdersQuery")),
};

pub(crate) static MARKED: Wording = wording!(
    "接口 `regOrdersQuery` 在 V1.3 中标为“待定”，字段可能变动",
    "the method `regOrdersQuery` is marked 待定 (to be decided) in V1.3: its fields may change",
    "上线前与平台确认",
    "agree with the platform before you rely on it",
);
