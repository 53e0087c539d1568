//! "Did you mean": the known name that is nearest to one nobody knows. Runs nothing.

use super::asked::UNKNOWN;
use super::{Outcome, Reply, Session, assist};

/// Letters of the shortest name that is guessed at.
const SHORTEST: usize = 3;

impl Session {
    /// What an entry that was answered so may have meant, as it would be typed.
    pub fn suggestion(&mut self, text: &str, reply: &Reply) -> Option<String> {
        match &reply.outcome {
            Outcome::Command if reply.answer.as_ref()?.to_string() == UNKNOWN => {
                nearest(text.split_whitespace().next()?, Session::commands().map(|command| command.name.to_owned()))
            }
            Outcome::Thrown { name, message, .. } if name == "ReferenceError" => {
                let wanted = message.strip_suffix(" is not defined")?;
                nearest(wanted, self.machine.globals().map(|(name, _)| name.to_utf8().into_owned()))
            }
            Outcome::Thrown { name, message, .. } if name == "TypeError" => {
                let path = message.strip_suffix(" is not a function")?;
                let (holder, wanted) = path.rsplit_once('.').filter(|_| assist::path_before(path) == path)?;
                let members = self.machine.members_of(holder.split('.'), "").list;
                let near = nearest(wanted, members.into_iter().map(|(name, _)| name))?;
                Some(format!("{holder}.{near}"))
            }
            _ => None,
        }
    }
}

/// The name that is nearest to `wanted`, if a slip of the fingers lies between them.
fn nearest(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let length = wanted.chars().count();
    if length < SHORTEST {
        return None;
    }
    let most = (length / 3).max(1);
    let near = |name: String| {
        // Names much longer or shorter are not worth a look, and there may be many.
        if name.len().abs_diff(wanted.len()) > 4 * most || name == wanted {
            return None;
        }
        let slips =
            if name.to_lowercase() == wanted.to_lowercase() { 0 } else { strsim::damerau_levenshtein(&name, wanted) };
        (slips <= most).then_some((slips, name))
    };
    names.filter_map(near).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn the_nearest_name_is_meant() {
        let mut session = Session::at_a_terminal();
        session.feed("counter = 1; let total = 2; b = Buffer.alloc(3); o = { twice() {} }");
        for (typed, meant) in [
            ("Buffr.alloc(1)", Some("Buffer")),
            ("countre", Some("counter")),
            ("totl + 1", Some("total")),
            ("buffer.Bufer(1)", Some("buffer.Buffer")),
            ("Buffer.alocUnsafe(1)", Some("Buffer.allocUnsafe")),
            ("b.tostring()", Some("b.toString")),
            ("o.twicce()", Some("o.twice")),
            ("wombat", None),
            ("zz", None),
            ("b.nothing()", None),
            ("null.x", None),
            (".hepl map", Some(".help")),
            (".foo", None),
            (".pool", None),
        ] {
            let reply = session.feed(typed);
            assert_eq!(session.suggestion(typed, &reply).as_deref(), meant, "{typed}");
        }
    }
}
