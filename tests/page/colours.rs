//! The colours of a page beside its pictures against WCAG 2.2: text 4.5 to 1 (1.4.3), what has to be seen 3 to 1 (1.4.11), light and dark.

/// Relative luminance (WCAG 2.2, "relative luminance") of `#rgb` or `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').expect("a hexadecimal colour");
    let step = digits.len() / 3;
    let part = |index: usize| {
        let text = &digits[index * step..(index + 1) * step];
        let value = u8::from_str_radix(&text.repeat(if step == 1 { 2 } else { 1 }), 16).expect("digits");
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour behind `name` in `css`, for the light (0) or the dark (1) scheme.
fn colour(css: &str, name: &str, scheme: usize) -> String {
    let from = css.find(name).unwrap_or_else(|| panic!("{name} is not in the styles")) + name.len();
    let value = css[from..].split([';', '}']).next().expect("a value");
    match value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) {
        Some(pair) => pair.split(',').nth(scheme).expect("two colours").to_owned(),
        None => value.to_owned(),
    }
}

#[test]
fn every_text_can_be_read_in_both_schemes() {
    let css = super::page("> a = Buffer.alloc(3)\n", "colours");
    let mut wrong = Vec::new();
    for scheme in [0, 1] {
        let mut hold = |front: &str, back: &str, least: f64| {
            let ratio = contrast(&colour(&css, front, scheme), &colour(&css, back, scheme));
            if ratio < least {
                wrong.push(format!("scheme {scheme}: {front} on {back} is {ratio:.2}, not {least}"));
            }
        };
        for back in ["--paper:", "--on:"] {
            hold("--ink:", back, 4.5);
            hold("--dim:", back, 4.5);
            hold("--focus:", back, 3.0);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn contrast_is_what_the_standard_says() {
    assert!((contrast("#000", "#fff") - 21.0).abs() < 1e-9);
    assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
}
