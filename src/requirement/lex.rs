//! From a line to tokens: mentions of the taxonomy, cue words, numbers, signs and plain words. Korean connecting particles
//! (와/과, 이나) and verb endings (-거나, -고, -며) that stand behind a word become tokens of their own.

use crate::requirement::cue::{self, Cue, CueHit};
use crate::requirement::words;
use crate::span::Span;
use crate::taxonomy::find::Finder;
use crate::taxonomy::{Kind, Mention, SkillId, Taxonomy};
use crate::text::boundary::{is_alphanumeric, is_hangul};
use crate::text::{Folded, korean};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tok {
    /// A hard skill; the field of study of the same name beside it.
    Skill(SkillId, Option<SkillId>),
    /// A field of study that is no skill.
    Study(SkillId),
    /// An attitude.
    Trait(SkillId),
    /// A spoken language.
    Spoken(SkillId),
    /// A certificate.
    Certificate(SkillId),
    /// A cue word, in all its meanings.
    Cue(&'static [Cue]),
    /// A number.
    Number(f64),
    /// `,` or a middle dot.
    Comma,
    /// `/`
    Slash,
    /// `+`
    Plus,
    /// `-` or `~`, as between the ends of a range.
    Dash,
    /// `:`
    Colon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The end of a sentence.
    Stop,
    /// The beginning of a nested bullet.
    Break,
    /// 와, 과, 하고 behind a word.
    With,
    /// 이나, 나 behind a word.
    Either,
    /// -거나 at the end of a verb.
    OrElse,
    /// -고, -며 at the end of a verb.
    AndThen,
    /// A word; whether it holds Hangul.
    Word(bool),
}

/// A token and its place.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// What it is.
    pub tok: Tok,
    /// Bytes of the folded text.
    pub span: Span,
    /// Whether a Hangul word went on behind it with an ending that makes it an attribute (활용한, 사용하는).
    pub attributive: bool,
}

impl Token {
    /// Whether the token is this cue, among others perhaps.
    #[must_use]
    pub fn is(&self, cue: Cue) -> bool {
        matches!(self.tok, Tok::Cue(cues) if cues.contains(&cue))
    }

    /// The first meaning that `pick` takes.
    #[must_use]
    pub fn cue<T>(&self, pick: impl Fn(&Cue) -> Option<T>) -> Option<T> {
        match self.tok {
            Tok::Cue(cues) => cues.iter().find_map(pick),
            _ => None,
        }
    }
}

/// Turns lines into tokens; keeps its buffers between lines.
#[derive(Debug)]
pub struct Lexer<'t> {
    taxonomy: &'t Taxonomy,
    finder: Finder<'t>,
    cues: Vec<CueHit>,
}

impl<'t> Lexer<'t> {
    /// A lexer over the names of a taxonomy.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, finder: Finder::new(taxonomy), cues: Vec::new() }
    }

    /// Appends the mentions of a folded line to `mentions` and its tokens to `tokens`. `breaks` are bytes of the original at which
    /// nested bullets begin.
    pub fn lex(&mut self, text: &Folded<'_>, breaks: &[usize], mentions: &mut Vec<Mention>, tokens: &mut Vec<Token>) {
        self.cues.clear();
        cue::collect(&text.text, &mut self.cues);
        let folded = &*text.text;
        // A field of study is one only where something of study is said: else 언어, 환경 and 디자인 are words like any other.
        let of_study = |cue: &Cue| matches!(cue, Cue::Study | Cue::Degree(_) | Cue::Field | Cue::Related);
        let study = self.cues.iter().any(|hit| hit.cues().iter().any(of_study));
        self.finder.find_with(text, study, mentions);
        let (mut at, mut next_mention, mut next_cue, mut next_break) = (0, 0, 0, 0);
        while at < folded.len() {
            while breaks.get(next_break).is_some_and(|place| *place <= text.original(at..at).start) {
                tokens.push(Token { tok: Tok::Break, span: Span::new(at, at), attributive: false });
                next_break += 1;
            }
            while mentions.get(next_mention).is_some_and(|mention| mention.folded.start < at) {
                next_mention += 1;
            }
            while self.cues.get(next_cue).is_some_and(|cue| cue.span.start < at) {
                next_cue += 1;
            }
            if let Some(mention) = mentions.get(next_mention).filter(|mention| mention.folded.start == at) {
                let end = mention.folded.end;
                tokens.push(Token { tok: self.named(mention), span: mention.folded, attributive: false });
                // "Django와 같은": the particle is the first letter of a cue.
                let cue_follows = self.cues[next_cue..].iter().take_while(|hit| hit.span.start <= end);
                let cue_follows = cue_follows.last().filter(|hit| hit.span.start == end);
                at = match cue_follows.filter(|hit| hit.span.end > end + korean::run(&folded[end..])) {
                    Some(_) => end,
                    None => department(folded, end, mention, mentions.get(next_mention + 1), tokens)
                        .unwrap_or_else(|| ending(folded, end, tokens)),
                };
                continue;
            }
            let limit = mentions.get(next_mention).map_or(folded.len(), |mention| mention.folded.start);
            if let Some(hit) = self.cues.get(next_cue).filter(|hit| hit.span.start == at && hit.span.end <= limit) {
                tokens.push(Token { tok: Tok::Cue(hit.cues()), span: hit.span, attributive: false });
                let end = hit.span.end;
                // "3년이하": written together, and no particle.
                let bound = |cue: &Cue| matches!(cue, Cue::OrMore | Cue::OrLess);
                let bounded = self.cues.get(next_cue + 1).is_some_and(|next| next.span.start == end && next.cues().iter().any(bound));
                at = if bounded { end } else { ending(folded, end, tokens) };
                continue;
            }
            let limit = self.cues.get(next_cue).map_or(limit, |hit| if hit.span.start > at { limit.min(hit.span.start) } else { limit });
            at = plain(folded, at, limit, tokens);
        }
    }

    fn named(&self, mention: &Mention) -> Tok {
        match self.taxonomy.skill(mention.skill).kind() {
            Kind::DegreeField => Tok::Study(mention.skill),
            Kind::Trait => Tok::Trait(mention.skill),
            Kind::SpokenLanguage => Tok::Spoken(mention.skill),
            Kind::Certificate => Tok::Certificate(mention.skill),
            _ => Tok::Skill(mention.skill, mention.field),
        }
    }
}

/// 과 behind a field of study is a department (컴퓨터공학과 졸업), unless another name follows at once (컴퓨터공학과 수학).
fn department(text: &str, at: usize, mention: &Mention, next: Option<&Mention>, tokens: &mut Vec<Token>) -> Option<usize> {
    let rest = &text[at..];
    let end = at + korean::run(rest);
    let other_follows = next.is_some_and(|next| text[end..].len() - text[end..].trim_start().len() + end == next.folded.start);
    if mention.field.is_none() || &text[at..end] != "과" || other_follows {
        return None;
    }
    tokens.push(Token { tok: Tok::Cue(&[Cue::Study]), span: Span::new(at, end), attributive: false });
    Some(end)
}

/// What goes on behind a mention or a cue in the same run of Hangul: particles fall away, connecting ones and verb endings become tokens.
fn ending(text: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let run = korean::run(&text[at..]);
    if run == 0 {
        return at;
    }
    let rest = &text[at..at + run];
    if let Some(behind) = rest.strip_prefix('등').filter(|behind| korean::only_particles(behind)) {
        let end = at + run - behind.len();
        tokens.push(Token { tok: Tok::Cue(&[Cue::Etc]), span: Span::new(at, end), attributive: false });
        return at + run;
    }
    let span = Span::new(at, at + run);
    let push = |tokens: &mut Vec<Token>, tok| tokens.push(Token { tok, span, attributive: false });
    if words::AND_PARTICLE.has(rest) {
        push(tokens, Tok::With);
        return at + run;
    }
    if words::OR_PARTICLE.has(rest) {
        let is_skill = tokens.last().is_some_and(|token| !matches!(token.tok, Tok::Cue(_)));
        push(tokens, if is_skill || rest.starts_with('이') { Tok::Either } else { Tok::OrElse });
        return at + run;
    }
    if words::ATTRIBUTIVE.has(rest) {
        if let Some(last) = tokens.last_mut() {
            last.attributive = true;
        }
        return at + run;
    }
    if let Some(tok) = verb_ending(rest) {
        push(tokens, tok);
        return at + run;
    }
    if korean::only_particles(rest) {
        return at + run;
    }
    at
}

fn verb_ending(word: &str) -> Option<Tok> {
    let long = word.chars().count() >= 2;
    if word.ends_with("거나") {
        return Some(Tok::OrElse);
    }
    (long && words::AND_ENDING.has(word)).then_some(Tok::AndThen)
}

/// One number, sign or word, not beyond `limit`.
fn plain(text: &str, at: usize, limit: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[at..limit];
    let Some(c) = rest.chars().next() else {
        return limit.max(at + 1);
    };
    let behind_name = tokens.iter().rev().find(|token| token.tok != Tok::Comma).is_some_and(|token| matches!(token.tok, Tok::Skill(..)));
    let mut push = |tok, end| {
        tokens.push(Token { tok, span: Span::new(at, end), attributive: false });
        end
    };
    if c.is_whitespace() {
        return at + c.len_utf8();
    }
    if c.is_ascii_digit() {
        let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let digits = rest[..digits].trim_end_matches('.').len().max(1);
        return match rest[..digits].parse() {
            Ok(number) => push(Tok::Number(number), at + digits),
            Err(_) => push(Tok::Word(false), at + digits),
        };
    }
    if is_alphanumeric(c) {
        let hangul = is_hangul(c);
        let same = |c: char| is_alphanumeric(c) && is_hangul(c) == hangul || !hangul && matches!(c, '\'' | '_');
        let len = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let word = &rest[..len];
        let tok = if hangul { verb_ending(word).unwrap_or(Tok::Word(true)) } else { Tok::Word(false) };
        return push(tok, at + len);
    }
    let end = at + c.len_utf8();
    // "Figma, Sketch ···": a list that goes on.
    let dots = rest.len() - rest.trim_start_matches(['·', '.', '…', '⋯']).len();
    if behind_name && (dots > end - at || matches!(c, '…' | '⋯')) {
        return push(Tok::Cue(&[Cue::Etc]), at + dots);
    }
    let tok = match c {
        ';' => Tok::Stop,
        ',' | '·' | '、' | '，' => Tok::Comma,
        '/' | '|' | '\\' => Tok::Slash,
        '+' => Tok::Plus,
        '-' | '~' => Tok::Dash,
        ':' => Tok::Colon,
        '(' | '[' | '{' | '<' | '【' | '「' => Tok::Open,
        ')' | ']' | '}' | '>' | '】' | '」' => Tok::Close,
        '.' | '!' | '?' => {
            let ends = text[end..].chars().next().is_none_or(|next| next.is_whitespace() || next == ')');
            if !ends {
                return end;
            }
            Tok::Stop
        }
        _ => return end,
    };
    push(tok, end)
}
