// ends: TypeError: Cyclic __proto__ value
const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b);
