//! for await is outside slabscope's JavaScript @1:4+5
for await (a of b);