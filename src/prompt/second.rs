//! A second terminal, between the line editor and the one somebody sits at. Not what passes through it.

use std::io;

use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Its two ends: the one that feeds or reads it, and the one that is a terminal to a program.
pub fn second() -> io::Result<(OwnedFd, OwnedFd)> {
    let other = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&other)?;
    unlockpt(&other)?;
    let end = open(ptsname(&other, Vec::new())?, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
    Ok((other, end))
}
