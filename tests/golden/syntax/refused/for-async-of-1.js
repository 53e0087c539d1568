//! async functions are outside slabscope's JavaScript
for (async of => 1;;);