//! The smallest team: as few candidates as can be who together meet all lines that any of them meets.

/// Sets tried before the search settles for the greedy answer.
const PATIENCE: usize = 200_000;

/// The columns of a smallest cover, in their order. `meets` says by column which of `lines` lines it meets.
#[must_use]
pub(super) fn smallest(meets: &[Vec<usize>], lines: usize) -> Vec<usize> {
    let wanted: Vec<usize> = (0..lines).filter(|line| meets.iter().any(|met| met.contains(line))).collect();
    let mut search = Search { meets, best: greedy(meets, &wanted), tried: 0 };
    search.go(&wanted, &mut Vec::new());
    search.best.sort_unstable();
    search.best
}

/// Each time the column that meets most of what is left.
fn greedy(meets: &[Vec<usize>], wanted: &[usize]) -> Vec<usize> {
    let mut left = wanted.to_vec();
    let mut team = Vec::new();
    while !left.is_empty() {
        let count = |column: &usize| left.iter().filter(|line| meets[*column].contains(line)).count();
        let Some(column) = (0..meets.len()).rev().max_by_key(count) else { break };
        left.retain(|line| !meets[column].contains(line));
        team.push(column);
    }
    team
}

struct Search<'m> {
    meets: &'m [Vec<usize>],
    best: Vec<usize>,
    tried: usize,
}

impl Search<'_> {
    /// Branches on the line that the fewest meet: one of these must be in the team.
    fn go(&mut self, left: &[usize], team: &mut Vec<usize>) {
        self.tried += 1;
        let Some(rarest) = left.iter().min_by_key(|line| self.meets.iter().filter(|met| met.contains(line)).count()) else {
            if team.len() < self.best.len() {
                self.best.clone_from(team);
            }
            return;
        };
        if team.len() + 1 >= self.best.len() || self.tried > PATIENCE {
            return;
        }
        for column in (0..self.meets.len()).filter(|column| self.meets[*column].contains(rarest)) {
            let rest: Vec<usize> = left.iter().copied().filter(|line| !self.meets[column].contains(line)).collect();
            team.push(column);
            self.go(&rest, team);
            team.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{greedy, smallest};

    #[test]
    fn greed_would_take_one_too_many() {
        let meets = [vec![0, 1, 2, 3], vec![0, 1, 4], vec![2, 3, 5]];
        let all: Vec<usize> = (0..6).collect();
        assert_eq!(greedy(&meets, &all).len(), 3);
        assert_eq!(smallest(&meets, 6), [1, 2]);
    }

    #[test]
    fn nobody_is_needed_where_nobody_meets_anything() {
        assert!(smallest(&[vec![], vec![]], 3).is_empty());
        assert!(smallest(&[], 0).is_empty());
    }

    #[test]
    fn one_who_meets_all_is_enough() {
        assert_eq!(smallest(&[vec![0], vec![0, 1, 2], vec![2]], 3), [1]);
    }

    #[test]
    fn many_candidates_take_no_time() {
        let meets: Vec<Vec<usize>> =
            (0..200_usize).map(|column| (0..40).filter(|line| (column * 7 + line * 13) % 11 == 0).collect()).collect();
        assert!(!smallest(&meets, 40).is_empty());
    }
}
