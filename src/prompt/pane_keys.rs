//! The keys of the pane: F2 turns it on and off, Tab on an empty line goes from region to region. Not what it shows then.

use std::sync::Arc;

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers, RepeatCount,
};

use super::entry_keys::{By, Ends, Keys, Walk};
use super::listing::Step;
use super::pane::Pane;
use super::stream::ESCAPE;

/// All of them, with who handles each.
pub fn all(pane: &Pane, keys: &Arc<Keys>) -> [(KeyEvent, EventHandler); 5] {
    let choose = |back| Box::new(Choose { pane: pane.clone(), back });
    let back = Walk(Step::Back, Arc::clone(keys), Some(choose(true)));
    let key = |code| KeyEvent(code, Modifiers::NONE);
    [
        (key(KeyCode::F(2)), EventHandler::Conditional(Box::new(Ends(By::Pane, Arc::clone(keys))))),
        (key(KeyCode::Tab), EventHandler::Conditional(choose(false))),
        (key(KeyCode::BackTab), EventHandler::Conditional(Box::new(back))),
        (key(ESCAPE.1), EventHandler::Conditional(Box::new(Leave(pane.clone())))),
        (KeyEvent(KeyCode::Char('L'), Modifiers::CTRL), EventHandler::Conditional(Box::new(Anew(pane.clone())))),
    ]
}

/// Chooses the next region, or the one before, where nothing is typed.
struct Choose {
    pane: Pane,
    back: bool,
}

impl ConditionalEventHandler for Choose {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        (context.line().is_empty() && self.pane.choose(self.back)).then_some(Cmd::Noop)
    }
}

/// Chooses no region any more.
struct Leave(Pane);

impl ConditionalEventHandler for Leave {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.leave();
        Some(Cmd::Noop)
    }
}

/// Clears the screen, and draws all of the pane.
struct Anew(Pane);

impl ConditionalEventHandler for Anew {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.draw_anew();
        None
    }
}
