//! Where the history file is. Not what is in it: that is the line editor's.

use std::ffi::OsString;
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// `SLABSCOPE_HISTORY` (empty: none), else `slabscope/history` in the state folder (XDG Base Directory Specification).
pub fn path() -> Option<PathBuf> {
    choose(|name| std::env::var_os(name))
}

fn choose(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(own) = variable("SLABSCOPE_HISTORY") {
        return (!own.is_empty()).then(|| own.into());
    }
    // The specification has relative paths ignored.
    let state = variable("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || variable("HOME").filter(|home| !home.is_empty()).map(|home| PathBuf::from(home).join(".local/state"));
    Some(state.or_else(home)?.join("slabscope").join("history"))
}

/// Makes the file, and its folder, readable by nobody else.
pub fn prepare(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses() {
        let chosen = |variables: &[(&str, &str)]| {
            choose(|name| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.into()))
        };
        assert_eq!(chosen(&[("HOME", "/h")]), Some("/h/.local/state/slabscope/history".into()));
        assert_eq!(chosen(&[("HOME", "/h"), ("XDG_STATE_HOME", "/s")]), Some("/s/slabscope/history".into()));
        assert_eq!(
            chosen(&[("HOME", "/h"), ("XDG_STATE_HOME", "s")]),
            Some("/h/.local/state/slabscope/history".into())
        );
        assert_eq!(chosen(&[("HOME", "/h"), ("SLABSCOPE_HISTORY", "/x")]), Some("/x".into()));
        assert_eq!(chosen(&[("HOME", "/h"), ("SLABSCOPE_HISTORY", "")]), None);
        assert_eq!(chosen(&[]), None);
    }
}
