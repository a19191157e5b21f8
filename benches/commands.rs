//! The commands of the benchmark: what they run, and the lines they print.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::estate::Estate;
use crate::measure::{self, Cost};

const LOKET: &str = env!("CARGO_BIN_EXE_loket");
const SEED: u64 = 2026;
const RUNS: usize = 5;
const MIB: f64 = 1024.0 * 1024.0;

/// What must hold, in CPU time of one run with the profile that users get.
const BARS: [(usize, Duration); 2] = [(1_000, Duration::from_millis(20)), (100_000, Duration::from_millis(500))];
const FORMAT_BAR: (usize, Duration) = (100_000, Duration::from_millis(500));
const START_BAR: Duration = Duration::from_millis(5);
const PEAK_BAR_KIB: u64 = 200 * 1024;
const DOUBLING_BAR: f64 = 2.2;

type Done = Result<(), String>;

/// An estate on disk, removed when it is no longer needed.
struct OnDisk {
    path: PathBuf,
    bytes: usize,
}

impl OnDisk {
    fn new(statements: usize) -> Result<Self, String> {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("estate-{statements}"));
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|error| format!("cannot remove an old estate: {error}"))?;
        }
        let estate = Estate::new(statements, SEED);
        estate.write(&path).map_err(|error| format!("cannot write an estate: {error}"))?;
        Ok(Self { path, bytes: estate.bytes() })
    }

    fn check(&self) -> [&str; 6] {
        [LOKET, "check", self.text(), "--quiet", "--color", "never"]
    }

    fn parse(&self) -> [&str; 3] {
        [LOKET, "debug-parse", self.text()]
    }

    fn format(&self) -> [&str; 5] {
        [LOKET, "fmt", "--check", "--quiet", self.text()]
    }

    fn text(&self) -> &str {
        self.path.to_str().expect("Cargo's own folders have names in UTF-8")
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            complain(&format!("an estate stays behind: {error}"));
        }
    }
}

pub(crate) fn usage(text: &str) {
    print!("{text}");
}

pub(crate) fn complain(why: &str) {
    eprintln!("scale: {why}");
}

pub(crate) fn write(to: &Path, statements: usize, seed: u64) -> Done {
    let estate = Estate::new(statements, seed);
    estate.write(to).map_err(|error| format!("cannot write to `{}`: {error}", to.display()))?;
    println!("{} statements in {:.1} MiB", estate.statements(), mib(estate.bytes()));
    Ok(())
}

pub(crate) fn table(max: usize) -> Done {
    println!("| statements | text, MiB | CPU, s | × half the size | parsing alone, s | peak, MiB |");
    println!("|---:|---:|---:|---:|---:|---:|");
    let mut last: Option<(usize, Duration)> = None;
    for statements in sizes(max) {
        let estate = OnDisk::new(statements)?;
        let cost = checked(&estate, RUNS)?;
        let half = last.filter(|(half, _)| half * 2 == statements);
        println!(
            "| {} | {:.2} | {:.3} | {} | {} | {:.0} |",
            spaced(statements),
            mib(estate.bytes),
            cost.cpu.as_secs_f64(),
            half.map_or_else(String::new, |(_, half)| format!("{:.2}", ratio(cost.cpu, half))),
            parsed(&estate)?.map_or_else(String::new, |it| format!("{:.3}", it.as_secs_f64())),
            peak_mib(cost),
        );
        last = Some((statements, cost.cpu));
    }
    let start = start()?;
    println!("\n`loket --version`: {:.1} ms, {:.1} MiB.", start.cpu.as_secs_f64() * 1e3, peak_mib(start));
    Ok(())
}

pub(crate) fn instructions(max: usize) -> Done {
    println!("| statements | instructions, millions | per statement | × half the size |");
    println!("|---:|---:|---:|---:|");
    let mut half: Option<u64> = None;
    for statements in sizes(max) {
        let count = measure::instructions(&OnDisk::new(statements)?.check())?.ok_or("valgrind is not installed")?;
        println!(
            "| {} | {:.1} | {} | {} |",
            spaced(statements),
            figure(count) / 1e6,
            count / statements as u64,
            half.map_or_else(String::new, |half| format!("{:.2}", figure(count) / figure(half))),
        );
        half = Some(count);
    }
    Ok(())
}

pub(crate) fn parse(statements: usize) -> Done {
    let estate = OnDisk::new(statements)?;
    let parse = parsed(&estate)?.ok_or("`loket debug-parse` does not run")?;
    let check = checked(&estate, RUNS)?.cpu;
    println!(
        "{} statements, {:.1} MiB: parsing {:.3} s of {:.3} s ({:.0} %), {:.0} MiB/s",
        spaced(statements),
        mib(estate.bytes),
        parse.as_secs_f64(),
        check.as_secs_f64(),
        ratio(parse, check) * 100.0,
        mib(estate.bytes) / parse.as_secs_f64(),
    );
    Ok(())
}

/// `loket fmt` on an estate that is not in its form, next to parsing it once: it is read, formatted, and read again.
pub(crate) fn format(statements: usize) -> Done {
    let estate = OnDisk::new(statements)?;
    let parse = parsed(&estate)?.ok_or("`loket debug-parse` does not run")?;
    let cost = formatted(&estate)?;
    println!(
        "{} statements, {:.1} MiB: formatting {:.3} s, {:.1} × parsing, {:.0} MiB",
        spaced(statements),
        mib(estate.bytes),
        cost.cpu.as_secs_f64(),
        ratio(cost.cpu, parse),
        peak_mib(cost),
    );
    Ok(())
}

/// Doubling in instructions, which do not depend on the machine; times and memory against their bars.
pub(crate) fn gate() -> Done {
    let mut missed = Vec::new();
    let mut hold = |what: String, holds: bool| {
        println!("{} {what}", if holds { "ok    " } else { "MISSED" });
        if !holds {
            missed.push(what);
        }
    };
    let start = start()?.cpu;
    hold(format!("--version in {:.1} ms", start.as_secs_f64() * 1e3), start <= START_BAR);
    for (statements, bar) in BARS {
        let cost = checked(&OnDisk::new(statements)?, RUNS)?;
        hold(format!("{} statements in {:.3} s", spaced(statements), cost.cpu.as_secs_f64()), cost.cpu <= bar);
        hold(format!("{} statements in {:.0} MiB", spaced(statements), peak_mib(cost)), cost.peak_kib <= PEAK_BAR_KIB);
    }
    let (statements, bar) = FORMAT_BAR;
    let cost = formatted(&OnDisk::new(statements)?)?;
    hold(format!("fmt of {} statements in {:.3} s", spaced(statements), cost.cpu.as_secs_f64()), cost.cpu <= bar);
    let mut half: Option<f64> = None;
    for statements in [2_000, 4_000, 8_000, 16_000, 32_000] {
        let estate = OnDisk::new(statements)?;
        let work = match measure::instructions(&estate.check())? {
            Some(count) => figure(count),
            None => checked(&estate, RUNS)?.cpu.as_secs_f64(),
        };
        if let Some(half) = half {
            let growth = work / half;
            hold(format!("{} statements cost {growth:.2} × the half", spaced(statements)), growth <= DOUBLING_BAR);
        }
        half = Some(work);
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", missed.join("; "))) }
}

fn start() -> Result<Cost, String> {
    measure::median(&[LOKET, "--version"], 4 * RUNS)
}

/// A check of an estate; it has findings, so both 0 and 1 are what it should end with.
fn checked(estate: &OnDisk, runs: usize) -> Result<Cost, String> {
    let cost = measure::median(&estate.check(), runs)?;
    if cost.exit > 1 { Err(format!("`loket check` ended with {}", cost.exit)) } else { Ok(cost) }
}

/// The estate is not in its form, so a check of its form ends with 1.
fn formatted(estate: &OnDisk) -> Result<Cost, String> {
    let cost = measure::median(&estate.format(), RUNS)?;
    if cost.exit == 1 { Ok(cost) } else { Err(format!("`loket fmt` ended with {}", cost.exit)) }
}

/// Reading and parsing alone; nothing where the tool was built without that command.
fn parsed(estate: &OnDisk) -> Result<Option<Duration>, String> {
    let cost = measure::median(&estate.parse(), RUNS)?;
    Ok((cost.exit <= 1).then_some(cost.cpu))
}

/// 1 000, 2 000, … 32 000, then 50 000, 100 000, … up to a size: 100 000 is the size that the bars are about.
fn sizes(max: usize) -> Vec<usize> {
    let small = std::iter::successors(Some(1_000), |it| Some(it * 2)).take_while(|it| *it <= 32_000);
    let large = std::iter::successors(Some(50_000), |it| Some(it * 2));
    small.chain(large.take_while(|it| *it <= max)).filter(|it| *it <= max).collect()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn peak_mib(cost: Cost) -> f64 {
    figure(cost.peak_kib) / 1024.0
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, of a few digits")]
fn mib(bytes: usize) -> f64 {
    bytes as f64 / MIB
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, of a few digits")]
fn figure(count: u64) -> f64 {
    count as f64
}

/// `100 000`
fn spaced(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{} {:03}", spaced(number / 1_000), number % 1_000) }
}
