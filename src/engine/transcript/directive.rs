//! Directives, `#: key value`: read and checked. Not obeyed here.

use std::time::Duration;

use crate::session::{Fresh, is_word};

/// What a `#:` line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// `node V` or `profile NAME`: whose rules hold.
    Profile(String),
    /// `only node >=24`: run only where this holds.
    Only(Condition),
    /// `reset`: a fresh session.
    Reset,
    /// `start-offset N`: where the first pooled Buffer begins, in bytes.
    StartOffset(u32),
    /// `fresh zero|recycled|noise`: what a fresh slab holds.
    Fresh(Fresh),
    /// `width N`: columns for drawings.
    Width(u16),
    /// `frames exact`: stack frames are compared.
    FramesExact,
    /// `uninit exact`: bytes never written are compared.
    UninitExact,
    /// `skip reason`: not run.
    Skip(String),
    /// `fails reason`: expected to differ.
    Fails(String),
    /// `checked node 18 20`: real versions that printed exactly this.
    Checked(Vec<String>),
    /// `say text`: what a show says before the entry; a replay passes over it, as over the next three.
    Say(String),
    /// `pause`: a show waits between the entry and its answer.
    Pause,
    /// `delay 2`, `delay 500ms`: how long a show that runs by itself waits before the entry.
    Delay(Duration),
    /// `hide`: a show runs the entry unseen.
    Hide,
    /// `timeout 30`, `timeout 500ms`: the longest an entry may take.
    Timeout(Duration),
    /// `title text`: what a page is called.
    Title(String),
    /// `slider name 1..5000`: on a page, the number that the entry gives to `name` can be slid.
    Slider(Slider),
}

/// A number that a page lets one slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slider {
    /// The name that the entry gives it.
    pub name: String,
    /// The least and the greatest.
    pub range: (i32, i32),
}

/// The names, for suggestions.
const NAMES: [&str; 19] = [
    "node",
    "profile",
    "only",
    "reset",
    "start-offset",
    "fresh",
    "width",
    "frames",
    "uninit",
    "skip",
    "fails",
    "checked",
    "say",
    "pause",
    "delay",
    "hide",
    "timeout",
    "title",
    "slider",
];

impl Directive {
    /// Reads what stands after `#:`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (key, value) = text.split_once([' ', '\t']).map_or((text, ""), |(key, value)| (key, value.trim()));
        let needs = |what: &str| format!("`#: {key}` needs {what}, as in `#: {key} {}`", example(key));
        match key {
            "node" | "profile" if value.is_empty() || value.contains(' ') => Err(needs("one version or profile")),
            "node" | "profile" => Ok(Self::Profile(value.to_owned())),
            "only" => Condition::parse(value).map(Self::Only).ok_or_else(|| needs("a condition on node")),
            "reset" | "pause" | "hide" if !value.is_empty() => Err(format!("`#: {key}` takes no value")),
            "reset" => Ok(Self::Reset),
            "start-offset" => value.parse().map(Self::StartOffset).map_err(|_| needs("a number of bytes")),
            "fresh" => match value {
                "zero" => Ok(Self::Fresh(Fresh::Zero)),
                "recycled" => Ok(Self::Fresh(Fresh::Recycled)),
                "noise" => Ok(Self::Fresh(Fresh::Noise)),
                _ => Err(needs("zero, recycled or noise")),
            },
            "width" => match value.parse() {
                Ok(width) if width > 0 => Ok(Self::Width(width)),
                _ => Err(needs("a number of columns")),
            },
            "frames" if value == "exact" => Ok(Self::FramesExact),
            "uninit" if value == "exact" => Ok(Self::UninitExact),
            "frames" | "uninit" => Err(needs("the word exact")),
            "skip" | "fails" if value.is_empty() => Err(needs("a reason")),
            "skip" => Ok(Self::Skip(value.to_owned())),
            "fails" => Ok(Self::Fails(value.to_owned())),
            "checked" => match value.strip_prefix("node ") {
                Some(versions) => Ok(Self::Checked(versions.split_whitespace().map(str::to_owned).collect())),
                None => Err(needs("node and versions")),
            },
            "say" | "title" if value.is_empty() => Err(needs("a text")),
            "say" => Ok(Self::Say(value.to_owned())),
            "pause" => Ok(Self::Pause),
            "delay" => time(value).map(Self::Delay).ok_or_else(|| needs("seconds or milliseconds, an hour at most")),
            "hide" => Ok(Self::Hide),
            "timeout" => match time(value).filter(|time| !time.is_zero()) {
                Some(time) => Ok(Self::Timeout(time)),
                None => Err(needs("seconds or milliseconds, an hour at most")),
            },
            "title" => Ok(Self::Title(value.to_owned())),
            "slider" => slider(value).map(Self::Slider).ok_or_else(|| needs("a name and two numbers")),
            _ => Err(unknown(key)),
        }
    }
}

fn slider(value: &str) -> Option<Slider> {
    let (name, range) = value.split_once([' ', '\t'])?;
    let (from, to) = range.trim().split_once("..")?;
    let range = (from.parse().ok()?, to.parse().ok()?);
    let named = name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit());
    (named && range.0 < range.1).then(|| Slider { name: name.to_owned(), range })
}

fn example(key: &str) -> &'static str {
    match key {
        "node" => "22",
        "profile" => "classic",
        "only" => "node >=24",
        "start-offset" => "256",
        "fresh" => "zero",
        "width" => "100",
        "frames" | "uninit" => "exact",
        "checked" => "node 20 22",
        "delay" => "500ms",
        "timeout" => "30",
        "slider" => "size 1..5000",
        _ => "why",
    }
}

/// Seconds, or milliseconds with `ms`; at most an hour.
fn time(text: &str) -> Option<Duration> {
    let (number, scale) = match text.strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.strip_suffix('s').unwrap_or(text), 1.0),
    };
    let seconds = number.trim_end().parse::<f64>().ok()? * scale;
    (0.0..=3600.0).contains(&seconds).then(|| Duration::from_secs_f64(seconds))
}

fn unknown(key: &str) -> String {
    let near = NAMES
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(name, key), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min();
    match near {
        Some((_, name)) => format!("no directive is called `{key}`; did you mean `#: {name}`?"),
        None => format!("no directive is called `{key}`; there are {}", NAMES.join(", ")),
    }
}

/// A condition on the release: `node 18 20` (any of these), `node >=20 <24` (all of these).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition(Vec<(Relation, Vec<u32>)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Is,
    Less,
    LessOrIs,
    More,
    MoreOrIs,
}

impl Condition {
    fn parse(value: &str) -> Option<Self> {
        let words = value.strip_prefix("node")?.strip_prefix([' ', '\t'])?;
        let terms: Option<Vec<_>> = words.split([' ', '\t', ',']).filter(|word| !word.is_empty()).map(term).collect();
        terms.filter(|terms| !terms.is_empty()).map(Self)
    }

    /// Whether `release`, as `24.18.0`, fulfils it. `24` speaks about every 24: versions compare in the parts given.
    pub fn holds(&self, release: &str) -> bool {
        let Some(release) = numbers(release) else { return false };
        let mut any = false;
        let mut wanted = false;
        for (relation, version) in &self.0 {
            let order = release.iter().take(version.len()).cmp(version.iter());
            let holds = match relation {
                Relation::Is => order.is_eq(),
                Relation::Less => order.is_lt(),
                Relation::LessOrIs => order.is_le(),
                Relation::More => order.is_gt(),
                Relation::MoreOrIs => order.is_ge(),
            };
            if *relation == Relation::Is {
                wanted = true;
                any |= holds;
            } else if !holds {
                return false;
            }
        }
        any || !wanted
    }
}

fn term(word: &str) -> Option<(Relation, Vec<u32>)> {
    let signs = [
        (">=", Relation::MoreOrIs),
        ("<=", Relation::LessOrIs),
        (">", Relation::More),
        ("<", Relation::Less),
        ("=", Relation::Is),
    ];
    let (relation, rest) = signs
        .iter()
        .find_map(|(sign, relation)| word.strip_prefix(sign).map(|rest| (*relation, rest)))
        .unwrap_or((Relation::Is, word));
    Some((relation, numbers(rest.strip_prefix('v').unwrap_or(rest))?))
}

fn numbers(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}
