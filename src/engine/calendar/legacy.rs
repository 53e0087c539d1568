//! Dates out of text: the form of ECMAScript 21.4.1.32 first, then whatever V8's older parser makes sense of. Not printing.

use super::time::{clip, make_date, make_day, make_time};
use super::token::{Reader, SIGNIFICANT, Token, Word};

/// The time value a text names, NaN if it names none (ECMAScript `Date.parse`).
pub fn parse(text: &str) -> f64 {
    read(&mut Reader::new(text)).map_or(f64::NAN, clip)
}

/// The direction a sign gives.
fn sign(token: Token) -> Option<i64> {
    match token {
        Token::Symbol('+') => Some(1),
        Token::Symbol('-') => Some(-1),
        _ => None,
    }
}

/// The thousandths that digits after a point say.
fn thousandths(value: i64, digits: usize) -> i64 {
    match digits {
        1 => value * 100,
        2 => value * 10,
        _ => value / 10_i64.pow(digits.min(SIGNIFICANT) as u32 - 3),
    }
}

/// Year, month and day in the order they came.
#[derive(Default)]
struct Day {
    numbers: Vec<i64>,
    month: Option<i64>,
    iso: bool,
}

impl Day {
    fn add(&mut self, number: i64) -> Option<()> {
        (self.numbers.len() < 3).then(|| self.numbers.push(number))
    }

    fn value(&self) -> Option<f64> {
        let first = *self.numbers.first()?;
        let [second, third] = [1, 2].map(|at| self.numbers.get(at).copied().unwrap_or(1));
        let is_day = (1..=31).contains(&first);
        let (year, month, day) = match self.month {
            None if self.iso || !is_day => (first, second, third),
            None => (third, first, second),
            Some(month) if is_day => (second, month, first),
            Some(month) => (first, month, second),
        };
        let year = match year {
            0..=49 if !self.iso => year + 2000,
            50..=99 if !self.iso => year + 1900,
            _ => year,
        };
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        valid.then(|| make_day(year as f64, (month - 1) as f64, day as f64))
    }
}

/// Hours, minutes, seconds and thousandths.
#[derive(Default)]
struct Time {
    numbers: Vec<i64>,
    half: Option<i64>,
}

impl Time {
    fn add(&mut self, number: i64) -> Option<()> {
        (self.numbers.len() < 4).then(|| self.numbers.push(number))
    }

    fn add_last(&mut self, number: i64) {
        self.numbers.push(number);
        self.numbers.resize(4, 0);
    }

    fn expects(&self, number: i64) -> bool {
        match self.numbers.len() {
            1 | 2 => (0..60).contains(&number),
            3 => (0..1000).contains(&number),
            _ => false,
        }
    }

    fn value(&self) -> Option<f64> {
        let [mut hours, minutes, seconds, thousandths] =
            [0, 1, 2, 3].map(|at| self.numbers.get(at).copied().unwrap_or(0));
        if let Some(half) = self.half {
            if !(0..=12).contains(&hours) {
                return None;
            }
            hours = hours % 12 + half;
        }
        let common = hours < 24 && minutes < 60 && seconds < 60 && thousandths < 1000;
        let midnight = (hours, minutes, seconds, thousandths) == (24, 0, 0, 0);
        (common || midnight).then(|| make_time(hours as f64, minutes as f64, seconds as f64, thousandths as f64))
    }
}

/// How far from Greenwich.
#[derive(Default)]
struct Zone {
    sign: Option<i64>,
    hours: Option<i64>,
    minutes: Option<i64>,
}

impl Zone {
    fn set(&mut self, hours: i64) {
        *self = Self { sign: Some(if hours < 0 { -1 } else { 1 }), hours: Some(hours.abs()), minutes: Some(0) };
    }

    fn is_zulu(&self) -> bool {
        self.hours == Some(0) && self.minutes == Some(0)
    }

    fn expects(&self, number: i64) -> bool {
        self.hours.is_some() && self.minutes.is_none() && (0..60).contains(&number)
    }

    fn milliseconds(&self) -> f64 {
        let minutes = self.hours.unwrap_or(0) * 60 + self.minutes.unwrap_or(0);
        (self.sign.unwrap_or(0) * minutes) as f64 * 60_000.0
    }
}

/// How the ISO form ended.
enum Iso {
    /// The whole text had it.
    Whole,
    /// It began so and went on otherwise, from this token.
    Until(Token),
}

/// `yyyy[-mm[-dd]][Thh:mm[:ss[.s]][Z|+hh:mm]]`; `None` where what follows the `T` is wrong.
fn iso(reader: &mut Reader, day: &mut Day, time: &mut Time, zone: &mut Zone) -> Option<Iso> {
    if let Some(direction) = sign(reader.token) {
        let first = reader.next();
        let Token::Number(year, 6) = reader.token else { return Some(Iso::Until(first)) };
        reader.next();
        if direction < 0 && year == 0 {
            return Some(Iso::Until(first));
        }
        day.add(direction * year)?;
    } else if let Some(year) = reader.fixed(4, 0..=9999) {
        day.add(year)?;
    } else {
        return Some(Iso::Until(reader.next()));
    }
    for range in [1..=12, 1..=31] {
        if !reader.skip('-') {
            break;
        }
        let Some(number) = reader.fixed(2, range) else { return Some(Iso::Until(reader.next())) };
        day.add(number)?;
    }
    match reader.token {
        Token::Word(Word::Separator, _) => {
            reader.next();
            iso_time(reader, time, zone)?;
        }
        Token::End => zone.set(0),
        _ => return Some(Iso::Until(reader.next())),
    }
    day.iso = true;
    Some(Iso::Whole)
}

fn iso_time(reader: &mut Reader, time: &mut Time, zone: &mut Zone) -> Option<()> {
    let hours = reader.fixed(2, 0..=24)?;
    let most = if hours == 24 { 0 } else { 59 };
    time.add(hours)?;
    reader.skip(':').then_some(())?;
    time.add(reader.fixed(2, 0..=most)?)?;
    if reader.skip(':') {
        time.add(reader.fixed(2, 0..=most)?)?;
        if reader.skip('.') {
            let Token::Number(value, digits) = reader.next() else { return None };
            if most == 0 && value > 0 {
                return None;
            }
            time.add(thousandths(value, digits))?;
        }
    }
    if reader.at_zulu() {
        reader.next();
        zone.set(0);
    } else if let Some(direction) = sign(reader.token) {
        reader.next();
        zone.sign = Some(direction);
        let (hours, minutes) = if let Some(both) = reader.fixed(4, 0..=2359) {
            (both / 100, both % 100)
        } else {
            let hours = reader.fixed(2, 0..=23)?;
            reader.skip(':').then_some(())?;
            (hours, reader.fixed(2, 0..=59)?)
        };
        (minutes < 60).then_some(())?;
        (zone.hours, zone.minutes) = (Some(hours), Some(minutes));
    }
    (reader.token == Token::End).then_some(())
}

/// The time value before it is clipped.
fn read(reader: &mut Reader) -> Option<f64> {
    let (mut day, mut time, mut zone) = (Day::default(), Time::default(), Zone::default());
    let mut token = match iso(reader, &mut day, &mut time, &mut zone)? {
        Iso::Whole => Token::End,
        Iso::Until(token) => token,
    };
    let mut numbered = !day.numbers.is_empty();
    while token != Token::End {
        match token {
            Token::Number(number, _) => {
                numbered = true;
                older_number(reader, number, &mut day, &mut time, &mut zone)?;
            }
            Token::Word(Word::Half(half), _) if !time.numbers.is_empty() => time.half = Some(half),
            Token::Word(Word::Month(month), _) => {
                day.month = Some(month);
                reader.skip('-');
            }
            Token::Word(Word::Zone(hours), _) if numbered => zone.set(hours),
            // Other words may stand only before the first number, and apart from it.
            Token::Word(..) => (!numbered && !matches!(reader.token, Token::Number(..))).then_some(())?,
            Token::Symbol('+' | '-') if zone.is_zulu() || !time.numbers.is_empty() => {
                zone.sign = sign(token);
                older_offset(reader, &mut zone)?;
                numbered = true;
            }
            Token::Symbol('+' | '-' | ')') if numbered => return None,
            _ => {}
        }
        token = reader.next();
    }
    Some(make_date(day.value()?, time.value()?) - zone.milliseconds())
}

/// A number is part of a time, of an offset or of a date, by what follows it and what came before.
fn older_number(reader: &mut Reader, number: i64, day: &mut Day, time: &mut Time, zone: &mut Zone) -> Option<()> {
    if reader.skip(':') {
        if reader.skip(':') {
            time.numbers.is_empty().then_some(())?;
            time.add(number)?;
            return time.add(0);
        }
        time.add(number)?;
        reader.skip('.');
    } else if reader.token == Token::Symbol('.') && time.expects(number) {
        reader.next();
        time.add(number)?;
        let Token::Number(value, digits) = reader.next() else { return None };
        time.add_last(thousandths(value, digits));
    } else {
        // A point that belongs to no time only parts.
        reader.skip('.');
        if zone.expects(number) {
            zone.minutes = Some(number);
        } else if time.expects(number) {
            time.add_last(number);
            let parted = matches!(reader.token, Token::End | Token::Space) || reader.at_zulu();
            (parted || sign(reader.token).is_some()).then_some(())?;
        } else {
            day.add(number)?;
            reader.skip('-');
        }
    }
    Some(())
}

/// What follows a sign: `h`, `hh`, `hmm`, `hhmm`, `h:mm`, or nothing before a colon.
fn older_offset(reader: &mut Reader, zone: &mut Zone) -> Option<()> {
    let (number, digits) = match reader.token {
        Token::Number(number, digits) => {
            reader.next();
            (number, digits)
        }
        _ => (0, 0),
    };
    (zone.hours, zone.minutes) = match digits {
        _ if reader.token == Token::Symbol(':') => (Some(number), None),
        1 | 2 => (Some(number), Some(0)),
        3 | 4 => (Some(number / 100), Some(number % 100)),
        _ => return None,
    };
    Some(())
}
