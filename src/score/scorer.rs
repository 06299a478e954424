//! Scores postings for one candidate.

use crate::matching::verdict::{Judge, Outcome, Reasons, Setting};
use crate::occupation::{self, Occupations};
use crate::policy::Policy;
use crate::posting::{Posting, Section};
use crate::requirement::Expr;
use crate::score::fit::{Gate, GateKind, GateStatus, LineScore, PostingScore, Status, Sums, Understood};
use crate::score::place::Place;
use crate::score::standing::{self, Desk, Standing, sums};

/// What the heading of a posting has to do with its fit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headed<'p> {
    /// Whether it came as one text: its title counts too.
    pub described: bool,
    /// Title.
    pub title: Option<&'p str>,
    /// Job family.
    pub family: Option<&'p str>,
}

impl<'p> From<&'p Posting> for Headed<'p> {
    fn from(posting: &'p Posting) -> Self {
        Self { described: posting.described, title: posting.title.as_deref(), family: posting.family.as_deref() }
    }
}

/// Scores postings for one candidate.
pub struct Scorer<'a> {
    /// Judges the trees.
    pub judge: Judge<'a>,
}

impl Scorer<'_> {
    fn policy(&self) -> &Policy {
        self.judge.policy
    }

    /// Scores a posting.
    #[must_use]
    pub fn score(&self, posting: &Understood<'_>) -> PostingScore {
        let standings: Vec<Standing> = standings(posting).collect();
        let outcomes: Vec<Outcome> = self.outcomes(posting).collect();
        let lines: Vec<LineScore> = (0..outcomes.len()).map(|at| standing::line_score(&standings, &outcomes, at)).collect();
        let (required, preferred) = sums(&lines);
        let gates = self.gates(posting, &lines);
        let fails = |gate: &Gate| lines[gate.line].section == Section::Required && gate.status != GateStatus::Met;
        let assessed = required.assessed + preferred.assessed;
        PostingScore {
            fit: self.fit(Headed::from(posting.posting), &required, &preferred),
            qualified: required.missing == 0 && !gates.iter().any(fails) && assessed > 0,
            thin: assessed < self.policy().thin,
            assessed,
            required,
            preferred,
            lines,
            gates,
        }
    }

    /// The place of a posting, and nothing else: what a ranking of many asks of most of them.
    #[must_use]
    pub fn place(&self, posting: &Understood<'_>, desk: &mut Desk) -> Place {
        desk.clear();
        for (standing, outcome) in standings(posting).zip(self.outcomes(posting)) {
            desk.push(standing, outcome);
        }
        self.place_of(desk, Headed::from(posting.posting))
    }

    /// The place of a posting of which the outcome of every line is known.
    #[must_use]
    pub fn place_of(&self, desk: &Desk, headed: Headed<'_>) -> Place {
        let (required, preferred) = desk.sums();
        let assessed = required.assessed + preferred.assessed;
        Place::new(self.fit(headed, &required, &preferred), assessed, self.policy().thin)
    }

    fn outcomes<'p>(&'p self, posting: &'p Understood<'_>) -> impl Iterator<Item = Outcome> + 'p {
        let setting = Setting { families: &posting.families, months: None };
        posting.lines.iter().map(move |line| self.judge.judge(&line.expr, setting, &mut ()))
    }

    /// Fit = 100 · (w·ΣR + v·ΣP) / (w·nR + v·nP), rounded half up to one decimal at the very end. Of a posting that came as one text
    /// the title has a share in it.
    fn fit(&self, headed: Headed<'_>, required: &Sums, preferred: &Sums) -> Option<f64> {
        let (w, v) = (self.policy().required_weight, self.policy().preferred_weight);
        #[allow(clippy::cast_precision_loss, reason = "counts of lines")]
        let (r, p) = (required.assessed as f64, preferred.assessed as f64);
        let weight = w * r + v * p;
        let lines = (weight > 0.0).then(|| (w * required.credit + v * preferred.credit) / weight);
        let mean = match (lines, self.title(headed)) {
            (Some(lines), Some(title)) => {
                let share = self.policy().title_share;
                Some((1.0 - share) * lines + share * title)
            }
            (lines, title) => lines.or(title),
        };
        // The small addition keeps a mean that is a half in decimals from falling below it in binary.
        mean.map(|mean| (1000.0 * mean + 0.5 + 1e-9).floor() / 10.0)
    }

    /// How near the title of a posting that came as one text is to what the candidate works as, 0…1.
    fn title(&self, headed: Headed<'_>) -> Option<f64> {
        let candidate = self.judge.holdings.candidate;
        let held = headed.described.then(|| candidate.worked.occupations()).filter(|held| !held.is_empty())?;
        let title = headed.title.unwrap_or_default();
        let own = Occupations::of(title);
        let asked = if own.is_empty() { Occupations::of(headed.family.unwrap_or_default()) } else { own };
        let likeness = asked.likeness(held).unwrap_or(self.policy().title_unknown);
        Some(likeness * occupation::suits(title, candidate.months))
    }

    /// The reasons of one line.
    pub fn explain(&self, posting: &Understood<'_>, line: usize, reasons: &mut impl Reasons) {
        let setting = Setting { families: &posting.families, months: None };
        self.judge.judge(&posting.lines[line].expr, setting, reasons);
    }

    fn gates(&self, posting: &Understood<'_>, lines: &[LineScore]) -> Vec<Gate> {
        let candidate = self.judge.holdings.candidate;
        let mut out = Vec::new();
        for (at, parsed) in posting.lines.iter().enumerate() {
            let mut kinds: Vec<GateKind> = Vec::new();
            parsed.expr.walk(&mut |node| {
                let kind = match node {
                    Expr::Experience { months, .. } if *months > 1.0 => GateKind::Years,
                    Expr::Degree { .. } => GateKind::Degree,
                    Expr::Language(..) => GateKind::Language,
                    Expr::Certificate(..) => GateKind::Certificate,
                    Expr::Portfolio => GateKind::Portfolio,
                    _ => return,
                };
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            });
            for kind in kinds {
                let unknown = match kind {
                    GateKind::Years => candidate.months.is_none(),
                    GateKind::Degree => candidate.degrees.is_empty(),
                    GateKind::Language => candidate.languages.is_empty(),
                    GateKind::Certificate => candidate.certificates.is_empty(),
                    GateKind::Portfolio => candidate.portfolio.is_none(),
                };
                let status = match lines[at].status {
                    Status::Met => GateStatus::Met,
                    _ if unknown => GateStatus::Unknown,
                    _ => GateStatus::NotMet,
                };
                out.push(Gate { kind, line: at, status });
            }
        }
        out
    }
}

fn standings<'p>(posting: &'p Understood<'_>) -> impl Iterator<Item = Standing> + 'p {
    posting.posting.lines.iter().zip(posting.lines.iter()).map(|(line, parsed)| Standing::new(line.section, parsed))
}
