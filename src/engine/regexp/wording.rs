//! V8's words for what is wrong with a pattern (`regexp-error.h`), and what of the grammar a release has. Not who finds it.

/// What some releases have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent difference")]
pub struct Dialect {
    /// The flag `v`.
    pub sets: bool,
    /// `(?i:a)`.
    pub modifiers: bool,
    /// One name for several groups, of which one takes part.
    pub shared_names: bool,
    /// A number behind a `\` is blamed in classes as elsewhere.
    pub decimals: bool,
    /// A name is known to what stands in its own group.
    pub early_names: bool,
    /// Of two mistakes in a program the one that stands first is told.
    pub earliest: bool,
    /// `using` declares.
    pub using: bool,
    /// `import.source()`.
    pub phases: bool,
}

impl Dialect {
    /// What the newest release has.
    pub const NEWEST: Self = Self {
        sets: true,
        modifiers: true,
        shared_names: true,
        decimals: true,
        early_names: true,
        earliest: true,
        using: true,
        phases: true,
    };
    /// What all have.
    pub const OLDEST: Self = Self {
        sets: false,
        modifiers: false,
        shared_names: false,
        decimals: false,
        early_names: false,
        earliest: false,
        using: false,
        phases: false,
    };
}

/// What may be wrong.
pub type Read<T> = Result<T, &'static str>;

pub const TOO_LARGE: &str = "Regular expression too large";
pub const UNTERMINATED_GROUP: &str = "Unterminated group";
pub const UNMATCHED_PAREN: &str = "Unmatched ')'";
pub const ESCAPE_AT_END: &str = "\\ at end of pattern";
pub const PROPERTY_NAME: &str = "Invalid property name";
pub const CLASS_PROPERTY_NAME: &str = "Invalid property name in character class";
pub const ESCAPE: &str = "Invalid escape";
pub const CLASS_ESCAPE: &str = "Invalid class escape";
pub const DECIMAL_ESCAPE: &str = "Invalid decimal escape";
pub const UNICODE_ESCAPE: &str = "Invalid Unicode escape";
pub const NOTHING_TO_REPEAT: &str = "Nothing to repeat";
pub const LONE_BRACKETS: &str = "Lone quantifier brackets";
pub const RANGE_OUT_OF_ORDER: &str = "numbers out of order in {} quantifier";
pub const INCOMPLETE_QUANTIFIER: &str = "Incomplete quantifier";
pub const QUANTIFIER: &str = "Invalid quantifier";
pub const GROUP: &str = "Invalid group";
pub const DASHES: &str = "Multiple dashes in flag group";
pub const REPEATED_FLAG: &str = "Repeated flag in flag group";
pub const FLAG_GROUP: &str = "Invalid flag group";
pub const TOO_MANY_CAPTURES: &str = "Too many captures";
pub const CAPTURE_NAME: &str = "Invalid capture group name";
pub const DUPLICATE_NAME: &str = "Duplicate capture group name";
pub const NAMED_REFERENCE: &str = "Invalid named reference";
pub const NAMED_CAPTURE: &str = "Invalid named capture referenced";
pub const UNTERMINATED_CLASS: &str = "Unterminated character class";
pub const CLASS: &str = "Invalid character class";
pub const CLASS_ORDER: &str = "Range out of order in character class";
pub const SET_OPERATION: &str = "Invalid set operation in character class";
pub const SET_CHARACTER: &str = "Invalid character in character class";
pub const NEGATED_STRINGS: &str = "Negated character class may contain strings";
