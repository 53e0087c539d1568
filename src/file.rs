//! Files read whole if they are not too long, and written whole or not at all: beside what is there, then put in its place. Not
//! what is in them.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::system;

/// All that `from` gives, if that is `most` bytes at most: what never ends is not read for ever.
pub fn read_all(from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("longer than {most} bytes")));
    }
    Ok(bytes)
}

/// The same of a file.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    read_all(File::open(path)?, most)
}

/// A name as people and reports are told it: on one line, and no terminal obeys it.
pub fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

/// What becomes of a file that is there.
#[derive(Clone, Copy, Debug)]
pub enum There<'a> {
    /// It stays; the words say how to ask for the other.
    Stays(&'a str),
    /// It was asked for that it goes.
    Goes,
    /// It goes if it still holds what was read from it.
    GoesAsRead(&'a [u8]),
}

/// Where something is written.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The name, as it was given.
    pub path: &'a Path,
    /// What becomes of a file of that name.
    pub there: There<'a>,
    /// Files that are never written over, whatever was asked for and however they are called, each with what it is.
    pub never: &'a [(&'a Path, &'a str)],
}

/// What stands where a target points.
enum Place {
    /// A device, a pipe, a file that a shell has opened: nothing that could be put in place of it.
    Stream,
    /// Nothing.
    New,
    /// A file, by its own name: a link to it stays a link.
    Old(PathBuf, Metadata),
}

impl Target<'_> {
    /// Why this could not be written, as far as it can be said before it is: what takes long is not done in vain.
    pub fn check(&self) -> io::Result<()> {
        self.place().map(drop)
    }

    /// Writes all of `bytes`, or leaves everything as it is. The file, open where `bytes` end.
    pub fn write(&self, bytes: &[u8]) -> io::Result<File> {
        let (path, old) = match self.place()? {
            Place::Stream => {
                // Where a shell has opened a file, what is there already stays in front of this.
                let mut stream = OpenOptions::new().append(true).open(self.path)?;
                stream.write_all(bytes)?;
                return Ok(stream);
            }
            Place::New => (self.path.to_owned(), None),
            Place::Old(path, metadata) => (path, Some(metadata)),
        };
        let (mut file, draft) = Draft::beside(&path, old.is_some())?;
        file.write_all(bytes)?;
        if let Some(old) = &old {
            system::make_like(&file, old)?;
        }
        file.sync_all()?;
        // Others may have been there meanwhile.
        self.check()?;
        if let There::GoesAsRead(read) = self.there
            && fs::read(&path)? != read
        {
            return Err(io::Error::other("it has changed while it was run, and stays as it is: run it again"));
        }
        draft.put(&path)?;
        Ok(file)
    }

    fn place(&self) -> io::Result<Place> {
        let metadata = match fs::metadata(self.path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound && self.path.is_symlink() => {
                return Err(io::Error::other("it is a link that leads nowhere: remove it, or write to where it leads"));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.refuse_own()?;
                return Ok(Place::New);
            }
            Err(error) => return Err(error),
        };
        if metadata.is_dir() {
            return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder: name a file in it"));
        }
        if !metadata.is_file() {
            return Ok(Place::Stream);
        }
        self.refuse_own()?;
        match self.there {
            _ if opened_by_a_shell(self.path) => return Ok(Place::Stream),
            There::Stays(how) => {
                let told = format!("it is there already, and stays as it is; {how} writes over it");
                return Err(io::Error::new(ErrorKind::AlreadyExists, told));
            }
            There::Goes | There::GoesAsRead(_) => {}
        }
        if metadata.permissions().readonly() {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only, and stays as it is"));
        }
        Ok(Place::Old(fs::canonicalize(self.path)?, metadata))
    }

    fn refuse_own(&self) -> io::Result<()> {
        let Some((_, what)) = self.never.iter().find(|(own, _)| same(own, self.path)) else { return Ok(()) };
        Err(io::Error::new(
            ErrorKind::AlreadyExists,
            format!("it is {what}, which is never written over: choose another name"),
        ))
    }
}

/// `/dev/stdout` and its like, which are a file where a shell was told so.
fn opened_by_a_shell(path: &Path) -> bool {
    path.starts_with("/dev/fd")
        || path.starts_with("/proc")
        || path == Path::new("/dev/stdout")
        || path == Path::new("/dev/stderr")
}

/// Whether two names are one file's, links of both kinds included; or would be, where neither is there yet.
fn same(one: &Path, other: &Path) -> bool {
    let whereabouts = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some((fs::canonicalize(folder).ok()?, path.file_name()?.to_owned()))
    };
    match (system::identity(one), system::identity(other)) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), Err(_)) => whereabouts(one).is_some_and(|place| Some(place) == whereabouts(other)),
        _ => false,
    }
}

/// The name of a file that is being written: unless it is put in its place, nothing is left of it.
struct Draft(PathBuf);

impl Draft {
    /// An empty file in the folder of `path`; one that is to take another's place is nobody else's until it does.
    fn beside(path: &Path, private: bool) -> io::Result<(File, Self)> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if private {
            system::private(&mut options);
        }
        loop {
            let name = format!(".slabscope-{}-{}.new", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let draft = path.with_file_name(name);
            match options.open(&draft) {
                // Somebody else's, or left by one that was killed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => return Ok((opened?, Self(draft))),
            }
        }
    }

    fn put(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)?;
        self.0 = PathBuf::new();
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // An error before this is the one to tell; what is left is only litter.
            let _ = fs::remove_file(&self.0);
        }
    }
}
