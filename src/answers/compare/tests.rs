use super::*;
use crate::posting::Section;

fn sheet(name: &str, origin: Origin, as_of: &str, fit: f64, statuses: &[Status], met: &[&str]) -> Sheet {
    let line = |(at, status): (usize, &Status)| SheetLine {
        section: Section::Required,
        text: format!("line {at}"),
        line: at + 1,
        status: *status,
        credit: None,
    };
    let posting = SheetPosting {
        id: "p".to_owned(),
        company: None,
        title: None,
        url: None,
        family: None,
        fit: Some(fit),
        qualified: false,
        thin: false,
        lines: statuses.iter().enumerate().map(line).collect(),
        met: met.iter().map(|need| (*need).to_owned()).collect(),
    };
    Sheet {
        name: name.to_owned(),
        origin,
        path: format!("{name}-{as_of}"),
        as_of: as_of.to_owned(),
        names: Names::default(),
        postings: vec![posting],
    }
}

const MET: Status = Status::Met;
const GAP: Status = Status::Missing;

#[test]
fn the_best_comes_first_and_is_marked() {
    let found = compare(
        vec![
            sheet("b", Origin::Profile, "2026-11", 40.0, &[MET, GAP, GAP], &["x"]),
            sheet("a", Origin::Profile, "2026-11", 60.0, &[GAP, MET, GAP], &["y", "z"]),
        ],
        Cut::default(),
        true,
    );
    assert_eq!(found.candidates[0].name, "a");
    assert_eq!(found.postings[0].best, [0]);
    assert_eq!(found.candidates[0].only, ["y", "z"]);
    assert_eq!(found.differences, [Difference { a: 0, b: 1, only_a: vec!["y".into(), "z".into()], only_b: vec!["x".into()] }]);
    assert_eq!(found.postings[0].team, Team { members: vec![0, 1], covered: 2, of: 3, open: vec![3] });
    assert_eq!(found.postings[0].requirements.len(), 3);
    assert!(found.changes.is_empty());
}

#[test]
fn reports_of_one_candidate_tell_what_changed() {
    let found = compare(
        vec![
            sheet("a", Origin::Report, "2026-10", 60.0, &[MET, MET, GAP], &["x", "y"]),
            sheet("a", Origin::Report, "2026-04", 40.0, &[MET, GAP, MET], &["x", "w"]),
        ],
        Cut::default(),
        false,
    );
    let change = &found.changes[0];
    assert_eq!((change.gained.clone(), change.lost.clone()), (vec!["y".to_owned()], vec!["w".to_owned()]));
    assert_eq!((change.postings[0].before, change.postings[0].after), (Some(40.0), Some(60.0)));
    assert_eq!(change.postings[0].lines.len(), 2);
}

#[test]
fn two_profiles_of_one_name_are_no_history() {
    let one = sheet("a", Origin::Profile, "2026-11", 60.0, &[MET], &[]);
    assert!(compare(vec![one.clone(), one], Cut::default(), false).changes.is_empty());
}
