//! Postings and lines as they are stored.

use serde::{Deserialize, Serialize};

use super::build::target;
use super::wire::Bytes;
use super::{Damaged, sound};
use crate::posting::{Line, Posting, Section};
use crate::requirement::{Expr, Parsed, RefTo, Strength};
use crate::score::{Standing, standing};
use crate::span::Span;

/// What is shown of a posting. The places of its lines inside of the file are not: nothing that reads an index shows them.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored<'a> {
    id: &'a str,
    company: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    family: Option<&'a str>,
    path: &'a str,
    line: usize,
    described: bool,
    #[serde(borrow)]
    lines: Vec<(Section, &'a str, Vec<usize>, usize)>,
}

impl<'a> From<&'a Posting> for Stored<'a> {
    fn from(posting: &'a Posting) -> Self {
        let line = |line: &'a Line| (line.section, line.text.as_str(), line.breaks.clone(), line.line);
        Self {
            id: &posting.id,
            company: posting.company.as_deref(),
            title: posting.title.as_deref(),
            url: posting.url.as_deref(),
            family: posting.family.as_deref(),
            path: &posting.path,
            line: posting.line,
            described: posting.described,
            lines: posting.lines.iter().map(line).collect(),
        }
    }
}

impl TryFrom<Stored<'_>> for Posting {
    type Error = Damaged;

    fn try_from(stored: Stored<'_>) -> Result<Self, Damaged> {
        stored.lines.iter().try_for_each(|(_, text, breaks, _)| sound::breaks(text, breaks))?;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let line = |(section, text, breaks, line): (Section, &str, Vec<usize>, usize)| Line {
            section,
            text: text.to_owned(),
            breaks,
            line,
            span: Span::default(),
        };
        Ok(Self {
            id: stored.id.to_owned(),
            company: owned(stored.company),
            title: owned(stored.title),
            url: owned(stored.url),
            family: owned(stored.family),
            path: stored.path.to_owned(),
            line: stored.line,
            described: stored.described,
            lines: stored.lines.into_iter().map(line).collect(),
        })
    }
}

/// How a line stands, in a byte: its list, the strength that it says, whether it refers to others and to which.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flags(pub u8);

const PREFERRED: u8 = 1;
const SAYS_REQUIRED: u8 = 2;
const SAYS_PREFERRED: u8 = 4;
const REFERS: u8 = 8;

impl Flags {
    pub(super) fn of(section: Section, parsed: &Parsed) -> Self {
        let mut flags = if section == Section::Preferred { PREFERRED } else { 0 };
        flags |= match parsed.strength {
            Some(Strength::Required) => SAYS_REQUIRED,
            Some(Strength::Preferred) => SAYS_PREFERRED,
            None => 0,
        };
        if let Expr::Ref { to, .. } = parsed.expr {
            flags |= REFERS | target(to) << 4;
        }
        Self(flags)
    }

    pub(super) const fn section(self) -> Section {
        if self.0 & PREFERRED == 0 { Section::Required } else { Section::Preferred }
    }

    pub(super) const fn strength(self) -> Option<Strength> {
        match self.0 & (SAYS_REQUIRED | SAYS_PREFERRED) {
            SAYS_REQUIRED => Some(Strength::Required),
            SAYS_PREFERRED => Some(Strength::Preferred),
            _ => None,
        }
    }

    /// Reads how a line stands; of a reference, also how many lines it wants.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<(Self, Standing), Damaged> {
        let flags = Self(bytes.byte()?);
        let to = match flags.0 >> 4 {
            0 => RefTo::Required,
            1 => RefTo::Preferred,
            2 => RefTo::Above,
            _ => return Err(Damaged),
        };
        let refers = if flags.0 & REFERS == 0 { None } else { Some((to, bytes.len()?.checked_sub(1))) };
        let counts = standing::counts_in(flags.section(), flags.strength());
        Ok((flags, Standing { section: flags.section(), counts, refers }))
    }
}
