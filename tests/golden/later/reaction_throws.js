Promise.resolve(1).then(function g(v) { throw new RangeError('v' + v); });
