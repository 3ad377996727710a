//! The envelopes (section 1) and the methods (section 2) with their fields, in the order of the specification's tables.

use super::codes::{self, *};
use super::{All, Cardinality, Event, Field, Kind, Method, Sample, text};

const fn code(table: &'static CodeTable) -> Kind {
    Kind::Code(table, All::No)
}

/// A required field.
const fn field(name: &'static str, zh: &'static str, en: &'static str, kind: Kind, sample: &'static str) -> Field {
    Field {
        name,
        label: text(zh, en),
        kind,
        required: true,
        default: None,
        note: None,
        is_homonym: false,
        personal: false,
        sample: Sample::Always(sample),
    }
}

impl Field {
    const fn optional(self) -> Field {
        Field { required: false, ..self }
    }
    const fn default(self, code: &'static str) -> Field {
        Field { default: Some(code), ..self }
    }
    /// A note for the reference alone.
    const fn note(self, zh: &'static str, en: &'static str) -> Field {
        if cfg!(feature = "reference") { Field { note: Some(text(zh, en)), ..self } } else { self }
    }
    /// A note that tells what the name means here: elsewhere it means something else.
    const fn homonym(self, zh: &'static str, en: &'static str) -> Field {
        Field { note: Some(text(zh, en)), is_homonym: true, ..self }
    }
    const fn personal(self) -> Field {
        Field { personal: true, ..self }
    }
    /// Optional, and in a sample only where the record is a refund.
    const fn of_refund(self) -> Field {
        let sample = match self.sample {
            Sample::Always(value) => Sample::Refund(value),
            other => other,
        };
        Field { required: false, sample, ..self }
    }
    /// Optional, and in no sample.
    const fn unsampled(self) -> Field {
        Field { required: false, sample: Sample::Never, ..self }
    }
}

const SECRET: Field = field("secret", "接口秘钥", "Interface secret", Kind::Secret, "SAMPLE-SECRET-NOT-REAL").note(
    "由平台提供，等同密码，不要写进日志或截图",
    "issued by the platform; treat it as a password: keep it out of logs and screenshots",
);
const QUERY_PLATFORM: Field =
    field("tradeMode", "支付平台", "Payment platform", Kind::Code(&PayPlatform::TABLE, All::Query(&codes::ALL_PLATFORMS)), "0");
const TRADE_TIME: Field = field("tradeTime", "交易时间", "Transaction time", Kind::Timestamp, "2016-08-27 09:30:00");
const RECORD_PLATFORM: Field =
    field("tradeMode", "支付/退费平台", "Payment platform", Kind::Code(&PayPlatform::TABLE, All::Printed(&codes::ALL_PLATFORMS)), "3")
        .note("输出中的 0 没有含义，应给出实际平台", "0 means nothing in a record; give the actual platform");
const ORDER_NO: Field = field("orderNo", "服务平台支付订单号", "Service platform's payment order number", Kind::Text, "YCT-SAMPLE-0001");
const HIS_ORDER_NO: Field = field("hisOrderNo", "医院支付订单号", "Hospital's payment order number", Kind::Text, "HIS-SAMPLE-0001");
const HIS_REFUND_ORDER_NO: Field =
    field("hisRefundOrderNo", "医院退费订单号", "Hospital's refund order number", Kind::Text, "HIS-SAMPLE-R-0001").of_refund();
const AGT_ORDER_NO: Field =
    field("agtOrderNo", "支付平台支付订单号", "Payment platform's payment order number", Kind::Text, "AGT-SAMPLE-0001");
const PAY_TOTAL_FEE: Field = field("payTotalFee", "支付金额", "Amount paid", Kind::Fen, "1990");
const REFUND_TOTAL_FEE: Field = field("refundTotalFee", "退费金额", "Amount refunded", Kind::Fen, "1990").of_refund();
const TRADE_TYPE: Field = field("tradeType", "交易类型", "Transaction type", code(&TradeType::TABLE), "1").optional();
const PAT_NAME: Field = field("patName", "就诊人名称", "Patient's name", Kind::Text, "张示例").personal();
const PAT_CARD_NO: Field = field("patCardNo", "就诊卡号", "Patient's card number", Kind::Text, "000000000001").personal();
const HOSPITAL_NAME: Field = field("hospitalName", "就诊医院", "Hospital", Kind::Text, "示例医院");

/// The node of an event's parameters.
pub(crate) const EVENT_PARAMS: &str = "eventParams";

/// The name of a request's root: that of the samples, which is written, and that of the prose.
pub static REQUEST_ROOT: [&str; 2] = ["arg0", "request"];
/// The name of an answer's root: that of the samples, which is written, and that of the prose.
pub static RESPONSE_ROOT: [&str; 2] = ["return", "response"];

/// Whether a name is that of an envelope's root.
pub(crate) fn is_root(name: &str) -> bool {
    REQUEST_ROOT.contains(&name) || RESPONSE_ROOT.contains(&name)
}

/// The nodes of a request's root (section 1.1), in the samples' order.
pub static REQUEST: [&Field; 3] = [&RESPONSE_TYPE, &METHOD_CODE, &METHOD_PARAMS];
/// The format of the answer.
pub static RESPONSE_TYPE: Field = field("responseType", "响应的数据格式", "Response format", code(&ResponseType::TABLE), "0");
/// The method's name.
pub static METHOD_CODE: Field = field("methodCode", "接口名称", "Method name", Kind::Text, "");
/// The method's parameters.
pub static METHOD_PARAMS: Field = field("methodParams", "接口参数", "Method parameters", Kind::Event, "");

/// The nodes of an answer's root (section 1.2).
pub static RESPONSE: [&Field; 3] = [&RESULT_CODE, &RESULT_DESC, &RESULT];
/// How it went.
pub static RESULT_CODE: Field = field("resultCode", "响应结果代码", "Result code", code(&ResultCode::TABLE), "0");
/// What went wrong: required unless resultCode is 0.
pub static RESULT_DESC: Field = field("resultDesc", "响应结果描述", "Result description", Kind::Text, "").optional();
/// The method's output.
pub static RESULT: Field = field("result", "输出参数", "Output", Kind::Event, "").optional();

/// The five methods, in the specification's order.
pub static METHODS: &[Method] = &[
    Method {
        code: "refundGeneral",
        title: text("原渠道商户退费", "Refund through the original channel"),
        section: "2.1",
        provisional: false,
        params: &[
            SECRET,
            field("refundType", "退费类型", "Refund type", code(&RefundType::TABLE), "1"),
            field("orderNo", "服务平台订单号", "Service platform's order number", Kind::Text, "YCT-SAMPLE-0001"),
            field("hisRefundOrderNo", "医院退费订单号", "Hospital's refund order number", Kind::Text, "HIS-SAMPLE-R-0001"),
            field("refundAmout", "退款金额", "Refund amount", Kind::Fen, "30000")
                .note("单位为分；节点名照规范写作 refundAmout", "in fen; the specification spells the name refundAmout"),
            field("refundTime", "退费时间", "Refund time", Kind::Timestamp, "2016-08-27 10:15:00"),
            field("refundReason", "退费原因", "Refund reason", Kind::Text, "示例：患者取消预约"),
            field("partialOrAllrefund", "退费标志", "Refund scope", code(&RefundScope::TABLE), "1").optional().default("1"),
            field("pushMsg", "是否推送消息", "Push a message or not", code(&PushChoice::TABLE), "1").optional().default("1"),
        ],
        events: &[],
        cardinality: Cardinality::One,
        result: &[
            field("refundOrderNo", "服务平台退费订单号", "Service platform's refund order number", Kind::Text, "YCT-SAMPLE-R-0001"),
            field("agtRefundOrderNo", "支付平台退费流水号", "Payment platform's refund number", Kind::Text, "AGT-SAMPLE-R-0001")
                .homonym("此处是支付平台的退费流水号；在 regOrdersQuery 中同名字段是服务平台的退费订单号", "here the payment platform's refund number; in regOrdersQuery the same name is the service platform's"),
        ],
    },
    Method {
        code: "stopReg",
        title: text("医生停诊", "Doctor's session cancelled"),
        section: "2.2",
        provisional: false,
        params: &[
            SECRET,
            field("orderList", "订单列表", "Order list", Kind::OrderList, "YCT-SAMPLE-0001,YCT-SAMPLE-0002")
                .note("一个或多个预约订单号，用英文逗号隔开", "one or more appointment order numbers, joined by ASCII commas"),
        ],
        events: &[],
        cardinality: Cardinality::None,
        result: &[],
    },
    Method {
        code: "ordersQuery",
        title: text("订单查询", "Orders query"),
        section: "2.3",
        provisional: false,
        params: &[
            SECRET,
            field("orderMode", "订单类型", "Order type", Kind::Code(&OrderMode::TABLE, All::Query(&codes::ALL)), "0"),
            field("regMode", "预约平台", "Booking platform", code(&ServicePlatform::TABLE), "3")
                .note("没有“所有”代码", "has no code for all"),
            QUERY_PLATFORM,
            field("startTime", "开始时间", "Start time", Kind::Timestamp, "2016-08-27 00:00:00").note("按支付时间查询", "selects by payment time"),
            field("endTime", "结束时间", "End time", Kind::Timestamp, "2016-08-27 23:59:59").note("按支付时间查询", "selects by payment time"),
        ],
        events: &[],
        cardinality: Cardinality::Many,
        result: &[
            TRADE_TIME,
            field("orderMode", "订单类型", "Order type", code(&OrderMode::TABLE), "1"),
            RECORD_PLATFORM,
            ORDER_NO,
            field("refundOrderNo", "服务平台退费订单号", "Service platform's refund order number", Kind::Text, "YCT-SAMPLE-R-0001").of_refund()
                .note("未退款时为空", "empty where not refunded"),
            HIS_ORDER_NO,
            HIS_REFUND_ORDER_NO,
            AGT_ORDER_NO,
            field("agtRefundOrderNo", "支付平台退费订单号", "Payment platform's refund order number", Kind::Text, "AGT-SAMPLE-R-0001").of_refund()
                .homonym("此处是支付平台的退费订单号；在 regOrdersQuery 中同名字段是服务平台的", "here the payment platform's; in regOrdersQuery the same name is the service platform's"),
            field("agtTraceNo", "银联系统跟踪号(支付)", "UnionPay trace number (payment)", Kind::Text, "").unsampled()
                .note("仅银联支付或医保支付（广州）有", "only for UnionPay, or medical insurance in Guangzhou"),
            field("agtRefundTraceNo", "银联系统跟踪号(退费)", "UnionPay trace number (refund)", Kind::Text, "").unsampled()
                .note("仅银联支付或医保支付（广州）有", "only for UnionPay, or medical insurance in Guangzhou"),
            PAY_TOTAL_FEE,
            REFUND_TOTAL_FEE,
            TRADE_TYPE,
        ],
    },
    Method {
        code: "regOrdersQuery",
        title: text("挂号订单查询", "Registration orders query"),
        section: "2.4",
        provisional: true,
        params: &[
            SECRET.optional(),
            field("hospitalCode", "医院代码", "Hospital code", Kind::Text, "SAMPLE-HOSPITAL"),
            field("branchCode", "分院代码", "Branch code", Kind::Text, "SAMPLE-BRANCH").optional(),
            field("regType", "挂号类型", "Registration type", Kind::Code(&RegType::TABLE, All::Query(&codes::ALL)), "0"),
            QUERY_PLATFORM,
            field("startDate", "就诊开始日期", "First date of visit", Kind::Date, "2016-08-27").note("按就诊日期查询", "selects by the date of the visit"),
            field("endDate", "就诊结束日期", "Last date of visit", Kind::Date, "2016-08-28").note("按就诊日期查询", "selects by the date of the visit"),
        ],
        events: &[],
        cardinality: Cardinality::Many,
        result: &[
            field("branchCode", "分院编码", "Branch code", Kind::Text, "SAMPLE-BRANCH").optional(),
            field("branchName", "分院名称", "Branch name", Kind::Text, "示例分院").optional(),
            field("bookDate", "就诊日期", "Date of visit", Kind::Date, "2016-08-28"),
            TRADE_TIME,
            field("regType", "挂号类型", "Registration type", code(&RegType::TABLE), "2"),
            RECORD_PLATFORM,
            ORDER_NO,
            field("agtRefundOrderNo", "服务平台退费订单号", "Service platform's refund order number", Kind::Text, "YCT-SAMPLE-R-0001").of_refund()
                .homonym("此处是服务平台的退费订单号；在 refundGeneral、ordersQuery 中同名字段是支付平台的。未退款时为空", "here the service platform's; in refundGeneral and ordersQuery the same name is the payment platform's. Empty where not refunded"),
            HIS_ORDER_NO,
            HIS_REFUND_ORDER_NO,
            AGT_ORDER_NO,
            field("agtRefundPayOrderNo", "支付平台退费订单号", "Payment platform's refund order number", Kind::Text, "AGT-SAMPLE-R-0001").of_refund()
                .note("未退款时为空", "empty where not refunded"),
            PAY_TOTAL_FEE,
            REFUND_TOTAL_FEE,
            TRADE_TYPE,
        ],
    },
    Method {
        code: "msgPush",
        title: text("消息推送", "Message push"),
        section: "2.5.1",
        provisional: false,
        params: &[
            SECRET,
            field("voucherType", "凭证类别", "Voucher type", code(&VoucherType::TABLE), "1"),
            field("voucherCode", "凭证唯一标示", "Voucher number", Kind::Text, "000000000001").personal()
                .note("诊疗卡号码，或服务平台挂号订单号", "the treatment card's number, or the service platform's registration order number"),
            field("eventCode", "事件编码", "Event code", code(&EventCode::TABLE), "16"),
            field(EVENT_PARAMS, "事件参数", "Event parameters", Kind::Event, ""),
        ],
        events: &[
            Event {
                code: EventCode::WaitingNotice.row(),
                section: "2.5.2.1",
                params: &[
                    PAT_NAME,
                    PAT_CARD_NO,
                    field("serialNum", "就诊号", "Visit number", Kind::Text, "12"),
                    field("currentNum", "前方排队人数", "People ahead in the queue", Kind::Count, "3"),
                    field("deptName", "预约科室", "Department", Kind::Text, "示例内科"),
                    field("doctorName", "预约医生", "Doctor", Kind::Text, "李示例"),
                    field("hisOrderNo", "挂号流水号", "Registration number", Kind::Text, "HIS-SAMPLE-0001"),
                    HOSPITAL_NAME,
                    field("visitLocation", "就诊位置", "Place of the visit", Kind::Text, "门诊楼1203室"),
                ],
            },
            Event {
                code: EventCode::OutpatientPaymentReminder.row(),
                section: "2.5.2.2",
                params: &[
                    PAT_NAME,
                    PAT_CARD_NO,
                    field("patCardType", "就诊卡类型", "Card type", code(&CardType::TABLE), "3"),
                    field("payType", "缴费类型", "Kind of fee", Kind::Text, "检查费").note("如中药、西药、检查费", "such as Chinese medicine, Western medicine, examination"),
                    field("payAmout", "缴费金额", "Amount to pay", Kind::Yuan, "236.50")
                        .note("单位为元，不是分：全协议只有这一处；节点名照规范写作 payAmout", "in yuan, not fen: the one such place of the protocol; the specification spells the name payAmout"),
                    HOSPITAL_NAME,
                ],
            },
        ],
        cardinality: Cardinality::None,
        result: &[],
    },
];
