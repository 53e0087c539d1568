//! `--live`: a page that follows the prompt. Not how it is served.

use anyhow::{Context as _, Result};

use crate::live::{Address, Entry, Live};
use crate::paint::Streams;
use crate::prompt::{Exchange, Listener};
use engine::rescue;
use engine::session::Session;
use pool::styled::{Role, Styled};
use web::lesson::entry_of;

/// Opens the page at `address`; what is returned tells it everything.
pub fn open(address: Address, session: &mut Session, streams: &mut Streams) -> Result<Listener> {
    let live = Live::open(address).with_context(|| format!("--live {address}: the page cannot be served"))?;
    if !address.is_private() {
        let warning = format!(
            "slabscope: --live {address}: anybody in that network who has the address can read along, and nothing is encrypted\n"
        );
        let mut told = Styled::new();
        told.push(Role::Warning, warning);
        streams.err(&told);
    }
    let mut greeting = Styled::new();
    greeting.push(Role::Dim, "a page follows along at ").push(Role::Strong, live.url());
    let start = Exchange { command: true, ..Exchange::default() };
    tell(&live, session, start);
    Ok(Listener { greeting, hear: Box::new(move |session, exchange| tell(&live, session, exchange)) })
}

fn tell(live: &Live, session: &mut Session, exchange: Exchange) {
    // Directives begin with the profile.
    let profile = session.directives().into_iter().next().unwrap_or_default();
    let statement = (!exchange.command).then(|| session.statement());
    // A picture that cannot be drawn is no reason to end a lesson.
    let picture = rescue::attempt(|| session.drawing()).ok();
    let shown = entry_of(session, &exchange.source, exchange.answer, exchange.before);
    live.tell(&Entry { shown, statement, profile, picture });
}
