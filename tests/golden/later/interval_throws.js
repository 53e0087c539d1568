setInterval(function named() { throw Object.assign(new Error('p'), { code: 'X' }); }, 1);
