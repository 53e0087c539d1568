//! The door: hands the command line to `cli`. Nothing else lives here.

use std::process;

fn main() {
    process::exit(slabscope::cli::main(std::env::args_os().collect()));
}
