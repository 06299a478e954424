//! The fields of records that nothing reads, for those who check a file.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::site::sites;

/// Adds the names of fields in a JSON text that no entry of the table knows. What stands inside such a field is not looked at.
pub(in crate::posting) fn json(text: &[u8], names: &mut BTreeSet<String>) {
    let mut from = serde_json::Deserializer::from_slice(text);
    // A fault in the text was told when it was read.
    let _ = Names(names).deserialize(&mut from);
}

/// Collects unknown names anywhere in a value.
struct Names<'a>(&'a mut BTreeSet<String>);

impl<'de> DeserializeSeed<'de> for Names<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Names<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<(), A::Error> {
        while from.next_element_seed(Names(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<(), A::Error> {
        while let Some(name) = from.next_key::<String>()? {
            if sites().key(&name).is_some() {
                from.next_value_seed(Names(self.0))?;
            } else {
                self.0.insert(name);
                from.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
