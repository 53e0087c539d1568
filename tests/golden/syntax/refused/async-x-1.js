//! async functions are outside slabscope's JavaScript
async x => 1