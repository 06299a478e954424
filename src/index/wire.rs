//! Numbers as bytes: small ones take one.

use super::Damaged;

/// Appends a number, seven bits a byte.
pub(super) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Appends the number of things that are counted in memory.
pub(super) fn put_len(out: &mut Vec<u8>, len: usize) {
    put(out, len as u64);
}

/// An id as a number (FNV-1a, which is the same on every machine).
pub(super) fn id_number(id: &str) -> u64 {
    id.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Reads numbers and pieces from the front of some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Result<u8, Damaged> {
        let (first, rest) = self.0.split_first().ok_or(Damaged)?;
        self.0 = rest;
        Ok(*first)
    }

    /// Most numbers take one byte: those are read in place.
    #[inline]
    pub(super) fn number(&mut self) -> Result<u64, Damaged> {
        match self.0.split_first() {
            Some((&first, rest)) if first < 0x80 => {
                self.0 = rest;
                Ok(u64::from(first))
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Result<u64, Damaged> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damaged)
    }

    #[inline]
    pub(super) fn small(&mut self) -> Result<u32, Damaged> {
        self.number()?.try_into().map_err(|_| Damaged)
    }

    #[inline]
    pub(super) fn len(&mut self) -> Result<usize, Damaged> {
        self.number()?.try_into().map_err(|_| Damaged)
    }

    pub(super) fn take(&mut self, len: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(Damaged)?;
        self.0 = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, put};

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut out = Vec::new();
        for number in numbers {
            put(&mut out, number);
        }
        let mut bytes = Bytes(&out);
        for number in numbers {
            assert_eq!(bytes.number(), Ok(number));
        }
        assert!(bytes.is_empty() && bytes.number().is_err());
        assert!(Bytes(&[0xFF; 11]).number().is_err());
    }
}
