//! async functions are outside slabscope's JavaScript @1:6+5
a = { async [b]() {} }