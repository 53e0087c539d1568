Promise.reject({ a: 1 }); Promise.reject('str');
