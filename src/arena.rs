//! A list that may become long, in pieces: growing, it moves nothing, and takes no room for twice as much.

/// How many items a piece holds.
const PIECE: usize = 512;

pub(crate) struct Arena<T>(Vec<Vec<T>>);

impl<T> Arena<T> {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub fn len(&self) -> usize {
        self.0.last().map_or(0, |last| self.0.len().saturating_sub(1).saturating_mul(PIECE).saturating_add(last.len()))
    }

    pub fn push(&mut self, item: T) {
        match self.0.last_mut() {
            Some(last) if last.len() < PIECE => last.push(item),
            // The first grows as lists do: most texts are short.
            before => {
                let mut piece = Vec::with_capacity(if before.is_some() { PIECE } else { 0 });
                piece.push(item);
                self.0.push(piece);
            }
        }
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at.div_euclid(PIECE))?.get(at.rem_euclid(PIECE))
    }

    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.0.get_mut(at.div_euclid(PIECE))?.get_mut(at.rem_euclid(PIECE))
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    pub fn into_vec(self) -> Vec<T> {
        let mut items = Vec::with_capacity(self.len());
        self.0.into_iter().for_each(|piece| items.extend(piece));
        items
    }

    /// Lets go of the items from a place on.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length.div_ceil(PIECE));
        if let Some(last) = self.0.get_mut(length.div_euclid(PIECE)) {
            last.truncate(length.rem_euclid(PIECE));
        }
    }

    /// How many of the items from a place on come first that are wanted, as of a sorted list.
    pub fn partition_point(&self, from: usize, wanted: impl Fn(&T) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low.saturating_add(high.saturating_sub(low).div_euclid(2));
            if self.get(middle).is_some_and(&wanted) {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        low.saturating_sub(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(length: usize) -> Arena<usize> {
        let mut arena = Arena::new();
        (0..length).for_each(|item| arena.push(item));
        arena
    }

    #[test]
    fn is_a_list() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7] {
            let mut arena = to(length);
            assert_eq!(arena.len(), length);
            assert!(arena.iter().copied().eq(0..length));
            assert!(arena.get(length).is_none() && arena.get_mut(length).is_none());
            for at in (0..length).step_by(97).chain(length.checked_sub(1)) {
                assert_eq!(arena.get_mut(at).copied(), arena.get(at).copied());
                assert_eq!((arena.get(at), arena.partition_point(0, |item| *item < at)), (Some(&at), at));
                assert_eq!(arena.partition_point(at, |_| true), length - at);
                assert_eq!(arena.partition_point(at, |_| false), 0);
                let mut short = to(length);
                short.truncate(at);
                assert_eq!(short.len(), at);
                short.push(at);
                assert!(short.iter().copied().eq(0..=at));
                assert!(short.into_vec().into_iter().eq(0..=at));
            }
        }
    }
}
