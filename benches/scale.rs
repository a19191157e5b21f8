//! Measures `loket check` on estates that double in size: CPU time, memory and instructions, and holds them against the
//! bars. `benches/README.md` says what each command prints.

mod commands;
mod estate;
mod measure;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo bench --bench scale [-- COMMAND]
  table [MAX]        CPU time and memory for 1 000, 2 000, ... MAX (400 000) statements, as Markdown
  instructions [MAX] instructions for 1 000, 2 000, ... MAX (16 000) statements (needs valgrind)
  parse [N]          reading and parsing alone next to the whole check (100 000 statements)
  format [N]         `loket fmt` next to parsing alone (100 000 statements)
  gate               fails where a bar is missed; under a minute
  write DIR N SEED   writes an estate of N statements and measures nothing
";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked_by_bench = arguments.iter().any(|it| it == "--bench");
    arguments.retain(|it| it != "--bench");
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        // `cargo test --benches` runs this binary too: it measures nothing there.
        [] if !asked_by_bench => {
            commands::usage(USAGE);
            Ok(())
        }
        [] | ["table"] => commands::table(400_000),
        ["table", max] => number(max).and_then(commands::table),
        ["instructions"] => commands::instructions(16_000),
        ["instructions", max] => number(max).and_then(commands::instructions),
        ["parse"] => commands::parse(100_000),
        ["parse", statements] => number(statements).and_then(commands::parse),
        ["format"] => commands::format(100_000),
        ["format", statements] => number(statements).and_then(commands::format),
        ["gate"] => commands::gate(),
        ["write", to, statements, seed] => number(statements)
            .and_then(|statements| number(seed).map(|seed| (statements, seed)))
            .and_then(|(statements, seed)| commands::write(Path::new(to), statements, seed as u64)),
        [measure::ONCE, program @ ..] => measure::once(program),
        _ => {
            commands::usage(USAGE);
            Err("no such command".to_owned())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            commands::complain(&why);
            ExitCode::FAILURE
        }
    }
}

fn number(word: &str) -> Result<usize, String> {
    word.replace('_', "").parse().map_err(|_| format!("`{word}` is not a number"))
}
