use std::fmt;

/// Order numbers, joined on the wire by ASCII commas (section 2.2).
///
/// ```
/// use yct_envelope::value::OrderList;
/// let orders = OrderList::parse("A1,A2").unwrap();
/// assert_eq!(orders.as_slice(), ["A1", "A2"]);
/// assert!(OrderList::parse("A1，A2").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderList(Vec<String>);

impl OrderList {
    /// Reads a list; `None` where a separator is no single ASCII comma or an item is empty.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.split(',').all(|item| !item.is_empty() && !item.contains(is_separator));
        sound.then(|| Self(text.split(',').map(str::to_owned).collect()))
    }

    /// The order numbers, in order.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for OrderList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(","))
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
pub(crate) fn items(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        let marks = usize::from(is_mark(c));
        match (items.last_mut(), is_separator(c)) {
            (Some(Item::Order(_, to)), false) => *to = end,
            (Some(Item::Separator(_, to, count)), true) => {
                *to = end;
                *count = count.saturating_add(marks);
            }
            (_, false) => items.push(Item::Order(at, end)),
            (_, true) => items.push(Item::Separator(at, end, marks)),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::{Item::*, *};

    #[test]
    fn cuts() {
        assert_eq!(items("A1, A2"), [Order(0, 2), Separator(2, 4, 1), Order(4, 6)]);
        assert_eq!(items(",A，，B"), [Separator(0, 1, 1), Order(1, 2), Separator(2, 8, 2), Order(8, 9)]);
        assert_eq!(items(""), []);
    }
}
