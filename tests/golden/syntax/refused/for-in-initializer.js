//! initializers in the head of for-in are outside slabscope's JavaScript @1:9+5
for (var a = 1 in b);