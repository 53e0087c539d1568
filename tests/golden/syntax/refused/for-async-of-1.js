//! async functions are outside slabscope's JavaScript @1:5+5
for (async of => 1;;);