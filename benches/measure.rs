//! What one run of a program costs. The kernel's figures for children are sums and maxima over all of them, so each run
//! is the only child of a process of its own: this binary, started again.

use std::process::{Command, Stdio};
use std::time::Duration;

/// The hidden command under which this binary starts one program and prints what it cost.
pub(crate) const ONCE: &str = "once";

#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu: Duration,
    pub(crate) peak_kib: u64,
    pub(crate) exit: i32,
}

/// The run with the median CPU time of `runs`, after one that does not count.
pub(crate) fn median(program: &[&str], runs: usize) -> Result<Cost, String> {
    run(program)?;
    let mut costs = Vec::with_capacity(runs);
    for _ in 0..runs {
        costs.push(run(program)?);
    }
    costs.sort_by_key(|it| it.cpu);
    Ok(costs[costs.len() / 2])
}

fn run(program: &[&str]) -> Result<Cost, String> {
    let own = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let output =
        Command::new(own).arg(ONCE).args(program).output().map_err(|error| format!("cannot measure: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<u64> = text.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    let [micros, peak_kib, exit] = figures[..] else {
        return Err(format!("cannot measure `{}`: {}", program.join(" "), String::from_utf8_lossy(&output.stderr)));
    };
    Ok(Cost { cpu: Duration::from_micros(micros), peak_kib, exit: i32::try_from(exit).unwrap_or(-1) })
}

/// Runs a program with nothing to read and nowhere to write, then prints its CPU time in microseconds, its peak memory
/// in KiB and its exit status.
#[cfg(unix)]
#[expect(clippy::print_stdout, reason = "the parent reads the figures from here")]
pub(crate) fn once(program: &[&str]) -> Result<(), String> {
    use nix::sys::resource::{UsageWho, getrusage};

    let (name, arguments) = program.split_first().ok_or("nothing to run")?;
    let status = Command::new(name)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("cannot run `{name}`: {error}"))?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| format!("no figures: {error}"))?;
    let micros = [usage.user_time(), usage.system_time()].map(|it| it.tv_sec() * 1_000_000 + it.tv_usec());
    // Apple's kernel counts bytes where the others count KiB.
    let peak_kib = if cfg!(target_vendor = "apple") { usage.max_rss() / 1024 } else { usage.max_rss() };
    println!("{} {peak_kib} {}", micros[0] + micros[1], status.code().unwrap_or(255));
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn once(_program: &[&str]) -> Result<(), String> {
    Err("this system does not tell what a child process cost".to_owned())
}

/// The instructions that a program executes, counted by callgrind; nothing where valgrind is not installed.
pub(crate) fn instructions(program: &[&str]) -> Result<Option<u64>, String> {
    let started = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(program)
        .stdin(Stdio::null())
        .output();
    let output = match started {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot run valgrind: {error}")),
    };
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines()
        .find_map(|line| line.split("Collected :").nth(1))
        .and_then(|count| count.trim().parse().ok())
        .map(Some)
        .ok_or_else(|| format!("valgrind counted nothing: {text}"))
}
