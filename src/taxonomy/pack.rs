//! The taxonomy as bytes that are used where they lie: columns one behind the other, each led by its length and padded to
//! eight bytes. Numbers are those of the machine: the packing machine and the running one have the same byte order.

use std::borrow::Cow;

use bytemuck::Pod;

use super::model::{Column, Lists, Rows, Taxonomy};
use super::spelling::Spellings;
use crate::text::trie::Trie;

/// What is done with each column.
trait Pass {
    fn column<T: Pod>(&mut self, column: &mut Column<T>);

    fn lists<T: Pod>(&mut self, lists: &mut Lists<T>) {
        self.column(&mut lists.ends);
        self.column(&mut lists.items);
    }
}

/// The columns in their order.
fn columns(rows: &mut Rows, records: &mut Column<u32>, units: &mut Column<u32>, pass: &mut impl Pass) {
    pass.column(&mut rows.version);
    pass.column(&mut rows.skills);
    pass.lists(&mut rows.broader);
    pass.lists(&mut rows.implies);
    pass.lists(&mut rows.parts);
    pass.lists(&mut rows.closure);
    pass.column(&mut rows.wider);
    pass.lists(&mut rows.under);
    pass.lists(&mut rows.similar);
    pass.lists(&mut rows.evidence);
    pass.lists(&mut rows.external);
    pass.column(&mut rows.was);
    pass.column(&mut rows.ids);
    pass.lists(&mut rows.aliases);
    pass.column(&mut rows.strict);
    pass.lists(&mut rows.need_skills);
    pass.lists(&mut rows.need_words);
    pass.lists(&mut rows.not_near);
    pass.column(&mut rows.seams);
    pass.column(records);
    pass.column(units);
}

struct Writer(Vec<u8>);

impl Pass for Writer {
    fn column<T: Pod>(&mut self, column: &mut Column<T>) {
        let bytes: &[u8] = bytemuck::cast_slice(column);
        self.0.extend((bytes.len() as u64).to_ne_bytes());
        self.0.extend(bytes);
        self.0.resize(self.0.len().next_multiple_of(8), 0);
    }
}

struct Reader {
    rest: &'static [u8],
    sound: bool,
}

impl Reader {
    fn next<T: Pod>(&mut self) -> Option<&'static [T]> {
        let (len, rest) = self.rest.split_first_chunk::<8>()?;
        let len = usize::try_from(u64::from_ne_bytes(*len)).ok()?;
        let (bytes, rest) = rest.split_at_checked(len.checked_next_multiple_of(8)?)?;
        self.rest = rest;
        bytemuck::try_cast_slice(bytes.get(..len)?).ok()
    }
}

impl Pass for Reader {
    fn column<T: Pod>(&mut self, column: &mut Column<T>) {
        let next = self.next();
        self.sound &= next.is_some();
        *column = Cow::Borrowed(next.unwrap_or_default());
    }
}

/// The bytes of a taxonomy, without its pool of text.
#[must_use]
pub fn pack(taxonomy: &Taxonomy) -> Vec<u8> {
    let mut writer = Writer(Vec::new());
    let Spellings { trie, mut records } = taxonomy.spellings.clone();
    columns(&mut taxonomy.rows.clone(), &mut records, &mut Cow::Owned(trie.units().to_vec()), &mut writer);
    writer.0
}

/// Borrows what [`pack`] wrote, and the pool; `None` where the bytes are damaged, or do not begin at an address that eight divides.
#[must_use]
pub fn unpack(bytes: &'static [u8], pool: &'static str) -> Option<Taxonomy> {
    let mut reader = Reader { rest: bytes, sound: true };
    let (mut rows, mut records, mut units) = (Rows { pool: pool.into(), ..Rows::default() }, Cow::default(), Cow::default());
    columns(&mut rows, &mut records, &mut units, &mut reader);
    (reader.sound && reader.rest.is_empty()).then(|| Taxonomy { rows, spellings: Spellings { trie: Trie::packed(units), records } })
}
