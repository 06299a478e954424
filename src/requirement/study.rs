//! Degrees: levels, fields, "or a related field", "or equivalent", from a run of words of study.

use crate::levels::Degree;
use crate::requirement::cue::Cue;
use crate::requirement::lex::{Tok, Token};
use crate::requirement::piece::{Item, Piece, Pieces, Sort, degree};
use crate::requirement::tree::{Expr, StudyField};
use crate::requirement::words;

/// Most tokens of a run: a longer one was written by no person.
const MOST: usize = 64;

/// What a run of study holds so far.
#[derive(Default)]
struct Run {
    level: Option<Degree>,
    fields: Vec<StudyField>,
    related: bool,
    equivalent: bool,
    strong: bool,
    end: usize,
}

/// Reads a degree that begins at token `at`: the piece and the place behind it.
pub(super) fn read(pieces: &Pieces<'_>, at: usize) -> Option<(Piece, usize)> {
    let first = pieces.tokens.get(at)?;
    // A run counts only where a degree or a word of study stands in it.
    if !pieces.of_study {
        return None;
    }
    let korean = pieces.korean;
    let starts = match first.tok {
        Tok::Study(_) | Tok::Skill(_, Some(_)) => true,
        // English names the field behind the degree.
        Tok::Skill(_, None) => korean,
        Tok::Spoken(_) => korean && pieces.tokens.get(at + 1).is_some_and(|next| next.is(Cue::Study)),
        Tok::Word(_) => korean && first.span.of(&pieces.text.text).chars().count() > 1,
        Tok::Cue(_) => {
            degree(first).is_some() || first.is(Cue::Study) || first.is(Cue::Related) || korean && first.is(Cue::Generic) && !asks(first)
        }
        _ => false,
    };
    if !starts {
        return None;
    }
    let run = scan(pieces, at)?;
    // "전기/전자공학, 컴퓨터공학": a line of fields of study and nothing else asks a degree.
    let alone = at == 0
        && run.end == pieces.tokens.len()
        && run.fields.len() > 1
        && pieces.tokens.iter().any(|token| matches!(token.tok, Tok::Study(_)));
    if !run.strong && !alone || run.level.is_none() && run.fields.is_empty() && !run.related {
        return None;
    }
    let span = first.span.to(pieces.tokens[run.end - 1].span);
    let mut fields: Vec<StudyField> = Vec::with_capacity(run.fields.len());
    for field in run.fields {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let base = Expr::Degree { level: run.level, fields, related: run.related };
    let expr = if run.equivalent { Expr::any(vec![base.clone(), Expr::Equivalent(Box::new(base))]) } else { base };
    Some((Piece::Item(Item { expr, sort: Sort::Degree, span }), run.end))
}

fn scan(pieces: &Pieces<'_>, start: usize) -> Option<Run> {
    let mut run = Run { end: start, ..Run::default() };
    let mut words: Vec<&Token> = Vec::new();
    let mut at = start;
    let mut latin_fields = false;
    let korean = pieces.korean;
    while let Some(token) = pieces.tokens.get(at).filter(|_| at - start < MOST) {
        let text = token.span.of(&pieces.text.text);
        if asks(token) && !token.is(Cue::Study) && degree(token).is_none() && !token.is(Cue::Equivalent) {
            break;
        }
        if let Some(level) = degree(token).filter(|_| fits_level(pieces, at, text, run.strong)) {
            if run.equivalent && run.level.is_some() {
                break;
            }
            // Korean names the field first, English behind the degree.
            let wanted = korean || run.strong;
            take_words(pieces, &mut words, &mut run, wanted);
            run.level = Some(run.level.map_or(level, |old| old.min(level)));
            run.strong = true;
            run.end = at + 1;
        } else if token.is(Cue::Study) && pieces.tokens.get(at + 1).is_some_and(|next| next.is(Cue::NotNeeded)) {
            // 전공무관: what is not needed is no part of what is asked.
            break;
        } else if token.is(Cue::Study) {
            take_words(pieces, &mut words, &mut run, !text.is_ascii());
            run.strong = true;
            run.end = at + 1;
        } else {
            match token.tok {
                // "or equivalent experience in ML": what the experience is in, and no field of study.
                Tok::Study(_) | Tok::Skill(..) if !korean && run.equivalent && !run.fields.is_empty() => break,
                // "Bachelor of Science in Statistics": a part of the degree's name.
                Tok::Study(_) if words::STUDY_NAME.has(text) && is_of_degree(pieces, at) => {}
                // "Education: Bachelor's in Mathematics": what the line is about.
                Tok::Study(_) if words::STUDY_HEAD.has(text) && is_lead(pieces.tokens.get(at + 1)) => {}
                Tok::Study(id) => {
                    words.clear();
                    run.fields.push(StudyField::Known(id));
                    run.end = at + 1;
                }
                Tok::Skill(id, field) => {
                    words.clear();
                    run.fields.push(StudyField::Known(field.unwrap_or(id)));
                    run.end = at + 1;
                }
                Tok::Comma | Tok::Slash | Tok::With | Tok::Either => {
                    let wanted = latin_fields || korean && !run.strong;
                    take_words(pieces, &mut words, &mut run, wanted);
                }
                Tok::Dash | Tok::Colon | Tok::Plus => {}
                Tok::Open if run.strong || !run.fields.is_empty() => match abbreviated(pieces, at, &mut run) {
                    Some(close) => at = close,
                    None => break,
                },
                // 일본어 전공: a language as a field of study.
                Tok::Spoken(_) if pieces.tokens.get(at + 1).is_some_and(|next| next.is(Cue::Study)) => words.push(token),
                // "or four or more years of experience"; "a four year degree" goes on.
                Tok::Word(_) if words::NUMBER.get(text).is_some() && pieces.tokens.get(at + 1).is_some_and(|next| next.is(Cue::OrMore)) => {
                    break;
                }
                Tok::Word(_) if words::STUDY_LIGHT.has(text) => latin_fields |= run.strong && text == "in",
                // "in a related field and three years of experience".
                Tok::Word(_) if words::NUMBER.get(text).is_some() => break,
                Tok::Word(_) if words.len() < 3 => words.push(token),
                // "or equivalent technical discipline" is a related field, not what stands in for one.
                Tok::Cue(_) if token.is(Cue::Equivalent) && run.strong && names_field(pieces, at) => {
                    take_words(pieces, &mut words, &mut run, latin_fields);
                    run.related = true;
                    run.end = at + 1;
                }
                Tok::Cue(_) if token.is(Cue::Equivalent) => {
                    take_words(pieces, &mut words, &mut run, latin_fields);
                    if !run.strong && run.fields.is_empty() {
                        return None;
                    }
                    run.equivalent = true;
                    run.end = at + 1;
                }
                Tok::Cue(_) if token.is(Cue::Or) || token.is(Cue::And) => {
                    let wanted = latin_fields || korean && !run.strong;
                    take_words(pieces, &mut words, &mut run, wanted);
                }
                Tok::Cue(_) if token.is(Cue::Related) => {
                    take_words(pieces, &mut words, &mut run, true);
                    run.related = true;
                    run.end = at + 1;
                }
                Tok::Cue(_) if token.is(Cue::Field) || token.is(Cue::OrMore) || token.is(Cue::Etc) => run.end = at + 1,
                Tok::Cue(_) if token.is(Cue::Example) || token.is(Cue::AtLeast) || token.is(Cue::Praise) => {}
                Tok::Cue(_) if token.is(Cue::Generic) && text.is_ascii() && !asks(token) => {
                    if run.strong && words.len() < 3 {
                        words.push(token);
                    }
                }
                _ => break,
            }
        }
        at += 1;
    }
    if latin_fields && run.fields.is_empty() && !run.equivalent {
        take_words(pieces, &mut words, &mut run, true);
    }
    // A related word with nothing of study behind it belongs to what follows.
    let tail = pieces.tokens.get(run.end - usize::from(run.end > start))?;
    if run.end == start || tail.is(Cue::Related) && run.end - start == 1 { None } else { Some(run) }
}

/// "Computer Science (CS)", "학사(컴퓨터공학)": fields in brackets, or their abbreviation; the place of the closing bracket.
fn abbreviated(pieces: &Pieces<'_>, open: usize, run: &mut Run) -> Option<usize> {
    let inside = pieces.tokens[open + 1..].iter().take(MOST);
    let len = inside.clone().position(|token| token.tok == Tok::Close)?;
    // "Bachelor's degree (graduate degree a plus) in …": what is only welcome, or how much it is asked; the run
    // goes on behind it.
    if inside.clone().take(len).any(|token| token.is(Cue::Preferred) || token.is(Cue::Required)) {
        return Some(open + len + 1);
    }
    let mut fields = Vec::new();
    for token in inside.take(len) {
        match token.tok {
            Tok::Study(id) | Tok::Skill(_, Some(id)) => fields.push(StudyField::Known(id)),
            Tok::Word(false) if !run.fields.is_empty() => {}
            Tok::Comma | Tok::Slash | Tok::With | Tok::Either => {}
            Tok::Cue(_) if [Cue::Etc, Cue::Example, Cue::And, Cue::Or].iter().any(|cue| token.is(*cue)) => {}
            _ => return None,
        }
    }
    run.fields.extend(fields);
    run.end = open + len + 2;
    Some(open + len + 1)
}

/// Whether a word for fields stands within the next two tokens.
fn names_field(pieces: &Pieces<'_>, at: usize) -> bool {
    pieces.tokens[at + 1..].iter().take(2).any(|token| token.is(Cue::Field))
}

fn asks(token: &Token) -> bool {
    token.is(Cue::Experience) || token.is(Cue::Ask)
}

/// Whether a word stands behind a degree and "of".
fn is_of_degree(pieces: &Pieces<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| pieces.tokens.get(place));
    before(1).is_some_and(|token| token.span.of(&pieces.text.text) == "of") && before(2).is_some_and(|token| degree(token).is_some())
}

/// Whether a token ends a lead-in.
fn is_lead(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.tok, Tok::Colon | Tok::Dash))
}

/// `master`, `ms`, `ba` and `md` are words of their own: they count where something of study stands near.
fn fits_level(pieces: &Pieces<'_>, at: usize, text: &str, strong: bool) -> bool {
    if !words::DEGREE_WORD.has(text) || strong {
        return true;
    }
    let near = pieces.tokens.iter().skip(at.saturating_sub(3)).take(8);
    near.clone().filter(|token| token.is(Cue::Study) || degree(token).is_some() || matches!(token.tok, Tok::Study(_))).count() > 1
        || near.clone().any(|token| matches!(token.tok, Tok::Study(_) | Tok::Skill(_, Some(_))) || token.is(Cue::Study))
        || text.len() > 2 && near.clone().any(|token| token.span.of(&pieces.text.text) == "in")
}

/// Words that no field is known by are a field in words, where words of study follow them.
fn take_words(pieces: &Pieces<'_>, words: &mut Vec<&Token>, run: &mut Run, wanted: bool) {
    if let (true, Some(first), Some(last)) = (wanted, words.first(), words.last()) {
        let generic = words.iter().all(|token| token.is(Cue::Generic) || token.is(Cue::Field));
        if !generic {
            let span = pieces.text.span(first.span.to(last.span));
            run.fields.push(StudyField::Words(span.of(pieces.text.original).to_owned()));
        }
    }
    words.clear();
}
