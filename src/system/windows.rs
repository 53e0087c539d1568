//! Windows, where a person's folders are nobody else's from the start. `unix` has the same names.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, IsTerminal as _};
use std::os::windows::io::AsHandle as _;
use std::path::Path;

/// A file that is made is nobody else's.
pub fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Folders that are made are nobody else's.
pub fn private_folders(builder: &mut DirBuilder) -> &mut DirBuilder {
    builder
}

/// Closes a file to everybody else.
pub fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}

/// Gives a file the permissions of another.
pub fn make_like(file: &File, other: &Metadata) -> io::Result<()> {
    file.set_permissions(other.permissions())
}

/// What two names of one file have in common. Hard links need not: a file that is put in place of one leaves the other.
pub fn identity(path: &Path) -> io::Result<impl PartialEq + use<>> {
    fs::canonicalize(path)
}

/// Standard input, as a file.
pub fn input() -> io::Result<File> {
    io::stdin().as_handle().try_clone_to_owned().map(File::from)
}

/// Standard output, as a file; not a console, to which text is more than bytes.
pub fn output() -> io::Result<File> {
    if io::stdout().is_terminal() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    io::stdout().as_handle().try_clone_to_owned().map(File::from)
}

/// Standard error, as a file; not a console.
pub fn error() -> io::Result<File> {
    if io::stderr().is_terminal() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    io::stderr().as_handle().try_clone_to_owned().map(File::from)
}

/// Whether Node takes a stream for a file: it is no console and no pipe.
pub fn is_file(stream: io::Result<File>) -> bool {
    stream.and_then(|stream| stream.metadata()).is_ok_and(|metadata| metadata.is_file())
}

/// Whether the console obeys escape codes, now that it is asked to.
pub fn obeys_escapes() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}
