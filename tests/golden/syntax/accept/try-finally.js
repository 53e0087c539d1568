try { a } finally { b }
try { c } catch { d } finally { e }
