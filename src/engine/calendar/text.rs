//! Time values as text: ISO, V8's forms, and the forms of the locale `en-US`. Not parsing.

use super::time::{Fields, fields};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

impl Fields {
    fn weekday_name(&self) -> &'static str {
        WEEKDAYS[self.weekday as usize]
    }

    fn month_name(&self) -> &'static str {
        MONTHS[self.month as usize]
    }

    /// The year with four digits at least.
    fn year_text(&self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        format!("{sign}{:04}", self.year.abs())
    }
}

/// As `toISOString` words it (ECMAScript 21.4.1.32); `None` for an invalid time value.
pub fn iso_text(time: f64) -> Option<String> {
    let Fields { year, month, date, hours, minutes, seconds, milliseconds, .. } = fields(time)?;
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ if year < 0 => format!("-{:06}", -year),
        _ => format!("+{year:06}"),
    };
    Some(format!("{year}-{:02}-{date:02}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}Z", month + 1))
}

/// `Wed Jan 01 2020` (ECMAScript `DateString`)
pub fn date_text(fields: &Fields) -> String {
    format!("{} {} {:02} {}", fields.weekday_name(), fields.month_name(), fields.date, fields.year_text())
}

/// `10:00:00 GMT+0000 (Coordinated Universal Time)` (ECMAScript `TimeString` and `TimeZoneString`)
pub fn time_text(fields: &Fields) -> String {
    let Fields { hours, minutes, seconds, .. } = fields;
    format!("{hours:02}:{minutes:02}:{seconds:02} GMT+0000 (Coordinated Universal Time)")
}

/// `Wed, 01 Jan 2020 10:00:00 GMT` (ECMAScript 21.4.4.43)
pub fn utc_text(fields: &Fields) -> String {
    let Fields { date, hours, minutes, seconds, .. } = fields;
    let (weekday, month, year) = (fields.weekday_name(), fields.month_name(), fields.year_text());
    format!("{weekday}, {date:02} {month} {year} {hours:02}:{minutes:02}:{seconds:02} GMT")
}

/// `1/1/2020`; the years before 1 count back from 1, their era unsaid.
pub fn locale_date_text(fields: &Fields) -> String {
    let year = if fields.year <= 0 { 1 - fields.year } else { fields.year };
    format!("{}/{}/{year}", fields.month + 1, fields.date)
}

/// `10:00:00 AM`
pub fn locale_time_text(fields: &Fields) -> String {
    let half = if fields.hours < 12 { "AM" } else { "PM" };
    format!("{}:{:02}:{:02} {half}", (fields.hours + 11) % 12 + 1, fields.minutes, fields.seconds)
}
