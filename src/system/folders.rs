//! Where a person's settings and history are, on each system. Not what is in them.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy as _, choose_base_strategy};

/// `SLABSCOPE_CONFIG` (empty: none), else in the configuration folder: `~/.config` (XDG Base Directory Specification),
/// `%APPDATA%` on Windows.
pub fn settings() -> Option<PathBuf> {
    let folder = choose_base_strategy().ok().map(|folders| folders.config_dir());
    choose(env::var_os("SLABSCOPE_CONFIG"), folder, "config.toml")
}

/// `SLABSCOPE_HISTORY` (empty: none), else in the state folder: `~/.local/state`, or `%APPDATA%` on Windows, which has none.
pub fn history() -> Option<PathBuf> {
    let folder = choose_base_strategy().ok();
    let folder = folder.map(|folders| folders.state_dir().unwrap_or_else(|| folders.data_dir()));
    choose(env::var_os("SLABSCOPE_HISTORY"), folder, "history")
}

fn choose(own: Option<OsString>, folder: Option<PathBuf>, name: &str) -> Option<PathBuf> {
    match own {
        Some(own) => (!own.is_empty()).then(|| own.into()),
        // An empty HOME leads nowhere.
        None => folder.filter(|folder| folder.is_absolute()).map(|folder| folder.join("slabscope").join(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_of_its_own_goes_before_the_folder() {
        let folder = env::temp_dir();
        let chosen = |own: Option<&str>, folder: PathBuf| choose(own.map(OsString::from), Some(folder), "history");
        assert_eq!(chosen(None, folder.clone()), Some(folder.join("slabscope").join("history")));
        assert_eq!(chosen(Some("x"), folder.clone()), Some("x".into()));
        assert_eq!(chosen(Some(""), folder), None);
        assert_eq!(chosen(None, ".local/state".into()), None);
        assert_eq!(choose(None, None, "history"), None);
    }
}
