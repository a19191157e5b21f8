//! A line on standard error while long work goes on, and only where somebody is there to see it.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work shorter than this needs no line.
const PATIENCE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(super) fn start(total: usize, wanted: bool) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let shown = (wanted && io::stderr().is_terminal()).then(|| {
            let (stop, stopped) = mpsc::channel();
            let counter = Arc::clone(&done);
            (stop, thread::spawn(move || show(total, &counter, &stopped)))
        });
        Self { done, shown }
    }

    /// One policy is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the line away.
    pub(super) fn stop(self) {
        if let Some((stop, thread)) = self.shown {
            drop(stop);
            // The line is gone either way.
            let _ = thread.join();
        }
    }
}

fn show(total: usize, done: &AtomicUsize, stopped: &Receiver<()>) {
    if stopped.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::new(total as u64);
    let style = ProgressStyle::with_template("{spinner} checking {pos}/{len} policies ({elapsed})");
    bar.set_style(style.expect("the template is right"));
    while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        bar.set_position(done.load(Ordering::Relaxed) as u64);
        bar.tick();
    }
    bar.finish_and_clear();
}
