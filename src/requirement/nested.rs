//! Trees as they come out of a file: nested no deeper than what a thread's stack stands.

use std::cell::Cell;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Trees in trees; those of lines that people write have less than ten.
const DEEPEST: usize = 128;

thread_local! {
    /// How deep the tree that is being read is nested: a format that is not its own does not count it.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// A level, left when it is dropped.
struct Level;

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Reads what stands a level deeper.
pub(super) fn deeper<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    if DEPTH.get() >= DEEPEST {
        return Err(D::Error::custom("nested too deep"));
    }
    DEPTH.set(DEPTH.get() + 1);
    let _level = Level;
    T::deserialize(from)
}

#[cfg(test)]
mod tests {
    use super::DEEPEST;
    use crate::requirement::Expr;

    #[test]
    fn trees_without_end_are_refused() {
        let nested = |depth: usize| (0..depth).fold(Expr::Note, |inner, _| Expr::Equivalent(Box::new(inner)));
        let bytes = postcard::to_stdvec(&nested(DEEPEST)).expect("a tree can be written");
        assert_eq!(postcard::from_bytes::<Expr>(&bytes), Ok(nested(DEEPEST)));
        let deep = [vec![bytes[0]; 1 << 20], bytes].concat();
        assert!(postcard::from_bytes::<Expr>(&deep).is_err());
        assert!(postcard::from_bytes::<Expr>(&[bytes_of(&Expr::All(Vec::new()))[0], 1].repeat(1 << 20)).is_err());
    }

    fn bytes_of(expr: &Expr) -> Vec<u8> {
        postcard::to_stdvec(expr).expect("a tree can be written")
    }
}
