//! The constraints of a grammar, honoured: each `[wfc: ...]` by its name. Not a test by itself.

use super::{Dead, Made, Maker, Piece, RESERVED, is_word};

impl Maker<'_> {
    /// What can be said before anything is made.
    pub(super) fn before(&mut self, name: &str) -> Made {
        let place = &mut self.place;
        let climb = self.said.climbs.last();
        let holds = match name {
            "apart" => {
                self.said.refused = true;
                self.apart
            }
            // Where `await` and `yield` are no names.
            "later" => self.apart,
            "apart within" => false,
            "sloppy" => !place.strict,
            "script" => !place.module,
            "module" => place.module,
            "returns" => place.returns,
            "listed" => place.in_list,
            "loop" => place.in_loop,
            "breakable" => place.breakable,
            "known label" | "known loop" => {
                place.wanted_label = Some(name == "known loop");
                true
            }
            "method" => place.method,
            "derived" => place.derived,
            "function" => place.function,
            "class" => place.in_class,
            "binding" => place.binding,
            "assignment" => !place.binding,
            "calls" => !place.no_calls,
            "plain" => !place.assigned,
            "late" => place.late && !self.plain_assignments,
            "unchained" => !place.chained,
            "in" if place.asks_in => !place.no_in,
            "in" => {
                place.no_in = false;
                true
            }
            "no unary" => !self.said.after_unary,
            "weaker" => climb.is_some_and(|climb| climb.1),
            "last" => match self.said.constructors.last_mut() {
                Some(known) => !std::mem::replace(known, true),
                None => false,
            },
            "same line" => {
                self.pieces.push(Piece::SameLine);
                true
            }
            "missing" => {
                self.pieces.push(Piece::MissingSemicolon);
                true
            }
            "end" => true,
            other => panic!("nobody honours [wfc: {other}]"),
        };
        if holds { Ok(()) } else { Err(Dead) }
    }

    /// What can be said only of what was made.
    pub(super) fn after(&mut self, name: &str, start: usize) -> Made {
        let texts: Vec<String> = self.pieces[start..]
            .iter()
            .filter_map(|piece| match piece {
                Piece::Word(text) | Piece::Glued(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        let first = texts.first().map_or("", String::as_str);
        let is_function = first == "function"
            || first == "class"
            || (first == "async" && texts.get(1).is_some_and(|text| text == "function"));
        let holds = match name {
            "no statement" => !is_function && first != "{" && first != "let",
            "no function" => !is_function,
            "no brace" => first != "{",
            "no let" => first != "let",
            "no async" => first != "async",
            "not reserved" => !RESERVED.contains(&first),
            "deletable" => {
                let bare = texts[1..].iter().all(|text| text == "(" || text == ")" || is_word(text));
                first != "delete" || !(texts.iter().any(|text| text.starts_with('#')) || self.place.strict && bare)
            }
            "character" => !first.to_lowercase().contains("\\u"),
            "known private" => {
                let known: Vec<String> = self.said.privates.concat();
                if known.is_empty() {
                    return Err(Dead);
                }
                let at = self.random(known.len());
                self.last_word().ok_or(Dead)?.clone_from(&known[at]);
                true
            }
            "new name" => {
                let name = self.make_new()?;
                if self.place.top_level {
                    self.said.declared.push(name);
                }
                true
            }
            "new label" => {
                let label = self.make_new()?;
                self.place.labels.push((label, false));
                self.place.fresh_labels += 1;
                true
            }
            "declared" => {
                let known = self.said.declared.clone();
                if known.is_empty() {
                    return Err(Dead);
                }
                let at = self.random(known.len());
                self.last_word().ok_or(Dead)?.clone_from(&known[at]);
                true
            }
            "once" if first == "default" => self.said.exported.insert("default".to_owned()),
            "once" if self.said.declared.iter().any(|name| name == first) => {
                let name = first.to_owned();
                self.said.exported.insert(name)
            }
            "once" => {
                let name = self.make_new()?;
                self.said.exported.insert(name)
            }
            "alone" => {
                let coalesces = first == "??";
                let climb = self.said.climbs.last_mut().ok_or(Dead)?;
                let before = climb.0.replace(coalesces);
                before.is_none_or(|before| before == coalesces)
            }
            _ => unreachable!("only those of is_checked_after"),
        };
        if !holds {
            return Err(Dead);
        }
        Ok(())
    }
}

/// Constraints that are looked for in what has been made.
pub(super) fn is_checked_after(name: &str) -> bool {
    matches!(
        name,
        "no statement"
            | "no function"
            | "no brace"
            | "no let"
            | "no async"
            | "not reserved"
            | "deletable"
            | "new name"
            | "new label"
            | "declared"
            | "once"
            | "alone"
            | "character"
            | "known private"
    )
}
