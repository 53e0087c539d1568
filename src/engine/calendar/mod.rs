//! Time values and what they are in days, hours and words (ECMAScript 21.4.1), in UTC. Not the class `Date`, no clock.

mod legacy;
mod text;
mod time;
mod token;

pub use legacy::parse;
pub use text::{date_text, iso_text, locale_date_text, locale_time_text, time_text, utc_text};

pub use time::{DAY, Fields, clip, day, fields, make_date, make_day, make_full_year, make_time, within_day};
