//! initializers in the head of for-in are outside slabscope's JavaScript
for (var i = 0 in {});