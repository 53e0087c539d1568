//! What slabs cost: all of a small one, of a large one what was touched. Copying and clearing that touch no more than they must.
//! Not making slabs: that is `own` and `pool`.

use super::region::SlabId;
use super::request::Refusal;
use super::slab::{More, Slab};
use super::store::Memory;
use super::touched::Touched;
use crate::limits;

impl Memory {
    /// Whether the session may hold `size` more bytes. What the recycler keeps goes first.
    pub(super) fn admit(&mut self, size: u64) -> Result<(), Refusal> {
        let total = self.held_bytes().saturating_add(size);
        if total > self.max_bytes || self.live.saturating_add(size) > limits::ALL_SLABS {
            return Err(self.refuse(Refusal::Full));
        }
        if total + self.recycler.bytes() > self.max_bytes {
            self.recycler.clear();
        }
        Ok(())
    }

    /// `size` zeros, and the record of what of them costs something.
    pub(super) fn fresh(&mut self, size: u64) -> Result<(Vec<u8>, Option<Touched>), Refusal> {
        if size >= limits::NODE_REFUSES {
            return Err(self.refuse(Refusal::OutOfMemory));
        }
        let touched = Touched::of(size);
        if touched.is_none() {
            self.admit(size)?;
        } else if self.live + size > limits::ALL_SLABS {
            return Err(self.refuse(Refusal::Full));
        }
        match zeros(size) {
            Some(bytes) => Ok((bytes, touched)),
            None => Err(self.refuse(Refusal::Full)),
        }
    }

    /// Whether `[start, start + length)` of a slab may be written: what of it nobody touched costs something from then on. To be
    /// asked before much is written at once.
    #[inline]
    pub fn may_touch(&mut self, slab: SlabId, start: usize, length: usize) -> Result<(), Refusal> {
        let Some(record) = self.slabs.get(slab) else { return Ok(()) };
        let Some(touched) = record.touched() else { return Ok(()) };
        let end = start.saturating_add(length) as u64;
        let missing = touched.missing(start as u64, end, record.bytes.len() as u64);
        if missing > 0 { self.admit(missing) } else { Ok(()) }
    }

    /// What was written costs something.
    #[inline]
    pub(super) fn touch(&mut self, slab: SlabId, start: u64, end: u64) {
        let Some(record) = self.slabs.get_mut(slab) else { return };
        let size = record.bytes.len() as u64;
        if let Some(touched) = record.more.as_mut().and_then(|more| more.touched.as_mut()) {
            let new = touched.touch(start.min(size), end.min(size), size);
            if new > 0 {
                self.idle -= new;
                self.overrun |= self.held_bytes() > self.max_bytes;
            }
        }
    }

    /// Bytes of all slabs that cost something: those of large ones only where they were touched.
    pub fn held_bytes(&self) -> u64 {
        self.live - self.idle
    }

    /// Whether writing byte by byte has gone beyond the bound since this was asked last.
    pub fn take_overrun(&mut self) -> bool {
        std::mem::take(&mut self.overrun)
    }

    /// The first stretch of `[start, end)` of a slab that was ever touched; the bytes before it are zeros.
    pub fn next_touched(&self, slab: SlabId, start: usize, end: usize) -> Option<(usize, usize)> {
        let touched = self.slabs.get(slab).and_then(Slab::touched);
        let found = touched.map_or(Some((start as u64, end as u64)), |touched| touched.next(start as u64, end as u64));
        found.map(|(start, end)| (start as usize, end as usize)).filter(|(start, end)| start < end)
    }

    /// Writes zeros; where nobody touched the memory they are there already.
    pub fn clear(&mut self, slab: SlabId, start: usize, length: usize) {
        let end = start.saturating_add(length).min(self.bytes(slab).len());
        let mut at = start;
        while let Some((from, until)) = self.next_touched(slab, at, end) {
            self.bytes_mut(slab)[from..until].fill(0);
            at = until;
        }
        self.noted(slab, start, length);
    }

    /// Copies bytes, overlapping ones correctly, and notes them as written, if there is room for them. What lies outside either
    /// slab is left out; zeros that nobody touched stay so.
    pub fn copy(&mut self, from: SlabId, start: usize, length: usize, to: SlabId, at: usize) -> Result<(), Refusal> {
        let available = self.bytes(from).len().saturating_sub(start);
        let length = length.min(available).min(self.bytes(to).len().saturating_sub(at));
        if length == 0 {
            return Ok(());
        }
        let end = start + length;
        let stretch = self.next_touched(from, start, end);
        if from == to || stretch == Some((start, end)) {
            // In one piece, since parts might overlap.
            if stretch.is_some() {
                self.may_touch(to, at, length)?;
                self.copy_touched(from, start, length, to, at);
            } else {
                self.clear(to, at, length);
            }
            return Ok(());
        }
        let mut done = start;
        while let Some((next, until)) = self.next_touched(from, done, end) {
            self.clear(to, at + done - start, next - done);
            self.may_touch(to, at + next - start, until - next)?;
            self.copy_touched(from, next, until - next, to, at + next - start);
            done = until;
        }
        self.clear(to, at + done - start, end - done);
        Ok(())
    }

    fn copy_touched(&mut self, from: SlabId, start: usize, length: usize, to: SlabId, at: usize) {
        if from == to {
            self.bytes_mut(to).copy_within(start..start + length, at);
        } else {
            // The source steps out of the table for a moment, so that both can be borrowed.
            let Some(source) = self.slabs.get_mut(from) else { return };
            let bytes = std::mem::take(&mut source.bytes);
            self.bytes_mut(to)[at..at + length].copy_from_slice(&bytes[start..start + length]);
            if let Some(source) = self.slabs.get_mut(from) {
                source.bytes = bytes;
            }
        }
        self.wrote(to, at, length);
    }

    /// Gives a resizable slab another length; new bytes are zero.
    pub fn resize(&mut self, slab: SlabId, length: u64) -> Result<(), Refusal> {
        let (Some(max), true) = (self.max_length(slab), self.is_here(slab)) else {
            return Err(self.refuse(Refusal::NotResizable));
        };
        if length > max {
            return Err(self.refuse(Refusal::NotResizable));
        }
        let old = self.bytes(slab).len() as u64;
        if length > old && length >= limits::LARGE && length - old >= limits::GRANULE {
            return self.resize_afresh(slab, old, length);
        }
        if length > old {
            self.admit(length - old)?;
        }
        let Some(record) = self.slabs.get_mut(slab) else { return Err(Refusal::NotResizable) };
        if length > old && record.bytes.try_reserve((length - old) as usize).is_err() {
            return Err(self.refuse(Refusal::Full));
        }
        let idle = record.idle();
        record.bytes.resize(length as usize, 0);
        if length < old {
            record.bytes.shrink_to(length as usize * 2);
        }
        if let Some(touched) = record.more.as_mut().and_then(|more| more.touched.as_mut()) {
            touched.touch(old, length, length);
        }
        let left = record.idle();
        self.idle = self.idle + left - idle;
        self.live = self.live - old + length;
        self.since_sweep += length.saturating_sub(old);
        Ok(())
    }

    /// Growth by so much that new zeros are cheaper than written ones.
    fn resize_afresh(&mut self, slab: SlabId, old: u64, length: u64) -> Result<(), Refusal> {
        let (mut bytes, touched) = self.fresh(length)?;
        let mut touched = touched.unwrap_or_default();
        let mut at = 0;
        while let Some((from, until)) = self.next_touched(slab, at, old as usize) {
            bytes[from..until].copy_from_slice(&self.bytes(slab)[from..until]);
            touched.touch(from as u64, until as u64, length);
            at = until;
        }
        let Some(record) = self.slabs.get_mut(slab) else { return Err(Refusal::NotResizable) };
        let idle = record.idle();
        record.bytes = bytes;
        record.more_mut().touched = Some(touched);
        let left = record.idle();
        self.idle = self.idle + left - idle;
        self.live += length - old;
        self.since_sweep += length - old;
        Ok(())
    }
}

impl Slab {
    /// The record of what was touched, where this is a large slab.
    pub fn touched(&self) -> Option<&Touched> {
        self.more.as_ref()?.touched.as_ref()
    }

    /// Its bytes that cost nothing.
    pub fn idle(&self) -> u64 {
        let size = self.bytes.len() as u64;
        self.touched().map_or(0, |touched| touched.missing(0, size, size))
    }
}

impl More {
    /// The record of a slab that needs none but, perhaps, of what was touched.
    pub fn of(touched: Option<Touched>) -> Option<Box<Self>> {
        touched.map(|touched| Box::new(Self { touched: Some(touched), ..Self::default() }))
    }
}

/// `size` zeros that cost nothing until touched, or none if the system has not so many.
fn zeros(size: u64) -> Option<Vec<u8>> {
    let size = usize::try_from(size).ok()?;
    if size as u64 >= limits::LARGE {
        Vec::<u8>::new().try_reserve_exact(size).ok()?;
    }
    Some(vec![0; size])
}
