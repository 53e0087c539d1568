//! `.compare`: the statements of a session run again under every release. Not how the differences are drawn.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use rustc_hash::FxHasher;

use super::{Outcome, Reply, Session, is_command};
use pool::memory::Region;
use pool::styled::Styled;
use pool::view::{self, Answer, Release};

/// The profiles that are compared.
const COMPARED: [&str; 6] = ["classic", "node18", "node20", "node22", "node24", "node26"];

/// Steps under one release: counted, so that the answer is always the same.
const STEPS: u64 = 200_000_000;

/// However long a step takes, nobody waits longer for all releases together.
const PATIENCE: Duration = Duration::from_secs(20);

/// Views whose names are worked out under one release; the others are in the totals.
const PLACES: usize = 10_000;

/// Bytes of views that are compared, under one release.
const BYTES: usize = 64 << 20;

/// Characters kept of an answer.
const KEPT: usize = 2000;

impl Session {
    pub(super) fn compare(&mut self, width: usize) -> Styled {
        let statements = match self.statements() {
            Ok(statements) => statements,
            Err(answer) => return answer,
        };
        if statements.is_empty() {
            return Styled::from("nothing to compare: no statement has run");
        }
        let own = self.machine.heap.memory.profile().name().to_owned();
        let own = (!COMPARED.contains(&own.as_str())).then_some(own);
        let until = self.options.watch.now() + PATIENCE;
        let mut releases = Vec::new();
        for profile in own.as_deref().into_iter().chain(COMPARED) {
            match self.under(profile, &statements, until) {
                Ok(release) => releases.push(release),
                Err(answer) => return answer,
            }
        }
        let said: Vec<String> = statements.into_iter().filter(|text| !is_command(text)).collect();
        view::compare(&releases, &said, width)
    }

    /// What one release makes of the statements.
    fn under(&self, profile: &str, statements: &[String], until: Duration) -> Result<Release, Styled> {
        let mut other = self.sibling(profile)?;
        let name = profile.trim_start_matches("node").to_owned();
        let mut release = Release { name, ..Release::default() };
        let mut steps = STEPS;
        let mut number = 0;
        for text in statements {
            let is_statement = !is_command(text);
            number += usize::from(is_statement);
            let left = until.saturating_sub(self.options.watch.now());
            other.options.timeout = Some(self.options.timeout.map_or(left, |timeout| timeout.min(left)));
            other.options.max_steps = Some(self.options.max_steps.map_or(steps, |most| most.min(steps)));
            let reply = other.feed(text);
            let stopped = match &reply.outcome {
                Outcome::Interrupted => Some("was interrupted"),
                Outcome::Exit(_) => Some("leaves"),
                Outcome::Thrown { name, message, .. } if name == "Error" => {
                    super::report::STOPPED.iter().find(|(long, _)| long == message).map(|(_, short)| *short)
                }
                _ => None,
            };
            if let Some(why) = stopped {
                release.stopped = Some((number, why.to_owned()));
                break;
            }
            if is_statement {
                release.answers.push(answer(number, &reply));
                steps = steps.saturating_sub(other.machine.steps_taken()).max(1);
            }
        }
        other.measure(&mut release);
        Ok(release)
    }

    /// Where every view lies that a name leads to, and which slabs they keep.
    fn measure(&mut self, release: &mut Release) {
        let snapshot = self.machine.snapshot();
        let pinned = snapshot.slabs.iter().filter(|slab| view::is_pinned(slab));
        release.pinned = pinned.map(|slab| slab.size - slab.parts.live).sum();
        let walk = self.machine.retainers();
        let memory = &self.machine.heap.memory;
        let mut sizes = BTreeMap::new();
        let mut left = BYTES;
        for holder in walk.holders.iter().filter(|holder| !walk.only_behind_a_view(holder)) {
            let slab = holder.region.slab;
            let size = memory.size(slab).unwrap_or(0);
            sizes.insert(slab, size);
            release.views += 1;
            if release.places.len() < PLACES {
                let path = self.machine.heap.path(&walk, holder);
                let at = if holder.buffer { String::new() } else { format!(" @{}", holder.region.offset) };
                if !holder.buffer {
                    let bytes = region_of(memory.bytes(slab), holder.region);
                    left = left.saturating_sub(bytes.len());
                    let mut hasher = FxHasher::default();
                    bytes.hash(&mut hasher);
                    let hash = (left > 0).then(|| hasher.finish());
                    release.bytes.push((path.clone(), hash));
                }
                release.places.push((path, format!("#{}{at} of {size}", slab.0)));
            }
        }
        for size in sizes.into_values() {
            *release.slabs.entry(size).or_default() += 1;
        }
    }
}

/// What a view shows of its slab.
fn region_of(bytes: &[u8], region: Region) -> &[u8] {
    let start = (region.offset as usize).min(bytes.len());
    let end = start.saturating_add(region.length as usize).min(bytes.len());
    &bytes[start..end]
}

fn answer(statement: usize, reply: &Reply) -> Answer {
    let mut text: String = reply.told().map(|(_, text)| text.to_string()).collect();
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    let (error, refused) = match &reply.outcome {
        Outcome::Thrown { message, .. } => (true, message.contains("outside slabscope's JavaScript")),
        Outcome::Bug(_) => (true, true),
        _ => (false, false),
    };
    if let Some((at, _)) = text.char_indices().nth(KEPT) {
        text.truncate(at);
    }
    Answer { statement, text, whole: hasher.finish(), refused, error }
}
