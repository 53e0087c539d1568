//! Copying within one allocation and between two. Not the arithmetic of the arguments: that is `range::copy`.

/// Copies `count` bytes inside one slice; the two places may overlap (`memmove`).
pub fn copy_within(bytes: &mut [u8], source_start: usize, target_start: usize, count: usize) {
    bytes.copy_within(source_start..source_start + count, target_start);
}

/// Copies as much of `source` as fits and answers how much that was.
pub fn copy_prefix(source: &[u8], target: &mut [u8]) -> usize {
    let count = source.len().min(target.len());
    target[..count].copy_from_slice(&source[..count]);
    count
}
