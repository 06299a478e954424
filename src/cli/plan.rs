//! `jobmatch plan --profile me.yaml`: what to learn next.

use std::path::PathBuf;

use clap::ValueEnum;
use jobmatch::answers::plan::{self, Goal, Wish};
use jobmatch::output::Answer;

use super::format::FormatArgs;
use super::judged::Inputs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::{Ended, Failure, write};

/// What a plan raises, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GoalName {
    /// The sum of fits
    Fit,
    /// The number of postings in which no required line is missing
    Qualified,
}

/// Options of the plan.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The candidate's profile
    #[arg(long, short, value_name = "FILE", help_heading = "Input")]
    pub profile: Option<PathBuf>,
    #[command(flatten)]
    pub postings: PostingArgs,
    #[command(flatten)]
    pub candidate: CandidateArgs,
    /// What to raise [default: fit; with `--target`, the number of postings that reach it]
    #[arg(long, value_enum, help_heading = "Plan")]
    pub goal: Option<GoalName>,
    /// The fit that as many postings as possible should reach, 0 to 100
    #[arg(long, value_name = "F", value_parser = load::percent, help_heading = "Plan")]
    pub target: Option<f64>,
    /// The effort that the steps may cost together; 1 is a skill learnt from nothing
    #[arg(long, value_name = "N", value_parser = load::effort, help_heading = "Plan")]
    pub budget: Option<f64>,
    /// At most so many steps [default: 10]
    #[arg(long, value_name = "N", help_heading = "Plan")]
    pub top: Option<usize>,
    /// Only over postings with at least this fit now, 0 to 100
    #[arg(long, value_name = "F", value_parser = load::percent, help_heading = "Input")]
    pub min_fit: Option<f64>,
    #[command(flatten)]
    pub format: FormatArgs,
    #[command(flatten)]
    pub common: Common,
}

/// Plans and prints.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let path = load::profile_path(args.profile.as_deref())?;
    let inputs = Inputs::read(&args.postings, &args.candidate, &args.common)?;
    let candidate = load::candidate(path, &args.candidate, &inputs.taxonomy, &args.common)?;
    let context = inputs.context();
    let progress = Progress::new(&args.common);
    let mut postings = inputs.understood();
    plan::narrow(&context, &candidate, &mut postings, args.min_fit);
    let goal = args.goal.map(|goal| match goal {
        GoalName::Fit => Goal::Fit,
        GoalName::Qualified => Goal::Qualified,
    });
    let wish = Wish { goal: Goal::wanted(goal, args.target), target: args.target, budget: args.budget, top: args.top };
    let plan = plan::plan(&context, &candidate, &postings, wish, &mut |done, of| progress.tell(done, of));
    drop(progress);
    let text = args.format.write(Answer::Plan(&plan), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
