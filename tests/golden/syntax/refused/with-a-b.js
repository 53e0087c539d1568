//! with is outside slabscope's JavaScript
with (a) b