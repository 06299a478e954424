//! The exports, read by parsers that know nothing of this project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jobmatch::source::Source;
use jobmatch::taxonomy::export::{self, Record};
use jobmatch::taxonomy::{Taxonomy, overlay};
use oxttl::TurtleParser;

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::embedded);

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn records(taxonomy: &Taxonomy) -> Vec<Record<'_>> {
    taxonomy.skills().map(|skill| export::record(taxonomy, skill)).collect()
}

/// Subjects and objects in the notation of N-Triples, by predicate.
fn triples(turtle: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let mut out: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for triple in TurtleParser::new().for_slice(turtle) {
        let triple = triple.expect("Turtle that a standard parser reads");
        out.entry(triple.predicate.as_str().to_owned()).or_default().push((triple.subject.to_string(), triple.object.to_string()));
    }
    out
}

#[test]
fn a_standard_parser_reads_as_many_concepts_labels_and_relations_as_there_are() {
    let all = records(&TAXONOMY);
    let graph = triples(&export::skos(&TAXONOMY));
    let count = |predicate: &str| graph.get(predicate).map_or(0, Vec::len);
    let sum = |of: fn(&Record<'_>) -> usize| all.iter().map(of).sum::<usize>();
    let concepts = graph["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"].iter().filter(|(_, kind)| *kind == format!("<{SKOS}Concept>"));
    assert_eq!(concepts.count(), TAXONOMY.len());
    assert_eq!(count(&format!("{SKOS}prefLabel")), all.len());
    assert_eq!(count(&format!("{SKOS}inScheme")), all.len());
    assert_eq!(count(&format!("{SKOS}altLabel")), sum(|record| record.aliases.len()));
    assert_eq!(count(&format!("{SKOS}broader")), sum(|record| record.broader.len()));
    assert_eq!(count(&format!("{SKOS}related")), sum(|record| record.similar.len()));
    assert_eq!(count(&format!("{SKOS}notation")), sum(|record| record.ids.len()));
    assert_eq!(count("urn:jobmatch:term:implies"), sum(|record| record.implies.len()));
    assert_eq!(count("urn:jobmatch:term:evidence"), sum(|record| record.evidence.len()));
}

#[test]
fn relations_point_to_concepts_and_labels_carry_their_language() {
    let graph = triples(&export::skos(&TAXONOMY));
    let concepts: BTreeSet<&String> = graph[&format!("{SKOS}prefLabel")].iter().map(|(subject, _)| subject).collect();
    for predicate in [&format!("{SKOS}broader"), &format!("{SKOS}related"), "urn:jobmatch:term:implies"] {
        assert!(graph[predicate].iter().all(|(_, object)| concepts.contains(object)), "{predicate} leads out of the scheme");
    }
    let labels = |of: &str| -> Vec<&str> {
        let subject = format!("<urn:jobmatch:skill:{of}>");
        graph[&format!("{SKOS}altLabel")].iter().filter(|(at, _)| *at == subject).map(|(_, label)| label.as_str()).collect()
    };
    assert!(labels("django").contains(&"\"장고\"@ko") && labels("kubernetes").contains(&"\"K8s\"@en"), "{:?}", labels("kubernetes"));
    let matches = &graph[&format!("{SKOS}closeMatch")];
    assert!(matches.contains(&("<urn:jobmatch:skill:django>".to_owned(), "<https://github.com/topics/django>".to_owned())));
    assert!(matches.iter().filter(|(_, address)| address.starts_with("<http://data.europa.eu/esco/skill/")).count() >= 400);
}

#[test]
fn whatever_an_overlay_writes_stays_readable() {
    let text = "own-tool:\n  name: 'Own \"Tool\" \\ kit'\n  kind: tool\n  aliases: ['own; kit @en', \"a\\nb kit\"]\n  ids: {esco: 'no such> thing', our own: '1'}\n";
    let taxonomy = overlay::load(vec![Source::new("over.yaml", text)]).unwrap();
    let graph = triples(&export::skos(&taxonomy));
    assert_eq!(graph[&format!("{SKOS}prefLabel")].len(), taxonomy.len());
    let table = export::csv(&records(&taxonomy));
    let mut rows = csv::Reader::from_reader(table.as_bytes()).into_records().map(Result::unwrap);
    let row = rows.find(|row| &row[0] == "own-tool").unwrap();
    assert_eq!(&row[1], "Own \"Tool\" \\ kit");
}

#[test]
fn csv_has_a_row_a_skill_and_the_lists_of_each() {
    let all = records(&TAXONOMY);
    let text = export::csv(&all);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads, ["id", "name", "kind", "aliases", "broader", "implies", "similar", "evidence", "ids"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), all.len());
    let items = |cell: &str| cell.split('|').filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    for (row, record) in rows.iter().zip(&all) {
        assert_eq!((&row[0], &row[1], &row[2]), (record.id, record.name, record.kind));
        assert_eq!(items(&row[3]), record.aliases);
        assert_eq!(items(&row[4]), record.broader);
        assert_eq!(
            (items(&row[6]).len(), items(&row[7]).len(), items(&row[8]).len()),
            (record.similar.len(), record.evidence.len(), record.ids.len())
        );
    }
}

#[test]
fn json_holds_what_the_taxonomy_holds() {
    let text = jobmatch::output::json::write(&records(&TAXONOMY));
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(all.len(), TAXONOMY.len());
    let django = all.iter().find(|record| record["id"] == "django").unwrap();
    assert_eq!(django["implies"][0], "python");
    assert!(django["ids"].as_array().unwrap().iter().any(|id| id[0] == "github" && id[1] == "django"));
    let sqld = all.iter().find(|record| record["id"] == "sqld").unwrap();
    assert_eq!(sqld["evidence"][0][0], "sql");
}
