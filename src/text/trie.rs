//! A packed trie: words to numbers, walked along the text itself. A double array of 32-bit units as Darts-clone and yada
//! lay it out (S. Yata), so that a trie packed at build time is used where it lies: nothing is parsed or built at start.

use std::borrow::Cow;

use yada::builder::DoubleArrayBuilder;

/// Packed bytes of the program, beginning where units of any width may begin.
#[derive(Debug)]
#[repr(C, align(8))]
pub struct Packed<T: ?Sized>(pub T);

impl Packed<[u8]> {
    /// The bytes as units of a trie.
    #[must_use]
    pub fn units(&self) -> &[u32] {
        bytemuck::try_cast_slice(&self.0).unwrap_or_default()
    }
}

/// Words and their numbers.
#[derive(Debug, Clone)]
pub struct Trie {
    units: Cow<'static, [u32]>,
}

/// A place in a trie: the letters walked so far.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    at: u32,
    unit: u32,
}

impl Trie {
    /// A trie of words in the order of their bytes, none empty and none twice; `None` where they are not, or are too many.
    ///
    /// ```
    /// use jobmatch::text::trie::Trie;
    /// let trie = Trie::build(&[("c", 0), ("c#", 1)]).unwrap();
    /// let c = trie.step(trie.root(), b'c').unwrap();
    /// assert_eq!(trie.value(c), Some(0));
    /// assert_eq!(trie.step(c, b'#').and_then(|node| trie.value(node)), Some(1));
    /// assert!(trie.step(c, b'+').is_none());
    /// ```
    #[must_use]
    pub fn build(words: &[(&str, u32)]) -> Option<Self> {
        let bytes = DoubleArrayBuilder::build(words).ok()?;
        let units = bytes.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]));
        Some(Self { units: units.collect() })
    }

    /// A trie that lies in the program.
    #[must_use]
    pub fn of(packed: &'static Packed<[u8]>) -> Self {
        Self::packed(Cow::Borrowed(packed.units()))
    }

    /// A trie whose units were packed before.
    #[must_use]
    pub const fn packed(units: Cow<'static, [u32]>) -> Self {
        Self { units }
    }

    /// The units, for packing.
    #[must_use]
    pub fn units(&self) -> &[u32] {
        &self.units
    }

    /// The number of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u32> {
        self.value(word.bytes().try_fold(self.root(), |node, byte| self.step(node, byte))?)
    }

    /// The place before any letter.
    #[must_use]
    pub fn root(&self) -> Node {
        Node { at: 0, unit: self.units.first().copied().unwrap_or_default() }
    }

    /// The place one byte further, where any word goes on with it.
    #[must_use]
    #[inline]
    pub fn step(&self, node: Node, byte: u8) -> Option<Node> {
        let at = offset(node.unit) ^ node.at ^ u32::from(byte);
        let unit = *self.units.get(at as usize)?;
        // The label of a unit that holds a number has its highest bit set, so that it is no byte.
        (unit & (1 << 31 | 0xFF) == u32::from(byte)).then_some(Node { at, unit })
    }

    /// The number of the word that ends here.
    #[must_use]
    #[inline]
    pub fn value(&self, node: Node) -> Option<u32> {
        if node.unit >> 8 & 1 == 0 {
            return None;
        }
        self.units.get((offset(node.unit) ^ node.at) as usize).map(|unit| unit & !(1 << 31))
    }
}

const fn offset(unit: u32) -> u32 {
    (unit >> 10) << ((unit & 1 << 9) >> 6)
}
