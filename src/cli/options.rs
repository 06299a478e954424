//! Options that mean the same in every command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jobmatch::messages::Lang;
use jobmatch::output::Style;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Languages of messages, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    /// English.
    En,
    /// Korean.
    Ko,
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    #[expect(clippy::doc_markdown, reason = "help for a terminal, where backticks are noise")]
    /// Language of headings and messages [default: from LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, value_enum, help_heading = "Output")]
    pub lang: Option<LangName>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    pub color: Color,
    /// Print no warnings
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Lay a taxonomy of your own over the one that comes with the program (repeatable)
    #[arg(long, value_name = "OVERLAY.yaml", help_heading = "Rules")]
    pub taxonomy: Vec<PathBuf>,
}

impl Common {
    /// The language of messages.
    #[must_use]
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangName::En) => Lang::En,
            Some(LangName::Ko) => Lang::Ko,
            None => {
                let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
                let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
                if locale.starts_with("ko") { Lang::Ko } else { Lang::En }
            }
        }
    }

    /// Whether a stream gets colour: `--color`, then `NO_COLOR` and `CLICOLOR_FORCE`, then whether it is a terminal.
    #[must_use]
    pub fn color(&self, is_terminal: bool) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            Color::Auto if set("CLICOLOR_FORCE") => true,
            Color::Auto => is_terminal && self.output.is_none() && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }

    /// How to draw on standard output.
    #[must_use]
    pub fn style(&self) -> Style {
        use std::io::IsTerminal;
        Style { lang: self.lang(), width: width(), color: self.color(std::io::stdout().is_terminal()) }
    }
}

/// Columns of the terminal; 100 in a pipe, so that the same call gives the same bytes wherever it runs.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(40, 200))
}
