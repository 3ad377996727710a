//! How near two names are: for did-you-mean, and for a secret whose element is misspelt.

/// Names longer than this are compared by their beginning.
const LONGEST: usize = 40;
const ROOM: usize = LONGEST + 1;

/// The number of characters to insert, delete, replace or swap with their neighbour to get from one to the other, without regard to case
/// and to the `_` and `-` of other ways of writing a name.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let at = |row: &[u8; ROOM], j: usize| row.get(j).copied().unwrap_or(u8::MAX);
    let (mut before, mut row) = ([0; ROOM], [0; ROOM]);
    row.iter_mut().zip(0..).for_each(|(cell, j)| *cell = j);
    let mut last_a = None;
    for (i, x) in (1..).zip(letters(a).take(LONGEST)) {
        let mut next = [i; ROOM];
        let mut last_b = None;
        for (j, y) in letters(b).take(LONGEST).enumerate() {
            let replaced = at(&row, j).saturating_add(u8::from(x != y));
            let removed = at(&row, j.saturating_add(1)).saturating_add(1);
            let inserted = at(&next, j).saturating_add(1);
            let swapped = match (last_a == Some(y) && last_b == Some(x), j.checked_sub(1)) {
                (true, Some(j)) => at(&before, j).saturating_add(1),
                _ => u8::MAX,
            };
            if let Some(cell) = next.get_mut(j.saturating_add(1)) {
                *cell = replaced.min(removed).min(inserted).min(swapped);
            }
            last_b = Some(y);
        }
        before = std::mem::replace(&mut row, next);
        last_a = Some(x);
    }
    at(&row, letters(b).take(LONGEST).count()).into()
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase())
}

/// Whether a name is probably meant to be the other.
pub(crate) fn is_near(name: &str, meant: &str) -> bool {
    let (length, wanted) = (letters(name).count(), letters(meant).count());
    let allowed = if wanted <= 4 { 1 } else { 2 };
    if length.abs_diff(wanted) > allowed {
        return false;
    }
    // Most letters are those of the other: without them there is nothing to align.
    let known = letters(meant).fold(0u32, |known, c| known | bit(c));
    let shared = letters(name).filter(|&c| known & bit(c) != 0).count();
    shared.saturating_add(allowed) >= wanted && distance(name, meant) <= allowed
}

fn bit(c: char) -> u32 {
    1u32.rotate_left(u32::from(c))
}

/// Which rows a text is probably meant for, by any of their three names: those that are most like it.
pub(crate) fn meant(text: &str, row: &dyn Fn(usize) -> Option<[&'static str; 3]>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut best = 1;
    let mut at = 0;
    while let Some(names) = row(at) {
        let like = names.iter().fold(0, |best, name| likeness(text, name).max(best));
        if like > best {
            best = like;
            found.clear();
        }
        if like == best {
            found.push(at);
        }
        at = at.saturating_add(1);
    }
    found
}

/// How like a text is to a name: 3 it is the name, 2 it is near it, 1 it is a part of it, has it as a part, or is near it in Chinese, where a
/// character is a word.
fn likeness(text: &str, name: &str) -> usize {
    let (text, name, words) = (plain(text, false), plain(name, false), plain(text, true));
    if name.is_empty() || text.is_empty() {
        return 0;
    }
    // 不成功 is no 成功.
    let is_negation: fn(char) -> bool = |c| matches!(c, '不' | '未' | '非' | '没' | '无');
    let negates = |text: &str| text.contains(is_negation);
    let is_part = match text.is_ascii() {
        true => text.len() > if name.is_ascii() { 2 } else { 1 } && words.split(' ').all(|word| name.contains(word)),
        false => negates(&text) == negates(&name) && (text.len() > 3 && name.contains(&text) || name.len() > 3 && text.contains(&name)),
    };
    match name.is_ascii() {
        _ if text == name => 3,
        true if name.len() > 2 && is_near(&text, &name) => 2,
        false if is_part || name.len() > 6 && negates(&text) == negates(&name) && is_near(&text, &name) => 1,
        _ => usize::from(is_part),
    }
}

/// A text in lower case without its marks and blanks; with a blank between the words of `queryOrders`, `query_orders` or `Query orders`, if
/// asked for.
fn plain(text: &str, is_spaced: bool) -> String {
    let mut plain = String::new();
    let mut was_lower = false;
    for c in text.chars() {
        let is_letter = c.is_ascii_alphanumeric() || matches!(c, '\u{3400}'..='\u{9fff}');
        if is_spaced && (!is_letter || was_lower && c.is_ascii_uppercase()) {
            plain.push(' ');
        }
        if is_letter {
            plain.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "ab", 2),
            ("secret", "secret", 0),
            ("SECRET", "secret", 0),
            ("secert", "secret", 1),
            ("refundAmount", "refundAmout", 1),
            ("kitten", "sitting", 3),
            ("his_refund_order_no", "hisRefundOrderNo", 0),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (expected, expected), "{a} {b}");
        }
        assert!(is_near("payAmount", "payAmout") && !is_near("startDate", "startTime") && !is_near("regMode", "orderMode"));
    }

    /// As the definition has it, for short words.
    #[allow(clippy::arithmetic_side_effects)]
    fn by_definition(a: &[char], b: &[char]) -> usize {
        let [x, others @ ..] = a else { return b.len() };
        let [y, rest @ ..] = b else { return a.len() };
        let replaced = by_definition(others, rest) + usize::from(x != y);
        let removed = by_definition(others, b) + 1;
        let inserted = by_definition(a, rest) + 1;
        let swapped = match (a, b) {
            ([x, y, a @ ..], [z, w, b @ ..]) if x == w && y == z => by_definition(a, b) + 1,
            _ => usize::MAX,
        };
        replaced.min(removed).min(inserted).min(swapped)
    }

    #[test]
    fn distances_of_all_short_words() {
        let letters = [None, Some('a'), Some('b'), Some('_')];
        let more = |words: Vec<Vec<char>>| words.iter().flat_map(|word| letters.map(|c| word.iter().copied().chain(c).collect())).collect();
        let words: Vec<Vec<char>> = (0..3).fold(vec![Vec::new()], |words, _| more(words));
        let known = |word: &[char]| word.iter().copied().filter(|c| *c != '_').collect::<Vec<_>>();
        for a in &words {
            for b in &words {
                let (x, y): (String, String) = (a.iter().collect(), b.iter().collect());
                assert_eq!(distance(&x, &y), by_definition(&known(a), &known(b)), "{x} {y}");
            }
        }
    }

    #[test]
    fn nearness_ends_at_two_letters_and_at_one_for_a_short_name() {
        for (name, meant, expected) in [
            ("secr", "secret", true),
            ("sec", "secret", false),
            ("secrexxt", "secret", true),
            ("secrexxxt", "secret", false),
            ("a", "ab", true),
            ("abxy", "ab", false),
            ("abcx", "abcd", true),
            ("abxy", "abcd", false),
            ("abcxy", "abcde", true),
            ("abxyz", "abcde", false),
        ] {
            assert_eq!(is_near(name, meant), expected, "{name} {meant}");
        }
    }

    #[test]
    fn likenesses() {
        for (text, name, expected) in [
            ("abc", "abc", 3),
            ("A-b_C", "abc", 3),
            ("成功", "成功", 3),
            ("", "abc", 0),
            ("abc", "", 0),
            ("…", "abc", 0),
            ("abd", "abc", 2),
            ("ac", "ab", 0),
            ("abcd", "xabcdx", 2),
            ("query", "ordersQuery", 1),
            ("orders", "ordersQuery", 1),
            ("or", "ordersQuery", 0),
            ("query of orders", "ordersQuery", 0),
            ("成", "成功", 0),
            ("成功了", "成功", 1),
            ("不成功", "成功", 0),
            ("未成功", "不成功", 1),
            ("全部退款", "全部退费", 1),
            ("部退", "全部退费", 1),
            ("失败", "成功", 0),
            ("我", "我们", 0),
            ("pay", "支付", 0),
            ("银联", "银行", 0),
        ] {
            assert_eq!(likeness(text, name), expected, "{text} {name}");
        }
    }

    #[test]
    fn meanings() {
        let platforms = [["微信", "WeChat Pay", ""], ["支付宝", "Alipay", ""], ["银联", "UnionPay", ""]];
        let scopes = [["全部退费", "Full refund", ""], ["部分退费", "Partial refund", ""]];
        let results = [["成功", "Success", ""], ["失败", "Failure", ""], ["未查询到记录", "No record found", ""]];
        let methods = ["ordersQuery", "regOrdersQuery", "refundGeneral", "msgPush"].map(|code| ["", "", code]);
        for (text, rows) in [
            ("微信支付", &[0][..]),
            ("支付宝支付", &[1]),
            ("wechat", &[0]),
            ("WeChat-Pay", &[0]),
            ("alipay ", &[1]),
            ("pay", &[0, 1, 2]),
            ("现金", &[]),
        ] {
            assert_eq!(meant(text, &|at| platforms.get(at).copied()), rows, "{text}");
        }
        for (text, rows) in [("部分退款", &[1][..]), ("全部", &[0]), ("退费", &[0, 1]), ("full", &[0]), ("全", &[])] {
            assert_eq!(meant(text, &|at| scopes.get(at).copied()), rows, "{text}");
        }
        for (text, rows) in [("不成功", &[][..]), ("操作成功", &[0]), ("未查询到", &[2]), ("unsuccessful", &[]), ("FAIL", &[1])]
        {
            assert_eq!(meant(text, &|at| results.get(at).copied()), rows, "{text}");
        }
        for (text, rows) in
            [("orders_query", &[0][..]), ("queryOrders", &[0, 1]), ("refund", &[2]), ("pushMsg", &[3]), ("pushMessage", &[]), ("", &[])]
        {
            assert_eq!(meant(text, &|at| methods.get(at).copied()), rows, "{text}");
        }
    }
}
