//! async functions are outside slabscope's JavaScript
async ({a = 1}) => a