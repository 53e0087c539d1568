//! Where one sequence stands in another, in linear time for every pair of them. Not bytes in bytes: `memchr` has those.

/// How many comparisons that came to nothing are forgiven for each place, and at the start: text rarely needs as many.
const FORGIVEN: usize = 4;
const AT_FIRST: usize = 64;

/// A sequence by its length and what stands where, so that it can be looked at from its end as well.
pub struct Sequence<F> {
    /// How many there are.
    pub length: usize,
    /// What stands at a place.
    pub at: F,
}

/// The first place of `hay` where `needle`, which is not empty, stands.
pub fn first<T: PartialEq + Copy>(
    hay: &Sequence<impl Fn(usize) -> T>,
    needle: &Sequence<impl Fn(usize) -> T>,
) -> Option<usize> {
    let last = hay.length.checked_sub(needle.length)?;
    let head = (needle.at)(0);
    let mut wasted = 0;
    for place in 0..=last {
        if (hay.at)(place) != head {
            continue;
        }
        let alike = (1..needle.length).take_while(|&at| (hay.at)(place + at) == (needle.at)(at)).count() + 1;
        if alike == needle.length {
            return Some(place);
        }
        wasted += alike;
        if wasted > FORGIVEN * place + AT_FIRST {
            return surely(hay, needle, place + 1);
        }
    }
    None
}

/// The same from a place on, never looking at one twice (Knuth, Morris and Pratt).
fn surely<T: PartialEq + Copy>(
    hay: &Sequence<impl Fn(usize) -> T>,
    needle: &Sequence<impl Fn(usize) -> T>,
    from: usize,
) -> Option<usize> {
    // How long the needle's longest beginning is that also ends its first so many, all of them apart.
    let mut borders = vec![0_u32; needle.length];
    let mut border = 0;
    for at in 1..needle.length {
        while border > 0 && (needle.at)(at) != (needle.at)(border) {
            border = borders[border - 1] as usize;
        }
        border += usize::from((needle.at)(at) == (needle.at)(border));
        borders[at] = border as u32;
    }
    let mut alike = 0;
    for place in from..hay.length {
        while alike > 0 && (hay.at)(place) != (needle.at)(alike) {
            alike = borders[alike - 1] as usize;
        }
        alike += usize::from((hay.at)(place) == (needle.at)(alike));
        if alike == needle.length {
            return Some(place + 1 - alike);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(of: &[u8]) -> Sequence<impl Fn(usize) -> u8> {
        Sequence { length: of.len(), at: |at| of[at] }
    }

    #[test]
    fn every_needle_is_found_where_it_stands_first() {
        // Every text of two letters up to a length, and every needle: what is forgiven is spent in the longer ones.
        for length in 0..12 {
            for bits in 0..1_u32 << length {
                let hay: Vec<u8> = (0..length).map(|at| (bits >> at & 1) as u8).collect();
                let hay = [vec![0; 40], hay].concat();
                for needle in [&[0, 0, 1][..], &[1], &[0, 1, 0], &[1, 1, 0, 1], &[0, 0, 0, 0, 0, 0, 0, 0, 1, 1]] {
                    let naive = hay.windows(needle.len()).position(|window| window == needle);
                    assert_eq!(first(&sequence(&hay), &sequence(needle)), naive);
                    assert_eq!(surely(&sequence(&hay), &sequence(needle), 0), naive);
                }
            }
        }
    }

    #[test]
    fn a_search_is_linear() {
        let looks = std::cell::Cell::new(0_usize);
        let hay = Sequence {
            length: 200_000,
            at: |_| {
                looks.set(looks.get() + 1);
                0_u16
            },
        };
        let needle = Sequence { length: 100_000, at: |at| u16::from(at == 99_999) };
        assert_eq!(first(&hay, &needle), None);
        assert!(looks.get() < 1_000_000, "{} looks", looks.get());
    }
}
