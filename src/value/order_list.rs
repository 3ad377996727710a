use std::fmt;

/// Order numbers, joined on the wire by ASCII commas (section 2.2).
///
/// ```
/// use yct_envelope::value::OrderList;
/// let orders = OrderList::parse("A1,A2").unwrap();
/// assert_eq!(orders.iter().collect::<Vec<_>>(), ["A1", "A2"]);
/// assert_eq!(orders.to_string(), "A1,A2");
/// assert!(OrderList::parse("A1，A2").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderList(String);

impl OrderList {
    /// Reads a list; `None` where a separator is no single ASCII comma or an item is empty.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.split(',').all(|item| !item.is_empty() && !item.contains(is_separator));
        sound.then(|| Self(text.to_owned()))
    }

    /// The order numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(',')
    }
}

impl fmt::Display for OrderList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What people put between order numbers.
pub(crate) const fn is_separator(c: char) -> bool {
    is_mark(c) || is_blank(c)
}

const fn is_mark(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | ';' | '；')
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}')
}

/// A piece of a list: an order number, or what stands between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// From, to: byte offsets.
    Order(usize, usize),
    /// From, to, and how many commas of any kind are in it.
    Separator(usize, usize, usize),
}

/// Cuts a list into order numbers and the runs of separators between them.
pub(crate) fn items(text: &str) -> impl Iterator<Item = Item> {
    let mut from = 0usize;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let separates = is_separator(rest.chars().next()?);
        let (start, length) = (from, rest.find(|c| is_separator(c) != separates).unwrap_or(rest.len()));
        from = from.saturating_add(length);
        let marks = || rest.chars().take_while(|c| is_separator(*c)).filter(|c| is_mark(*c)).count();
        Some(if separates { Item::Separator(start, from, marks()) } else { Item::Order(start, from) })
    })
}

#[cfg(test)]
mod tests {
    use super::{Item::*, *};

    fn cut(text: &str) -> Vec<Item> {
        items(text).collect()
    }

    #[test]
    fn cuts() {
        assert_eq!(cut("A1, A2"), [Order(0, 2), Separator(2, 4, 1), Order(4, 6)]);
        assert_eq!(cut(",A，，B"), [Separator(0, 1, 1), Order(1, 2), Separator(2, 8, 2), Order(8, 9)]);
        assert_eq!(cut(""), []);
    }
}
