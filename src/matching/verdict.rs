//! From leaf credits to the credit of a tree.

use serde::{Deserialize, Serialize};

use crate::matching::Holdings;
use crate::policy::Policy;
use crate::profile::candidate::Candidate;
use crate::requirement::Expr;
use crate::taxonomy::{SkillId, Taxonomy};

/// How what is held relates to what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same.
    Exact,
    /// A kind of it.
    Narrower,
    /// Entails it.
    Implies,
    /// Can stand in for it to a degree.
    Similar,
    /// Only something more general.
    Broader,
    /// A certificate that points to it.
    Certificate,
    /// A degree.
    Degree,
    /// Working time.
    Experience,
    /// The same words.
    Words,
    /// Nothing.
    None,
}

impl Relation {
    /// The word that the contract's JSON uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Narrower => "narrower",
            Self::Implies => "implies",
            Self::Similar => "similar",
            Self::Broader => "broader",
            Self::Certificate => "certificate",
            Self::Degree => "degree",
            Self::Experience => "experience",
            Self::Words => "words",
            Self::None => "none",
        }
    }
}

/// Why a leaf has its credit.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// What is needed: an id, or words.
    pub need: String,
    /// What is held: an id, or words.
    pub have: Option<String>,
    /// How the two relate.
    pub relation: Relation,
    /// Credit of the leaf.
    pub credit: f64,
    /// Place in the profile.
    pub evidence: Option<String>,
    /// Whether the profile only shows signs of it, so that it is to be proved.
    pub to_prove: bool,
}

/// Takes the reasons of leaves. Ranking many postings needs none: `()` throws them away without building them.
pub trait Reasons {
    /// Notes a reason.
    fn note(&mut self, make: impl FnOnce() -> Because);
}

impl Reasons for () {
    fn note(&mut self, _: impl FnOnce() -> Because) {}
}

impl Reasons for Vec<Because> {
    fn note(&mut self, make: impl FnOnce() -> Because) {
        self.push(make());
    }
}

/// What a tree comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// Credit 0…1, and whether every assessed part is met.
    Assessed(f64, bool),
    /// Nothing is asked.
    Free,
    /// No profile can prove it, or this one does not speak of it.
    Unassessed,
}

impl Outcome {
    /// A leaf with a credit.
    #[must_use]
    pub fn leaf(credit: f64) -> Self {
        Self::Assessed(credit, credit >= 1.0 - 1e-9)
    }

    fn credit(self) -> Option<f64> {
        match self {
            Self::Assessed(credit, _) => Some(credit),
            Self::Free => Some(1.0),
            Self::Unassessed => None,
        }
    }
}

/// Alternatives that are judged without memory of their own.
const FEW: usize = 16;

/// Judges trees for one candidate.
pub struct Judge<'a> {
    /// Names and relations.
    pub taxonomy: &'a Taxonomy,
    /// Credits.
    pub policy: &'a Policy,
    /// What the candidate holds.
    pub holdings: &'a Holdings<'a>,
}

/// What a line needs to know of its posting.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'p> {
    /// Fields of study of the posting's family and title, by which "관련 학과" is resolved.
    pub families: &'p [SkillId],
    /// Working time that what stands inside must have lasted.
    pub months: Option<f64>,
}

impl<'a> Judge<'a> {
    pub(super) fn candidate(&self) -> &'a Candidate {
        self.holdings.candidate
    }

    /// The outcome of a tree. References to other lines come out unassessed: the score resolves them.
    pub fn judge(&self, expr: &Expr, setting: Setting<'_>, reasons: &mut impl Reasons) -> Outcome {
        match expr {
            Expr::All(nodes) => all(nodes.iter().map(|node| self.judge(node, setting, reasons))),
            Expr::Any { of, min, open, category } => {
                let others = |judge: &Self, reasons: &mut _| match category.filter(|_| *open) {
                    Some(category) => judge.others_under(category, of, setting, reasons),
                    None => Vec::new(),
                };
                // Short lists, and nearly all are, need no memory of their own.
                let mut few = [Outcome::Unassessed; FEW];
                if let Some(few) = few.get_mut(..of.len()) {
                    few.iter_mut().zip(of).for_each(|(slot, node)| *slot = self.judge(node, setting, reasons));
                    let more = others(self, reasons);
                    return if more.is_empty() { any(few, *min) } else { any(&mut [&*few, &more].concat(), *min) };
                }
                let mut outcomes: Vec<Outcome> = of.iter().map(|node| self.judge(node, setting, reasons)).collect();
                outcomes.extend(others(self, reasons));
                any(&mut outcomes, *min)
            }
            Expr::Category { id, except, min, grade } => self.category(*id, except, *min, *grade, setting, reasons),
            Expr::Skill(id, grade) => self.skill(*id, *grade, setting, reasons),
            Expr::Term(text) => self.term(text, setting, reasons),
            Expr::Experience { months, within: None, .. } => self.working_time(*months, reasons),
            Expr::Experience { months, within: Some(node), .. } => {
                let setting = Setting { months: (*months > 0.0).then_some(*months), ..setting };
                self.judge(node, setting, reasons)
            }
            Expr::Degree { level, fields, related } => self.degree(*level, fields, *related, setting, reasons),
            Expr::Language(id, level) => self.language(*id, *level, reasons),
            Expr::Certificate(name, id) => self.certificate(name, *id, reasons),
            Expr::Portfolio => self.portfolio(reasons),
            Expr::Trait(id) => self.attitude(*id, reasons),
            Expr::Equivalent(node) => self.equivalent(node, reasons),
            Expr::Nothing => Outcome::Free,
            Expr::Note | Expr::Ref { .. } => Outcome::Unassessed,
        }
    }
}

/// The mean of the assessed parts; met only if each is.
pub fn all(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    let (mut sum, mut parts, mut met, mut free) = (0.0, 0.0, true, false);
    for outcome in outcomes {
        match outcome {
            Outcome::Assessed(credit, whole) => {
                sum += credit;
                parts += 1.0;
                met &= whole;
            }
            Outcome::Free => free = true,
            Outcome::Unassessed => {}
        }
    }
    if parts > 0.0 {
        Outcome::Assessed(sum / parts, met)
    } else if free {
        Outcome::Free
    } else {
        Outcome::Unassessed
    }
}

/// The mean of the best `min`.
pub fn any(outcomes: &mut [Outcome], min: usize) -> Outcome {
    if min == 1 && outcomes.contains(&Outcome::Free) {
        return Outcome::Free;
    }
    outcomes.sort_by(|a, b| b.credit().unwrap_or(-1.0).total_cmp(&a.credit().unwrap_or(-1.0)));
    let assessed = outcomes.iter().filter(|outcome| outcome.credit().is_some()).count();
    if assessed == 0 {
        return Outcome::Unassessed;
    }
    let parts = min.clamp(1, outcomes.len());
    let best = || outcomes[..parts.min(assessed)].iter();
    let sum: f64 = best().filter_map(|outcome| outcome.credit()).sum();
    let met = best().all(|outcome| matches!(outcome, Outcome::Assessed(_, true) | Outcome::Free)) && parts <= assessed;
    #[allow(clippy::cast_precision_loss, reason = "a count of alternatives")]
    let mean = sum / parts.min(assessed) as f64;
    Outcome::Assessed(mean, met || parts > assessed && mean >= 1.0)
}
