//! A show that runs by itself, as a recording: asciinema's file format, version 2. Its times are the show's own, so the
//! same transcript gives the same file.

use std::io;
use std::time::Duration;

use serde_json::json;

use super::layout::{Size, frame};
use super::scenes::Memory;
use super::screen::Screen;
use super::show::Show;
use crate::paint::Ink;

/// The longest recording, in events: one more is a transcript nobody will watch to its end.
const LONGEST: usize = 200_000;

/// The recording of `show`, called `name`.
pub fn cast(mut show: Show, name: &str, size: Size) -> io::Result<String> {
    show.settings.auto = true;
    let header = json!({
        "version": 2,
        "width": size.columns,
        "height": size.rows,
        "title": name,
        "env": { "TERM": "xterm-256color" },
    });
    let mut out = format!("{header}\n");
    let mut screen = Screen::new(Ink::Dark);
    let mut memory = Memory::default();
    let mut time = Duration::ZERO;
    let mut event = |show: &Show, time: Duration| -> io::Result<()> {
        let mut bytes = Vec::new();
        screen.draw(&frame(show, &mut memory, name, size), size, &mut bytes)?;
        let seconds = time.as_micros() as f64 / 1e6;
        out.push_str(&json!([seconds, "o", String::from_utf8_lossy(&bytes)]).to_string());
        out.push('\n');
        Ok(())
    };
    event(&show, time)?;
    for _ in 0..LONGEST {
        let Some(wait) = show.wait() else { return Ok(out) };
        time += wait;
        show.tick();
        event(&show, time)?;
    }
    Err(io::Error::other(format!("it is longer than {LONGEST} events: --typing 0 has fewer")))
}
