//! with is outside slabscope's JavaScript @1:0+4
with (a) b