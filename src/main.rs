//! The door: hands the command line to `cli`. Nothing else lives here.

fn main() {}
