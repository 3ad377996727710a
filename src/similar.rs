//! How near two names are: for did-you-mean, and for a secret whose element is misspelt.

/// Names longer than this are compared by their beginning.
const LONGEST: usize = 40;

/// The number of characters to insert, delete, replace or swap with their neighbour to get from one to the other, without regard to case.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
    let b: Vec<char> = b.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (i, &x) in a.iter().enumerate() {
        let mut next = vec![i.saturating_add(1)];
        let mut last_b = None;
        for (j, &y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX);
            let replaced = at(&row, j).saturating_add(usize::from(x != y));
            let removed = at(&row, j.saturating_add(1)).saturating_add(1);
            let inserted = at(&next, j).saturating_add(1);
            let swapped = match (last_a == Some(y) && last_b == Some(x), j.checked_sub(1)) {
                (true, Some(j)) => at(&before, j).saturating_add(1),
                _ => usize::MAX,
            };
            next.push(replaced.min(removed).min(inserted).min(swapped));
            last_b = Some(y);
        }
        before = std::mem::replace(&mut row, next);
        last_a = Some(x);
    }
    row.last().copied().unwrap_or_default()
}

/// Whether a name is probably meant to be the other.
pub(crate) fn is_near(name: &str, meant: &str) -> bool {
    let allowed = if meant.chars().count() <= 4 { 1 } else { 2 };
    name.chars().count().abs_diff(meant.chars().count()) <= allowed && distance(name, meant) <= allowed
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
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (expected, expected), "{a} {b}");
        }
        assert!(is_near("payAmount", "payAmout") && !is_near("startDate", "startTime") && !is_near("regMode", "orderMode"));
    }
}
