//! The page of a plan: the steps as stairs, the skills in demand, the postings before and after.

use askama::Template;

use super::page::{Page, Tile};
use super::parts::Advice;
use crate::answers::Plan;
use crate::answers::plan::{Demand, PlanPosting, PlanStep};
use crate::messages::Lang;
use crate::output::clean::{clean, link};
use crate::output::label;
use crate::score::Status;

/// At least and at most so many skills have a row of their own; the others are named.
const SHOWN: (usize, usize) = (12, 30);

/// The page.
#[derive(Template)]
#[template(path = "plan.html")]
pub(super) struct PlanPage {
    page: Page,
    stairs_note: String,
    stairs: Vec<Stair>,
    demand: Vec<Wanted>,
    /// Skills that are asked for less often, by name.
    rest: Vec<Rest>,
    rest_said: String,
    postings: Vec<Moved>,
}

/// A step: a bar from the mean fit before it to the one after, on a scale 0…1000 from the first to the last.
struct Stair {
    advice: Advice,
    start: f64,
    length: f64,
    said: String,
    change: String,
    unlocks: Vec<Moved>,
    unlocks_said: String,
}

/// A posting that moves from the fit `before`, 0…100.
struct Moved {
    name: String,
    url: Option<String>,
    before: f64,
    /// Where the picture's line begins, and how long it is.
    start: f64,
    length: f64,
    change: String,
    said: String,
    flags: Vec<&'static str>,
}

/// A skill in demand: shares 0…100 of the most wanted one.
struct Wanted {
    name: String,
    required: usize,
    preferred: usize,
    required_share: f64,
    preferred_share: f64,
    said: String,
    now: Cover,
    after: Cover,
}

/// A skill that few ask for.
struct Rest {
    name: String,
    now: Cover,
}

struct Cover {
    status: &'static str,
    sign: &'static str,
    text: String,
    share: f64,
}

/// The page of a plan.
pub(super) fn of_plan(plan: &Plan, lang: Lang) -> PlanPage {
    let (from, to) = (plan.before.mean.unwrap_or(0.0), plan.after.mean.unwrap_or(0.0));
    let mut stairs = Vec::new();
    let mut mean = from;
    for step in &plan.steps {
        let after = step.total.mean.unwrap_or(mean);
        stairs.push(stair(plan, step, mean, after, (from, to), lang));
        mean = after;
    }
    let arrow = |before: String, after: String| lang.format("html-change-of", &[("before", before), ("after", after)]);
    let spent = plan.steps.last().map_or(0.0, |step| step.spent);
    let qualified = arrow(plan.before.qualified.to_string(), plan.after.qualified.to_string());
    let of = lang.format("html-of", &[("all", &plan.before.postings.to_string())]);
    let page = Page {
        lang,
        kind: "plan",
        title: lang.format("plan-title", &[("name", &clean(&plan.candidate))]),
        tiles: vec![
            Tile::new(lang.template("html-mean-fit"), arrow(label::fit(plan.before.mean), label::fit(plan.after.mean))),
            Tile::new(lang.template("html-qualified-for"), qualified).beside(of),
            Tile::new(lang.template("html-steps"), plan.steps.len().to_string()),
            Tile::new(lang.template("html-spent"), label::number(spent)),
        ],
        as_of: plan.as_of_mattered.then(|| plan.as_of.clone()),
        versions: Some(plan.versions.clone()),
    };
    let most = plan.demand.iter().map(|demand| demand.required + demand.preferred).max().unwrap_or(1).max(1);
    // A picture of all would be a long list of ones.
    let often = plan.demand.iter().take_while(|demand| demand.required + demand.preferred > 1).count().clamp(SHOWN.0, SHOWN.1);
    let (often, seldom) = plan.demand.split_at(often.min(plan.demand.len()));
    PlanPage {
        page,
        stairs_note: lang.format("html-steps-note", &[("from", &label::fit(Some(from))), ("to", &label::fit(Some(to)))]),
        stairs,
        demand: often.iter().map(|demand| wanted(plan, demand, most, lang)).collect(),
        rest: seldom
            .iter()
            .map(|demand| Rest { name: clean(plan.names.of(&demand.skill, lang)), now: cover(demand.credit, lang) })
            .collect(),
        rest_said: lang.format("html-demand-rest", &[("count", &seldom.len().to_string())]),
        postings: plan.postings.iter().map(|posting| of_posting(posting, lang)).collect(),
    }
}

fn stair(plan: &Plan, step: &PlanStep, before: f64, after: f64, (from, to): (f64, f64), lang: Lang) -> Stair {
    let scale = 1000.0 / (to - from).max(0.1);
    let unlocks: Vec<Moved> = step
        .unlocks
        .iter()
        .map(|unlocked| {
            let posting = plan.postings.iter().find(|posting| posting.id == unlocked.id);
            let name = posting.map_or_else(|| clean(&unlocked.id), name_of);
            let mut moved = moved(name, unlocked.before, unlocked.after, lang);
            moved.flags.extend(unlocked.qualified.then(|| lang.template("html-now-qualified")));
            moved.flags.extend(unlocked.reached.then(|| lang.template("html-now-reached")));
            moved
        })
        .collect();
    Stair {
        advice: Advice::new(&step.step, &plan.names, lang),
        start: (before - from) * scale,
        length: ((after - before) * scale).max(4.0),
        said: lang.format("html-step-bar", &[("before", label::fit(Some(before))), ("after", label::fit(Some(after)))]),
        change: lang.format("html-change-of", &[("before", label::fit(Some(before))), ("after", label::fit(Some(after)))]),
        unlocks_said: lang.format("html-unlocks", &[("count", &unlocks.len().to_string())]),
        unlocks,
    }
}

fn name_of(posting: &PlanPosting) -> String {
    label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id)
}

fn of_posting(posting: &PlanPosting, lang: Lang) -> Moved {
    let mut moved = moved(name_of(posting), posting.before, posting.after, lang);
    moved.url = posting.url.as_deref().and_then(link);
    if posting.qualified_after {
        moved.flags.push(lang.template(if posting.qualified_before { "html-qualified" } else { "html-now-qualified" }));
    }
    moved
}

fn moved(name: String, before: Option<f64>, after: Option<f64>, lang: Lang) -> Moved {
    let args = [("before", label::fit(before)), ("after", label::fit(after))];
    let (before, after) = (before.unwrap_or(0.0), after.unwrap_or(0.0));
    Moved {
        name,
        url: None,
        before,
        start: before.min(after),
        length: (after - before).abs(),
        change: lang.format("html-change-of", &args),
        said: lang.format("html-before-after-bar", &args),
        flags: Vec::new(),
    }
}

fn wanted(plan: &Plan, demand: &Demand, most: usize, lang: Lang) -> Wanted {
    #[expect(clippy::cast_precision_loss, reason = "a count of postings")]
    let share = |count: usize| count as f64 * 100.0 / most as f64;
    let args = [("required", demand.required.to_string()), ("preferred", demand.preferred.to_string())];
    Wanted {
        name: clean(plan.names.of(&demand.skill, lang)),
        required: demand.required,
        preferred: demand.preferred,
        required_share: share(demand.required),
        preferred_share: share(demand.preferred),
        said: lang.format("html-demand-bar", &args),
        now: cover(demand.credit, lang),
        after: cover(demand.after, lang),
    }
}

fn cover(credit: f64, lang: Lang) -> Cover {
    let status = match credit {
        0.999.. => Status::Met,
        0.001.. => Status::Partial,
        _ => Status::Missing,
    };
    let text = lang.format("html-covered", &[("share", &format!("{:.0}", credit * 100.0))]);
    Cover { status: status.word(), sign: crate::output::words::sign(status), text, share: credit }
}
