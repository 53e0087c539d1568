// ends: any
while (true) {}
