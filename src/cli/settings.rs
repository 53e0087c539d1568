//! The prompt's settings file: `slabscope/config.toml` in the configuration folder. Scripts and transcripts never read it.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context as _, Result, bail};
use toml::{Table, Value};

use crate::file;
use crate::paint::{Choice, Theme};
use crate::prompt::Habits;
use crate::system::folders;

/// Every key there is.
const KEYS: [&str; 8] = ["profile", "color", "theme", "keys", "history", "preview", "hints", "quiet"];

/// What the file says.
#[derive(Debug, Default)]
pub struct Settings {
    /// `profile`, where the command line names none.
    pub profile: Option<String>,
    /// `color`, where the command line says `auto`.
    pub color: Option<Choice>,
    /// `theme`, where the command line says `auto`.
    pub theme: Theme,
    /// The rest.
    pub habits: Habits,
    /// What is said of keys nobody knows.
    pub warnings: Vec<String>,
}

/// Reads the file, if there is one.
pub fn read() -> Result<Settings> {
    folders::settings().map_or_else(|| Ok(Settings::default()), |path| open(&path))
}

/// What a file says; nothing, where there is none. One in a folder that is closed to the reader keeps no prompt shut.
fn open(path: &Path) -> Result<Settings> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text, path),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(Settings::default()),
            io::ErrorKind::PermissionDenied => {
                let warnings = vec![format!("{}: {error}", file::shown(path))];
                Ok(Settings { warnings, ..Settings::default() })
            }
            _ => Err(error).with_context(|| format!("cannot read {}", file::shown(path))),
        },
    }
}

fn parse(text: &str, path: &Path) -> Result<Settings> {
    let place = file::shown(path);
    let table: Table = text.parse().with_context(|| place.clone())?;
    let mut settings = Settings::default();
    for (key, value) in &table {
        let habits = &mut settings.habits;
        match (key.as_str(), value) {
            ("profile", Value::String(name)) => settings.profile = Some(name.clone()),
            ("profile", Value::Integer(major)) => settings.profile = Some(major.to_string()),
            ("color", Value::String(when)) if when == "auto" => settings.color = Some(Choice::Auto),
            ("color", Value::String(when)) if when == "always" => settings.color = Some(Choice::Always),
            ("color", Value::String(when)) if when == "never" => settings.color = Some(Choice::Never),
            ("theme", Value::String(ground)) if ground == "auto" => settings.theme = Theme::Auto,
            ("theme", Value::String(ground)) if ground == "light" => settings.theme = Theme::Light,
            ("theme", Value::String(ground)) if ground == "dark" => settings.theme = Theme::Dark,
            ("theme", Value::String(ground)) if ground == "contrast" => settings.theme = Theme::Contrast,
            ("keys", Value::String(keys)) if keys == "vi" || keys == "emacs" => habits.vi = keys == "vi",
            ("history", Value::Integer(count @ 0..=100_000)) => habits.history = *count as usize,
            ("preview", Value::Boolean(on)) => habits.preview = *on,
            ("hints", Value::Boolean(on)) => habits.hints = *on,
            ("quiet", Value::Boolean(on)) => habits.quiet = *on,
            ("profile", _) => bail!("{place}: profile wants a name, as \"22\""),
            ("color", _) => bail!("{place}: color wants \"auto\", \"always\" or \"never\""),
            ("theme", _) => bail!("{place}: theme wants \"auto\", \"light\", \"dark\" or \"contrast\""),
            ("keys", _) => bail!("{place}: keys wants \"emacs\" or \"vi\""),
            ("history", _) => bail!("{place}: history wants a number of entries, 0 to 100000"),
            ("preview" | "hints" | "quiet", _) => bail!("{place}: {key} wants true or false"),
            _ => settings.warnings.push(format!("{place}: there is no key {key}; {}", suggestion(key))),
        }
    }
    Ok(settings)
}

fn suggestion(key: &str) -> String {
    let near = KEYS.iter().map(|known| (strsim::damerau_levenshtein(known, key), known)).min();
    match near {
        Some((distance, known)) if distance <= 3 => format!("did you mean {known}?"),
        _ => format!("there are {}", KEYS.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Settings> {
        parse(text, Path::new("config.toml"))
    }

    #[test]
    fn every_key_is_taken() {
        let text = "profile = 18\ncolor = 'never'\ntheme = 'dark'\nkeys = 'vi'\nhistory = 7\npreview = false\nhints = false\nquiet = true\n";
        let settings = parsed(text).expect("it is right");
        assert_eq!((settings.profile.as_deref(), settings.color), (Some("18"), Some(Choice::Never)));
        assert_eq!(settings.theme, Theme::Dark);
        let Habits { history, vi, preview, hints, quiet } = settings.habits;
        assert_eq!((history, vi, preview, hints, quiet), (7, true, false, false, true));
        assert!(settings.warnings.is_empty());
    }

    #[test]
    fn every_setting_is_explained_at_the_prompt() {
        let settings = engine::session::about("topic", "settings").expect("it is there");
        assert_eq!(settings.rows().map(|(key, _)| key).collect::<Vec<_>>(), KEYS);
    }

    #[test]
    fn where_no_file_can_be_nothing_is_said() {
        let file = std::env::temp_dir().join(format!("slabscope-settings-{}", std::process::id()));
        fs::write(&file, "").expect("a file");
        for path in [file.join("config.toml"), file.with_extension("gone")] {
            assert!(open(&path).expect("there is none").warnings.is_empty());
        }
        fs::remove_file(&file).expect("it is there");
    }

    #[test]
    fn mistakes_are_told_what_exists() {
        assert_eq!(
            parsed("histroy = 1\nwombat = 2").expect("they are only told").warnings,
            [
                "config.toml: there is no key histroy; did you mean history?",
                "config.toml: there is no key wombat; there are profile color theme keys history preview hints quiet"
            ]
        );
        for text in ["history = -1", "keys = 'ed'", "color = 1", "theme = 1", "preview = 'on'", "quiet = 1", "x = "] {
            assert!(format!("{:#}", parsed(text).expect_err("it is wrong")).starts_with("config.toml:"), "{text}");
        }
    }
}
