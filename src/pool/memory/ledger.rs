//! The log: which statement asked for what, and the totals that are never forgotten. Not the reasons; those are worked
//! out from the slabs' records when somebody asks.

use std::collections::VecDeque;

use super::pool_state::PoolState;
use super::region::{Region, SlabId, SlabKind};
use super::request::Request;
use crate::limits;

/// Stands for the statement of what somebody only tries: none of the session's has this number.
pub const TRIED: u32 = u32::MAX;

/// One allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The statement that asked; 0 before the first.
    pub statement: u32,
    /// The call.
    pub request: Request,
    /// What it got. (A length beyond 4 GiB is cut.)
    pub region: Region,
    /// Whether it came from the pool.
    pub pooled: bool,
}

/// How often, and how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Times.
    pub times: u64,
    /// Bytes in all.
    pub bytes: u64,
}

impl Count {
    /// One more.
    pub fn add(&mut self, bytes: u64) {
        self.times += 1;
        self.bytes += bytes;
    }
}

/// What happened since the session began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Allocations from the pool.
    pub pooled: Count,
    /// Allocations with a slab of their own.
    pub own: Count,
    /// Tails left behind because the next request did not fit.
    pub abandoned: Count,
    /// Slabs freed.
    pub freed: Count,
    /// Slabs that took over a freed slab's memory.
    pub recycled: Count,
    /// Requests that got nothing.
    pub refused: u64,
}

impl Totals {
    /// Allocations from the pool and others, since things stood as `before`.
    pub fn allocated_since(&self, before: &Self) -> Count {
        let [now, then] = [self, before].map(|totals| (totals.pooled, totals.own));
        Count {
            times: now.0.times + now.1.times - then.0.times - then.1.times,
            bytes: now.0.bytes + now.1.bytes - then.0.bytes - then.1.bytes,
        }
    }
}

/// How things stood when a statement began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// The pool.
    pub pool: PoolState,
    /// Slabs made so far.
    pub slabs: u32,
    /// Bytes of all slabs.
    pub live: u64,
    /// What had happened.
    pub totals: Totals,
}

/// A slab from its birth to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Its number.
    pub slab: SlabId,
    /// What it is, or was.
    pub kind: SlabKind,
    /// Its bytes.
    pub size: u64,
    /// The statement that made it.
    pub born: u32,
    /// The statement that left it for another pool slab.
    pub left: Option<u32>,
    /// The statement that ran last when it was freed.
    pub freed: Option<u32>,
    /// How it filled up.
    pub fills: Fills,
    /// How many regions it was given to.
    pub regions: u64,
    /// Bytes of those.
    pub used: u64,
}

/// How a slab of the pool filled up: the statement that began each eighth of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fills {
    begun: [u32; Self::EIGHTHS as usize],
    count: u8,
}

impl Fills {
    const EIGHTHS: u8 = 8;

    /// Notes that the first `end` bytes of `size` are given away.
    #[inline]
    pub(super) fn note(&mut self, end: u32, size: u32, statement: u32) {
        while self.count < Self::EIGHTHS && u64::from(end) * 8 > u64::from(self.count) * u64::from(size) {
            self.begun[usize::from(self.count)] = statement;
            self.count += 1;
        }
    }

    /// How many eighths were begun when `statement` had run.
    pub fn after(&self, statement: u32) -> usize {
        self.begun[..usize::from(self.count)].partition_point(|&begun| begun <= statement)
    }
}

/// The log.
#[derive(Clone, Debug)]
pub struct Ledger {
    remembers: bool,
    statements: VecDeque<(u32, String)>,
    current: u32,
    recent: VecDeque<Event>,
    by_request: [Count; Request::COUNT],
    pub(super) totals: Totals,
    lives: VecDeque<Life>,
    before: Option<Before>,
}

impl Ledger {
    pub(super) fn new(remembers: bool) -> Self {
        Self {
            remembers,
            statements: VecDeque::new(),
            current: 0,
            recent: VecDeque::new(),
            by_request: [Count::default(); Request::COUNT],
            totals: Totals::default(),
            lives: VecDeque::new(),
            before: None,
        }
    }

    pub(super) fn begin(&mut self, number: u32, text: &str, before: Before) {
        self.before = Some(before);
        self.current = number;
        if self.statements.len() == limits::STATEMENTS {
            self.statements.pop_front();
        }
        let cut = text.char_indices().nth(limits::STATEMENT_CHARS).map(|(at, _)| at);
        let kept = cut.map_or_else(|| text.to_owned(), |at| format!("{}...", &text[..at]));
        self.statements.push_back((number, kept));
    }

    pub(super) fn note(&mut self, request: Request, region: Region, bytes: u64, pooled: bool) {
        if !self.remembers {
            return;
        }
        if self.recent.len() == limits::RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(Event { statement: self.current, request, region, pooled });
        self.by_request[request as usize].add(bytes);
        if pooled { self.totals.pooled.add(bytes) } else { self.totals.own.add(bytes) }
    }

    pub(super) fn bury(&mut self, life: Life) {
        if self.lives.len() == limits::LIVES {
            self.lives.pop_front();
        }
        self.lives.push_back(Life { freed: Some(self.current), ..life });
    }

    /// The slabs freed last, in order.
    pub fn lives(&self) -> impl DoubleEndedIterator<Item = &Life> {
        self.lives.iter()
    }

    /// How things stood when the last statement began.
    pub fn before(&self) -> Option<Before> {
        self.before
    }

    /// The number of the statement that runs; 0 before the first.
    pub fn current(&self) -> u32 {
        self.current
    }

    /// A statement's text (its beginning), while it is remembered.
    pub fn statement(&self, number: u32) -> Option<&str> {
        self.statements.iter().rev().find(|(known, _)| *known == number).map(|(_, text)| text.as_str())
    }

    /// The statements that are remembered, in order.
    pub fn statements(&self) -> impl Iterator<Item = (u32, &str)> {
        self.statements.iter().map(|(number, text)| (*number, text.as_str()))
    }

    /// The last allocations, oldest first.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.recent.iter()
    }

    /// What the last statement has allocated, newest first, as far as it is remembered.
    pub fn newest(&self) -> impl Iterator<Item = &Event> {
        self.recent.iter().rev().take_while(|event| event.statement == self.current)
    }

    /// Whether every allocation is among the last ones.
    pub fn has_all(&self) -> bool {
        self.recent.len() < limits::RECENT
    }

    /// The last allocation.
    pub fn last(&self) -> Option<&Event> {
        self.recent.back()
    }

    /// How often a call was asked, and for how many bytes it got.
    pub fn count(&self, request: Request) -> Count {
        self.by_request[request as usize]
    }

    /// What happened in all.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }
}
