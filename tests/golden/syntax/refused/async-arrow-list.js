//! async functions are outside slabscope's JavaScript @1:4+5
a = async (b, c) => b