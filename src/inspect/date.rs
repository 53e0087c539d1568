//! Dates as `Date.prototype.toISOString` words them (ECMAScript 21.4.1.32). Not parsing, not time zones.

/// A time value in milliseconds as ISO text; `None` for an invalid one.
pub fn iso_text(time: f64) -> Option<String> {
    if !time.is_finite() || time.abs() > 8.64e15 {
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
    let date = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ if year < 0 => format!("-{:06}", -year),
        _ => format!("+{year:06}"),
    };
    let (hours, minutes) = (within / 3_600_000, within / 60_000 % 60);
    let (seconds, milliseconds) = (within / 1000 % 60, within % 1000);
    Some(format!("{year}-{month:02}-{date:02}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}Z"))
}
