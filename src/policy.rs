//! The policy: weights and credits, read from a file that a user may replace.

use crate::diagnostic::Diagnostic;
use crate::levels::Degree;
use crate::source::Source;
use crate::yaml::{self, Node, Reader};

/// Weights and credits by which lines are judged. `policy/default.yaml` says what each one is.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "policy/default.yaml documents each entry")]
pub struct Policy {
    pub version: String,
    pub required_weight: f64,
    pub preferred_weight: f64,
    pub thin: usize,
    pub title_share: f64,
    pub title_unknown: f64,
    pub seen: f64,
    pub similar: f64,
    pub broader: f64,
    pub one_step_short: f64,
    pub two_steps_short: f64,
    pub level_unstated: f64,
    pub neighbour_field: f64,
    /// Months that stand in for a degree, by [`Degree::step`].
    pub equivalent_degree: [f64; 5],
    pub equivalent_certificate: f64,
}

impl Default for Policy {
    /// What `policy/default.yaml` says, which a test compares: so that nothing is parsed where no file is given.
    fn default() -> Self {
        Self {
            version: "default/1".to_owned(),
            required_weight: 3.0,
            preferred_weight: 1.0,
            thin: 3,
            title_share: 0.4,
            title_unknown: 0.3,
            seen: 0.8,
            similar: 0.7,
            broader: 0.25,
            one_step_short: 0.6,
            two_steps_short: 0.3,
            level_unstated: 0.8,
            neighbour_field: 0.5,
            equivalent_degree: [12.0, 24.0, 48.0, 72.0, 120.0],
            equivalent_certificate: 24.0,
        }
    }
}

impl Policy {
    /// Reads a policy file. What it leaves out stays as it is by default.
    ///
    /// # Errors
    /// All faults, with their places.
    pub fn read(source: Source) -> Result<Self, Vec<Diagnostic>> {
        Self::default().with(source)
    }

    /// This policy with the figures of a file.
    fn with(self, source: Source) -> Result<Self, Vec<Diagnostic>> {
        let document = yaml::parse(source).map_err(|error| vec![error])?;
        let mut reader = Reader::new(&document.source);
        let mut policy = self;
        let fields = reader.fields(&document.root, &["version", "weights", "thin", "credit", "title", "equivalent"]);
        if let Some(fields) = fields {
            match fields.get("version") {
                Some(node) => reader.text(node).unwrap_or_default().clone_into(&mut policy.version),
                None => reader.fault(&document.root, "policy-needs-version", &[]),
            }
            if let Some(node) = fields.get("thin")
                && let Some(thin) = reader.number(node, 0.0, 100.0)
            {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be between 0 and 100")]
                let thin = thin as usize;
                policy.thin = thin;
            }
            let weights: [(&str, &mut f64); 2] = [("required", &mut policy.required_weight), ("preferred", &mut policy.preferred_weight)];
            numbers(&mut reader, fields.get("weights"), weights, 100.0);
            let credits: [(&str, &mut f64); 7] = [
                ("seen", &mut policy.seen),
                ("similar", &mut policy.similar),
                ("broader", &mut policy.broader),
                ("one-step-short", &mut policy.one_step_short),
                ("two-steps-short", &mut policy.two_steps_short),
                ("level-unstated", &mut policy.level_unstated),
                ("neighbour-field", &mut policy.neighbour_field),
            ];
            numbers(&mut reader, fields.get("credit"), credits, 1.0);
            let titles: [(&str, &mut f64); 2] = [("share", &mut policy.title_share), ("unknown", &mut policy.title_unknown)];
            numbers(&mut reader, fields.get("title"), titles, 1.0);
            let [high, associate, bachelor, master, doctorate] = &mut policy.equivalent_degree;
            let months: [(&str, &mut f64); 6] = [
                (Degree::HighSchool.word(), high),
                (Degree::Associate.word(), associate),
                (Degree::Bachelor.word(), bachelor),
                (Degree::Master.word(), master),
                (Degree::Doctorate.word(), doctorate),
                ("certificate", &mut policy.equivalent_certificate),
            ];
            numbers(&mut reader, fields.get("equivalent"), months, 600.0);
        }
        if reader.problems.is_empty() { Ok(policy) } else { Err(reader.problems) }
    }
}

fn numbers<'a, const N: usize>(reader: &mut Reader<'a>, node: Option<&'a Node>, targets: [(&str, &mut f64); N], most: f64) {
    let Some(node) = node else { return };
    let names: Vec<&str> = targets.iter().map(|(name, _)| *name).collect();
    let Some(fields) = reader.fields(node, &names) else { return };
    for (name, target) in targets {
        if let Some(node) = fields.get(name)
            && let Some(number) = reader.number(node, 0.0, most)
        {
            *target = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;
    use crate::source::Source;

    #[test]
    fn the_file_says_all_that_is_so_by_default() {
        let file = Source::new("policy/default.yaml", include_str!("policy/default.yaml"));
        let nothing = Policy {
            version: String::new(),
            required_weight: -1.0,
            preferred_weight: -1.0,
            thin: 0,
            title_share: -1.0,
            title_unknown: -1.0,
            seen: -1.0,
            similar: -1.0,
            broader: -1.0,
            one_step_short: -1.0,
            two_steps_short: -1.0,
            level_unstated: -1.0,
            neighbour_field: -1.0,
            equivalent_degree: [-1.0; 5],
            equivalent_certificate: -1.0,
        };
        assert_eq!(nothing.with(file), Ok(Policy::default()));
    }

    #[test]
    fn a_file_may_change_one_figure() {
        let policy = Policy::read(Source::new("p.yaml", "version: mine/1\ncredit: {broader: 0.5}\n")).unwrap();
        assert_eq!((policy.broader, policy.seen), (0.5, 0.8));
    }

    #[test]
    fn a_misspelt_figure_is_named_with_its_place() {
        let problems = Policy::read(Source::new("p.yaml", "version: mine/1\ncredit:\n  broder: 0.5\n")).unwrap_err();
        assert_eq!(problems[0].to_string(), "p.yaml:3:3: unknown key `broder` (did you mean `broader`?)");
    }
}
