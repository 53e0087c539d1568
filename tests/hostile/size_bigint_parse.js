// ends: any
BigInt('9'.repeat(5000000));
