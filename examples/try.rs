use slabscope::syntax::{ast::Goal, parse};
use std::io::Read;
fn main() {
    let mut a: Vec<String> = std::env::args().skip(1).collect();
    let mode = a.remove(0);
    std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            if mode == "json" {
                // lines: S "json string"
                let mut s = String::new();
                std::io::stdin().read_to_string(&mut s).unwrap();
                for l in s.lines() {
                    let (g, src) = l.split_at(2);
                    let src = unjson(src);
                    let goal = if g == "M " { Goal::Module } else { Goal::Script };
                    match parse(&src, goal) {
                        Ok(_) => {}
                        Err(e) => println!("{:?} {:?} {} {:?}", e.kind, src, e, e.span),
                    }
                }
            } else {
                for f in a {
                    let Ok(src) = std::fs::read_to_string(&f) else { continue };
                    let goal = if mode == "module" { Goal::Module } else { Goal::CommonJs };
                    match parse(&src, goal) {
                        Ok(_) => {
                            println!("ok {f}")
                        }
                        Err(e) => {
                            let p = slabscope::span::position(&src, e.span.start as usize);
                            println!("{:?} {f}:{}:{} {}", e.kind, p.line, p.column, e)
                        }
                    }
                }
            }
        })
        .unwrap()
        .join()
        .unwrap();
}
fn unjson(s: &str) -> String {
    let s = &s[1..s.len() - 1];
    let mut o = String::new();
    let mut it = s.chars();
    while let Some(c) = it.next() {
        if c != '\\' {
            o.push(c);
            continue;
        }
        match it.next().unwrap() {
            'n' => o.push('\n'),
            'u' => {
                let h: String = (0..4).map(|_| it.next().unwrap()).collect();
                o.push(char::from_u32(u32::from_str_radix(&h, 16).unwrap()).unwrap_or('?'))
            }
            c => o.push(c),
        }
    }
    o
}
