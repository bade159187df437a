"""Jobs: what need not be done while a person waits. Nothing true waits for one."""
