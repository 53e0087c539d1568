// ends: fine
Array.prototype[Symbol.iterator] = null; try { const [x] = [1] } catch {} delete Object.prototype.toString; delete Error.prototype.toString; try { null.x } catch (e) { e.stack } Object.prototype.get = 1; try { Object.defineProperty({}, 'x', {}) } catch {} Array.prototype.push = null; console.log([1], { a: 1 }, new Error('x').message);
