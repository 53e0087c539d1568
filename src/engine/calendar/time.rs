//! Time values: taken apart, made and clipped (ECMAScript 21.4.1), in UTC. Not their texts.

/// Milliseconds of a day.
pub const DAY: f64 = 86_400_000.0;

/// The farthest time value from 1970, either way (ECMAScript 21.4.1.1).
const FARTHEST: f64 = 8.64e15;

/// A time value taken apart. Months and weekdays begin with 0, weekdays on Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct Fields {
    pub year: i64,
    pub month: i64,
    pub date: i64,
    pub weekday: i64,
    pub hours: i64,
    pub minutes: i64,
    pub seconds: i64,
    pub milliseconds: i64,
}

/// Takes a time value apart; `None` for NaN and what no `Date` can hold.
pub fn fields(time: f64) -> Option<Fields> {
    if time.is_nan() || time.abs() > FARTHEST {
        return None;
    }
    let time = time as i64;
    let (days, within) = (time.div_euclid(86_400_000), time.rem_euclid(86_400_000));
    // Days since 1 March of year 0, in eras of 400 years.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = (month_from_march + 2) % 12;
    Some(Fields {
        year: year_of_era + era * 400 + i64::from(month < 2),
        month,
        date: day_of_year - (153 * month_from_march + 2) / 5 + 1,
        weekday: (days + 4).rem_euclid(7),
        hours: within / 3_600_000,
        minutes: within / 60_000 % 60,
        seconds: within / 1000 % 60,
        milliseconds: within % 1000,
    })
}

/// `MakeTime` (ECMAScript 21.4.1.27)
pub fn make_time(hours: f64, minutes: f64, seconds: f64, milliseconds: f64) -> f64 {
    if !(hours.is_finite() && minutes.is_finite() && seconds.is_finite() && milliseconds.is_finite()) {
        return f64::NAN;
    }
    ((hours.trunc() * 3_600_000.0 + minutes.trunc() * 60_000.0) + seconds.trunc() * 1000.0) + milliseconds.trunc()
}

/// `MakeDay` (ECMAScript 21.4.1.28)
pub fn make_day(year: f64, month: f64, date: f64) -> f64 {
    if !(year.is_finite() && month.is_finite() && date.is_finite()) {
        return f64::NAN;
    }
    let month = month.trunc();
    let year = year.trunc() + (month / 12.0).floor();
    if year.abs() > 400_000.0 {
        return f64::NAN;
    }
    let (year, month) = (year as i64, month.rem_euclid(12.0) as i64);
    let year_from_march = year - i64::from(month < 2);
    let (era, year_of_era) = (year_from_march.div_euclid(400), year_from_march.rem_euclid(400));
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5;
    let day = era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    day as f64 + date.trunc() - 1.0
}

/// `MakeDate` (ECMAScript 21.4.1.29)
pub fn make_date(day: f64, time: f64) -> f64 {
    let made = day * DAY + time;
    if made.is_finite() { made } else { f64::NAN }
}

/// `MakeFullYear` (ECMAScript 21.4.1.30)
pub fn make_full_year(year: f64) -> f64 {
    let whole = year.trunc();
    if (0.0..=99.0).contains(&whole) { 1900.0 + whole } else { whole }
}

/// `TimeClip` (ECMAScript 21.4.1.31)
pub fn clip(time: f64) -> f64 {
    if time.abs() <= FARTHEST { time.trunc() + 0.0 } else { f64::NAN }
}

/// Which day of the calendar a time value is on (ECMAScript `Day`).
pub fn day(time: f64) -> f64 {
    (time / DAY).floor()
}

/// Milliseconds since midnight (ECMAScript `TimeWithinDay`).
pub fn within_day(time: f64) -> f64 {
    time.rem_euclid(DAY)
}
