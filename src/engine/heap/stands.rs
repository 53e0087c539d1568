//! Where a view stands: in which variable, property or collection, and the code that puts another value there. Not finding the
//! way to it (`retainers`), and not which value that is.

use super::arenas::Heap;
use super::retainers::{Edge, Holder, Retainers};

/// What holds a view, with all that stand beside it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Among {
    /// The elements of an array.
    Elements,
    /// The properties of an object.
    Properties,
    /// A property of each element of an array.
    Each,
    /// The values of a `Map`.
    Values,
    /// The members of a `Set`.
    Members,
}

/// A place that a view has, as a program writes it.
#[derive(Clone, Debug)]
pub struct Stands {
    /// What reads it.
    pub path: String,
    /// What stands before and behind a value that is put there; none where only all of them are replaced together.
    pub put: Option<(String, &'static str)>,
    /// What holds it, which object that is, its path, and behind that what is read of each.
    pub among: Option<(Among, u32, String, String)>,
}

impl Heap {
    /// Where a holder stands, if that can be typed.
    pub fn stands(&self, walk: &Retainers, holder: &Holder) -> Option<Stands> {
        let (last, outer) = walk.above(holder.step)?;
        let around = |step: u32| self.typed_step(walk, step);
        let path = self.typed_path(walk, holder);
        let (put, among) = match last {
            Edge::Root(_) => (Some((format!("{} = ", path.as_ref()?), "")), None),
            Edge::Element(_) => {
                let among = around(outer).map(|array| (Among::Elements, outer, array, String::new()));
                (Some((format!("{} = ", path.as_ref()?), "")), among)
            }
            Edge::Property(_) => {
                let put = Some((format!("{} = ", path.as_ref()?), ""));
                let (above, array) = walk.above(outer)?;
                let behind = path.as_deref()?.strip_prefix(&around(outer)?)?.to_owned();
                let among = match above {
                    Edge::Element(_) => around(array).map(|path| (Among::Each, array, path, behind)),
                    _ => around(outer).map(|path| (Among::Properties, outer, path, String::new())),
                };
                (put, among)
            }
            Edge::Entry(_) => {
                let map = around(outer)?;
                let key =
                    path.as_ref().and_then(|path| path.strip_prefix(&map)?.strip_prefix(".get(")?.strip_suffix(')'));
                let put = key.map(|key| (format!("{map}.set({key}, "), ")"));
                (put, Some((Among::Values, outer, map, String::new())))
            }
            Edge::Member => (None, Some((Among::Members, outer, around(outer)?, String::new()))),
            _ => return None,
        };
        Some(Stands { path: path.unwrap_or_default(), put, among })
    }
}
