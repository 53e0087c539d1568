//! Texts made to break a parser: deep, long, cut and shuffled ones. What they mean does not matter, only that the answer
//! comes, soon, and is the same each time.

use engine::syntax::ast::Goal;
use engine::syntax::limits::MAX_DEPTH;
use engine::syntax::{completeness, parse, parse_prompt};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs on a stack far smaller than the program's own 256 MiB, but larger than a test's.
fn on_a_larger_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(16 << 20).spawn(run).expect("a thread").join().expect("no panic");
}

/// Openings that nest, with what closes them.
const NESTS: &[(&str, &str, &str)] = &[
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("({a:", "1", "})"),
    ("a=>", "1", ""),
    ("(a=", "1", ")=>1"),
    ("f(", "1", ")"),
    ("a[", "1", "]"),
    ("a=", "1", ""),
    ("a?a:", "1", ""),
    ("a?", "1", ":1"),
    ("a**", "1", ""),
    ("!", "1", ""),
    ("new ", "a", ""),
    ("`${", "1", "}`"),
    ("{", "", "}"),
    ("if(a)", ";", ""),
    ("for(;;)", ";", ""),
    ("try{", "", "}finally{}"),
    ("switch(a){case 1:", "", "}"),
    ("(function(){", "", "})"),
    ("(class{a=", "1", "})"),
    ("(class extends ", "a", "{})"),
    ("a||b&&c|d^e&f==g<h<<i+j*(", "1", ")"),
    ("(j*i+h<<g<f==e&d^c|b&&a||", "1", ")"),
    ("[{a:", "1", "}]"),
    ("yield_:for(;;){(()=>{", "", "})}"),
];

#[test]
fn the_depth_is_bounded_and_said() {
    on_a_larger_stack(|| {
        for (open, inside, close) in NESTS {
            let nested = |depth: usize| format!("{}{inside}{}", open.repeat(depth), close.repeat(depth));
            let (mut levels, mut beyond) = (0, MAX_DEPTH as usize + 1);
            while beyond - levels > 1 {
                let middle = usize::midpoint(levels, beyond);
                let fits = parse(&nested(middle), Goal::Script).is_ok();
                *if fits { &mut levels } else { &mut beyond } = middle;
            }
            assert!(levels > 100, "{open} nests {levels} times only");
            let too_deep = parse(&nested(levels + 1), Goal::Script).map(drop);
            let unclosed = parse(&open.repeat(1_000_000), Goal::Script).map(drop);
            if levels < MAX_DEPTH as usize {
                let error = too_deep.expect_err("one level more");
                assert!(error.is_range(), "{open}: {error}");
            }
            assert!(unclosed.expect_err("a million levels").is_range(), "{open}");
        }
    });
}

#[test]
fn long_is_not_deep() {
    on_a_larger_stack(|| {
        let forms: &[(&str, &str, &str)] = &[
            ("", "a+", "a"),
            ("", "a&&", "a"),
            ("", "a??", "a"),
            ("", "a,", "a"),
            ("a", ".b", ""),
            ("a", "?.b", ""),
            ("a", "()", ""),
            ("a", "[0]", ""),
            ("a", "``", ""),
            ("", "if(a)b;else ", "c"),
            ("[", "a,", "]"),
            ("({", "a,", "})"),
            ("`", "${a}", "`"),
            ("var ", "a,", "a"),
            ("", "a;", ""),
            ("", "{}", ""),
            ("switch(a){", "case a:", "}"),
            ("class A{", "a;", "}"),
            ("a", "-1*2", ""),
        ];
        for (before, again, after) in forms {
            let text = format!("{before}{}{after}", again.repeat(100_000));
            assert!(parse(&text, Goal::Script).is_ok(), "{before}{again}{again}...{after}");
        }
    });
}

/// How long the answer to a text takes.
fn time(text: &str) -> Duration {
    let start = Instant::now();
    drop(parse(text, Goal::Script));
    completeness(text);
    start.elapsed()
}

#[test]
fn time_grows_with_length() {
    on_a_larger_stack(|| {
        let numbered = |name: &str, n: usize| (0..n).map(|i| format!("{name}{i};")).collect::<Vec<_>>().concat();
        let forms: &[(&str, &dyn Fn(usize) -> String)] = &[
            ("sum", &|n| "1+".repeat(n)),
            ("arrows", &|n| "(a,b)=>1;".repeat(n / 4)),
            ("near arrows", &|n| format!("({}a)", "(a),".repeat(n / 2))),
            ("regular expressions", &|n| "/x/;".repeat(n / 2)),
            ("patterns", &|n| "[...a]=b;".repeat(n / 4)),
            ("names", &|n| numbered("var x", n / 4)),
            ("names in a nest", &|n| format!("{}{}{}", "{".repeat(500), numbered("var x", n / 4), "}".repeat(500))),
            ("lexical names", &|n| numbered("let x", n / 4)),
            ("private names", &|n| format!("class A{{{}}}", numbered("#x", n / 4))),
            ("private uses", &|n| format!("{}{}", "class A extends B{static{".repeat(400), numbered("a.#x", n / 4))),
            ("comments", &|n| "/**/".repeat(n / 2)),
            ("open comments", &|n| "a/*".repeat(n / 2)),
            ("strings", &|n| "'\\x41';".repeat(n / 2)),
            ("one line", &|n| "x".repeat(n * 4)),
            ("digits", &|n| "1".repeat(n * 4)),
            ("separated digits", &|n| "1_".repeat(n * 2)),
            ("escapes", &|n| "\\u0061".repeat(n / 2)),
            ("unfinished object", &|n| format!("{{{}", "a:1,".repeat(n / 2))),
            ("template", &|n| format!("`{}", "${a}".repeat(n / 2))),
            ("async calls", &|n| "async(a);".repeat(n / 4)),
        ];
        for (name, form) in forms {
            // Quadratic growth would be 64 times; the slack is for a busy machine. Best of three tries.
            let fits = (0..3).any(|_| time(&form(160_000)) < time(&form(20_000)) * 24 + Duration::from_millis(20));
            assert!(fits, "{name} takes more than linear time");
        }
    });
}

#[test]
fn any_text_gets_an_answer() {
    on_a_larger_stack(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/syntax");
        let mut texts = Vec::new();
        for part in ["accept", "reject", "refused"] {
            let mut files: Vec<_> = fs::read_dir(folder.join(part))
                .expect("a folder")
                .map(|entry| entry.expect("an entry").path())
                .collect();
            files.sort();
            texts.extend(files.iter().map(|file| fs::read_to_string(file).expect("UTF-8")));
        }
        let pieces: Vec<&str> = texts.iter().flat_map(|text| text.split_inclusive([' ', '(', ')', '{', '}'])).collect();
        // A small linear congruential generator: the same texts each time.
        let mut state = 20_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for round in 0..6_000 {
            let mut text = String::new();
            if round % 2 == 0 {
                let base = &texts[random(texts.len())];
                let mut cut = random(base.len() + 1);
                while !base.is_char_boundary(cut) {
                    cut -= 1;
                }
                text = format!("{}{}{}", &base[..cut], pieces[random(pieces.len())], &base[cut..]);
            } else {
                for _ in 0..random(12) {
                    text.push_str(pieces[random(pieces.len())]);
                }
            }
            for goal in [Goal::Script, Goal::CommonJs, Goal::Module] {
                if let Err(error) = parse(&text, goal) {
                    assert!(error.span.start <= error.span.end, "{text:?}");
                    assert_ne!(error.kind, engine::syntax::Verdict::Bug, "{text:?}");
                }
            }
            let finished = completeness(&text) == engine::syntax::Completeness::Complete;
            let runs =
                parse_prompt(&text).map_or_else(|error| error.kind == engine::syntax::Verdict::Refused, |_| true);
            assert_eq!(finished, runs, "{text:?}");
        }
    });
}
