//! Whether there are colours, for which ground, and who decides it. Not which.

use crate::system;

/// How texts are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text alone.
    Never,
    /// Bold, underlined and reversed.
    Contrast,
    /// All attributes, where a terminal has no more than the 16 colours of its palette.
    Attributes,
    /// The same, and hues on grounds of their own: what the terminal's ground is, nobody knows.
    Both,
    /// Hues for a dark ground.
    Dark,
    /// Hues for a light ground.
    Light,
}

/// What `--theme` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As `COLORFGBG` says, or the terminal; without them what can be read on any ground.
    #[default]
    Auto,
    /// Hues for a light ground.
    Light,
    /// Hues for a dark ground.
    Dark,
    /// No hues.
    Contrast,
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// `--color`.
    pub color: Choice,
    /// `--theme`.
    pub theme: Theme,
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Colours at a terminal.
    #[default]
    Auto,
    /// Colours everywhere.
    Always,
    /// No colours.
    Never,
}

/// The parts of the environment that have a say about colour.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `NO_COLOR` (no-color.org): present and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` (bixense.com/clicolors): present, neither empty nor `0`.
    pub force: bool,
    /// `TERM` is `dumb`, or the console knows no escape codes.
    pub dumb: bool,
    /// `TERM` or `COLORTERM` says that there are 256 colours or more.
    pub hues: bool,
    /// What `COLORFGBG` says of the ground.
    pub ground: Theme,
}

impl Surroundings {
    /// Read from the process's environment.
    pub fn read() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            dumb: set("TERM").is_some_and(|term| term == "dumb") || !system::obeys_escapes(),
            hues: cfg!(windows)
                || set("COLORTERM").is_some()
                || set("TERM").is_some_and(|term| term.to_string_lossy().contains("256color")),
            ground: set("COLORFGBG").map_or(Theme::Auto, |pair| ground(&pair.to_string_lossy())),
        }
    }
}

/// `15;0`, `0;default;15`: the last one is the ground's, as rxvt began it. White and the bright ones are light.
fn ground(pair: &str) -> Theme {
    match pair.rsplit(';').next().map(str::parse::<u8>) {
        Some(Ok(0..=6 | 8)) => Theme::Dark,
        Some(Ok(7 | 9..=15)) => Theme::Light,
        _ => Theme::Auto,
    }
}

impl Ink {
    /// The flag decides first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal reads it.
    pub fn decide(wanted: Wanted, surroundings: &Surroundings, terminal: bool) -> Self {
        let colours = match wanted.color {
            Choice::Always => true,
            Choice::Never => false,
            Choice::Auto if surroundings.no_color => false,
            Choice::Auto if surroundings.force => true,
            Choice::Auto => terminal && !surroundings.dumb,
        };
        let theme = if wanted.theme == Theme::Auto { surroundings.ground } else { wanted.theme };
        match theme {
            _ if !colours => Self::Never,
            Theme::Contrast => Self::Contrast,
            _ if !surroundings.hues => Self::Attributes,
            Theme::Auto => Self::Both,
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
        }
    }

    /// The same, now that it is known which ground it stands on.
    #[must_use]
    pub fn on(self, ground: Theme) -> Self {
        match (self, ground) {
            (Self::Both, Theme::Dark) => Self::Dark,
            (Self::Both, Theme::Light) => Self::Light,
            (ink, _) => ink,
        }
    }

    /// Whether anything is said by looks.
    pub fn paints(self) -> bool {
        self != Self::Never
    }

    /// Whether what is said in passing looks so.
    pub fn dims(self) -> bool {
        !matches!(self, Self::Never | Self::Contrast)
    }

    /// Whether there are more colours than a palette's.
    pub fn has_hues(self) -> bool {
        matches!(self, Self::Both | Self::Dark | Self::Light)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_asked_for_or_told_or_not_known() {
        for (pair, told) in [
            ("15;0", Theme::Dark),
            ("0;default;15", Theme::Light),
            ("0;7", Theme::Light),
            ("7;8", Theme::Dark),
            ("default;default", Theme::Auto),
            ("", Theme::Auto),
        ] {
            assert_eq!(ground(pair), told, "{pair}");
        }
        let ink = |theme, ground, hues| {
            let surroundings = Surroundings { hues, ground, ..Surroundings::default() };
            Ink::decide(Wanted { theme, ..Wanted::default() }, &surroundings, true)
        };
        assert_eq!(ink(Theme::Auto, Theme::Auto, true), Ink::Both);
        assert_eq!(ink(Theme::Auto, Theme::Light, true), Ink::Light);
        assert_eq!(ink(Theme::Dark, Theme::Light, true), Ink::Dark);
        assert_eq!(ink(Theme::Dark, Theme::Dark, false), Ink::Attributes);
        assert_eq!(ink(Theme::Contrast, Theme::Dark, false), Ink::Contrast);
        let known = [Ink::Both, Ink::Dark, Ink::Attributes, Ink::Never].map(|ink| ink.on(Theme::Light));
        assert_eq!(known, [Ink::Light, Ink::Dark, Ink::Attributes, Ink::Never]);
        let never = Wanted { color: Choice::Never, theme: Theme::Dark };
        assert_eq!(Ink::decide(never, &Surroundings::default(), true), Ink::Never);
    }
}
