//! The order of a ranking, and the best so many of a stream.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What sums of floats may be wrong by, in tenths of a point, where they bound a fit.
const SLACK: f64 = 0.01;

/// Where a posting comes by its score alone: the smaller, the better. By fit, then by more assessed lines; thin ones after
/// the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    last: bool,
    tenths: Reverse<i32>,
    assessed: Reverse<usize>,
}

impl Place {
    /// The place of a posting with this fit. `thin` is the number of assessed lines that it takes not to be thin.
    #[must_use]
    pub fn new(fit: Option<f64>, assessed: usize, thin: usize) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a fit is at most 100")]
        let tenths = fit.map_or(-1, |fit| (fit * 10.0).round() as i32);
        Self { last: assessed < thin || fit.is_none(), tenths: Reverse(tenths), assessed: Reverse(assessed) }
    }

    /// The best place of a posting whose mean credit, 0…1, is at most this, and of which at most so many lines are assessed.
    #[must_use]
    pub fn at_best(mean: f64, assessed: usize, thin: usize) -> Self {
        let tenths = (1000.0 * mean + 0.5 + SLACK).floor().min(1000.0);
        Self::new(Some(tenths / 10.0), assessed, thin)
    }

    /// The fit; absent where nothing could be assessed.
    #[must_use]
    pub fn fit(&self) -> Option<f64> {
        (self.tenths.0 >= 0).then(|| f64::from(self.tenths.0) / 10.0)
    }

    /// Whether fewer lines were assessed than it takes.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.last
    }

    /// Lines that weigh.
    #[must_use]
    pub const fn assessed(&self) -> usize {
        self.assessed.0
    }
}

/// What to keep of a ranking.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cut {
    /// At most so many postings.
    pub top: Option<usize>,
    /// Only postings with at least this fit.
    pub min_fit: Option<f64>,
}

impl Cut {
    /// Whether the fit of a place is high enough.
    #[must_use]
    pub fn admits(&self, place: Place) -> bool {
        self.min_fit.is_none_or(|least| place.fit().is_some_and(|fit| fit >= least))
    }
}

/// The best of what is offered, in the order of places; of equals, what has the smaller number.
#[derive(Debug)]
pub struct Best<T> {
    cut: Cut,
    heap: BinaryHeap<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    key: (Place, u64),
    item: T,
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl<T> Best<T> {
    /// Nothing yet.
    #[must_use]
    pub const fn new(cut: Cut) -> Self {
        Self { cut, heap: BinaryHeap::new() }
    }

    /// Whether something at this place, or at a worse one, could still be kept. Numbers must be given in rising order for
    /// `number` to be left out.
    #[must_use]
    pub fn wants(&self, place: Place, number: u64) -> bool {
        self.cut.admits(place)
            && match self.worst() {
                Some(worst) => (place, number) < worst,
                None => self.cut.top != Some(0),
            }
    }

    /// The place from which nothing is kept any more; none as long as there is room.
    #[must_use]
    pub fn worst(&self) -> Option<(Place, u64)> {
        let full = self.cut.top.is_some_and(|top| self.heap.len() >= top);
        self.heap.peek().filter(|_| full).map(|entry| entry.key)
    }

    /// Keeps an item where it is good enough.
    pub fn offer(&mut self, place: Place, number: u64, item: T) {
        if !self.wants(place, number) {
            return;
        }
        if self.worst().is_some() {
            self.heap.pop();
        }
        self.heap.push(Entry { key: (place, number), item });
    }

    /// The items, best first.
    #[must_use]
    pub fn into_sorted(self) -> Vec<(Place, T)> {
        self.heap.into_sorted_vec().into_iter().map(|entry| (entry.key.0, entry.item)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Best, Cut, Place};

    #[test]
    fn thin_ones_come_last_and_equals_stay_as_read() {
        let mut best = Best::new(Cut { top: Some(4), min_fit: None });
        let places = [(Some(80.0), 5), (Some(100.0), 2), (Some(80.0), 6), (None, 0), (Some(90.5), 3), (Some(80.0), 5)];
        for ((fit, assessed), number) in places.into_iter().zip(0..) {
            best.offer(Place::new(fit, assessed, 3), number, number);
        }
        assert_eq!(best.into_sorted().into_iter().map(|(_, item)| item).collect::<Vec<_>>(), [4, 2, 0, 5]);
    }

    #[test]
    fn a_least_fit_holds_for_every_item() {
        let mut best = Best::new(Cut { top: None, min_fit: Some(50.0) });
        best.offer(Place::new(Some(49.9), 5, 3), 0, 0);
        best.offer(Place::new(Some(50.0), 5, 3), 1, 1);
        best.offer(Place::new(None, 0, 3), 2, 2);
        assert_eq!(best.into_sorted().len(), 1);
    }
}
