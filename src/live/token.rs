//! The word in the page's address that keeps others out. Not a password anybody chooses: it is new for every prompt.

use std::fmt;
use std::hint::black_box;
use std::io;

/// Letters and digits that are not taken for one another (RFC 4648, section 6, in lower case).
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// 128 bits at 5 a letter.
const LENGTH: usize = 26;

/// 128 bits nobody can guess.
#[derive(Clone)]
pub struct Token([u8; LENGTH]);

impl Token {
    /// A new one, from the system.
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self::from_bits(u128::from_le_bytes(bytes)))
    }

    fn from_bits(mut bits: u128) -> Self {
        Self(std::array::from_fn(|_| {
            let letter = LETTERS[(bits & 31) as usize];
            bits >>= 5;
            letter
        }))
    }

    /// Whether `text` is this token. How long that takes does not depend on where they differ.
    pub fn is(&self, text: &str) -> bool {
        let text = text.as_bytes();
        if text.len() != LENGTH {
            return false;
        }
        let differing = self.0.iter().zip(text).fold(0, |sum, (own, other)| black_box(sum | (own ^ other)));
        differing == 0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_is_it() {
        let token = Token::from_bits(u128::MAX / 3);
        let text = token.to_string();
        assert_eq!(text.len(), LENGTH);
        assert!(token.is(&text));
        for other in ["", "a", &text[1..], &format!("{text}a"), &text.to_uppercase(), &"a".repeat(LENGTH)] {
            assert!(!token.is(other), "{other}");
        }
    }

    #[test]
    fn every_one_is_new() {
        let (one, other) = (Token::new().expect("the system has some"), Token::new().expect("and more"));
        assert!(!one.is(&other.to_string()));
    }
}
