//! Which Node.js releases have a change that landed on several release lines. Not profiles: only the comparison.

/// A Node.js release as `(major, minor)`.
pub type Release = (u32, u32);

/// Whether `release` has a change that first appeared in `landed`: one `(major, minor)` for each release line it was
/// taken to, in ascending order; every line after the last has it from its beginning.
pub fn since(release: Release, landed: &[Release]) -> bool {
    landed.iter().any(|&(major, minor)| release.0 == major && release.1 >= minor)
        || landed.last().is_some_and(|&(major, _)| release.0 > major)
}
