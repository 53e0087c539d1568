//! The keys of the pane: F2 turns it on and off, Tab on an empty line goes from region to region. Not what it shows then.

use std::sync::Arc;

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers, RepeatCount,
};

use super::entry_keys::Keys;
use super::pane::Pane;
use super::stream::ESCAPE;

/// All of them, with who handles each.
pub fn all(pane: &Pane, keys: &Arc<Keys>) -> [(KeyEvent, EventHandler); 5] {
    let choose = |back| EventHandler::Conditional(Box::new(Choose { pane: pane.clone(), back }));
    let key = |code| KeyEvent(code, Modifiers::NONE);
    [
        (key(KeyCode::F(2)), EventHandler::Conditional(Box::new(Turn(Arc::clone(keys))))),
        (key(KeyCode::Tab), choose(false)),
        (key(KeyCode::BackTab), choose(true)),
        (key(ESCAPE.1), EventHandler::Conditional(Box::new(Leave(pane.clone())))),
        (KeyEvent(KeyCode::Char('L'), Modifiers::CTRL), EventHandler::Conditional(Box::new(Anew(pane.clone())))),
    ]
}

/// Ends the entry for as long as the pane is turned on or off.
struct Turn(Arc<Keys>);

impl ConditionalEventHandler for Turn {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        if self.0.editor.load(std::sync::atomic::Ordering::Relaxed) {
            return Some(Cmd::Noop);
        }
        *self.0.turned.lock().ok()? = Some(context.pos());
        Some(Cmd::AcceptLine)
    }
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
