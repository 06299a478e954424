//! Columns being made.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Fields};
use jobmatch::requirement::Parsed;
use jobmatch::taxonomy::Taxonomy;

/// A count as columns hold it.
pub(crate) fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Ends of lists over one column of items.
#[derive(Default)]
struct Ends(Vec<usize>);

impl Ends {
    fn list(self, items: ArrayRef) -> ArrayRef {
        let mut before = 0;
        let lengths = self.0.into_iter().map(|end| end - std::mem::replace(&mut before, end));
        let field: FieldRef = Arc::new(Field::new("item", items.data_type().clone(), false));
        Arc::new(ListArray::new(field, OffsetBuffer::from_lengths(lengths), items, None))
    }
}

/// Lists of texts.
#[derive(Default)]
pub(crate) struct TextLists {
    texts: StringBuilder,
    count: usize,
    ends: Ends,
}

impl TextLists {
    /// Another text of the row.
    pub(crate) fn push(&mut self, text: &str) {
        self.texts.append_value(text);
        self.count += 1;
    }

    /// The row is done.
    pub(crate) fn end(&mut self) {
        self.ends.0.push(self.count);
    }

    /// The column.
    pub(crate) fn finish(mut self) -> ArrayRef {
        self.ends.list(Arc::new(self.texts.finish()))
    }
}

/// Lists of skills that texts name.
#[derive(Default)]
pub(crate) struct MentionLists {
    line: Int32Builder,
    id: StringBuilder,
    name: StringBuilder,
    surface: StringBuilder,
    start: Int32Builder,
    end: Int32Builder,
    count: usize,
    ends: Ends,
}

impl MentionLists {
    /// The fields of a mention.
    fn fields() -> Fields {
        let text = |name| Field::new(name, DataType::Utf8, false);
        let number = |name| Field::new(name, DataType::Int32, false);
        Fields::from(vec![number("line"), text("id"), text("name"), text("surface"), number("start"), number("end")])
    }

    /// The type of the column.
    pub(crate) fn data_type() -> DataType {
        DataType::List(Arc::new(Field::new("item", DataType::Struct(Self::fields()), false)))
    }

    /// The mentions of a line that are hard skills, or those that are not.
    pub(crate) fn push(&mut self, line: usize, text: &str, parsed: &Parsed, taxonomy: &Taxonomy, hard: bool) {
        for mention in &parsed.mentions {
            let skill = taxonomy.skill(mention.skill);
            if skill.kind().is_hard() != hard {
                continue;
            }
            self.line.append_value(int(line));
            self.id.append_value(skill.id());
            self.name.append_value(skill.name());
            self.surface.append_value(mention.span.of(text));
            self.start.append_value(int(mention.span.start));
            self.end.append_value(int(mention.span.end));
            self.count += 1;
        }
    }

    /// The row is done.
    pub(crate) fn end(&mut self) {
        self.ends.0.push(self.count);
    }

    /// The column.
    pub(crate) fn finish(mut self) -> ArrayRef {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.line.finish()),
            Arc::new(self.id.finish()),
            Arc::new(self.name.finish()),
            Arc::new(self.surface.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
        ];
        self.ends.list(Arc::new(StructArray::new(Self::fields(), columns, None)))
    }
}
