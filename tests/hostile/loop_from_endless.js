// ends: any
Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) });
