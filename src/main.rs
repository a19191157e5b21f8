//! The `loket` program: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    loket::cli::main()
}
