// ends: any
new Map({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: [{}, 1] }) }) });
