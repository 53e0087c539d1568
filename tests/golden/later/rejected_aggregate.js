Promise.any([Promise.reject(new Error('q')), Promise.reject(2)]);
