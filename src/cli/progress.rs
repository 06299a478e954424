//! A progress bar for what takes longer than half a second, on a terminal only.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options::Common;

/// Time after which something is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows how much is done. It disappears when it is dropped.
pub struct Progress {
    begun: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Nothing is shown yet.
    #[must_use]
    pub fn new(common: &Common) -> Self {
        Self { begun: Instant::now(), wanted: !common.quiet && std::io::stderr().is_terminal(), bar: None }
    }

    /// So many of so many are done.
    pub fn tell(&mut self, done: usize, of: usize) {
        if !self.wanted || self.bar.is_none() && self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // The template is fixed; were it wrong, the usual one would do.
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.progress_chars("█▌·"));
            bar
        });
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
