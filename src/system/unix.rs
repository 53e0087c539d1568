//! Linux and macOS. `windows` has the same names.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::Path;

/// A file that is made is nobody else's.
pub fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600)
}

/// Folders that are made are nobody else's.
pub fn private_folders(builder: &mut DirBuilder) -> &mut DirBuilder {
    builder.mode(0o700)
}

/// Closes a file to everybody else.
pub fn make_private(file: &File) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(0o600))
}

/// Gives a file the owner and the permissions of another.
pub fn make_like(file: &File, other: &Metadata) -> io::Result<()> {
    // Who owns it comes first, since that takes permissions away; it is not everybody's to say.
    let _ = fchown(file, Some(other.uid()), Some(other.gid()));
    file.set_permissions(other.permissions())
}

/// What two names of one file have in common, links of both kinds included.
pub fn identity(path: &Path) -> io::Result<impl PartialEq + use<>> {
    fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Standard input, as a file.
pub fn input() -> io::Result<File> {
    io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

/// Standard output, as a file.
pub fn output() -> io::Result<File> {
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

/// Standard error, as a file.
pub fn error() -> io::Result<File> {
    io::stderr().as_fd().try_clone_to_owned().map(File::from)
}

/// Whether Node takes a stream for a file: it is no terminal, pipe or socket.
pub fn is_file(stream: io::Result<File>) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    stream.is_ok_and(|stream| {
        let kind = stream.metadata().map(|metadata| metadata.file_type());
        !stream.is_terminal() && kind.is_ok_and(|kind| !kind.is_fifo() && !kind.is_socket())
    })
}

/// Whether terminals obey escape codes.
pub fn obeys_escapes() -> bool {
    true
}
