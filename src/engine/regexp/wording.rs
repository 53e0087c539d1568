//! What V8 says is wrong with a regular expression, from what the engine complains of. Not when it is said.

/// Whether some `{` that begins a number does not end as a quantifier.
fn is_incomplete_quantifier(source: &str) -> bool {
    source.match_indices('{').any(|(at, _)| {
        let inside = source[at + 1..].split('}').next().unwrap_or_default();
        inside.len() == source[at + 1..].len() || inside.is_empty() || !inside.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The engine's complaint as V8 words it.
pub(super) fn worded(complaint: &str, source: &str) -> &'static str {
    let surplus = {
        let (mut depth, mut in_class, mut escaped, mut surplus) = (0_i64, false, false, false);
        for c in source.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => depth += 1,
                ')' if !in_class => {
                    depth -= 1;
                    surplus |= depth < 0;
                }
                _ => {}
            }
        }
        surplus
    };
    match complaint {
        "Unbalanced parenthesis" if surplus => "Unmatched ')'",
        "Unbalanced parenthesis" => "Unterminated group",
        "Invalid atom character" if source.contains(['{', '}', ']']) && !source.contains(['*', '+', '?']) => {
            "Lone quantifier brackets"
        }
        "Quantifier not allowed here" if source.contains("(?") => "Invalid quantifier",
        "Invalid atom character" | "Quantifier not allowed here" => "Nothing to repeat",
        "Invalid quantifier" if is_incomplete_quantifier(source) => "Incomplete quantifier",
        "Invalid quantifier" => "numbers out of order in {} quantifier",
        "Invalid braced quantifier" => "Incomplete quantifier",
        "Invalid group modifier" => "Invalid group",
        "Unbalanced bracket" | "Unbalanced class set bracket" => "Unterminated character class",
        "Invalid character range" => "Invalid character class",
        "Incomplete escape" | "Unterminated escape" | "Incomplete class set escape" => "\\ at end of pattern",
        "Invalid character escape" => "Invalid escape",
        "Invalid unicode escape" => "Invalid Unicode escape",
        "Invalid property escape" | "Invalid property name" => "Invalid property name",
        "Invalid token at named capture group identifier" => "Invalid capture group name",
        "Invalid named backreference syntax" => "Invalid named reference",
        "Invalid class set range" | "Invalid class set character" => "Invalid character in character class",
        "Capture group count limit exceeded" => "Too many captures",
        "Regular expression is too deeply nested" => "Regular expression too large",
        other if other.contains("uplicate") => "Duplicate capture group name",
        other if other.contains("roup") => "Invalid named capture referenced",
        other if other.starts_with("Range values reversed") => "Range out of order in character class",
        other if other.contains("roperty") => "Invalid property name",
        other if other.contains("class set") => "Invalid set operation in character class",
        _ => "Invalid regular expression",
    }
}
