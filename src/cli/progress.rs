//! A progress bar for what takes longer than half a second, on a terminal only.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options::Common;

/// Time after which something is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two pictures.
const PACE: Duration = Duration::from_millis(100);

/// Shows how much is done, or while nothing is known of that, that something is. It disappears when it is dropped.
pub struct Progress {
    state: Arc<State>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// So many of so many are done.
#[derive(Default)]
struct State {
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Progress {
    /// Nothing is shown yet. Drawing goes on beside the work, so that one long step is no silence.
    #[must_use]
    pub fn new(common: &Common) -> Self {
        let state = Arc::<State>::default();
        let wanted = !common.quiet && std::io::stderr().is_terminal();
        let drawing = wanted.then(|| {
            let (stop, stopped) = mpsc::channel();
            let seen = Arc::clone(&state);
            let thread = std::thread::spawn(move || {
                if stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    draw(&seen, || stopped.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout));
                }
            });
            (stop, thread)
        });
        Self { state, drawing }
    }

    /// So many are done, of nobody knows how many.
    pub fn count(&self, done: usize) {
        self.state.done.store(done, Ordering::Relaxed);
    }

    /// So many of so many are done.
    pub fn tell(&self, done: usize, of: usize) {
        self.state.of.store(of, Ordering::Relaxed);
        self.state.done.store(done, Ordering::Relaxed);
    }
}

/// Draws until `next` says that it is over.
fn draw(state: &State, mut next: impl FnMut() -> bool) {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    // The templates are fixed; were one wrong, the usual one would do.
    let style = |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style("{spinner} {elapsed}"));
    let mut known = false;
    loop {
        let (of, done) = (state.of.load(Ordering::Relaxed), state.done.load(Ordering::Relaxed));
        if of > 0 {
            if !known {
                bar.set_style(style("{bar:30} {pos}/{len} {eta}").progress_chars("█▌·"));
                known = true;
            }
            bar.set_length(of as u64);
        } else if done > 0 {
            bar.set_style(style("{spinner} {human_pos} {elapsed}"));
        }
        bar.set_position(done as u64);
        bar.tick();
        if !next() {
            break;
        }
    }
    bar.finish_and_clear();
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            // A picture that failed is no reason to fail.
            let _ = thread.join();
        }
    }
}
