//! initializers in the head of for-in are outside slabscope's JavaScript
for (var x = 1 in a);