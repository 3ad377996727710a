//! What people copy along with a value: quotes, units, separators, full-width characters.

/// A full-width digit or mark as its ASCII form.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// A text with ASCII in the place of full-width digits and marks.
pub(crate) fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// A quotation mark of any kind.
pub(crate) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '＂' | '＇')
}

/// What stands in quotes; `None` where a text is not wholly in one pair of them.
pub(crate) fn unquoted(text: &str) -> Option<&str> {
    inside(text, is_quote)
}

/// What stands in the square brackets that are wholly around a list.
pub(crate) fn unbracketed(text: &str) -> Option<&str> {
    inside(text, |c| matches!(c, '[' | ']' | '【' | '】'))
}

fn inside(text: &str, is_mark: fn(char) -> bool) -> Option<&str> {
    let inner = text.strip_prefix(is_mark)?.strip_suffix(is_mark)?.trim_matches(super::is_space);
    (!inner.is_empty() && !inner.contains(is_mark)).then_some(inner)
}

/// The digits of a number that is written with more than its digits, and the mark that tells its unit.
///
/// `None` where it is no number, or separators leave more than one reading: `3,00`.
pub(crate) fn bare_number(text: &str, marks: &[&'static str]) -> Option<(String, Option<&'static str>)> {
    let is_rim: fn(char) -> bool = |c| is_quote(c) || c == ' ';
    let narrow = narrowed(text).to_ascii_uppercase();
    let mut rest = narrow.trim_matches(is_rim);
    let mut found = None;
    while let Some((mark, shorter)) =
        marks.iter().find_map(|&mark| Some((mark, rest.strip_prefix(mark).or_else(|| rest.strip_suffix(mark))?)))
    {
        found = found.or(Some(mark));
        rest = shorter.trim_matches(is_rim);
    }
    let mut number = String::new();
    // How many digits stand since a separator, or the point.
    let mut digits = 0usize;
    let (mut is_grouped, mut has_point) = (false, false);
    for c in rest.strip_prefix('+').unwrap_or(rest).chars() {
        match c {
            '0'..='9' if has_point && digits > 1 && c == '0' => {}
            '0'..='9' => {
                if number == "0" {
                    number.clear();
                }
                number.push(c);
                digits = digits.saturating_add(1);
            }
            ',' | '_' | ' ' | '\'' if !has_point && (digits == 3 || !is_grouped && matches!(digits, 1 | 2)) => {
                (is_grouped, digits) = (true, 0)
            }
            '.' if !has_point && digits > 0 && (!is_grouped || digits == 3) => {
                number.push(c);
                (has_point, digits) = (true, 0);
            }
            _ => return None,
        }
    }
    (digits > 0 && (has_point || !is_grouped || digits == 3)).then_some((number, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes() {
        for (text, inner) in [
            ("\"A1\"", Some("A1")),
            ("“A1”", Some("A1")),
            ("' A1 '", Some("A1")),
            ("「甲」", Some("甲")),
            ("A1", None),
            ("\"A1", None),
            ("\"\"", None),
            ("\"", None),
            ("“甲”和“乙”", None),
        ] {
            assert_eq!(unquoted(text), inner, "{text}");
        }
    }

    #[test]
    fn numbers() {
        let read = |text: &str| bare_number(text, &["¥", "￥", "元", "整", "RMB", "分"]);
        for (text, number, mark) in [
            ("30000", "30000", None),
            ("00300", "300", None),
            ("000", "0", None),
            ("+3", "3", None),
            ("３００．５０", "300.50", None),
            ("300.5000", "300.50", None),
            ("1,234.50", "1234.50", None),
            ("1，234，567", "1234567", None),
            ("12 345", "12345", None),
            ("￥300", "300", Some("￥")),
            ("rmb 300.00", "300.00", Some("RMB")),
            ("300元整", "300", Some("整")),
            ("“30000分”", "30000", Some("分")),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), mark)), "{text}");
        }
        for text in ["", "元", "3,00", "1,23,456", ",300", "1e3", "-3", "3.", ".5", "三百元", "3元5分", "1.2.3", "3-4", "NaN"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("1.2345").map(|(number, _)| number).as_deref(), Some("1.2345"));
    }
}
