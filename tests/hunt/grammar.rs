//! Programs of several statements, derived from the grammar in programs.txt, regular expressions from the one in patterns.txt, and
//! the smaller ones they shrink to. Not the language's grammar: it derives what is worth comparing.

use std::sync::OnceLock;

use super::beside::Program;
use super::random::Chance;

/// What stands before and behind the statements: `p` notes what it is given, and an error that is caught.
const BEFORE: &str = "((L,I)=>{const p=(...x)=>{for(const v of x)L.push(v instanceof Error?`${v.name} ${v.code}: ${v.message}`:I(v,{depth:4}))};\
    var b=Buffer.from('abcdef'),c=Buffer.alloc(4,1),t=new Uint8Array([3,1,2]),u=new Float64Array([1.5,-0,NaN]),s='Hello, wörld',z='a\\u{1F600}b',\
    a=[3,1,2],d=['x',,null],o={a:1,b:'two',c:[3]},m=new Map([['k',1],[2,'v']]),q=new Set([1,'x']),f=(x,y=2)=>[x,y],n=7,g=2n**40n,r=/(?<l>l+)|o/g,w={x:{y:[1,{z:2}]}};";
const BEHIND: &str = "return L.join('\\n')})([],require('util').inspect)";

/// How deep a derivation may grow before it takes the first alternatives, which end.
const DEPTH: usize = 5;

/// A kind of phrase: its name, and what it may be, in pieces of text and names of kinds (odd places).
struct Kind {
    name: &'static str,
    alternatives: Vec<Vec<&'static str>>,
}

/// A grammar.
type Kinds = &'static [Kind];

fn programs() -> Kinds {
    static KINDS: OnceLock<Vec<Kind>> = OnceLock::new();
    KINDS.get_or_init(|| read(include_str!("programs.txt")))
}

fn patterns() -> Kinds {
    static KINDS: OnceLock<Vec<Kind>> = OnceLock::new();
    KINDS.get_or_init(|| read(include_str!("patterns.txt")))
}

fn read(text: &'static str) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("  ").map(|text| if text == NOTHING { "" } else { text }) {
            Some(text) => kinds.last_mut().expect("a kind before its alternatives").alternatives.push(pieces(text)),
            None => kinds.push(Kind { name: line, alternatives: Vec::new() }),
        }
    }
    kinds
}

/// What stands for an empty alternative.
const NOTHING: &str = "∅";

/// `a.at($int)` is `a.at(`, `int`, `)`.
fn pieces(text: &'static str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    let mut parts = text.split('$');
    pieces.push(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
        if end == 0 {
            // No kind: the sign itself, with what was before it.
            let before = pieces.pop().unwrap_or_default();
            let at = before.as_ptr() as usize - text.as_ptr() as usize;
            pieces.push(&text[at..at + before.len() + 1 + part.len()]);
        } else {
            pieces.extend([&part[..end], &part[end..]]);
        }
    }
    pieces
}

fn kind(kinds: Kinds, name: &str) -> usize {
    kinds.iter().position(|kind| kind.name == name).unwrap_or_else(|| panic!("the grammar has no kind {name}"))
}

/// A phrase, derived.
#[derive(Clone)]
struct Tree {
    kinds: Kinds,
    kind: usize,
    alternative: usize,
    holes: Vec<Tree>,
}

impl Tree {
    fn derive(kinds: Kinds, kind: usize, depth: usize, choose: &mut dyn FnMut(usize) -> usize) -> Self {
        let alternatives = &kinds[kind].alternatives;
        let alternative = if depth >= DEPTH { 0 } else { choose(alternatives.len()) };
        let names = alternatives[alternative].iter().skip(1).step_by(2);
        let holes = names.map(|name| Self::derive(kinds, self::kind(kinds, name), depth + 1, choose)).collect();
        Self { kinds, kind, alternative, holes }
    }

    fn write(&self, text: &mut String) {
        let mut holes = self.holes.iter();
        for (at, piece) in self.kinds[self.kind].alternatives[self.alternative].iter().enumerate() {
            match at % 2 {
                0 => text.push_str(piece),
                _ => holes.next().expect("a hole for each name").write(text),
            }
        }
    }

    fn within(&self, kind: usize, found: &mut Vec<Self>) {
        for hole in &self.holes {
            if hole.kind == kind {
                found.push(hole.clone());
            }
            hole.within(kind, found);
        }
    }

    /// This phrase with one part of it made simpler.
    fn simpler(&self) -> Vec<Self> {
        let mut found = Vec::new();
        if self.alternative > 0 {
            found.push(Self::derive(self.kinds, self.kind, DEPTH, &mut |_| 0));
        }
        self.within(self.kind, &mut found);
        for (at, hole) in self.holes.iter().enumerate() {
            found.extend(hole.simpler().into_iter().map(|simpler| {
                let mut whole = self.clone();
                whole.holes[at] = simpler;
                whole
            }));
        }
        found
    }
}

/// Statements, one after the other; what one throws is noted.
#[derive(Clone)]
pub struct Statements(Vec<Tree>);

pub fn program(chance: &mut Chance) -> Statements {
    let statement = kind(programs(), "statement");
    let count = 2 + chance.below(7);
    Statements((0..count).map(|_| Tree::derive(programs(), statement, 0, &mut |among| chance.below(among))).collect())
}

impl Program for Statements {
    fn text(&self) -> String {
        format!("{BEFORE}{}{BEHIND}", self.told())
    }

    fn statements(&self) -> usize {
        self.0.len()
    }

    fn told(&self) -> String {
        let mut text = String::new();
        for statement in &self.0 {
            text.push_str("\ntry{");
            statement.write(&mut text);
            text.push_str("}catch(e){p(e)}");
        }
        text
    }

    fn smaller(&self) -> Vec<Self> {
        let count = self.0.len();
        let mut found: Vec<Self> = Vec::new();
        for size in [count / 2, count / 4, 1].into_iter().filter(|size| (1..count).contains(size)) {
            found.extend((0..count).step_by(size).map(|at| {
                let kept = self.0.iter().enumerate().filter(|(index, _)| !(at..at + size).contains(index));
                Self(kept.map(|(_, statement)| statement.clone()).collect())
            }));
        }
        for (at, statement) in self.0.iter().enumerate() {
            found.extend(statement.simpler().into_iter().map(|simpler| {
                let mut whole = self.clone();
                whole.0[at] = simpler;
                whole
            }));
        }
        let length = self.text().len();
        let mut found: Vec<(usize, Self)> = found.into_iter().map(|program| (program.text().len(), program)).collect();
        found.retain(|(shorter, _)| *shorter < length);
        found.sort_by_key(|(shorter, _)| *shorter);
        found.into_iter().map(|(_, program)| program).collect()
    }

    /// The shapes of its statements.
    fn kind(&self, _: &str, _: &str) -> String {
        let shape = |tree: &Tree| format!("{}/{}", tree.kind, tree.alternative);
        let inner = |tree: &Tree| format!("{}({})", shape(tree), tree.holes.iter().map(shape).collect::<String>());
        self.0.iter().map(inner).collect()
    }
}

/// A pattern, its flags and texts it may match.
#[derive(Clone)]
pub struct Pattern {
    source: Tree,
    flags: Tree,
    texts: Vec<Tree>,
}

pub fn pattern(chance: &mut Chance) -> Pattern {
    let mut derive = |name| Tree::derive(patterns(), kind(patterns(), name), 0, &mut |among| chance.below(among));
    Pattern { source: derive("pattern"), flags: derive("flags"), texts: vec![derive("text"), derive("text")] }
}

impl Tree {
    fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

impl Program for Pattern {
    /// As a literal, which may be wrong when it is read, and as a call.
    fn text(&self) -> String {
        let quoted = |tree: &Tree| serde_json::Value::from(tree.text()).to_string();
        let texts: Vec<String> = self.texts.iter().map(quoted).collect();
        format!(
            "((p,f,...t)=>{{const a=g=>{{try{{return g()}}catch(e){{return e.message}}}},m=r=>t.map(x=>(r.lastIndex=0,r.exec(x)));return[a(()=>m(RegExp(p,f))),a(()=>`${{require('vm').runInThisContext(`/${{p}}/${{f}}`)}}`)]}})({},{},{})",
            quoted(&self.source),
            quoted(&self.flags),
            texts.join(",")
        )
    }

    fn told(&self) -> String {
        let texts: Vec<String> = self.texts.iter().map(Tree::text).collect();
        format!("/{}/{} on {texts:?}", self.source.text(), self.flags.text())
    }

    fn smaller(&self) -> Vec<Self> {
        let mut found = Vec::new();
        for (at, _) in self.texts.iter().enumerate().filter(|_| self.texts.len() > 1) {
            let mut whole = self.clone();
            whole.texts.remove(at);
            found.push(whole);
        }
        found.extend(self.source.simpler().into_iter().map(|source| Self { source, ..self.clone() }));
        found.extend(self.flags.simpler().into_iter().map(|flags| Self { flags, ..self.clone() }));
        for (at, text) in self.texts.iter().enumerate() {
            found.extend(text.simpler().into_iter().map(|text| {
                let mut whole = self.clone();
                whole.texts[at] = text;
                whole
            }));
        }
        let length = self.text().len();
        found.retain(|smaller| smaller.text().len() < length);
        found.sort_by_key(|smaller| smaller.text().len());
        found
    }

    fn kind(&self, _: &str, _: &str) -> String {
        format!("{} {}", self.source.text(), self.flags.text())
    }
}
