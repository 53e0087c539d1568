// ends: fine
let f = () => 0; for (let i = 0; i < 200000; i++) { const g = f; f = () => g } f = null; gc();
