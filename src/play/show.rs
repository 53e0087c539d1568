//! What is on: which statement, how much of it is typed, what a key changes, when the next thing happens by itself.
//! Knows no terminal and no clock: time is told to it.

use std::time::Duration;

use super::scenes::Scene;

/// What somebody at the keyboard wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Go on.
    Next,
    /// One statement back.
    Back,
    /// The slabs on or off.
    Map,
    /// Type faster.
    Faster,
    /// Type slower.
    Slower,
    /// To the n-th mark, counted from 1.
    Mark(usize),
    /// To the mark after this.
    NextMark,
    /// To the mark before this.
    LastMark,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// The keys and the marks on or off.
    Help,
    /// Leave.
    Quit,
}

/// How it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Between two keys; zero types a statement at once.
    pub typing: Duration,
    /// Everything this many times as fast.
    pub speed: f64,
    /// Wait between each statement and its answer, too.
    pub step: bool,
    /// Go on without keys.
    pub auto: bool,
    /// Whether the slabs are shown.
    pub map: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { typing: Duration::from_millis(45), speed: 1.0, step: false, auto: false, map: true }
    }
}

/// Where the statement that is on stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before it.
    Before,
    /// What is said about it is shown.
    Said,
    /// So many of its characters are typed.
    Typing(usize),
    /// It is typed, and its answer waits.
    Held,
}

/// The slowest and the fastest.
const SPEEDS: (f64, f64) = (0.25, 8.0);
/// What one press changes.
const FASTER: f64 = 1.25;
/// Between the last character and the answer.
const ENTER: Duration = Duration::from_millis(300);
/// How long what is said stands alone before it is typed, where somebody holds the keys.
const GLANCE: Duration = Duration::from_millis(400);
/// How long `pause` waits where nobody holds the keys.
const PAUSE: Duration = Duration::from_secs(3);
/// How long the end stands.
const END: Duration = Duration::from_secs(2);

/// A show.
#[derive(Clone, Debug)]
pub struct Show {
    scenes: Vec<Scene>,
    /// Indices of the scenes that are seen.
    seen: Vec<usize>,
    /// Marks: a place in `seen`, and what it is called.
    marks: Vec<(usize, String)>,
    /// How many of `seen` have been answered.
    at: usize,
    phase: Phase,
    /// What is said of the next statement stands there although nothing of it runs: somebody has jumped to it.
    announced: bool,
    ended: bool,
    /// How it is shown.
    pub settings: Settings,
    /// The keys and marks are shown.
    pub help: bool,
}

impl Show {
    /// The show of these scenes, at its beginning.
    pub fn new(scenes: Vec<Scene>, settings: Settings) -> Self {
        let seen: Vec<usize> = (0..scenes.len()).filter(|&index| !scenes[index].own.hide).collect();
        let said = scenes.iter().any(|scene| !scene.own.hide && !scene.own.say.is_empty());
        // Where nothing is said, comments divide it.
        let name = |scene: &Scene| if said { scene.own.say.first() } else { scene.own.comments.first() }.cloned();
        let marks =
            seen.iter().enumerate().filter_map(|(place, &index)| Some((place, name(&scenes[index])?))).collect();
        let settings = Settings { speed: settings.speed.clamp(SPEEDS.0, SPEEDS.1), ..settings };
        Self { scenes, seen, marks, at: 0, phase: Phase::Before, announced: false, ended: false, settings, help: false }
    }

    /// All scenes, also those that are not seen.
    pub fn scenes(&self) -> &[Scene] {
        &self.scenes
    }

    /// How many statements there are to see.
    pub fn count(&self) -> usize {
        self.seen.len()
    }

    /// How many have been answered.
    pub fn answered(&self) -> usize {
        self.at
    }

    /// How many scenes have been run, those that are not seen included.
    pub fn ran(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |last| self.seen[last] + 1)
    }

    /// The `place`-th statement to see, counted from 0.
    pub fn scene(&self, place: usize) -> Option<&Scene> {
        self.seen.get(place).map(|&index| &self.scenes[index])
    }

    /// Where the statement after the answered ones stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether what is said of the next statement is shown.
    pub fn announced(&self) -> bool {
        self.announced || self.phase != Phase::Before
    }

    /// The marks: how many statements stand before each, and what it is called.
    pub fn marks(&self) -> &[(usize, String)] {
        &self.marks
    }

    /// Whether a show that runs by itself is over.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Obeys a key; false where it wants to leave.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Quit => return false,
            Key::Map => self.settings.map = !self.settings.map,
            Key::Help => self.help = !self.help,
            Key::Faster => self.settings.speed = (self.settings.speed * FASTER).min(SPEEDS.1),
            Key::Slower => self.settings.speed = (self.settings.speed / FASTER).max(SPEEDS.0),
            Key::Next => self.next(),
            Key::Back if self.phase == Phase::Before => self.jump(self.at.saturating_sub(1), false),
            Key::Back => self.jump(self.at, false),
            Key::First => self.jump(0, false),
            Key::Last => self.jump(self.seen.len(), false),
            Key::Mark(number) => {
                if let Some(&(place, _)) = number.checked_sub(1).and_then(|index| self.marks.get(index)) {
                    self.jump(place, true);
                }
            }
            Key::NextMark => {
                let here = self.at + usize::from(self.announced());
                if let Some(&(place, _)) = self.marks.iter().find(|(place, _)| *place >= here) {
                    self.jump(place, true);
                }
            }
            Key::LastMark => {
                if let Some(&(place, _)) = self.marks.iter().rev().find(|(place, _)| *place < self.at) {
                    self.jump(place, true);
                }
            }
        }
        true
    }

    fn jump(&mut self, place: usize, announced: bool) {
        (self.at, self.phase, self.announced, self.ended) = (place, Phase::Before, announced, false);
    }

    fn next(&mut self) {
        let Some(scene) = self.scene(self.at) else { return };
        match self.phase {
            Phase::Before if scene.own.say.is_empty() && scene.own.comments.is_empty() || self.announced => {
                self.begin();
            }
            Phase::Before => self.phase = Phase::Said,
            Phase::Said => self.begin(),
            // Impatience: all of it at once.
            Phase::Typing(_) => self.typed(),
            Phase::Held => self.answer(),
        }
    }

    fn begin(&mut self) {
        if self.settings.typing.is_zero() { self.typed() } else { self.phase = Phase::Typing(0) }
    }

    fn typed(&mut self) {
        let pause = self.scene(self.at).is_some_and(|scene| scene.own.pause);
        if pause || self.settings.step { self.phase = Phase::Held } else { self.answer() }
    }

    fn answer(&mut self) {
        (self.phase, self.announced) = (Phase::Before, false);
        self.at = (self.at + 1).min(self.seen.len());
    }

    /// How long until something happens by itself; `None` where only a key goes on.
    pub fn wait(&self) -> Option<Duration> {
        let auto = self.settings.auto;
        let scene = self.scene(self.at);
        let wait = match (self.phase, scene) {
            (Phase::Before, _) if !auto || self.ended => return None,
            (Phase::Before, None) => END,
            (Phase::Before, Some(scene)) => scene.own.delay.unwrap_or_else(|| self.reading()),
            (Phase::Said, Some(scene)) if auto => {
                let words = scene.own.say.iter().chain(&scene.own.comments).map(String::len).sum::<usize>();
                Duration::from_millis(600 + 30 * words.min(200) as u64)
            }
            (Phase::Said, _) => GLANCE,
            (Phase::Typing(typed), Some(scene)) => match scene.source.chars().nth(typed) {
                Some(c) => self.keystroke(typed, c),
                None => ENTER,
            },
            (Phase::Held, Some(scene)) if auto => {
                if scene.own.pause {
                    PAUSE
                } else {
                    ENTER
                }
            }
            _ => return None,
        };
        Some(wait.div_f64(self.settings.speed))
    }

    /// What happens by itself, happens.
    pub fn tick(&mut self) {
        match self.phase {
            Phase::Before if self.at >= self.seen.len() => self.ended = true,
            Phase::Typing(typed) => {
                let length = self.scene(self.at).map_or(0, |scene| scene.source.chars().count());
                if typed < length { self.phase = Phase::Typing(typed + 1) } else { self.typed() }
            }
            _ => self.next(),
        }
    }

    /// How long the last answer takes to be read.
    fn reading(&self) -> Duration {
        let last = self.at.checked_sub(1).and_then(|last| self.scene(last));
        let lines = last.map_or(0, |scene| scene.shown.to_string().lines().count().min(20) as u64);
        Duration::from_millis(if last.is_some() { 1200 + 200 * lines } else { 500 })
    }

    /// The time before the `index`-th key: no hand is even, but each show is like the last.
    fn keystroke(&self, index: usize, c: char) -> Duration {
        let mixed = (index as u32 ^ (self.at as u32) << 8 ^ (c as u32) << 16).wrapping_mul(0x9E37_79B1) >> 24;
        let uneven = 0.6 + f64::from(mixed) / 320.0;
        let thought = if matches!(c, ' ' | '\n' | '(' | '=' | ';') { 1.6 } else { 1.0 };
        self.settings.typing.mul_f64(uneven * thought)
    }
}
