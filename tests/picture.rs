//! The slabs as a picture, whatever a session did: every byte is drawn once, to scale, no label meets another or is cut at any width,
//! every text can be read, a name keeps its hue. Not how it looks to the eye, and not the pages around it.

use std::collections::{BTreeMap, BTreeSet};

use engine::session::{Options, Session, Way, picture_style};
use pool::styled::{Role, Styled};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use unicode_width::UnicodeWidthStr;

fn session(profile: &str) -> Session {
    Session::new(Options::new(profile, Way::PromptPipe)).expect("the profile exists")
}

fn number(node: Node, name: &str) -> f64 {
    let text = node.attribute(name).unwrap_or("0");
    text.trim_end_matches('%').parse().unwrap_or_else(|_| panic!("{name} is {text}"))
}

fn story<'a>(rect: Node<'a, 'a>) -> &'a str {
    rect.first_element_child().and_then(|title| title.text()).expect("each has its story")
}

/// Whether a page of this width shows it.
fn is_shown(node: Node, width: u32) -> bool {
    node.attribute("class").unwrap_or_default().split(' ').all(|class| {
        let of = |begin| class.strip_prefix(begin).and_then(|rest: &str| rest.parse::<u32>().ok());
        of("from").is_none_or(|from| width >= from) && of("until").is_none_or(|until| width < until)
    })
}

fn rects<'a>(slab: Node<'a, 'a>, row: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    slab.descendants().filter(move |node| node.has_tag_name("rect") && node.attribute("data-row") == Some(row))
}

fn bytes(rect: Node) -> (u64, u64) {
    let (from, to) = rect.attribute("data-bytes").and_then(|bytes| bytes.split_once('-')).expect("from where to where");
    (from.parse().expect("a number"), to.parse().expect("a number"))
}

fn slabs<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let groups = document.root_element().children().filter(|node| node.has_tag_name("g"));
    groups.filter(|slab| !slab.attribute("class").is_some_and(|class| class.contains("gone")))
}

/// Every byte of every slab once, in order, to scale over the whole width.
fn every_byte_once(document: &Document) {
    for slab in slabs(document) {
        let size: u64 = heading(slab).split_whitespace().find_map(|word| word.parse().ok()).expect("its size");
        let row: Vec<Node> = rects(slab, "slab").collect();
        let mut end = 0;
        for rect in &row {
            let (from, to) = bytes(*rect);
            assert_eq!(from, end, "{}", heading(slab));
            assert!(from < to);
            let place = |at: u64| at as f64 * 100.0 / size as f64;
            assert!((number(*rect, "x") - place(from)).abs() < 1e-3, "{rect:?}");
            assert!((number(*rect, "width") - place(to - from)).abs() < 1e-3, "{rect:?}");
            end = to;
        }
        let detached = heading(slab).contains("detached");
        assert!(end == size || (detached && row.is_empty()), "{} of {}", end, heading(slab));
        // A lens has rows of its own, each whole.
        let mut rows: BTreeMap<String, Vec<Node>> = BTreeMap::new();
        rects(slab, "lens").for_each(|rect| rows.entry(top(rect).to_string()).or_default().push(rect));
        for row in rows.values() {
            let sum: f64 = row.iter().map(|rect| number(*rect, "width")).sum();
            assert!((sum - 100.0).abs() < 0.02, "{sum} % in {}", heading(slab));
            assert!(row.windows(2).all(|pair| bytes(pair[0]).1 == bytes(pair[1]).0));
        }
    }
}

fn heading<'a>(slab: Node<'a, 'a>) -> &'a str {
    let mut titles =
        slab.descendants().filter(|node| node.attribute("class").is_some_and(|class| class.starts_with("title")));
    titles.next_back().and_then(|title| title.text()).expect("each slab has a heading")
}

/// How far down the groups it is in begin.
fn top(node: Node) -> f64 {
    let places = node.ancestors().filter_map(|group| group.attribute("transform")?.strip_prefix("translate(0 "));
    places.map(|place| place.trim_end_matches(')').parse::<f64>().expect("a number")).sum()
}

/// Where a text is: left, right, top, bottom. Its font is 12 pixels high, that of bytes 10.5.
fn room(text: Node, width: u32) -> [f64; 4] {
    let byte = text.attribute("class").is_some_and(|class| class.starts_with("byte"));
    let said: String = text.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
    let wide = said.width() as f64 * if byte { 6.5 } else { 7.3 };
    let at = number(text, "x") * f64::from(width) / 100.0 + number(text, "dx");
    let left = match text.attribute("text-anchor") {
        _ if byte => at - wide / 2.0,
        Some("middle") => at - wide / 2.0,
        Some("end") => at - wide,
        _ => at,
    };
    let y = top(text) + number(text, "y");
    [left, left + wide, y - 10.0, y + 3.0]
}

/// No text meets another, leaves the picture, or leaves the piece it stands on.
fn no_label_is_cut(document: &Document, width: u32) {
    let height = number(document.root_element(), "height");
    let mut all: Vec<([f64; 4], String)> = Vec::new();
    for slab in slabs(document) {
        let pieces: Vec<[f64; 4]> = rects(slab, "slab")
            .chain(rects(slab, "lens"))
            .map(|rect| {
                let x = number(rect, "x") * f64::from(width) / 100.0;
                let y = top(rect) + number(rect, "y");
                [x, x + number(rect, "width") * f64::from(width) / 100.0, y, y + number(rect, "height")]
            })
            .collect();
        for text in slab.descendants().filter(|node| node.has_tag_name("text") && is_shown(*node, width)) {
            let room = room(text, width);
            let said = text.text().unwrap_or_default().to_owned();
            assert!(room[0] > -0.1 && room[1] < f64::from(width) + 0.1, "{said} is cut at {width}: {room:?}");
            assert!(room[2] >= 0.0 && room[3] <= height, "{said} is above or below: {room:?} of {height}");
            let middle = f64::midpoint(room[2], room[3]);
            let row = pieces.iter().filter(|piece| piece[2] < middle && middle < piece[3]);
            let mut row = row.peekable();
            let on = |piece: &[f64; 4]| piece[0] <= room[0] && room[1] <= piece[1] + 0.1;
            let byte = text.attribute("class").is_some_and(|class| class.starts_with("byte"));
            assert!(row.peek().is_none() || byte || row.any(on), "{said} leaves its piece at {width}");
            all.push((room, said));
        }
    }
    for (at, (one, said)) in all.iter().enumerate() {
        for (other, told) in &all[at + 1..] {
            let apart = one[1] <= other[0] || other[1] <= one[0] || one[3] <= other[2] || other[3] <= one[2];
            assert!(apart, "{said} and {told} meet at {width}: {one:?} {other:?}");
        }
    }
}

/// What a page moves from one picture to the next is told apart in each.
fn keys_are_unique(document: &Document) {
    let mut known = BTreeSet::new();
    let keyed =
        document.descendants().filter(|node| node.has_tag_name("rect") || node.attribute("class") == Some("slab"));
    for node in keyed {
        let key = node.attribute("data-key").unwrap_or_else(|| panic!("no key: {node:?}"));
        assert!(known.insert(key), "{key} twice");
    }
}

/// What a name's bytes look like: the class of what it shows, or of the view that lies over others.
fn looks(document: &Document) -> BTreeMap<String, String> {
    let rects = document.descendants().filter(|node| node.has_tag_name("rect"));
    let named = rects.filter_map(|rect| {
        let name = story(rect).split([',', ':']).next()?;
        let class = rect.attribute("class")?.split(' ').next()?;
        let live =
            rect.attribute("data-row") == Some("view") || rect.attribute("class")?.split(' ').any(|one| one == "live");
        (live && name.len() == 1).then(|| (name.to_owned(), format!("{class} {:?}", rect.attribute("fill"))))
    });
    named.collect()
}

/// The text picture: each slab over all columns, from its first byte to its last, nothing wider.
fn lines_are_whole(text: &str, columns: usize) {
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        assert!(line.width() <= columns, "{columns}: {line}\n{text}");
        assert_eq!(*line, line.trim_end(), "{text}");
        let Some(size) = line.split(" · ").nth(1).filter(|_| line.starts_with('#')) else { continue };
        let Some(size) =
            size.strip_suffix(" bytes").or(size.split(" bytes").next()).and_then(|size| size.parse::<u64>().ok())
        else {
            continue;
        };
        if line.contains("detached") || size == 0 {
            continue;
        }
        // Behind the heading and what the bytes are used for.
        let edges = lines[at + 1..].iter().position(|line| line.trim_start_matches('+').starts_with('0'));
        let edges = at + 1 + edges.unwrap_or_else(|| panic!("no offsets: {text}"));
        assert_eq!(lines[edges + 1].width(), columns, "{text}");
        assert!(lines[edges].ends_with(&size.to_string()), "{} does not end at {size}: {text}", lines[edges]);
    }
}

/// The hue of every name of a letter that stands in a text picture.
fn owners(text: &Styled) -> Vec<(String, u8)> {
    let runs =
        text.runs.iter().filter_map(|(role, run)| if let Role::Owner(hue) = role { Some((run, *hue)) } else { None });
    let named = runs.filter_map(|(run, hue)| Some((run.chars().next()?, hue)));
    // Two names have more letters.
    named
        .filter(|(letter, _)| letter.is_ascii_lowercase() && !"lw".contains(*letter))
        .map(|(letter, hue)| (letter.to_string(), hue))
        .collect()
}

/// Hues are given out in the order in which names appear, whether somebody looks or not, and what stays keeps its own.
#[test]
fn names_have_hues_in_the_order_of_their_appearance() {
    let hue = |session: &mut Session, name: &str| {
        let text = session.feed(".map").answer.expect("it is drawn");
        let found = text.runs.iter().find(|(role, run)| matches!(role, Role::Owner(_)) && run.starts_with(name));
        found.map_or_else(|| panic!("no {name} in {text}"), |(role, _)| *role)
    };
    let statements = [
        "const x = 1; z = Buffer.alloc(300); y = Buffer.from('y'); 0",
        "y = null",
        "k = [Buffer.from('k'), z.subarray(1, 2)]; 0",
        "a = Buffer.from('a'); 0",
    ];
    let mut looked = session("22");
    for text in statements {
        looked.feed(text);
        looked.feed(".map");
    }
    let mut unseen = session("22");
    statements.iter().for_each(|text| drop(unseen.feed(text)));
    for session in [&mut looked, &mut unseen] {
        // z is 0, y is 1.
        assert_eq!(hue(session, "k"), Role::Owner(2));
        assert_eq!(hue(session, "a"), Role::Owner(3));
        session.feed("b = Buffer.from('b'); c = Buffer.from('c'); 0");
        let before = (hue(session, "b"), hue(session, "c"));
        assert_eq!(before, (Role::Owner(4), Role::Owner(5)));
        session.feed("d = Buffer.from('d'); 0");
        session.feed(".undo");
        assert_eq!((hue(session, "b"), hue(session, "c")), before);
        let text = session.feed(".hex c").answer.expect("a dump");
        assert!(text.runs.iter().any(|(role, _)| *role == before.1), "{text}");
    }
}

/// What is gone since the statement before is told, and what is new.
#[test]
fn what_changed_is_marked() {
    let mut session = session("22");
    for text in ["a = Buffer.allocUnsafe(4000); b = Buffer.alloc(5000); 0", ".map", "v = a.subarray(100, 2000); 0"] {
        session.feed(text);
    }
    let text = |session: &mut Session| session.feed(".map").answer.expect("it is drawn").to_string();
    assert!(text(&mut session).contains("▀ +v"), "{}", text(&mut session));
    assert!(session.picture("").expect("there are slabs").contains("class=\"view new-word\">v</text>"));
    session.feed("v = null; b = null");
    session.feed(".gc");
    let said = text(&mut session);
    assert!(said.contains("v is gone: it showed #1 [108, 2008)") && said.contains("#2 freed: 5000 bytes"), "{said}");
    let picture = session.picture("").expect("there are slabs");
    assert!(picture.contains("v gone from [108, 2008)") && picture.contains("<g class=\"slab gone\""), "{picture}");
    session.feed("0");
    let said = text(&mut session);
    assert!(!said.contains("gone") && !said.contains("freed"), "{said}");
}

#[derive(Clone, Debug)]
enum Step {
    Take(u8, u16),
    Text(u8, u8),
    Own(u8, u16),
    Part(u8, u8, u16, u16),
    Whole(u8),
    Many(u16, u8),
    Write(u8),
    Drop(u8),
    Gc,
}

impl Step {
    fn said(&self) -> String {
        let name = |index: &u8| char::from(b'a' + index % 26);
        match self {
            Self::Take(to, size) => format!("{} = Buffer.allocUnsafe({size}); 0", name(to)),
            Self::Text(to, length) => format!("{} = Buffer.from('x'.repeat({length})); 0", name(to)),
            Self::Own(to, size) => format!("{} = Buffer.alloc({size}); 0", name(to)),
            Self::Part(to, of, from, length) => {
                let (to, of) = (name(to), name(of));
                format!(
                    "{to} = globalThis.{of} ? {of}.subarray({from} % {of}.length, {from} % {of}.length + {length}) : 0; 0"
                )
            }
            Self::Whole(of) => format!("whole = globalThis.{of} ? new Uint8Array({of}.buffer) : 0; 0", of = name(of)),
            Self::Many(count, size) => {
                format!("list = Array.from({{ length: {count} }}, (x, i) => Buffer.allocUnsafe(i % ({size} + 1))); 0")
            }
            Self::Write(to) => format!("if (globalThis.{of}) {of}.fill(7); 0", of = name(to)),
            Self::Drop(of) => format!("{} = null; 0", name(of)),
            Self::Gc => ".gc".to_owned(),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let name = 0..26_u8;
    prop_oneof![
        4 => (name.clone(), prop_oneof![1..40_u16, 1..4096_u16]).prop_map(|(to, size)| Step::Take(to, size)),
        4 => (name.clone(), 1..80_u8).prop_map(|(to, length)| Step::Text(to, length)),
        1 => (name.clone(), 1..9000_u16).prop_map(|(to, size)| Step::Own(to, size)),
        3 => (name.clone(), name.clone(), 0..4096_u16, 1..200_u16).prop_map(|(to, of, from, length)| Step::Part(to, of, from, length)),
        1 => name.clone().prop_map(Step::Whole),
        1 => (1..300_u16, 0..60_u8).prop_map(|(count, size)| Step::Many(count, size)),
        1 => name.clone().prop_map(Step::Write),
        2 => name.prop_map(Step::Drop),
        1 => Just(Step::Gc),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_is_drawn_whole(
        steps in prop::collection::vec(step(), 1..24),
        width in 320..1920_u32,
        columns in 40..200_u16,
        profile in prop_oneof![Just("classic"), Just("22"), Just("24"), Just("26")],
    ) {
        let mut session = session(profile);
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for step in &steps {
            session.feed(&step.said());
            let picture = session.picture("").expect("there are slabs");
            let document = Document::parse(&picture).expect("it is well-formed");
            every_byte_once(&document);
            keys_are_unique(&document);
            for width in [320, 479, 480, 640, 960, 1280, 1920, width] {
                no_label_is_cut(&document, width);
            }
            let looks = looks(&document);
            for columns in [40, 80, 200, columns] {
                session.set_width(columns);
                let text = session.feed(".map").answer.expect("it is drawn");
                lines_are_whole(&text.to_string(), columns.into());
                for (name, hue) in owners(&text) {
                    let look = looks.get(&name).map_or("", String::as_str);
                    let same = look.is_empty() || look.starts_with(&format!("o{hue} ")) || look.starts_with(&format!("owner{hue} "));
                    prop_assert!(same, "{} has hue {} in text and {}", name, hue, look);
                }
            }
            for (name, look) in looks {
                let before = known.entry(name.clone()).or_insert_with(|| look.clone());
                prop_assert_eq!(&*before, &look, "{}", name);
            }
        }
    }
}

/// The header of a packet is all that is kept of it: a mark, and the rest held.
#[test]
fn a_slice_of_a_packet_is_a_mark_in_a_hatched_slab() {
    let mut session = session("22");
    session.feed("const keep = () => Buffer.allocUnsafe(4000).fill(7).subarray(0, 4); a = keep(); b = keep(); 0");
    let picture = session.picture("").expect("there are slabs");
    let document = Document::parse(&picture).expect("it is well-formed");
    let slab = slabs(&document).next().expect("one slab");
    let held: f64 = rects(slab, "slab")
        .filter(|rect| rect.attribute("fill").is_some_and(|fill| fill.starts_with("url(#slabs-held-")))
        .map(|rect| number(rect, "width"))
        .sum();
    assert!(held > 97.0, "{held} % hatched");
    let ticks =
        slab.descendants().filter(|node| node.attribute("class").is_some_and(|class| class.starts_with("tick")));
    assert_eq!(ticks.count(), 2, "{picture}");
    // Their bytes can be read in two lenses.
    let lens: Vec<_> = rects(slab, "lens").filter(|rect| bytes(*rect).1 - bytes(*rect).0 == 4).collect();
    assert!(lens.len() >= 2 && picture.contains(">07</text>"), "{picture}");
    assert!(!picture.contains("scale") && !picture.contains("too small"));
}

/// What somebody else left there is marked, with who it was.
#[test]
fn stale_bytes_are_told() {
    let mut session = session("22");
    for text in
        ["s = Buffer.alloc(5000); 0", "s.write('hunter2', 3); s = null", ".gc", "leak = Buffer.allocUnsafe(5000); 0"]
    {
        session.feed(text);
    }
    let picture = session.picture("").expect("there are slabs");
    assert!(picture.contains("stale: left in #2 by statement 2, s.write(&#39;hunter2&#39;, 3)"), "{picture}");
    assert!(picture.contains(">~68<title>"), "{picture}");
}

/// Many regions make few elements, and the story of each is `.why`'s.
#[test]
fn many_regions_are_grouped_and_each_tells_its_story() {
    let mut session = session("24");
    session.feed("list = Array.from({ length: 5000 }, () => Buffer.allocUnsafe(5)); 0");
    let picture = session.picture("").expect("there are slabs");
    let document = Document::parse(&picture).expect("it is well-formed");
    assert!(picture.len() < 300_000, "{} bytes", picture.len());
    let slab = slabs(&document).next().expect("one slab");
    let regions: usize =
        rects(slab, "slab").filter_map(|rect| story(rect).split(" regions").next()?.parse::<usize>().ok()).sum();
    assert_eq!(regions, 5000);
    let mut other = self::session("22");
    other.feed("b = Buffer.from('hello')");
    let picture = other.picture("").expect("there are slabs");
    assert!(
        picture.contains("pooled? yes 4 x 5 UTF-16 units = 20 &lt; 4096 (poolSize 8192 &gt;&gt;&gt; 1)"),
        "{picture}"
    );
}

/// What stays where it is in a slab is the same text, wherever the slab, or the row of its lens, came to stand.
#[test]
fn what_did_not_change_is_the_same_text() {
    let mut session = session("22");
    session.feed("a = Buffer.allocUnsafe(4000); b = Buffer.alloc(5000); 0");
    let own = |picture: &str| {
        let slab = picture.split("<g class=\"slab").find(|part| part.contains("slab #2")).expect("it is there");
        slab[slab.find("data-key").expect("a key")..].to_owned()
    };
    session.feed("0");
    let before = session.picture("").expect("there are slabs");
    session.feed("c = Buffer.from('hey'); d = Buffer.from('you'); 0");
    let now = session.picture("").expect("there are slabs");
    assert_eq!(own(&before), own(&now));
    let settled =
        |row: &str| row.split('<').filter(|part| !part.starts_with("line class=\"new")).collect::<Vec<_>>().join("<");
    let rows = |picture: &str| {
        picture.split("<g transform=").map(|row| row[row.find('>').unwrap_or(0)..].to_owned()).collect::<Vec<_>>()
    };
    session.feed("v = a.subarray(3, 9)");
    let (before, now) = (rows(&now), rows(&session.picture("").expect("there are slabs")));
    let lens = before.iter().find(|row| row.contains("data-row=\"lens") && row.contains(">c</text>")).expect("a lens");
    assert!(now.contains(&settled(lens)), "{lens}");
}

/// Relative luminance (WCAG 2.2) of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let part = |from: usize| {
        let share = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).expect("two digits")) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_can_be_read_on_whatever_it_stands() {
    let style = picture_style();
    let (light, dark) = style.split_once("@media screen and (prefers-color-scheme:dark){").expect("both schemes");
    let find = |styles: &str, rule: &str| {
        let from = styles.find(rule)? + rule.len();
        Some(styles[from..from + 7].to_owned())
    };
    for (scheme, paper) in [(light, "#ffffff"), (dark, "#111111")] {
        let colour =
            |rule: &str| find(scheme, rule).or_else(|| find(light, rule)).unwrap_or_else(|| panic!("no {rule}"));
        let ink = colour(".slabs text{fill:");
        let mut grounds: Vec<String> = ["startup", "padding", "slack", "dead", "abandoned", "free", "many"]
            .iter()
            .flat_map(|used| {
                [colour(&format!(".slabs .{used}-ground{{fill:")), colour(&format!(".slabs .{used}-line{{stroke:"))]
            })
            .collect();
        for hue in 0..8 {
            grounds.extend([colour(&format!(".slabs .f{hue}{{fill:")), colour(&format!(".slabs .s{hue}{{stroke:"))]);
            let black = colour(".slabs text.owner{fill:");
            for owner in [colour(&format!(".slabs .o{hue}{{fill:")), colour(&format!(".slabs .w{hue}{{stroke:"))] {
                assert!(contrast(&black, &owner) >= 4.5, "an owner's label on {owner}");
            }
        }
        for ground in grounds {
            assert!(contrast(&ink, &ground) >= 4.5, "{ink} on {ground}: {:.2}", contrast(&ink, &ground));
        }
        for text in
            [&ink, &colour(".slabs .edge{fill:"), &colour(".slabs .next{fill:"), &colour(".slabs .new-word{fill:")]
        {
            assert!(contrast(text, paper) >= 4.5, "{text} on {paper}");
        }
        for line in ["cursor", "joint", "frame", "swatch", "new-line", "stale"] {
            let line = colour(&format!(".slabs .{line}{{stroke:"));
            assert!(contrast(&line, paper) >= 3.0, "{line} on {paper}");
        }
    }
}

/// The eight hues as those see them who lack the receptors for long, middle or short waves (Machado, Oliveira and Fernandes 2009).
#[test]
fn hues_are_told_apart_by_everybody() {
    const SEEN: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ];
    let linear = |colour: &str| {
        [1, 3, 5].map(|at| {
            let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits")) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    };
    // CIE L*a*b*.
    let lab = |rgb: [f64; 3]| {
        let [r, g, b] = rgb.map(|part| part.max(0.0));
        let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    for seen in SEEN {
        let all = pool::styled::HUES.map(|(hue, _)| {
            let rgb = linear(hue);
            lab(seen.map(|row| row.iter().zip(rgb).map(|(weight, part)| weight * part).sum()))
        });
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let apart: f64 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                assert!(apart > 15.0, "{apart:.1} between {one:?} and {other:?}");
            }
        }
    }
}
