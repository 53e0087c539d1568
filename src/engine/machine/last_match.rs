//! What `RegExp.$1` and kin tell of: the last match. Not who matches.

use std::ops::Range;

use crate::heap::StringId;
use crate::regexp::Found;

/// What `RegExp.$1` and kin tell of.
#[derive(Clone, Default)]
pub struct LastMatch {
    /// What was matched, or what a program wrote there.
    pub input: Option<StringId>,
    /// What was matched.
    pub string: Option<StringId>,
    /// The match and its groups.
    pub ranges: Vec<Option<Range<usize>>>,
}

impl LastMatch {
    /// Remembers a match.
    pub fn remember(&mut self, string: StringId, found: &Found) {
        (self.input, self.string) = (Some(string), Some(string));
        self.ranges.clear();
        self.ranges.push(Some(found.range.clone()));
        self.ranges.extend_from_slice(&found.groups);
    }
}
