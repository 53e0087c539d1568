//! async functions are outside slabscope's JavaScript @1:15+5
export default async function () {}