//! A parsed line for a person: its names marked, its tree drawn, and with a candidate each leaf's verdict.

use std::fmt::Write as _;

use super::style::{Style, Tone};
use super::words;
use crate::answers::Names;
use crate::matching::verdict::Setting;
use crate::matching::{Because, Judge, Outcome};
use crate::requirement::{Expr, Parsed, Strength, display};
use crate::taxonomy::Taxonomy;
use crate::text::columns::columns;

/// Draws one parsed line; with a judge also the verdicts.
#[must_use]
pub fn draw(text: &str, parsed: &Parsed, taxonomy: &Taxonomy, judge: Option<&Judge<'_>>, style: Style) -> String {
    let mut out = String::from(text);
    out.push('\n');
    out.push_str(&marks(text, parsed, style));
    let mut drawing = Drawing { taxonomy, judge, style, out };
    drawing.node(&parsed.expr, "", "", None);
    let mut out = drawing.out;
    if let Some(strength) = parsed.strength {
        let key = if strength == Strength::Required { "tree-required" } else { "tree-preferred" };
        out.push_str(&style.tone(Tone::Faint, &format!("({})", style.say(key, &[]))));
        out.push('\n');
    }
    out
}

/// A line of marks under the names, and none where nothing is named.
fn marks(text: &str, parsed: &Parsed, style: Style) -> String {
    let mut row = String::new();
    let mut at = 0;
    for mention in &parsed.mentions {
        row.push_str(&" ".repeat(columns(text.get(at..mention.span.start).unwrap_or_default())));
        row.push_str(&"‾".repeat(columns(mention.span.of(text))));
        at = mention.span.end;
    }
    if row.is_empty() { row } else { format!("{}\n", style.tone(Tone::Good, &row)) }
}

struct Drawing<'a> {
    taxonomy: &'a Taxonomy,
    judge: Option<&'a Judge<'a>>,
    style: Style,
    out: String,
}

impl Drawing<'_> {
    /// Draws a node: `own` stands before it, `below` before its children.
    fn node(&mut self, expr: &Expr, own: &str, below: &str, months: Option<f64>) {
        let Some(joint) = display::joint(expr, self.taxonomy, self.style.lang) else {
            let words = display::words(expr, self.taxonomy, self.style.lang);
            let verdict = self.verdict(expr, months);
            let _ = writeln!(self.out, "{own}{words}{verdict}");
            return;
        };
        let _ = writeln!(self.out, "{own}{}", self.style.tone(Tone::Strong, &joint));
        let (children, months): (Vec<&Expr>, _) = match expr {
            Expr::All(nodes) | Expr::Any { of: nodes, .. } => (nodes.iter().collect(), months),
            Expr::Experience { within: Some(node), months, .. } => (vec![&**node], Some(*months)),
            _ => (Vec::new(), months),
        };
        let last = children.len();
        for (at, child) in children.into_iter().enumerate() {
            let (branch, bar) = if at + 1 == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(child, &format!("{below}{branch}"), &format!("{below}{bar}"), months);
        }
    }

    /// What the candidate brings for a leaf.
    fn verdict(&self, expr: &Expr, months: Option<f64>) -> String {
        let Some(judge) = self.judge else { return String::new() };
        let mut reasons: Vec<Because> = Vec::new();
        let outcome = judge.judge(expr, Setting { families: &[], months: months.filter(|months| *months > 0.0) }, &mut reasons);
        let (sign, tone, key) = match outcome {
            Outcome::Assessed(_, true) => ("✓", Tone::Good, "tree-met"),
            Outcome::Assessed(credit, false) if credit > 0.0 => ("◐", Tone::Middling, "tree-partial"),
            Outcome::Assessed(..) => ("✗", Tone::Bad, "tree-missing"),
            Outcome::Free => ("✓", Tone::Faint, "tree-free"),
            Outcome::Unassessed => ("·", Tone::Faint, "tree-unassessed"),
        };
        let mut text = format!("  {sign} {}", self.style.say(key, &[]));
        if let Outcome::Assessed(credit, false) = outcome
            && credit > 0.0
        {
            let _ = write!(text, " {credit:.2}");
        }
        if let Some(because) = reasons.iter().max_by(|a, b| a.credit.total_cmp(&b.credit))
            && let (Some(have), Some(evidence)) = (&because.have, &because.evidence)
        {
            let mut names = Names::default();
            names.add(judge.taxonomy, have);
            let have = &words::thing(have, &names, self.style.lang);
            let relation = self.style.say(&format!("relation-{}", because.relation.word()), &[]);
            let by = self.style.say("tree-by", &[("relation", &relation), ("have", have), ("evidence", evidence)]);
            let _ = write!(text, " — {by}");
        }
        self.style.tone(tone, &text)
    }
}
