//! async functions are outside slabscope's JavaScript
async a => b
(c)