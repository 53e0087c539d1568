// ends: any
for (;;) { try { for (;;); } catch { } finally { continue } }
