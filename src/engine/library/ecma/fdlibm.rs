//! The functions of `Math` in whose last digit V8 follows Sun's fdlibm where the `libm` crate, of the same family, has moved on.
//! Not those on which the two agree, and not `pow`.
//!
//! After fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. Permission to use, copy, modify, and distribute this software is
//! freely granted, provided that this notice is preserved.

use libm::expm1;

use super::turns;

const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// Of the series of `log(1 + f)` in `(f / (2 + f)) ** 2`.
const LOG: [f64; 7] = [
    0.666_666_666_666_673_5,
    0.399_999_999_994_094_2,
    0.285_714_287_436_623_9,
    0.222_221_984_321_497_84,
    0.181_835_721_616_180_5,
    0.153_138_376_992_093_73,
    0.147_981_986_051_165_86,
];
const SIN: [f64; 6] = [
    -0.166_666_666_666_666_32,
    0.008_333_333_333_322_49,
    -0.000_198_412_698_298_579_5,
    2.755_731_370_707_006_8e-6,
    -2.505_076_025_340_686_3e-8,
    1.589_690_995_211_55e-10,
];
const COS: [f64; 6] = [
    0.041_666_666_666_666_6,
    -0.001_388_888_888_887_411,
    2.480_158_728_947_673e-5,
    -2.755_731_435_139_066_3e-7,
    2.087_572_321_298_175e-9,
    -1.135_964_755_778_819_5e-11,
];

fn high(x: f64) -> i32 {
    (x.to_bits() >> 32) as i32
}

fn with_high(x: f64, high: i32) -> f64 {
    f64::from_bits((x.to_bits() & 0xFFFF_FFFF) | (u64::from(high as u32) << 32))
}

/// `c[0] + z * (c[1] + z * (...))`
fn series(z: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| c + z * sum)
}

/// V8 knows that `exp(1)` is e.
pub(super) fn exp(x: f64) -> f64 {
    if x == 1.0 { std::f64::consts::E } else { libm::exp(x) }
}

pub(super) fn log(mut x: f64) -> f64 {
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x.is_infinite() {
        return x;
    }
    let mut k = 0;
    if x < f64::MIN_POSITIVE {
        k -= 54;
        x *= 1.801_439_850_948_198_4e16;
    }
    let mut hx = high(x);
    k += (hx >> 20) - 1023;
    hx &= 0xF_FFFF;
    let i = (hx + 0x9_5F64) & 0x10_0000;
    // The fraction in [sqrt(2) / 2, sqrt(2)).
    x = with_high(x, hx | (i ^ 0x3FF0_0000));
    k += i >> 20;
    let (f, k) = (x - 1.0, f64::from(k));
    if (0xF_FFFF & (2 + hx)) < 3 {
        if f == 0.0 {
            return if k == 0.0 { 0.0 } else { k * LN2_HIGH + k * LN2_LOW };
        }
        let r = f * f * (0.5 - 0.333_333_333_333_333_3 * f);
        return if k == 0.0 { f - r } else { k * LN2_HIGH - ((r - k * LN2_LOW) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let odd = z * (LOG[0] + w * (LOG[2] + w * (LOG[4] + w * LOG[6])));
    let even = w * (LOG[1] + w * (LOG[3] + w * LOG[5]));
    let r = odd + even;
    if ((hx - 0x6_147A) | (0x6_B851 - hx)) > 0 {
        let half = 0.5 * f * f;
        return if k == 0.0 {
            f - (half - s * (half + r))
        } else {
            k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f)
        };
    }
    if k == 0.0 { f - s * (f - r) } else { k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f) }
}

pub(super) fn log1p(x: f64) -> f64 {
    if x.is_nan() || x < -1.0 {
        return f64::NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    let hx = high(x);
    if (hx & 0x7FFF_FFFF) < 0x3E20_0000 {
        return if (hx & 0x7FFF_FFFF) < 0x3C90_0000 { x } else { x - x * x * 0.5 };
    }
    // Where 1 + x is near 1, x is the fraction itself.
    let near = hx < 0x3FDA_827A && (hx > 0 || hx <= 0xBFD2_BEC4_u32 as i32);
    let (mut k, mut c, mut f, mut hu) = (0, 0.0, x, 1);
    if !near {
        let mut u = if hx < 0x4340_0000 { 1.0 + x } else { x };
        hu = high(u);
        k = (hu >> 20) - 1023;
        if hx < 0x4340_0000 {
            c = if k > 0 { 1.0 - (u - x) } else { x - (u - 1.0) } / u;
        }
        hu &= 0xF_FFFF;
        if hu < 0x6_A09E {
            u = with_high(u, hu | 0x3FF0_0000);
        } else {
            k += 1;
            u = with_high(u, hu | 0x3FE0_0000);
            hu = (0x10_0000 - hu) >> 2;
        }
        f = u - 1.0;
    }
    let (k, half) = (f64::from(k), 0.5 * f * f);
    if hu == 0 {
        if f == 0.0 {
            return if k == 0.0 { 0.0 } else { k * LN2_HIGH + (c + k * LN2_LOW) };
        }
        let r = half * (1.0 - 0.666_666_666_666_666_6 * f);
        return if k == 0.0 { f - r } else { k * LN2_HIGH - ((r - (k * LN2_LOW + c)) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * series(z, &LOG);
    if k == 0.0 {
        f - (half - s * (half + r))
    } else {
        k * LN2_HIGH - ((half - (s * (half + r) + (k * LN2_LOW + c))) - f)
    }
}

pub(super) fn log10(mut x: f64) -> f64 {
    const LOG10_2_HIGH: f64 = 0.301_029_995_663_611_77;
    const LOG10_2_LOW: f64 = 3.694_239_077_158_931e-13;
    if x == 0.0 || x.is_nan() || x < 0.0 || x.is_infinite() {
        return log(x);
    }
    let mut k = 0;
    if x < f64::MIN_POSITIVE {
        k -= 54;
        x *= 1.801_439_850_948_198_4e16;
    }
    let hx = high(x);
    if x == 1.0 {
        return 0.0;
    }
    k += (hx >> 20) - 1023;
    let i = i32::from(k < 0);
    x = with_high(x, (hx & 0xF_FFFF) | ((0x3FF - i) << 20));
    let y = f64::from(k + i);
    let z = y * LOG10_2_LOW + std::f64::consts::LOG10_E * log(x);
    z + y * LOG10_2_HIGH
}

pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if high(x) >= 0x41B0_0000 {
        if x.is_finite() { log(x) + std::f64::consts::LN_2 } else { x }
    } else if high(x) > 0x4000_0000 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

pub(super) fn asinh(x: f64) -> f64 {
    let size = x.abs();
    let hx = high(size);
    if !(0x3E30_0000..0x7FF0_0000).contains(&hx) {
        return x;
    }
    let w = if hx > 0x41B0_0000 {
        log(size) + std::f64::consts::LN_2
    } else if hx > 0x4000_0000 {
        log(2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size))
    } else {
        let t = x * x;
        log1p(size + t / (1.0 + (1.0 + t).sqrt()))
    };
    w.copysign(x)
}

/// `log(f64::MAX)`, and what `exp(x / 2) ** 2 / 2` still holds.
const LARGEST: (f64, f64) = (709.782_712_893_384, 710.475_860_073_943_9);

pub(super) fn cosh(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.5 * std::f64::consts::LN_2 {
        let t = expm1(size);
        let w = 1.0 + t;
        return if size < 2f64.powi(-55) { 1.0 } else { 1.0 + (t * t) / (w + w) };
    }
    if size < 22.0 {
        let t = exp(size);
        return 0.5 * t + 0.5 / t;
    }
    if size < LARGEST.0 {
        return 0.5 * exp(size);
    }
    if size <= LARGEST.1 {
        let w = exp(0.5 * size);
        return 0.5 * w * w;
    }
    size * f64::INFINITY
}

pub(super) fn sinh(x: f64) -> f64 {
    let (size, half) = (x.abs(), 0.5f64.copysign(x));
    if size < 22.0 {
        if size < 2f64.powi(-28) {
            return x;
        }
        let t = expm1(size);
        return if size < 1.0 { half * (2.0 * t - t * t / (t + 1.0)) } else { half * (t + t / (t + 1.0)) };
    }
    if size < LARGEST.0 {
        return half * exp(size);
    }
    if size <= LARGEST.1 {
        let w = exp(0.5 * size);
        return half * w * w;
    }
    x * f64::INFINITY
}

pub(super) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 2f64.powi(-28) {
        return x;
    }
    let z = if size >= 22.0 {
        1.0
    } else if size >= 1.0 {
        1.0 - 2.0 / (expm1(2.0 * size) + 2.0)
    } else {
        let t = expm1(-2.0 * size);
        -t / (t + 2.0)
    };
    z.copysign(x)
}

pub(super) fn cbrt(x: f64) -> f64 {
    const P: [f64; 5] = [
        1.875_951_824_271_77,
        -1.884_979_795_433_771_7,
        1.621_429_720_105_354_5,
        -0.758_397_934_778_766,
        0.145_996_192_886_612_45,
    ];
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let size = x.abs();
    // The exponent by three, roughly.
    let rough = if size < f64::MIN_POSITIVE {
        high(size * 1.801_439_850_948_198_4e16) / 3 + 696_219_795
    } else {
        high(size) / 3 + 715_094_163
    };
    let t = with_high(0.0, rough).copysign(x);
    let r = (t * t) * (t / x);
    let t = t * ((P[0] + r * (P[1] + r * P[2])) + ((r * r) * r) * (P[3] + r * P[4]));
    // To 23 bits, so that its square is exact; then one step of Newton's.
    let t = f64::from_bits((t.to_bits() + 0x8000_0000) & 0xFFFF_FFFF_C000_0000);
    let r = x / (t * t);
    t + t * ((r - t) / ((t + t) + r))
}

pub(super) fn sin(x: f64) -> f64 {
    let Some((quarter, y, tail)) = reduced(x) else { return f64::NAN };
    match quarter & 3 {
        0 => sin_near(y, tail),
        1 => cos_near(y, tail),
        2 => -sin_near(y, tail),
        _ => -cos_near(y, tail),
    }
}

pub(super) fn cos(x: f64) -> f64 {
    let Some((quarter, y, tail)) = reduced(x) else { return f64::NAN };
    match quarter & 3 {
        0 => cos_near(y, tail),
        1 => -sin_near(y, tail),
        2 => -cos_near(y, tail),
        _ => sin_near(y, tail),
    }
}

/// How many quarter turns there are in `x`, and the rest as a sum; `None` for what is no angle.
fn reduced(x: f64) -> Option<(i32, f64, f64)> {
    /// Half of pi in parts of 33 bits, each with all that is left behind it.
    const PARTS: [(f64, f64); 3] = [
        (1.570_796_326_734_125_6, 6.077_100_506_506_192e-11),
        (6.077_100_506_303_966e-11, 2.022_266_248_795_950_6e-21),
        (2.022_266_248_711_166_5e-21, 8.478_427_660_368_9e-32),
    ];
    let size = x.abs();
    let exponent = high(size);
    if exponent <= 0x3FE9_21FB {
        return Some((0, x, 0.0));
    }
    let signed = |(turns, y, tail): (i32, f64, f64)| if x < 0.0 { (-turns, -y, -tail) } else { (turns, y, tail) };
    if exponent > 0x4139_21FB {
        return x.is_finite().then(|| signed(turns::reduced(size)));
    }
    let turns = (size * std::f64::consts::FRAC_2_PI + 0.5) as i32;
    let count = f64::from(turns);
    let mut r = size - count * PARTS[0].0;
    let mut w = count * PARTS[0].1;
    let mut y = r - w;
    for (part, least) in [(PARTS[1], 16), (PARTS[2], 49)] {
        // As many bits as cancelled are taken from the next part.
        if (exponent >> 20) - ((high(y) >> 20) & 0x7FF) <= least {
            break;
        }
        let before = r;
        w = count * part.0;
        r = before - w;
        w = count * part.1 - ((before - r) - w);
        y = r - w;
    }
    let tail = (r - y) - w;
    Some(signed((turns, y, tail)))
}

/// The sine of `x + tail` for at most an eighth of a turn.
fn sin_near(x: f64, tail: f64) -> f64 {
    if x.abs() < 2f64.powi(-27) {
        return x;
    }
    let z = x * x;
    let v = z * x;
    let r = series(z, &SIN[1..]);
    if tail == 0.0 { x + v * (SIN[0] + z * r) } else { x - ((z * (0.5 * tail - v * r) - tail) - v * SIN[0]) }
}

/// The cosine of it.
fn cos_near(x: f64, tail: f64) -> f64 {
    let exponent = high(x.abs());
    if exponent < 0x3E40_0000 {
        return 1.0;
    }
    let z = x * x;
    let r = z * series(z, &COS);
    if exponent < 0x3FD3_3333 {
        return 1.0 - (0.5 * z - (z * r - x * tail));
    }
    let quarter = if exponent > 0x3FE9_0000 { 0.28125 } else { with_high(0.0, exponent - 0x20_0000) };
    (1.0 - quarter) - ((0.5 * z - quarter) - (z * r - x * tail))
}
