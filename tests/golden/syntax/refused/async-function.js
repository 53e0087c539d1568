//! async functions are outside slabscope's JavaScript @1:1+5
(async function () {})