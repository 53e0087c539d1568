// ends: any
[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }];
