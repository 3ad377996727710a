//! What fields of one container have to do with each other.

/// A record's refund, which is at most its payment (decision D20).
pub(crate) const REFUND_OF_PAYMENT: (&str, &str) = ("refundTotalFee", "payTotalFee");

/// What tells that a record is a refund, and what it then carries: one of the numbers, the first that its method has, and the amount (decision D21).
pub(crate) const REFUND_MARK: &str = "tradeType";
pub(crate) const REFUND_NUMBERS: [&str; 2] = ["refundOrderNo", "agtRefundOrderNo"];

/// The ends of a query's range, and what they select by: the time of payment, the day of the visit (decision D25).
pub const RANGES: [(&str, &str, &str); 2] = [("startTime", "endTime", "tradeTime"), ("startDate", "endDate", "bookDate")];

/// An amount that is not 0 (decision D20).
pub(crate) const NOT_ZERO: &str = "refundAmout";
