//! Errors and warnings as a person reads them: what, where, how to mend it.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::messages::Lang;

/// The first fault in full and how many more there are.
#[must_use]
pub fn report(diagnostics: &[Diagnostic], lang: Lang, color: bool) -> String {
    let mut out = diagnostics.first().map(|first| render(first, lang, color)).unwrap_or_default();
    if diagnostics.len() > 1 {
        let more = (diagnostics.len() - 1).to_string();
        let _ = writeln!(out, "{}", lang.format("more-problems", &[("count", &more)]));
    }
    out
}

/// One diagnostic with its line and a mark under the place.
#[must_use]
pub fn render(diagnostic: &Diagnostic, lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let title = diagnostic.message.text(lang);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(lang.template("word-error")),
        Severity::Warning => Level::WARNING.with_name(lang.template("word-warning")),
    };
    let help = diagnostic.help.as_ref().map(|help| help.text(lang));
    let place = diagnostic.location.as_deref();
    let whole_file = place.filter(|place| place.line == 0).map(|place| place.path.as_str());
    let title = whole_file.map_or(title.clone(), |path| format!("{path}: {title}"));
    let mut group = Group::with_title(level.primary_title(title.as_str()));
    if let Some(place) = place.filter(|place| place.line > 0) {
        let start = place.span.start.min(place.text.len());
        let end = place.span.end.clamp(start, place.text.len());
        let mut snippet = Snippet::source(place.text.as_str()).line_start(place.line);
        // The snippet counts columns in its own text; where that is a part of a long line, the place is told apart from it.
        if place.text[..start].chars().count() + 1 == place.column {
            snippet = snippet.path(place.path.as_str());
        } else {
            group = group.element(Origin::path(place.path.as_str()).line(place.line).char_column(place.column));
        }
        group = group.element(snippet.annotation(AnnotationKind::Primary.span(start..end)));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.with_name(lang.template("word-help")).message(help.as_str()));
    }
    let mut out = renderer.render(&[group]);
    out.push('\n');
    out
}
