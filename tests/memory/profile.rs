//! Names of profiles, and the facts behind them. Not what the pool makes of the facts.

use pool::memory::{Fact, Profile, StringRule, since, until};

fn version(name: &str) -> String {
    Profile::parse(name).map_or_else(|error| error.to_string(), |profile| profile.version_string())
}

#[test]
fn names() {
    for (name, expected) in [
        ("classic", "v22.23.3"),
        ("Classic", "v22.23.3"),
        ("22", "v22.23.3"),
        ("node22", "v22.23.3"),
        ("node 26", "v26.10.0"),
        ("18", "v18.20.8"),
        ("20", "v20.20.2"),
        ("v24", "v24.21.0"),
        ("24.17", "v24.17.0"),
        ("20.11", "v20.11.1"),
        ("v20.18.1", "v20.18.1"),
        ("22.6.0", "v22.6.0"),
        ("26.10", "v26.10.0"),
        ("21", "v21.7.3"),
    ] {
        assert_eq!(version(name), expected, "{name}");
    }
    for name in
        ["", "16", "27", "22.24", "22.23.4", "22.", ".22", "22.6.0.0", "-22", "22.6.0-rc", "99999", "1e1", "deno"]
    {
        assert!(Profile::parse(name).is_err(), "{name}");
    }
    assert_eq!(
        version("99"),
        "no profile '99'; there are classic, 18, 19, 20, 21, 22, 23, 24, 25, 26, \
         and releases from 18.0.0 to 26.10.0, such as 22.6.0 or 24.17"
    );
    let name = |asked: &str| Profile::parse(asked).map(|profile| profile.name().to_owned()).expect("it exists");
    assert_eq!([name("22"), name("22.23.3"), name("22.6"), name("classic")], ["node22", "node22", "22.6.0", "classic"]);
    assert!(Profile::names().all(|name| Profile::parse(&name).is_ok()));
}

#[test]
fn string_rule_switches_at_20_18_and_22_7() {
    for (name, four) in [
        ("18", false),
        ("19", false),
        ("20.17", false),
        ("20.18", true),
        ("20", true),
        ("21", false),
        ("22.6", false),
        ("22.7", true),
        ("23", true),
        ("25", true),
    ] {
        let rule = Profile::parse(name).expect("it exists").string_rule();
        assert_eq!(rule == StringRule::FourPerUnit, four, "{name}");
    }
}

#[test]
fn concat_checks_first_since_24_15_and_25_8() {
    for (name, first) in
        [("22", false), ("24.14", false), ("24.15", true), ("25.7", false), ("25.8", true), ("26.0", true)]
    {
        assert_eq!(Profile::parse(name).expect("it exists").has(Fact::ConcatChecksFirst), first, "{name}");
    }
}

#[test]
fn pool_sizes() {
    for (name, size) in [
        ("24.17", 8192),
        ("24.18", 65536),
        ("25", 8192),
        ("26.2", 8192),
        ("26.3", 65536),
        ("22", 8192),
        ("classic", 8192),
    ] {
        assert_eq!(Profile::parse(name).expect("it exists").pool_size(), size, "{name}");
    }
    assert!(Profile::parse("26.8").expect("it exists").aligns());
    assert!(!Profile::parse("26.7").expect("it exists").aligns());
}

#[test]
fn a_fact_holds_from_a_line_on_and_from_a_minor_release_of_lines_before() {
    let has = |name: &str, what| Profile::parse(name).expect("it exists").has(what);
    for (name, expected) in [("18", false), ("20", true), ("25.0.0", true), ("26", false)] {
        assert_eq!(has(name, since(20).until(26)), expected, "{name}");
        assert_eq!(has(name, until(26)), name != "26", "{name}");
    }
    let later = since(23).and(&[(20, 13), (22, 2)]);
    for (name, expected) in [("20.12.0", false), ("20.13.0", true), ("21", false), ("22.1.0", false), ("22.2.0", true)]
    {
        assert_eq!(has(name, later), expected, "{name}");
    }
}
