//! Overlays: the example of the data's README, what they may change, and the stub of unmapped terms.

use jobmatch::source::Source;
use jobmatch::taxonomy::find::Finder;
use jobmatch::taxonomy::{Taxonomy, overlay};
use jobmatch::text::Folded;

use crate::over_base;

const README: &str = include_str!("../../src/taxonomy/data/README.md");

fn found(taxonomy: &Taxonomy, line: &str) -> Vec<String> {
    let mut mentions = Vec::new();
    Finder::new(taxonomy).find(&Folded::new(line), &mut mentions);
    mentions.iter().map(|mention| taxonomy.skill(mention.skill).id().to_owned()).collect()
}

/// The YAML block of the README below a heading.
fn example(heading: &str) -> &'static str {
    let part = README.split(heading).nth(1).expect("the README has the heading");
    let block = part.split("```yaml\n").nth(1).expect("an example stands below it");
    block.split("```").next().unwrap()
}

#[test]
fn the_example_of_the_readme_does_what_the_readme_says() {
    let plain = Taxonomy::embedded();
    let kitchen = overlay::load(vec![Source::new("kitchen.yaml", example("## An overlay of your own"))])
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let line = "수비드 조리와 플레이팅 경험, 해쎕 관리 실무";
    assert!(!found(&plain, line).contains(&"sous-vide".to_owned()));
    let ids = found(&kitchen, line);
    for id in ["sous-vide", "plating", "haccp"] {
        assert!(ids.contains(&id.to_owned()), "{id} in {ids:?}");
    }
    let id = |id: &str| kitchen.by_id(id).unwrap();
    assert!(kitchen.skill(id("sous-vide")).broader().contains(&id("cooking")), "known skills can be referred to");
    assert!(found(&plain, "Chef, Ansible, Puppet").contains(&"chef".to_owned()));
    assert!(!found(&kitchen, "Chef, Ansible, Puppet").contains(&"chef".to_owned()), "a known spelling can be taken away");
}

#[test]
fn an_overlay_may_be_in_any_order_and_extend_what_is_there() {
    let text = "own-b:\n  name: Own B kit\n  kind: tool\nown-a:\n  name: Own A kit\n  kind: tool\ndjango:\n  ko: [쟝고]\n";
    let over = over_base(&[("over.yaml", text)]).unwrap();
    assert_eq!(found(&over, "쟝고, Own A kit"), ["django", "own-a"]);
    assert_eq!(found(&over, "장고"), ["django"], "what was there stays");
    assert_eq!(over.len(), over_base(&[]).unwrap().len() + 2);
}

#[test]
fn a_degree_of_likeness_can_be_set_from_either_side() {
    for text in ["flask:\n  similar: {django: 0.3}\n", "django:\n  similar: {flask: 0.3}\n"] {
        let over = over_base(&[("over.yaml", text)]).unwrap();
        let id = |id: &str| over.by_id(id).unwrap();
        let degrees: Vec<f64> =
            over.skill(id("django")).similar().filter(|(key, _)| *key == id("flask")).map(|(_, degree)| degree).collect();
        assert_eq!(degrees, [0.3], "{text}");
    }
}

#[test]
fn a_later_overlay_extends_an_earlier_one() {
    let first = ("one.yaml", "own-kit:\n  name: Own kit\n  kind: tool\n");
    let second = ("two.yaml", "own-kit:\n  ko: [우리도구함]\n");
    let over = over_base(&[first, second]).unwrap();
    assert_eq!(found(&over, "우리도구함, own kit"), ["own-kit", "own-kit"]);
}

#[test]
fn a_spelling_can_be_taken_over_by_denying_it_first() {
    let text = "own-kit:\n  name: Own kit\n  kind: tool\n  aliases: [Kubernetes]\nkubernetes:\n  aliases: [{t: Kubernetes, deny: true, note: ours}]\n";
    assert_eq!(found(&over_base(&[("over.yaml", text)]).unwrap(), "Kubernetes"), ["own-kit"]);
}
