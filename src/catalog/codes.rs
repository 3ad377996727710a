//! The fourteen code tables (section 1.3 and the field notes of section 2).

use super::{Text, text};
use serde::Serialize;

/// One code of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// What stands on the wire.
    pub code: &'static str,
    /// What the specification calls it, and its translation.
    pub label: Text,
    /// The name of the constant that stands for it.
    pub constant: &'static str,
}

/// A code table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CodeTable {
    /// The name of its type.
    pub name: &'static str,
    /// What the specification calls it, and its translation.
    pub title: Text,
    /// The section that prints it.
    pub section: &'static str,
    /// Its codes, in the specification's order.
    pub codes: &'static [Code],
}

impl CodeTable {
    /// The row of a code.
    ///
    /// ```
    /// use yct_envelope::catalog::codes::RefundType;
    /// assert_eq!(RefundType::TABLE.find("2").map(|row| row.label.zh), Some("门诊退费"));
    /// assert_eq!(RefundType::parse("2"), Some(RefundType::Outpatient));
    /// assert_eq!(RefundType::Outpatient.code(), "2");
    /// ```
    pub fn find(&self, code: &str) -> Option<&'static Code> {
        self.codes.iter().find(|row| row.code == code)
    }
}

macro_rules! tables {
    ($($table:ident $zh:literal $en:literal $section:literal { $($constant:ident $code:literal $label_zh:literal $label_en:literal)+ })+) => {
        $(
            #[doc = concat!($zh, " (", $en, "), section ", $section, ".")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $table {
                $(#[doc = concat!("`", $code, "` ", $label_zh, " (", $label_en, ")")] $constant,)+
            }

            impl $table {
                /// The whole table.
                pub const TABLE: CodeTable = CodeTable {
                    name: stringify!($table),
                    title: text($zh, $en),
                    section: $section,
                    codes: &[$(Self::$constant.row(),)+],
                };

                /// The row of the table.
                pub const fn row(self) -> Code {
                    match self { $(Self::$constant => Code { code: $code, label: text($label_zh, $label_en), constant: stringify!($constant) },)+ }
                }

                /// What stands on the wire.
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$constant => $code,)+ }
                }

                /// The code that a wire value stands for; `None` where the table lacks it.
                pub fn parse(code: &str) -> Option<Self> {
                    match code { $($code => Some(Self::$constant),)+ _ => None }
                }
            }
        )+

        /// All tables, in the specification's order.
        pub static TABLES: &[CodeTable] = &[$($table::TABLE,)+];
    };
}

tables! {
    CardType "就诊卡类型" "Card type" "1.3.1" {
        CitizenCard "1" "市民卡" "Citizen card"
        HealthCard "2" "健康卡" "Health card"
        TreatmentCard "3" "诊疗卡" "Treatment card"
        InformationCard "4" "信息卡" "Information card"
        MedicalCertificate "5" "医疗证" "Medical certificate"
        IdentityCard "6" "身份证" "Identity card"
        InpatientNumber "7" "住院号" "Inpatient number"
        PatientId "8" "患者唯一标识" "Unique patient identifier"
        SunshineCard "9" "阳光卡" "Sunshine card"
    }
    ServicePlatform "服务平台" "Service platform" "1.3.3" {
        YctApp "1" "医程通APP" "YCT app"
        H5Site "2" "H5微站" "H5 micro-site"
        YctWeChatAccount "3" "医程通微信服务号" "YCT WeChat service account"
        YctAlipayWindow "4" "医程通支付宝服务窗" "YCT Alipay service window"
        YctWebsite "5" "医程通网站" "YCT website"
        HospitalWeChatAccount "6" "医院微信服务号" "Hospital's WeChat service account"
        HospitalAlipayWindow "7" "医院支付宝服务窗" "Hospital's Alipay service window"
    }
    PayPlatform "支付/退费平台" "Payment platform" "1.3.4" {
        YctWallet "1" "医程通钱包" "YCT wallet"
        UnionPay "2" "银联" "UnionPay"
        WeChat "3" "微信" "WeChat Pay"
        Alipay "4" "支付宝" "Alipay"
        MedicalInsurance "5" "医保" "Medical insurance"
    }
    IdentityType "证件类型" "Identity document type" "1.3.5" {
        MainlandIdCard "1" "中国居民身份证" "Chinese resident identity card"
        HongKongMacaoIdCard "2" "港澳居民身份证" "Hong Kong or Macao resident identity card"
        TaiwanIdCard "3" "台湾居民身份证" "Taiwan resident identity card"
        Passport "4" "护照" "Passport"
        OfficerCertificate "5" "士官证" "Military officer's certificate"
        DrivingLicence "6" "驾驶证" "Driving licence"
    }
    ResultCode "响应结果状态码" "Result code" "1.3.6" {
        Success "0" "成功" "Success"
        Failure "-1" "失败" "Failure"
        NotFound "1" "未查询到记录" "No record found"
        NotAllowed "2" "不符合限定" "Outside the limits"
        Repeated "3" "重复操作" "Repeated operation"
    }
    ResponseType "响应的数据格式" "Response format" "1.1" {
        Xml "0" "xml" "XML"
        Json "1" "json" "JSON"
    }
    RefundType "退费类型" "Refund type" "2.1" {
        Registration "1" "挂号退费" "Registration refund"
        Outpatient "2" "门诊退费" "Outpatient refund"
        InpatientDeposit "3" "住院押金退费" "Inpatient deposit refund"
    }
    RefundScope "退费标志" "Refund scope" "2.1" {
        Full "1" "全部退费" "Full refund"
        Partial "2" "部分退费" "Partial refund"
    }
    PushChoice "是否推送消息" "Push a message or not" "2.1" {
        Push "1" "推送消息" "Push a message"
        NoPush "2" "不推送消息" "Push no message"
    }
    OrderMode "订单类型" "Order type" "2.3" {
        Registration "1" "挂号" "Registration"
        Outpatient "2" "门诊" "Outpatient"
        InpatientDeposit "3" "住院押金" "Inpatient deposit"
    }
    RegType "挂号类型" "Registration type" "2.4" {
        SameDay "1" "当班" "Same-day"
        Appointment "2" "预约" "Appointment"
    }
    TradeType "交易类型" "Transaction type" "2.3" {
        Payment "1" "支付" "Payment"
        Refund "2" "退费" "Refund"
    }
    VoucherType "凭证类别" "Voucher type" "2.5.1" {
        TreatmentCard "1" "诊疗卡" "Treatment card"
        RegistrationOrderNo "2" "服务平台挂号订单号" "Service platform's registration order number"
    }
    EventCode "事件编码" "Event code" "2.5.1" {
        WaitingNotice "16" "候诊通知" "Waiting notice"
        OutpatientPaymentReminder "26" "门诊待缴费提醒" "Outpatient payment reminder"
    }
}

/// `0` of a query's orderMode or regType.
pub static ALL: Code = Code { code: "0", label: text("所有", "All"), constant: "All" };
/// `0` of tradeMode.
pub static ALL_PLATFORMS: Code = Code { code: "0", label: text("所有平台", "All platforms"), constant: "All" };
